// Two languages side by side: our own lists have the columns of the texts, row by row, and are stacked on a phone.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { expand } from "./clean.mjs";
import { launch } from "./site.mjs";
import { serveFixture } from "./fixture.mjs";

/** @import { Browser } from "playwright-core" */

/** Pages, and the links or lines on them that are rows of two languages. */
const ROWS = {
  "zh-en/pottery/3.3.1.1.html": [".taught li > a", ".taught li > .fine", ".tags > a"],
  "zh-en/pottery/index.html": [".tree a"],
  "zh-en/pottery/role/thrower.html": [".compare-ways > a"],
  "zh-en/pottery/role/thrower/journeyman.html": [".taken-over > summary > h3 > .title", ".taken-over > summary > .tally", ".bands-clause > a"],
  "zh-en/curricula/first-year/coverage.html": [".key a"],
  "id/pottery/3.3.1.1-a.html": [".facts dd > a", ".row-label > span:not(.joint)"],
  "zh-en/index.html": [".tops a"],
};

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveFixture>>} */
let site;

before(async () => { [browser, site] = [await launch(), await serveFixture("pottery")]; });
after(async () => { await browser?.close(); await site?.server.close(); });

/**
 * The boxes of both languages in each row of a page, and the column of the second language in its heading.
 *
 * @param {number} width
 * @param {(page: string, rows: string, found: { first: DOMRect, second: DOMRect }[], column: number) => void} look
 */
async function eachList(width, look) {
  const tab = await browser.newPage({ viewport: { width, height: 900 } });
  for (const [page, lists] of Object.entries(ROWS)) {
    await tab.goto(site.server.url(page));
    const column = await tab.locator("h1 .second, .words .pair > :nth-child(2)").first().evaluate((second) => second.getBoundingClientRect().left);
    for (const rows of lists) {
      const found = await tab.locator(`main ${rows}`).evaluateAll((all) => all.flatMap((row) => {
        const [first, second] = ["first", "second"].map((language) => row.querySelector(`:scope > .${language}, :scope > .label > .${language}`));
        return first && second ? [{ first: first.getBoundingClientRect(), second: second.getBoundingClientRect() }] : [];
      }));
      assert.ok(found.length, `${page} has no ${rows} in two languages`);
      look(page, rows, found, column);
    }
  }
  await tab.close();
}

test("on a wide screen each language has its column, and both begin on the same line", async () => {
  await eachList(1280, (page, rows, found, column) => {
    for (const { first, second } of found) {
      const [low, high] = [first, second].map(({ top, height }) => top + Math.min(height, 30) / 2).sort((a, b) => a - b);
      assert.ok(high - low <= 6, `${page} ${rows}: the languages are ${high - low} px apart`);
      assert.ok(second.left >= first.right, `${page} ${rows}: the languages overlap`);
      if (page !== "zh-en/index.html") assert.ok(Math.abs(second.left - column) <= 40, `${page} ${rows}: the column begins at ${second.left}, and in texts at ${column}`);
    }
    assert.equal(new Set(found.map(({ second }) => Math.round(second.left))).size, 1, `${page} ${rows}: the second language has several edges`);
  });
});

test("on a phone the second language is below the first", async () => {
  await eachList(390, (page, rows, found) => {
    for (const { first, second } of found) assert.ok(second.top >= first.bottom - 4, `${page} ${rows}: ${second.top} is not below ${first.bottom}`);
  });
});

test("an annex's two names are beside the heading that they lead from, one below the other", async () => {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(site.server.url("zh-en/pottery/role/thrower/journeyman.html"));
  const [first, second, title] = await tab.locator("#grading").evaluate((heading) => [".number > .first", ".number > .second", ".title"].map((part) => {
    const { left, right, top, bottom } = heading.querySelector(part).getBoundingClientRect();
    return { left, right, top, bottom };
  }));
  assert.ok(second.top >= first.bottom - 4, "the names are in one line");
  assert.ok(Math.max(first.right, second.right) <= title.left, "the names overlap the heading");
  await tab.close();
});

test("in a self-check, the modules that teach a requirement have their number before both names, and the depth on a line", async () => {
  for (const width of [390, 1280]) {
    const tab = await browser.newPage({ viewport: { width, height: 900 } });
    await tab.goto(site.server.url("zh-en/pottery/selfcheck/thrower.html"));
    await expand(tab);
    const lines = await tab.locator("ul.taught li").evaluateAll((all) => all.filter((line) => line.checkVisibility()).map((line) =>
      [".number", ".label > .first", ".label > .second", ".fine > .first", ".fine > .second"].map((part) => {
        const range = document.createRange();
        range.selectNodeContents(line.querySelector(part));
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, top, bottom };
      })));
    assert.ok(lines.length > 3);
    for (const [number, first, second, depth, other] of lines) {
      assert.ok(number.right <= first.left && number.right <= second.left, `at ${width} px the number ends at ${number.right}, and the name begins at ${first.left}`);
      assert.ok(second.top >= first.bottom - 4 && depth.top >= second.bottom - 4, `at ${width} px the names and the depth share a line`);
      assert.ok(Math.abs(depth.top - other.top) <= 4 && depth.right <= other.left, `at ${width} px the depth is on several lines`);
    }
    await tab.close();
  }
});

test("a second language that runs the other way keeps to the page's side at the foot", async () => {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(site.server.url("zh-en/pottery/3.2.html"));
  const gaps = await tab.evaluate(() => {
    document.documentElement.dir = "rtl";
    return [...document.querySelectorAll(".onward [rel=prev] > .second, .colophon > p > .second")].map((second) => {
      second.dir = "ltr";
      const range = document.createRange();
      range.selectNodeContents(second);
      return second.getBoundingClientRect().right - range.getBoundingClientRect().right;
    });
  });
  assert.ok(gaps.length > 1);
  for (const gap of gaps) assert.ok(Math.abs(gap) <= 1, `the line ends ${gap} px from the page's side`);
  await tab.close();
});
