// A page of the small handbook that uses every Markdown feature: valid, accessible, and displayed as intended.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSite } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { build, rootOf } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { openForTests } from "./opening.mjs";
import { assertNone, byKind } from "./faults.mjs";

let root;
let site;
let server;
let browser;

/** Builds the small handbook with the page. */
function buildMarks() {
  root = mkdtempSync(join(tmpdir(), "clausebook-markdown-"));
  cpSync(rootOf("small"), root, { recursive: true });
  const files = rootOf("markdown");
  for (const page of ["marks.en.md", "marks.zh.md"]) cpSync(join(files, page), join(root, "content", "pages", page));
  const folded = "---\ntitle: Folds\ndescription: Folds.\n---\n\n<details>\n<summary>More</summary>\n\nWords that are folded on a screen.\n\n</details>\n";
  for (const language of ["en", "zh"]) writeFileSync(join(root, "content", "pages", `folds.${language}.md`), folded);
  mkdirSync(join(root, "themes", "default", "assets"), { recursive: true });
  cpSync(join(files, "line.svg"), join(root, "themes", "default", "assets", "line.svg"));
  build(root, join(root, "site"));
  return openSite(join(root, "site"), root);
}

openForTests(buildMarks, (opened) => { ({ site, server, browser } = opened); });
after(() => { if (root) rmSync(root, { recursive: true }); });

test("axe finds nothing, in one language and in two, light and dark, wide and narrow", async () => {
  const faults = [];
  const pages = site.pages.filter((page) => page.endsWith("/marks.html"));
  assert.equal(pages.length, 3);
  for (const width of [1280, 375]) {
    const tab = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width, height: 800 } })).newPage();
    for (const page of pages) {
      await tab.goto(server.url(page));
      faults.push(...await sideways(tab, `${page} at ${width} px`), ...await findIn(tab, page));
    }
    await tab.context().close();
  }
  assertNone(byKind(faults));
});

test("Chinese is set by its own rules, and every element has its place", async () => {
  const tab = await browser.newPage();
  await tab.goto(server.url("zh/marks.html"));
  const first = tab.locator(".prose p").first();
  assert.deepEqual(await first.locator("strong").allTextContents(), ["重点：", "“引号”", "60%"]);
  const text = (await first.textContent()).replaceAll("\n", " ");
  assert.ok(text.includes("换行不留空格，但 Word 和 Excel"), text);
  assert.deepEqual(await tab.locator(".prose h2").evaluateAll((heads) => heads.map((head) => head.id)), ["first", "表格", "术语", "图", "代码"]);
  assert.equal(await tab.locator('.prose a[href$="2.2.1.html#a"]').count(), 1, "a reference is a link");
  assert.deepEqual(await tab.locator('[class^="markdown-alert"] > p:first-child').allTextContents(), ["说明", "提示", "重要", "注意", "当心"]);
  assert.equal(await tab.locator("figure img").evaluate((image) => image.complete && image.naturalWidth > 0), true, "the picture is there");
  assert.equal(await tab.locator("figcaption").textContent(), "图 1　车轮与轴线");
  assert.deepEqual(await tab.locator("dd").count(), 3);
  // A footnote with two references is one note with links back.
  assert.deepEqual(await tab.locator(".footnote-reference").allTextContents(), ["1", "1", "2"]);
  assert.equal(await tab.locator(".footnotes li").count(), 2);
  await tab.locator(".footnote-reference a").last().click();
  assert.equal(await tab.locator(".footnotes li:target .footnote-back").getAttribute("href"), "#fnref-two");
  await tab.close();
});

test("two languages are next to each other part by part, and stacked on a phone", async () => {
  const tab = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await tab.goto(server.url("en-zh/marks.html"));
  const parts = () => tab.locator(".parted > .pair").evaluateAll((pairs) => pairs.map((pair) => [...pair.children].map((part) => {
    const { top, left } = (part.querySelector("h2, h3") ?? part.firstElementChild).getBoundingClientRect();
    return { lang: part.lang, top: Math.round(top), left: Math.round(left) };
  })));
  const wide = await parts();
  assert.equal(wide.length, 8, "one part before the headings, and one for each");
  for (const [first, second] of wide) {
    assert.deepEqual([first.lang, second.lang], ["en", "zh-CN"]);
    assert.ok(Math.abs(first.top - second.top) <= 2 && first.left < second.left, JSON.stringify([first, second]));
  }
  await tab.setViewportSize({ width: 375, height: 812 });
  for (const [first, second] of await parts()) assert.ok(first.top < second.top && first.left === second.left);
  await tab.context().close();
});

test("two languages on one page do not share an id", async () => {
  const tab = await browser.newPage();
  await tab.goto(server.url("en-zh/marks.html"));
  const ids = await tab.locator("[id]").evaluateAll((elements) => elements.map((element) => element.id));
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
  const broken = await tab.locator('a[href^="#"]').evaluateAll((links) => links
    .filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1))))
    .map((link) => link.outerHTML));
  assert.deepEqual(broken, []);
  await tab.close();
});

test("what an author folds is open on paper, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const tab = await (await browser.newContext({ javaScriptEnabled })).newPage();
    await tab.goto(server.url("en/folds.html"));
    assert.equal(await tab.locator(".prose details:not([open])").count(), 1);
    await tab.emulateMedia({ media: "print" });
    const heights = await tab.locator(".prose details > :last-child").evaluateAll((all) => all.map((one) => one.checkVisibility() && one.getBoundingClientRect().height > 5));
    assert.deepEqual(heights, [true], `scripts: ${javaScriptEnabled}`);
    await tab.context().close();
  }
});
