// The whole standard, printed: every text of the page is on paper, complete and inside the sheet.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser, server, site } from "./opened.mjs";
import { samplePages } from "./site.mjs";
import { assertNone } from "./faults.mjs";

let folder;
let tab;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-print-"));
});
after(async () => {
  if (folder) rmSync(folder, { recursive: true });
});

const printed = new Map();

/** Prints a page as `printNow` does, or returns what it has returned before. */
function print(page) {
  if (!printed.has(page)) printed.set(page, printNow(page));
  return printed.get(page);
}

/**
 * Prints a page as A4. Returns the PDF file, the texts of `main` that should be on paper, and the controls that are printed though
 * they are of no use there. A text is the content between two tags, since a style may add marks between elements.
 */
async function printNow(page) {
  tab ??= await (await browser.newContext()).newPage();
  await tab.emulateMedia({ media: "screen" });
  await tab.goto(server.url(page));
  await tab.emulateMedia({ media: "print" });
  const controls = await tab.evaluate(() => [...document.querySelectorAll("nav, button")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.closest("main nav"))
    .map((element) => element.outerHTML.slice(0, 80)));
  const texts = await tab.evaluate(() => {
    // Changes that a script makes before printing are made now.
    dispatchEvent(new Event("beforeprint"));
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const isRead = !parent.closest("svg, script, style, template, noscript") && parent.checkVisibility({ visibilityProperty: true });
      // Content for screen readers only is clipped to a pixel.
      const isSeen = parent.getBoundingClientRect().width > 2;
      if (isRead && isSeen && walker.currentNode.data.trim()) found.push(walker.currentNode.data);
    }
    return found;
  });
  const pdf = join(folder, `${page.replaceAll("/", "~")}.pdf`);
  await tab.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
  return { pdf, texts, controls };
}

/** Text without features that print may change: white space, hyphens at line ends, case, and glyphs shared by characters. */
const bare = (text) => text.normalize("NFKC").replaceAll(/[\s\p{Cf}\p{Pd}]/gu, "").toLowerCase();

/** Whether a text is on paper in one piece, or in two pieces separated by a page break. */
function isPrinted(text, paper) {
  if (paper.includes(text)) return true;
  for (let cut = text.length - 1; cut > 0; cut -= 1) {
    if (paper.includes(text.slice(0, cut))) return paper.includes(text.slice(cut));
  }
  return false;
}

/** The words of a PDF outside their sheet. A word's height is its font's, so only its middle counts. */
function cutOff(pdf) {
  const boxes = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 256 << 20 });
  const found = [];
  let sheet = { width: 0, height: 0 };
  for (const line of boxes.split("\n")) {
    const number = (name) => Number(new RegExp(`${name}="(-?[\\d.]+)"`, "u").exec(line)?.[1]);
    if (line.includes("<page ")) sheet = { width: number("width"), height: number("height") };
    else if (line.includes("<word ")) {
      const middle = (number("yMin") + number("yMax")) / 2;
      const inside = number("xMin") >= -1 && number("xMax") <= sheet.width + 1 && middle > 0 && middle < sheet.height;
      if (!inside) found.push(`outside the sheet: ${line.trim()}`);
    }
  }
  return found;
}

/** The text of every sheet. */
const sheetsOf = (pdf) => execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8", maxBuffer: 256 << 20 }).split("\f").slice(0, -1);

/**
 * The minimum and maximum number of sheets of the whole standard, found by looking at each sheet. A style that doubles them or
 * leaves a blank sheet before each annex exceeds these bounds.
 */
const SHEETS = { zh: [18, 23], en: [21, 27], "zh-en": [33, 41] };

const pagesOf = (pdf) => Number(/^Pages:\s+(\d+)/mu.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))[1]);

test("the whole standard prints in every reading, with every text complete", async (context) => {
  const wholes = site.pages.filter((page) => site.kind(page) === "whole");
  assert.equal(wholes.length, site.readings.length * site.standards.length, `whole.html is not there in every reading: ${wholes}`);
  for (const page of wholes) {
    const { pdf, texts } = await print(page);
    assert.ok(texts.length > 1, `${page} shows no text in print`);
    const sheets = pagesOf(pdf);
    const [least, most] = SHEETS[site.reading(page)] ?? [1, Infinity];
    assert.ok(sheets >= least && sheets <= most, `${page} takes ${sheets} sheets, not ${least} to ${most}`);
    const paper = bare(execFileSync("pdftotext", ["-raw", "-nopgbrk", pdf, "-"], { encoding: "utf8", maxBuffer: 256 << 20 }));
    const missing = texts.filter((text) => !isPrinted(bare(text), paper)).map((text) => `${page}: not on paper: ${text.trim()}`);
    assertNone([...missing, ...cutOff(pdf)], 20);
    context.diagnostic(`${page}: ${texts.length} texts on ${sheets} sheets`);
  }
});

