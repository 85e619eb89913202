// The interview sheet for what is chosen in a requirement picker: its lines, the link that opens it, the way back, other languages,
// paper.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server } from "./opened-pottery.mjs";
import { findIn } from "./axe.mjs";
import { sideways } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone } from "./faults.mjs";
import { serveFixture } from "./fixture.mjs";

const PAGE = "pottery/picker/glazer.html";
const CHOICE = "level=journeyman&must=3.1-d,3.3.2.2-a&nice=3.4-b";

/** @param {string} reading @param {string} fragment */
async function openPicker(reading, fragment, options = {}) {
  const context = await browser.newContext(options);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  await tab.goto(`${server.url(`${reading}/${PAGE}`)}#${fragment}`);
  await tab.waitForSelector(".mark-as input", { state: "attached" });
  return { tab, watched };
}

/** @param {import("playwright-core").Page} tab @param {string} as */
const namesIn = (tab, as) => tab.locator(`[data-interview-list=${as}] .number`).allTextContents();

test("the sheet has a line for each chosen requirement, and keeps what is entered while the choice changes", async () => {
  const { tab, watched } = await openPicker("en", CHOICE);
  const { requests } = watched;
  await tab.click("[data-interview=open]");
  assert.deepEqual([await namesIn(tab, "must"), await namesIn(tab, "nice")], [["3.1-d", "3.3.2.2-a"], ["3.4-b"]]);
  assert.equal(await tab.textContent("h1 .title"), "Interview sheet ");
  assert.equal(await tab.textContent("[data-interview-aim]"), "Glazers · Journeyman");
  assert.ok(await tab.isHidden(".mark-as >> nth=0"), "the picker is still shown");
  const line = tab.locator("[data-interview-list=must] > li").nth(1);
  await line.locator("[value=partly]").check();
  await line.locator("textarea").fill("Two test tiles");
  await tab.click("[data-interview=close]");
  assert.ok(await tab.isHidden("[data-interview-sheet]"));
  await tab.check('input[name="pick.3.1-d"][value=""]');
  await tab.click("[data-interview=open]");
  assert.deepEqual(await namesIn(tab, "must"), ["3.3.2.2-a"]);
  const kept = tab.locator("[data-interview-list=must] > li");
  assert.equal(await kept.locator("textarea").inputValue(), "Two test tiles");
  assert.ok(await kept.locator("[value=partly]").isChecked());
  assert.equal(watched.requests, requests, "the sheet requests something");
  assertNone(watched.faults);
  await tab.context().close();
});

test("the copied link opens the sheet, and so does the page in another language", async () => {
  const { tab } = await openPicker("en", CHOICE);
  await tab.click("[data-interview=open]");
  await tab.click("[data-interview=link]");
  const link = await tab.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /&interview=yes$/u);
  await tab.goto("about:blank");
  await tab.goto(link);
  assert.deepEqual(await namesIn(tab, "must"), ["3.1-d", "3.3.2.2-a"]);
  await tab.click("[data-readings] [data-reading=zh]");
  await tab.waitForSelector("html[lang|=zh] [data-interview-list=must] li");
  assert.deepEqual([await namesIn(tab, "must"), await tab.textContent("[data-interview-aim]")], [["3.1-d", "3.3.2.2-a"], "施釉工 · 熟工"]);
  await tab.context().close();
});

test("without a choice there is no sheet, and the page says what is missing", async () => {
  const { tab } = await openPicker("en", "level=journeyman&interview=yes");
  assert.ok(await tab.isHidden("[data-interview-sheet]"));
  assert.notEqual(await tab.textContent("[data-message=interview]"), "");
  await tab.context().close();
});

test("the sheet is accessible, fits a phone, and prints without the picker", async () => {
  for (const reading of ["en", "ar", "zh-en"]) {
    const { tab } = await openPicker(reading, `${CHOICE}&interview=yes`, { viewport: { width: 390, height: 8000 } });
    assertNone([...await findIn(tab, PAGE, ["light"]), ...await sideways(tab, PAGE)]);
    await tab.emulateMedia({ media: "print" });
    const shown = await tab.locator("form > *, article > p").evaluateAll((all) => all.filter((one) => one.getClientRects().length)
      .map((one) => one.className));
    assert.deepEqual(shown, ["interview-sheet sans"]);
    assert.deepEqual(await tab.locator("[data-interview-sheet] button").evaluateAll((all) => all.filter((one) => one.getClientRects().length)), []);
    await tab.context().close();
  }
});

test("a line shows how its requirement reads at the chosen level, and follows the choice", async (context) => {
  const { server: { close, origin } } = await serveFixture("matrix");
  context.after(close);
  const tab = await browser.newPage({ viewport: { width: 390, height: 8000 } });
  context.after(() => tab.close());
  const watched = watch(tab, origin);
  const described = () => tab.locator("[data-interview-list=must] .described").evaluateAll((all) => all.map((one) => one.innerText.split(/\s*\n\s*/u)
    .filter(Boolean)));
  await tab.goto(`${origin}/en/pottery/picker/thrower.html#level=hand&must=centring,wedging&interview=yes`);
  await tab.waitForSelector("[data-interview-list=must] li");
  assert.deepEqual(await described(), [["Learner", "Centres half a kilogram with help."], []]);
  assertNone([...await findIn(tab, "thrower.html", ["light"]), ...await sideways(tab, "thrower.html")]);
  await tab.click("[data-interview=close]");
  await tab.check("[name=level][value=lead]");
  await tab.click("[data-interview=open]");
  assert.deepEqual((await described())[0].slice(0, 3), ["Master", "Centres whatever is asked.", "Ten kilograms take two minutes."]);
  assertNone(watched.faults);
});
