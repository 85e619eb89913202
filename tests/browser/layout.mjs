// Checks the layout of a page in a browser tab.

/** @import { Page } from "playwright-core" */
/** @import { Fault } from "./faults.mjs" */

/**
 * The fault of a page that is wider than its window, if it is.
 *
 * @param {Page} tab
 * @param {string} where the page, as the fault names it
 * @returns {Promise<Fault[]>}
 */
export async function sideways(tab, where) {
  const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wider > 0 ? [{ what: "the page scrolls sideways", where: `${where} by ${wider} px` }] : [];
}

/** The windows in which large text has the least room: with the largest text on a desktop and a phone, and at 400 % zoom. */
const NARROW = [{ width: 1280, size: "largest" }, { width: 375, size: "largest" }, { width: 320, size: "" }];

/**
 * The faults of a page, with everything expanded, that is wider than one of the windows in which large text has the least room. The tab
 * keeps its own window.
 *
 * @param {Page} tab
 * @param {string} where
 */
export async function sidewaysWhenLarge(tab, where) {
  /** @type {Fault[]} */
  const faults = [];
  const window = tab.viewportSize();
  for (const { width, size } of NARROW) {
    await tab.setViewportSize({ width, height: 800 });
    await tab.evaluate((value) => {
      if (value) document.documentElement.dataset.size = value;
      else delete document.documentElement.dataset.size;
      for (const details of document.querySelectorAll("details")) details.open = true;
    }, size);
    faults.push(...await sideways(tab, `${where} at ${width} px${size && `, ${size}`}`));
  }
  if (window) await tab.setViewportSize(window);
  return faults;
}
