// The self-checks of a made-up handbook with forms, opened on a phone for the tests of one file.

import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { openCheck } from "./selfcheck.mjs";
import { openFixture } from "./fixture.mjs";
import { openForTests } from "./opening.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { Server } from "./site.mjs" */

/**
 * Opens the handbook `name` before the first test, and closes it after the last.
 *
 * @param {string} name
 */
export function openFormChecks(name) {
  /** @type {Server} */
  let server;
  /** @type {Browser} */
  let browser;
  openForTests(() => openFixture(name), (opened) => { ({ server, browser } = opened); });

  /** The address of a page. */
  const url = (/** @type {string} */ page) => server.url(page);
  /** Opens a tab whose faults are reported at its end. */
  async function openTab() {
    const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, viewport: { width: 375, height: 812 } });
    const tab = await context.newPage();
    const watched = watch(tab, server.origin);
    return { tab, end: async () => { await context.close(); assertNone(byKind(watched.faults)); } };
  }
  /** Opens a self-check with a fragment. */
  const open = (/** @type {Page} */ tab, /** @type {string} */ page, fragment = "") => openCheck(tab, `${url(page)}#${fragment}`);
  return { url, openTab, open };
}

/**
 * The value of an `output`.
 *
 * @param {Page} tab
 * @param {string} selector
 */
export const valueOf = (tab, selector) => tab.locator(selector).evaluate((output) => /** @type {HTMLOutputElement} */ (output).value);

/**
 * The number of elements.
 *
 * @param {Page} tab
 * @param {string} selector
 */
export const count = (tab, selector) => tab.locator(selector).count();
