// On a phone, readers may have the second language of a page hidden until they tap a sentence.

import { test } from "node:test";
import assert from "node:assert/strict";
import { findIn } from "./axe.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { watch } from "./watch.mjs";

const PHONE = { width: 390, height: 844 };
const CLAUSE = "zh-en/pottery/3.1.html";

async function openTab(t, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: PHONE, ...options });
  t.after(() => context.close());
  const tab = await context.newPage();
  return { tab, watched: watch(tab, server.origin) };
}
const choose = async (tab, value) => {
  await tab.click("details[data-display] > summary");
  await tab.check(`[name="display-second"][value="${value}"]`, { force: true });
  await tab.keyboard.press("Escape");
};
/** The number of second languages that are seen, of sentences that have a button. */
const seen = (tab) => tab.evaluate(() =>
  [...document.querySelectorAll(".pair:has(> .show-second) > :not(:first-child, .show-second)")]
    .filter((second) => second.checkVisibility()).length);

test("a second language is shown sentence by sentence where the reader wants it so", async (t) => {
  const { tab, watched } = await openTab(t);
  await tab.goto(server.url(CLAUSE));
  assert.equal(await tab.locator(".show-second").count(), 0, "buttons are added before anybody asks for them");
  const all = await tab.locator("main .pair > p:nth-child(2)").evaluateAll((list) => list.filter((p) => p.checkVisibility()).length);
  assert.ok(all > 2, `${all} sentences in two languages`);

  await choose(tab, "tapped");
  assert.equal(await seen(tab), 0);
  const buttons = tab.locator("main .show-second:visible");
  assert.ok(await buttons.count() > 2);
  assert.equal(await buttons.first().innerText(), "English");

  // By its button, with the keyboard, and by a tap on the sentence itself.
  await buttons.nth(0).click();
  assert.equal(await seen(tab), 1);
  assert.equal(await buttons.nth(0).getAttribute("aria-expanded"), "true");
  await buttons.nth(1).focus();
  await tab.keyboard.press("Enter");
  assert.equal(await seen(tab), 2);
  await buttons.nth(1).locator("xpath=preceding-sibling::*[1]").click({ position: { x: 1, y: 4 } });
  assert.equal(await seen(tab), 1, "a tap on the sentence hides it again");

  assertNone(byKind(await findIn(tab, "sentences", undefined, "main")));

  // The choice holds on the next page, but not on a wide one or on paper.
  await tab.reload();
  assert.equal(await seen(tab), 0);
  await tab.emulateMedia({ media: "print" });
  assert.notEqual(await seen(tab), 0);
  assert.equal(await tab.locator(".show-second:visible").count(), 0);
  await tab.emulateMedia({ media: null });
  await tab.setViewportSize({ width: 1280, height: 900 });
  assert.notEqual(await seen(tab), 0);

  await tab.setViewportSize(PHONE);
  await choose(tab, "");
  assert.notEqual(await seen(tab), 0);
  assertNone(byKind(watched.faults));
});

test("a page in one language has no such choice", async (t) => {
  const { tab } = await openTab(t);
  for (const reading of ["zh", "en"]) {
    await tab.goto(server.url(site.pages.find((page) => site.kind(page) === "clause" && site.reading(page) === reading)));
    assert.equal(await tab.locator('[name="display-second"]').count(), 0);
  }
});
