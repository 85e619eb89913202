// Two languages side by side: our own lists have the columns of the texts, row by row, and are stacked on a phone.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
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
    const column = await tab.locator("h1 .second").first().evaluate((second) => second.getBoundingClientRect().left);
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
