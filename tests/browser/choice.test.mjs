// The root of a handbook opens in the reader's language, and in the reading that was chosen last; the choice remains for everybody else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, server } from "./opened-pottery.mjs";

/**
 * Opens the root in a browser of its own, and returns the path where the reader arrives.
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {string} [fragment]
 */
async function arrived(options, fragment = "") {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  await tab.goto(`${server.url("index.html")}${fragment}`);
  await tab.waitForLoadState();
  const path = new URL(tab.url()).pathname;
  await context.close();
  return path;
}

const path = (/** @type {string} */ page) => new URL(server.url(page)).pathname;

test("the root opens in the first of the reader's languages that the handbook has", async () => {
  for (const [locale, page] of [
    ["en-GB", "en/index.html"],
    ["zh-CN", "zh/index.html"],
    ["zh-TW", "zh/index.html"],
    ["ar-EG", "ar/index.html"],
    ["fr-FR", "index.html"],
  ]) {
    assert.equal(await arrived({ locale }), path(page), locale);
  }
});

test("without a script, and for a link to it, the choice stays", async () => {
  assert.equal(await arrived({ locale: "en-GB", javaScriptEnabled: false }), path("index.html"));
  assert.equal(await arrived({ locale: "en-GB" }, "#languages"), path("index.html"));
});

test("the root opens in the reading that was chosen last, and does not hold back who leaves", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  const tab = await context.newPage();
  await tab.goto(server.url("index.html"));
  await tab.waitForURL(server.url("en/index.html"));
  assert.deepEqual(await tab.evaluate(() => Object.keys(localStorage)), [], "nothing is stored before a choice");
  await tab.locator('[data-readings] [data-reading="zh-en"]').click();
  await tab.waitForURL(server.url("zh-en/index.html"));
  await tab.goto("about:blank");
  await tab.goto(server.url("index.html"));
  await tab.waitForURL(server.url("zh-en/index.html"));
  await tab.goBack();
  assert.equal(tab.url(), "about:blank");
  await tab.goto(`${server.url("index.html")}#languages`);
  await tab.locator('main [data-reading="ar"]').click();
  await tab.goto(server.url("index.html"));
  await tab.waitForURL(server.url("ar/index.html"));
  await context.close();
});
