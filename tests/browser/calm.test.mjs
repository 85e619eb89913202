// Pages stay calm: one action of a page is filled, and the front page shows beside it what the self-check gives.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch, samplesOf } from "./site.mjs";
import { assertClean } from "./clean.mjs";
import { FIXTURES, serveFixture } from "./fixture.mjs";

/** @import { Browser, Page } from "playwright-core" */

const DESKTOP = { viewport: { width: 1280, height: 900 } };

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveFixture>>[]} */
const sites = [];

before(async () => {
  browser = await launch();
  for (const name of FIXTURES) sites.push(await serveFixture(name));
});
after(async () => {
  await browser?.close();
  await Promise.all(sites.map(({ server }) => server.close()));
});

/**
 * The words of the visible actions that are filled with the colour of ink or with the accent.
 *
 * @param {Page} tab
 */
const filled = (tab) => tab.evaluate(() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const colours = ["var(--ink)", "var(--vermilion)", "var(--verdigris)"].map((colour) => {
    probe.style.backgroundColor = colour;
    return getComputedStyle(probe).backgroundColor;
  });
  probe.remove();
  if (colours.includes("rgba(0, 0, 0, 0)")) throw new Error("a colour of the theme is not known");
  return [...document.querySelectorAll("a, button, summary, label, input")]
    .filter((action) => action.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((action) => colours.includes(getComputedStyle(action).backgroundColor))
    .map((action) => action.textContent?.trim() ?? "");
});

test("a page of every kind has at most one filled action", async (context) => {
  for (const one of samplesOf(sites)) {
    await assertClean(browser, one, async (tab, where) => {
      const actions = await filled(tab);
      return actions.length > 1 ? [{ what: `${actions.length} filled actions: ${actions.join(" | ")}`, where }] : [];
    }, { options: DESKTOP });
    context.diagnostic(`${one.pages.length} pages`);
  }
});

test("the front page shows a sample result beside its first action, which is marked as one and given in words", async () => {
  const [{ server }] = sites;
  const tab = await browser.newPage(DESKTOP);
  for (const [reading, mark] of [["en", "A sample result"], ["zh", "结果示例"], ["ar", "نتيجة نموذجية"]]) {
    await tab.goto(server.url(`${reading}/index.html`));
    const sample = tab.locator("figure.sample");
    assert.equal(await sample.locator(".name").textContent(), mark);
    const [box, action] = [await sample.boundingBox(), await tab.locator("main a.primary").boundingBox()];
    assert.ok(box && action && box.y + box.height <= 900, `${reading}: the sample ends at ${box?.y} + ${box?.height}`);
    assert.ok(Math.min(box.x + box.width, action.x + action.width) <= Math.max(box.x, action.x), `${reading}: the sample covers the action`);
    assert.deepEqual(await sample.locator("svg").evaluateAll((all) => all.filter((one) => one.getAttribute("aria-hidden") !== "true")), []);
    const [value, aim] = [await sample.locator("text.number").textContent(), await sample.locator("text.aim").textContent()];
    const verdict = await sample.locator(".verdict").textContent();
    for (const figure of [value, aim?.match(/\d+$/u)?.[0]]) assert.ok(figure && verdict?.includes(figure), `${verdict} does not say ${figure}`);
  }
  await tab.close();
});

test("the field of the search dialog takes the room beside its button, also on a phone", async () => {
  const [{ server }] = sites;
  for (const viewport of [{ width: 320, height: 640 }, { width: 1280, height: 900 }]) {
    const tab = await browser.newPage({ viewport });
    await tab.goto(server.url("en/index.html"));
    await tab.click("[data-search]");
    const [dialog, field, close] = await Promise.all([".search-sheet", ".search-sheet input[type=search]", ".search-sheet .close"]
      .map((selector) => tab.locator(selector).boundingBox()));
    assert.ok(dialog && field && close);
    assert.ok(field.height >= 44 && field.width + close.width >= dialog.width - 4, `${field.width} × ${field.height} px in ${dialog.width}`);
    await tab.close();
  }
});
