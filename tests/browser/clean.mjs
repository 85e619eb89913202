// Opens many pages of a site and asserts that none has a fault.

import { assertNone, byKind } from "./faults.mjs";
import { inParallel } from "./site.mjs";
import { watch } from "./watch.mjs";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */
/** @import { Fault } from "./faults.mjs" */
/** @import { Server } from "./site.mjs" */

/**
 * A phone's window, but so high that no bar at its bottom covers anything, which axe would take for too small a target.
 *
 * @type {BrowserContextOptions}
 */
export const HIGH_PHONE = { viewport: { width: 375, height: 8000 } };

/**
 * Opens a tab in its own context, without motion and with empty storage.
 *
 * @param {Browser} browser
 * @param {BrowserContextOptions} [options]
 */
export async function openWithAxe(browser, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  return context.newPage();
}

/**
 * Opens everything on a page that is folded.
 *
 * @param {Page} tab
 */
export const expand = (tab) => tab.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });

/**
 * Waits until a self-check, if the page has one, computes: until then its parts appear and move.
 *
 * @param {Page} tab
 */
const hasStarted = (tab) => tab.waitForFunction(() => {
  const form = document.querySelector("form[data-selfcheck]");
  return !form || form.querySelector("[data-live]:not([hidden])") !== null;
});

/** How many pages are enough for a tab of their own. Opening one takes about as long as examining a few pages. */
const ENOUGH = 4;

/**
 * Opens pages in parallel tabs, at most as many as `width`, since a tab often waits while a page loads. Asserts that `look` finds nothing, and
 * that the pages write nothing to the console, request nothing that is missing or on another host, and do not load search.
 *
 * @param {Browser} browser
 * @param {{ server: Server, pages: string[] }} site
 * @param {(tab: Page, page: string) => Promise<Fault[]>} look
 * @param {{ width?: number, options?: BrowserContextOptions }} [settings]
 */
export async function assertClean(browser, { server: { origin, url }, pages }, look, { width = 2, options } = {}) {
  /** @type {Fault[]} */
  const faults = [];
  const tabs = await Promise.all(Array.from({ length: Math.min(width, Math.ceil(pages.length / ENOUGH)) }, async () => {
    const tab = await openWithAxe(browser, options);
    const watched = watch(tab, origin);
    tab.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/(data\/search\/|assets\/(mini)?search)/u.test(pathname)) faults.push({ what: `search is loaded before it is opened: ${pathname}`, where: watched.at });
    });
    return { tab, watched };
  }));
  await inParallel(pages, tabs.length, async (page, worker) => {
    const { tab, watched } = tabs[worker];
    watched.at = page;
    await tab.goto(url(page));
    await hasStarted(tab);
    faults.push(...await look(tab, page));
  });
  for (const { tab, watched } of tabs) {
    faults.push(...watched.faults);
    await tab.context().close();
  }
  assertNone(byKind(faults));
}
