// The matrices of a made-up handbook in English and Arabic: accessible on a desktop and a phone, in both schemes and directions. Heads
// stay in sight, a phone can show one level without a script, and paper repeats the heads.

import { test } from "node:test";
import assert from "node:assert/strict";
import { findIn } from "./axe.mjs";
import { assertClean, expand } from "./clean.mjs";
import { openFixture } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { openForTests } from "./opening.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true };
const PAGES = ["en", "ar", "en-ar"].flatMap((reading) => ["matrix.html", "matrix/role/thrower.html", "whole.html"].map((page) => `${reading}/pottery/${page}`));

let server;
let browser;
openForTests(() => openFixture("matrix"), (opened) => { ({ server, browser } = opened); });

for (const [name, options] of [["a desktop", {}], ["a phone", PHONE]]) {
  test(`on ${name}, with everything expanded: axe, console, requests, width`, async () => {
    await assertClean(browser, { server, pages: PAGES }, async (tab, page) => {
      await expand(tab);
      return [...await sideways(tab, page), ...await findIn(tab, page)];
    }, { options });
  });
}

test("the heads of rows and columns stay in sight, from either side", async () => {
  const context = await browser.newContext({ viewport: { width: 800, height: 320 } });
  const tab = await context.newPage();
  for (const reading of ["en", "ar"]) {
    await tab.goto(server.url(`${reading}/pottery/matrix.html`));
    // Some more columns' worth of width.
    await tab.evaluate(() => { for (const cell of document.querySelectorAll(".by-level td")) cell.style.minWidth = "30rem"; });
    const frame = tab.locator(".by-level-frame");
    await frame.evaluate((element) => {
      const way = getComputedStyle(element).direction === "rtl" ? -1 : 1;
      element.scrollTo(way * 500, 150);
    });
    const [outer, corner, row] = await Promise.all([frame, tab.locator("thead th").first(), tab.locator("tbody th[scope=row]").first()].map((of) => of.boundingBox()));
    assert.ok(Math.abs(corner.y - outer.y) <= 2, `${reading}: the column heads are at ${corner.y}, the frame at ${outer.y}`);
    const start = ({ x, width }) => (reading === "ar" ? x + width : x);
    assert.ok(Math.abs(start(row) - start(outer)) <= 20, `${reading}: the row head is at ${start(row)}, the frame at ${start(outer)}`);
  }
  await context.close();
});

test("a phone shows the levels below each other, or the one that is chosen, without a script", async () => {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(server.url("en/pottery/matrix.html"));
  const seen = () => tab.locator("#row-centring td").filter({ visible: true }).allInnerTexts();
  const all = await seen();
  assert.equal(all.length, 3);
  assert.match(all[0], /^Learner\s+Centres half a kilogram/u);
  await tab.getByRole("radio", { name: "Maker" }).check();
  const [only, ...others] = await seen();
  assert.match(only, /^Maker\s+Centres two/u);
  assert.deepEqual(others, []);
  await tab.getByRole("radio", { name: "All" }).check();
  assert.equal((await seen()).length, 3);
  await context.close();
});

test("paper is landscape and has every criterion", async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(server.url("en/pottery/matrix.html"));
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("body").evaluate((body) => getComputedStyle(body).page), "matrix");
  assert.equal(await tab.locator("thead").first().evaluate((head) => getComputedStyle(head).display), "table-header-group");
  assert.ok(await tab.getByText("The wheel may turn either way.").isVisible());
  assert.equal(await tab.locator(".level-choice").isVisible(), false);
  const pdf = (await tab.pdf({ preferCSSPageSize: true })).toString("latin1");
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/u.exec(pdf).map(Number);
  assert.ok(width > height, `${width} by ${height}`);
  await context.close();
});
