// Terms in a clause: the definition is shown on hover, on focus and on the first tap, and disappears as WCAG 1.4.13 requires.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { assertNone } from "./faults.mjs";

const TERM = /<a class="term" href="([^"]+)" aria-describedby="([^"]+)">/gu;

/** The pages that mark a term. */
const pages = () => site.pages.filter((page) => site.read(page).includes('<a class="term"'));

/** A page with at least two terms, in a reading of one language. */
const withTerms = () => pages().find((page) => [...site.read(page).matchAll(TERM)].length > 1 && site.reading(page) === site.readings[0]);

async function open(options = {}, prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 }, ...options });
  const tab = await context.newPage();
  await prepare(tab);
  const page = withTerms();
  await tab.goto(server.url(page));
  const term = tab.locator("a.term").first();
  const box = tab.locator(`.definition:has([id="${await term.getAttribute("aria-describedby")}"])`);
  return { tab, page, term, box };
}

test("in every reading, clauses mark each term once in each language and include only the definitions that they mark", () => {
  const faults = [];
  const marking = pages();
  for (const reading of site.readings) assert.ok(marking.some((page) => site.reading(page) === reading), `no term is marked in ${reading}`);
  for (const page of marking) {
    const html = site.read(page);
    const terms = [...html.matchAll(TERM)].map(([, href, id]) => ({ href, id }));
    const ids = new Set(terms.map((term) => term.id));
    const languages = html.includes("side-by-side") ? 2 : 1;
    for (const id of ids) {
      const count = terms.filter((term) => term.id === id).length;
      if (count > languages) faults.push(`${page}: ${id} is marked ${count} times`);
    }
    if (new Set(terms.map((term) => term.href)).size !== ids.size) faults.push(`${page}: two terms lead to one place`);
    const brought = (html.match(/class="definition[ "]/gu) ?? []).length;
    if (brought !== ids.size) faults.push(`${page}: ${ids.size} terms and ${brought} definitions`);
    for (const { id, href } of terms) {
      if (!html.includes(`id="${id}"`)) faults.push(`${page}: no definition ${id}`);
      if (!/^(?:\.\.\/)*terms\.html#./u.test(href)) faults.push(`${page}: ${href} does not lead to the terms`);
    }
  }
  assertNone(faults);
});

test("a term under the pointer shows its definition until the pointer leaves both", async () => {
  const { tab, term, box } = await open({}, (opened) => opened.clock.install());
  assert.equal(await box.isVisible(), false, "the definition waits");
  await term.hover();
  await box.waitFor({ state: "visible" });
  const [of, shown] = [await term.boundingBox(), await box.boundingBox()];
  assert.ok(shown.x >= 0 && shown.x + shown.width <= 900, "it stays on the page");
  assert.ok(shown.y >= of.y + of.height || shown.y + shown.height <= of.y, "it does not cover the term");
  await box.hover();
  await tab.clock.fastForward("01:00");
  assert.equal(await box.isVisible(), true, "the pointer may rest on the definition");
  await tab.mouse.move(5, 690);
  await box.waitFor({ state: "hidden" });
  await tab.context().close();
});

test("Escape closes the definition without moving the pointer or focus", async () => {
  const { tab, term, box } = await open();
  await term.hover();
  await box.waitFor({ state: "visible" });
  await tab.keyboard.press("Escape");
  assert.equal(await box.isVisible(), false);
  await tab.context().close();
});

test("a focused term shows its definition, the next one replaces it, and Enter leads to the terms", async () => {
  const { tab, page, term, box } = await open();
  for (let step = 0; step < 80; step += 1) {
    await tab.keyboard.press("Tab");
    if (await term.evaluate((element) => element === document.activeElement)) break;
  }
  assert.equal(await box.isVisible(), true, "focus shows it");
  assert.equal(await box.getByRole("link").evaluate((link) => link.tabIndex), -1, "the term's own link is enough for the keyboard");
  await tab.keyboard.press("Escape");
  assert.equal(await box.isVisible(), false, "Escape works at the keyboard too");
  assert.equal(await term.evaluate((element) => element === document.activeElement), true, "focus stays");
  const href = new URL(await term.getAttribute("href"), server.url(page)).href;
  await tab.keyboard.press("Enter");
  await tab.waitForURL(href);
  const hash = decodeURIComponent(new URL(href).hash.slice(1));
  assert.ok(await tab.locator(`[id="${hash}"]`).count(), "the term has its place there");
  await tab.context().close();
});

test("the first tap shows the definition and a link to the terms", async () => {
  const { tab, page, term, box } = await open({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 812 } });
  await term.tap();
  await box.waitFor({ state: "visible" });
  assert.equal(tab.url(), server.url(page), "the page stays");
  const shown = await box.boundingBox();
  assert.ok(shown.x >= 0 && shown.x + shown.width <= 375, "it fits the phone");
  const href = new URL(await term.getAttribute("href"), tab.url()).href;
  await box.getByRole("link").tap();
  await tab.waitForURL(href);
  await tab.goBack();
  await tab.locator("a.term").first().tap();
  await tab.locator("a.term").first().tap();
  await tab.waitForURL(href);
  await tab.context().close();
});

test("without a script a term is a link to its place among the terms", async () => {
  const { tab, term, box } = await open({ javaScriptEnabled: false });
  assert.equal(await box.isVisible(), false);
  const href = new URL(await term.getAttribute("href"), tab.url()).href;
  await term.click();
  assert.equal(tab.url(), href);
  await tab.context().close();
});
