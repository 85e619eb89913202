// axe finds nothing on any page, in both colour schemes; and no page says anything on the console, or asks for
// anything that is missing or elsewhere.

import { test } from "node:test";
import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { browser, server, site } from "./opened.mjs";
import { inParallel, samplePages } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

/** A tab in a context of its own, so that its colour scheme is its own, still, and with nothing stored. */
async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  return context.newPage();
}

test("axe and the watch find a fault where there is one", async () => {
  const tab = await openTab();
  const watched = watch(tab, server.origin);
  await tab.goto(server.url(site.pages[0]));
  watched.faults.length = 0;
  await tab.evaluate(() => {
    document.body.innerHTML = `<main><h1>x</h1><p style="color: #999; background: #fff">faint</p><img src="gone.png"></main>`;
    console.log("said");
  });
  await tab.waitForLoadState("networkidle");
  const found = (await findIn(tab, "made up", ["light"])).map(({ what }) => what.split(":")[0]);
  assert.ok(found.includes("image-alt"), `found only: ${found.join(", ")}`);
  assert.ok(watched.faults.some(({ what }) => what === "console log: said"));
  assert.ok(watched.faults.some(({ what }) => what.startsWith("answer 404")));
  await tab.context().close();
});

test("every page, light and dark: axe, console, requests", async (context) => {
  const faults = [];
  const tabs = await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, async () => {
    const tab = await openTab();
    return { tab, watched: watch(tab, server.origin) };
  }));
  await inParallel(site.pages, tabs.length, async (page, worker) => {
    const { tab, watched } = tabs[worker];
    watched.at = page;
    await tab.goto(server.url(page));
    faults.push(...await findIn(tab, page));
  });
  for (const { tab, watched } of tabs) {
    faults.push(...watched.faults);
    await tab.context().close();
  }
  assertNone(byKind(faults));
  context.diagnostic(`${site.pages.length} pages in 2 schemes`);
});

test("a page of every kind, on a phone, with all that unfolds unfolded: axe", async () => {
  const faults = [];
  const tab = await openTab({ viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true });
  for (const page of samplePages(site)) {
    await tab.goto(server.url(page));
    await tab.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) faults.push({ what: "the page scrolls sideways on a phone", where: `${page} by ${wider} px` });
    faults.push(...await findIn(tab, page));
  }
  await tab.context().close();
  assertNone(byKind(faults));
});
