// On narrow phones, in languages with long words: no word of a heading or a control is broken, no select cuts off any of its choices, not
// even the long title of a posting, and everything that is tapped is at least 24 px wide and high.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertNone, byKind } from "./faults.mjs";
import { build, rootOf, serveFixture } from "./fixture.mjs";
import { launch, openSite, serveFolder } from "./site.mjs";

/** @import { Browser, Page } from "playwright-core" */

const WIDTHS = [320, 375, 390];
const PAGES = ["index.html", "curricula/first-year/coverage.html", ...["index.html", "keywords.html", "role/thrower.html", "role/thrower/journeyman.html", "selfcheck/thrower.html",
  "selfcheck/thrower/group.html", "picker/thrower.html", "compare.html", "requirements.html", "A.html"].map((page) => `pottery/${page}`)];

/** A title of several lines. */
const LONG = "Tornero de piezas grandes para los talleres internacionales de la Escuela Superior de Cerámica (departamento de formación)";

/** @type {Browser} */
let browser;
/** @type {{origin: string, close: () => Promise<void>}[]} */
const servers = [];
let copy;

before(async () => {
  browser = await launch();
  // The same handbook with Spanish words of the interface, which are long.
  copy = mkdtempSync(join(tmpdir(), "clausebook-narrow-"));
  cpSync(rootOf("pottery"), copy, { recursive: true });
  const file = join(copy, "content/handbook.yaml");
  const handbook = readFileSync(file, "utf8");
  writeFileSync(file, handbook.replace("languages:", "languages:\n  - {id: es, tag: es, name: Español}").replace(/readings: .*/u, "readings: [es]"));
  // A posting whose title is longer than two lines.
  const posting = join(copy, "content/postings/thrower.yaml");
  writeFileSync(posting, readFileSync(posting, "utf8").replace(/^title: .*/u, `title: {en: ${LONG}, es: ${LONG}}`));
  build(copy, join(copy, "site"));
  servers.push((await serveFixture("pottery")).server, await serveFolder(openSite(join(copy, "site"), copy).folder));
});
after(async () => {
  await browser?.close();
  for (const server of servers) await server.close();
  if (copy) rmSync(copy, { recursive: true });
});

/** What is wrong with a page, by what is seen of it. @param {Page} tab */
const faultsOf = (tab) => tab.evaluate(() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const isSeen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  // A head that only screen readers read is a pixel wide.
  const isHidden = (element) => [...document.querySelectorAll(".unseen, thead, caption")].some((one) => one.contains(element) && one.clientWidth < 3);
  const found = [];
  for (const head of document.querySelectorAll("h1, h2, h3, h4, th, caption, legend, label, button, summary")) {
    if (!isSeen(head) || isHidden(head)) continue;
    const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/[\p{Script=Latin}\p{Script=Arabic}\p{M}]{2,}/gu)) {
        const range = new Range();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
        if (lines.size > 1 && isSeen(text.parentElement)) found.push(`the word ${word[0]} is broken`);
      }
    }
  }
  // Lines like those of a select, whose own cannot be measured.
  const lines = document.createElement("div");
  document.body.append(lines);
  for (const select of document.querySelectorAll("select")) {
    if (!isSeen(select)) continue;
    const { selectedIndex } = select;
    const style = getComputedStyle(select);
    for (const option of select.options) {
      select.value = option.value;
      const [left, right, top, bottom] = ["Left", "Right", "Top", "Bottom"].map((side) => Number.parseFloat(style[`padding${side}`]));
      const room = select.clientWidth - left - right;
      const { fontFamily, fontSize, fontWeight, lineHeight, whiteSpace, overflowWrap } = style;
      Object.assign(lines.style, { position: "absolute", width: `${room}px`, fontFamily, fontSize, fontWeight, lineHeight, whiteSpace,
        overflowWrap });
      lines.textContent = option.text;
      if (lines.scrollWidth > Math.ceil(room) || lines.offsetHeight > select.clientHeight - top - bottom + 1) {
        found.push(`${option.text} is cut off in a select`);
      }
    }
    select.selectedIndex = selectedIndex;
  }
  lines.remove();
  for (const target of document.querySelectorAll("main :is(a[href], button, summary, input, select)")) {
    if (!isSeen(target) || isHidden(target)) continue;
    const [box, label] = [target, target.labels?.[0] ?? target].map((one) => one.getBoundingClientRect());
    const [width, height] = ["width", "height"].map((side) => Math.max(box[side], label[side]));
    // A link within a sentence is as high as its line.
    const sentence = target.closest("p, li, dd, td, caption");
    const isInText = getComputedStyle(target).display === "inline" && sentence && sentence.textContent.length > target.textContent.length + 3;
    if (width > 2 && !isInText && Math.min(width, height) < 23.5) {
      found.push(`${target.localName} ${target.textContent.trim().slice(0, 20)} is ${Math.round(width)} by ${Math.round(height)} px`);
    }
  }
  return found;
});

test("words, selects and targets on narrow phones, in four languages", async () => {
  const faults = [];
  let count = 0;
  for (const [at, readings] of [["en", "ar", "zh", "zh-en"], ["es"]].entries()) {
    for (const width of WIDTHS) {
      const tab = await browser.newPage({ viewport: { width, height: 844 } });
      for (const page of readings.flatMap((reading) => PAGES.map((one) => `${reading}/${one}`))) {
        await tab.goto(`${servers[at].origin}/${page}`);
        for (const what of await faultsOf(tab)) faults.push({ what, where: `${page} at ${width} px` });
        count += 1;
      }
      await tab.close();
    }
  }
  assert.equal(count, 5 * WIDTHS.length * PAGES.length);
  assertNone(byKind(faults));
});

test("the long title of a chosen posting can be read in full", async () => {
  const tab = await browser.newPage({ viewport: { width: 320, height: 844 } });
  await tab.goto(`${servers[1].origin}/es/pottery/selfcheck/thrower.html`);
  const select = tab.locator("[name=posting]");
  const height = (await select.boundingBox()).height;
  await select.selectOption({ label: LONG });
  assert.ok((await select.boundingBox()).height > height + 40, "the select grows with its lines");
  assert.deepEqual((await tab.locator(".aimed:visible a").first().innerText()), LONG);
  assertNone((await faultsOf(tab)).map((what) => ({ what, where: "320 px" })));
  await tab.close();
});

test("the filters of the search are not cut off", async () => {
  const faults = [];
  for (const reading of ["en", "ar", "zh", "zh-en"]) {
    const tab = await browser.newPage({ viewport: { width: 320, height: 844 } });
    await tab.goto(`${servers[0].origin}/${reading}/index.html`);
    await tab.click("button[data-search]");
    await tab.locator("dialog input[type=search]").pressSequentially("3");
    await tab.waitForSelector("dialog select:visible");
    for (const what of await faultsOf(tab)) if (what.includes("in a select")) faults.push({ what, where: reading });
    await tab.close();
  }
  assertNone(byKind(faults));
});

test("on a low screen, as at 400 %, no bar stays over the page", async () => {
  const tab = await browser.newPage({ viewport: { width: 320, height: 225 } });
  for (const page of ["selfcheck/thrower.html#g=PPQQRS", "picker/thrower.html"]) {
    await tab.goto(`${servers[0].origin}/en/pottery/${page}`);
    await tab.waitForSelector(".running");
    await tab.evaluate(() => scrollTo(0, 1000));
    const over = await tab.evaluate(() => [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0
      && ["sticky", "fixed"].includes(getComputedStyle(one).position)).map((one) => one.className));
    assert.deepEqual(over, [], page);
  }
  await tab.close();
});