test("every sheet of the whole standard has content, a number and a running head", async () => {
  const faults = [];
  for (const page of site.pages.filter((name) => site.kind(name) === "whole")) {
    const { pdf } = await print(page);
    const style = site.read(page.replace(/\.html$/u, ".css"));
    const title = bare(/@top-left \{ content: "([^"]+)"/u.exec(style)[1]);
    const annexes = [...style.matchAll(/^@page annex-[^}]*content: "([^"]+)"/gmu)].map(([, name]) => bare(name));
    assert.ok(annexes.length > 0);
    const marks = [...annexes, bare(/@top-right \{ content: "([^"]*)"/u.exec(style)[1])];
    const sheets = sheetsOf(pdf).map(bare);
    sheets.forEach((sheet, index) => {
      const at = `${page}, sheet ${index + 1}`;
      if (index > 0 && !sheet.startsWith(title)) faults.push(`${at} does not say whose it is: ${sheet.slice(0, 60)}`);
      // The margins come first: the standard, a mark or an annex, and the number.
      const rest = index > 0 ? sheet.slice(title.length) : sheet;
      const isNumbered = ["", ...marks].some((mark) => rest.startsWith(`${mark}${index + 1}`));
      if (!isNumbered) faults.push(`${at} has no number: ${rest.slice(0, 60)}`);
      if (sheet.length < title.length + 120) faults.push(`${at} is all but blank: ${sheet}`);
    });
    for (const annex of annexes) {
      if (!sheets.some((sheet) => sheet.slice(title.length).startsWith(annex))) faults.push(`${page}: no sheet is headed ${annex}`);
    }
  }
  assertNone(faults);
});

test("the printed contents have page numbers if the browser knows them, and no other marks", async () => {
  tab ??= await (await browser.newContext()).newPage();
  await tab.goto(server.url(site.pages.find((page) => page.endsWith("/whole.html"))));
  await tab.emulateMedia({ media: "print" });
  const { isKnown, contents } = await tab.evaluate(() => ({
    isKnown: CSS.supports("content", 'target-counter(url("#a"), page)'),
    contents: [...document.querySelectorAll(".cover .tree a")].map((line) => getComputedStyle(line, "::after").content),
  }));
  assert.ok(contents.length > 10);
  assertNone(contents.filter((content) => (content === "none" || content === "normal") === isKnown));
});

test("a form to fill in takes one sheet in every reading, has room for the person, and says of which edition it is", async () => {
  const faults = [];
  for (const page of site.pages.filter((name) => site.kind(name) === "annex")) {
    const { pdf } = await printNow(page);
    const sheets = sheetsOf(pdf).map(bare);
    if (sheets.length > 1) faults.push(`${page}: the form to fill in takes ${sheets.length} sheets`);
    const wanted = await tab.evaluate(() => [...document.querySelectorAll(".fields .person, [data-head] > *")]
      .map((part) => (part.querySelector(".first") ?? part).textContent));
    if (wanted.filter(Boolean).length !== 4) faults.push(`${page}: ${wanted}`);
    for (const text of wanted) if (!sheets[0].includes(bare(text))) faults.push(`${page}: not on paper: ${text}`);
    await tab.emulateMedia({ media: "screen" });
    if (await tab.isVisible(".fields .person")) faults.push(`${page}: on screen, the form is the source's`);
  }
  assertNone(faults);
});

test("a page of every kind prints inside the sheet, without the site's navigation", async () => {
  const faults = [];
  for (const page of samplePages(site).filter((name) => site.reading(name) === site.readings[0])) {
    const { pdf, controls } = await print(page);
    faults.push(...cutOff(pdf).map((what) => `${page}: ${what}`));
    for (const what of controls) faults.push(`${page}: printed, but useless on paper: ${what}`);
  }
  assertNone(faults);
});
