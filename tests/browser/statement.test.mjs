// The texts of a standard in Markdown, in a made-up outline of physics: lists, emphasis, links and formulas on every page that shows
// them, their plain words where only words fit, accessibility, print, and search.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findIn } from "./axe.mjs";
import { openFixture } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { openForTests } from "./opening.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { check, faults as faultsOf } from "./checker.mjs";
import { openSearch, seek } from "./search.mjs";

let site;
let server;
let browser;
openForTests(() => openFixture("formulas"), (opened) => { ({ site, server, browser } = opened); });

/** Opens a page and runs `look` on it. */
async function at(page, look, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  await tab.goto(server.url(page));
  const result = await look(tab);
  await context.close();
  return result;
}

/** The words of an element, each run of white space as one space. */
const words = async (locator) => (await locator.textContent()).replaceAll(/\s+/gu, " ").trim();

test("a clause has lists, emphasis, links and formulas", () => at("en/mechanics/1.html", async (tab) => {
  const prose = tab.locator("main .blocks").first();
  assert.deepEqual(await prose.locator(":scope > *").evaluateAll((parts) => parts.map((part) => part.localName)), ["p", "p", "p", "ol", "p"]);
  assert.equal(await prose.locator("ol > li").count(), 2);
  assert.equal(await words(prose.locator("em")), "velocity");
  assert.equal(await prose.locator('a[href="https://example.org/newton"]').count(), 1);
  assert.equal(await prose.locator('a[href="2.html"]').textContent(), "energy");
  assert.equal(await prose.locator('math[display="block"] mfrac').count(), 1);
  const item = tab.locator("#a");
  assert.deepEqual(await item.locator("ul > li").evaluateAll((items) => items.map((one) => getComputedStyle(one).listStyleType)), ["disc", "disc"]);
  assert.equal(await words(item.locator("strong")), "examples");
  assert.equal(await words(item.locator(".quoted")), "examples", "a note quotes formatted words");
  assert.equal(await words(item.locator(".note q")), "examples");
  assert.equal(await words(item.locator("a.term")), "inertia", "terms are marked in lists");
}));

test("formulas are laid out", () => at("en/mechanics/1.html", async (tab) => {
  for (const page of ["en/mechanics/1.html", "en-zh/mechanics/2.html", "en/mechanics/selfcheck/pupil.html", "en/lab/A.html", "en/mechanics/matrix.html"]) {
    await tab.goto(server.url(page));
    const boxes = await tab.locator("main math:visible").evaluateAll((all) => all.map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return { tex: one.getAttribute("alttext"), width, height };
    }));
    assert.ok(boxes.length > 0, page);
    for (const { tex, width, height } of boxes) assert.ok(tex && width > 3 && height > 5, `${page}: ${tex} is ${width} × ${height}`);
  }
}));

test("two languages are side by side, and their lists line up", () => at("en-zh/mechanics/1.html", async (tab) => {
  const tops = await tab.locator("#a .pair > .blocks").evaluateAll((parts) => parts.map((part) => [part.lang, part.getBoundingClientRect().top]));
  assert.deepEqual(tops.map(([lang]) => lang), ["en", "zh-CN"]);
  assert.ok(Math.abs(tops[0][1] - tops[1][1]) < 4, JSON.stringify(tops));
}));

test("no page shows marks, and links are not nested", () => at("en/index.html", async (tab) => {
  const faults = [];
  for (const page of site.pages) {
    await tab.goto(server.url(page));
    const { text, isNested } = await tab.evaluate(() => ({
      text: [document.body.innerText, document.title, document.querySelector("meta[name=description]")?.content].join("\n"),
      isNested: document.querySelector("a a, button a, p ul, p p") !== null,
    }));
    const marks = text.match(/\*\*\S|\]\(|(?:^|\n)- |~~/u);
    if (marks) faults.push({ page, fault: `shows ${marks[0]}` });
    if (isNested) faults.push({ page, fault: "nests what must not be nested" });
  }
  assert.deepEqual(faults, []);
}));

test("the self-check shows formatted requirements, and names them by their words", () => at("en/mechanics/selfcheck/pupil.html", async (tab) => {
  const first = tab.locator('[data-requirement="1-a"]');
  assert.equal(await first.locator(".about ul > li").count(), 2);
  await first.locator('input[value="0"]').check();
  await tab.locator('[data-requirement="1-b"] input[value="0"]').check();
  const gaps = await words(tab.locator("[data-plan]"));
  assert.ok(!gaps.includes("**"), gaps);
  assert.equal(await tab.locator(".descriptor math").count() > 0, true, "descriptors have formulas");
}));

test("axe finds nothing, wide and narrow", async () => {
  const faults = [];
  const pages = ["en/mechanics/1.html", "en-zh/mechanics/2.html", "zh/mechanics/1.html", "en/mechanics/selfcheck/pupil.html", "en/lab/A.html",
    "en/lab/selfcheck/assistant.html", "en/mechanics/role/pupil.html", "en/mechanics/requirements.html", "en/mechanics/matrix.html", "id/mechanics/1-a.html"];
  for (const width of [1280, 375]) {
    await at(pages[0], async (tab) => {
      for (const page of pages) {
        await tab.goto(server.url(page));
        faults.push(...await sideways(tab, `${page} at ${width} px`), ...await findIn(tab, page));
      }
    }, { viewport: { width, height: 800 } });
  }
  assertNone(byKind(faults));
});

test("the HTML checker finds nothing", async () => {
  const pages = site.files.filter((file) => /\/(?:mechanics|lab)\/.*\.html$/u.test(file));
  assertNone(byKind(faultsOf(await check(site.folder, pages), site.folder)));
});

test("a printed page has the words of lists and formulas", () => at("en/mechanics/whole.html", async (tab) => {
  const folder = mkdtempSync(join(tmpdir(), "clausebook-statement-"));
  const pdf = join(folder, "whole.pdf");
  await tab.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
  const text = execFileSync("pdftotext", ["-raw", pdf, "-"], { encoding: "utf8" }).replaceAll(/\s+/gu, " ");
  rmSync(folder, { recursive: true });
  for (const part of ["how trebuchets turn weight into speed", "explains, with examples from daily life", "is the velocity", "const"]) {
    assert.ok(text.includes(part), part);
  }
}));

test("search finds a word of a list, and emphasis without its marks", () => at("en/mechanics/index.html", async (tab) => {
  await openSearch(tab);
  for (const [query, found] of [["trebuchets", "trebuchets turn weight"], ["conservation", "law of conservation"]]) {
    await seek(tab, query);
    const text = await words(tab.locator("dialog[open] ol").first());
    assert.ok(text.includes(found), `${query}: ${text}`);
    assert.ok(!text.includes("*"), text);
  }
}));
