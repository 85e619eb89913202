// Helpers of the search's tests: a tab in which search is opened, queries, and their results.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */
/** @import { Server, Site } from "./site.mjs" */

/**
 * A site that is open in a browser.
 *
 * @typedef {{ site: Site, server: Server, browser: Browser }} Opened
 */

/**
 * Opens a tab at a page of an opened site, watched; `fromDisk` opens the folder without a network.
 *
 * @param {Opened} opened
 * @param {string} page
 * @param {BrowserContextOptions & { fromDisk?: boolean }} [options]
 */
export async function openTab({ site, server, browser }, page, { fromDisk = false, ...options } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", offline: fromDisk, ...options });
  const tab = await context.newPage();
  const watched = watch(tab, fromDisk ? pathToFileURL(site.folder).href : server.origin);
  watched.at = page;
  await tab.goto(fromDisk ? pathToFileURL(join(site.folder, page)).href : server.url(page));
  return { tab, watched, close: () => context.close() };
}

/**
 * The field for queries.
 *
 * @param {Page} tab
 */
export const field = (tab) => tab.locator("dialog[open] input[type=search]");

/**
 * Opens search and waits for its index.
 *
 * @param {Page} tab
 */
export async function openSearch(tab) {
  await tab.locator("button[data-search]").click();
  await tab.waitForSelector("dialog[open][data-whole]");
}

/**
 * Types a query and waits for all of the first results.
 *
 * @param {Page} tab
 * @param {string} query
 */
export async function seek(tab, query) {
  await field(tab).fill(query);
  await tab.waitForSelector("dialog[open] ol:not([aria-busy])", { state: "attached" });
}

/**
 * The addresses of the first results of a query, relative to the folder of the reading.
 *
 * @param {Page} tab
 * @param {string} reading
 * @param {string} query
 * @param {number} [count]
 */
export async function firstOf(tab, reading, query, count = 3) {
  await seek(tab, query);
  const hrefs = await tab.locator("dialog[open] ol a").evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
  const folder = `/${reading}/`;
  return hrefs.slice(0, count).map((href) => href.slice(href.indexOf(folder) + folder.length));
}

/**
 * Types every query, given as its reading, the query and the address wanted, and reports those whose result is not among the first
 * three. Search is opened on the page `page` of each reading.
 *
 * @param {Opened} opened
 * @param {string} page
 * @param {string[][]} queries
 * @param {{ fromDisk?: boolean }} [options]
 */
export async function ask(opened, page, queries, options = {}) {
  const faults = [];
  for (const reading of new Set(queries.map(([of]) => of))) {
    const { tab, watched, close } = await openTab(opened, `${reading}/${page}`, options);
    await openSearch(tab);
    for (const [, query, wanted] of queries.filter(([of]) => of === reading)) {
      const found = await firstOf(tab, reading, query);
      if (!found.includes(wanted)) faults.push(`${reading}: “${query}” finds ${found.join(", ") || "nothing"}, not ${wanted}`);
    }
    await close();
    faults.push(...byKind(watched.faults));
  }
  assertNone(faults);
}
