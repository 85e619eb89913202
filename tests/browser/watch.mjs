// Collects a page's console messages and requests during a test.

import { setTimeout } from "node:timers/promises";

/** @import { Page } from "playwright-core" */
/** @import { Fault } from "./faults.mjs" */

/**
 * What has happened in a tab.
 *
 * @typedef {{ at: string, faults: Fault[], requests: number }} Watched
 */

/**
 * Collects all unwanted events in a browser tab: console messages, errors, failed requests, and requests to anywhere but
 * `allowed` (a prefix of addresses). `faults` grows while the tab is used; `at` names the page in them.
 *
 * @param {Page} tab
 * @param {string} allowed
 */
export function watch(tab, allowed) {
  /** @type {Watched} */
  const watched = { at: "", faults: [], requests: 0 };
  const add = (/** @type {string} */ what) => watched.faults.push({ what, where: watched.at });
  tab.on("console", (message) => add(`console ${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => add(`error: ${error.message}`));
  tab.on("crash", () => add("the page crashed"));
  tab.on("dialog", (dialog) => {
    add(`a dialog opened: ${dialog.message()}`);
    dialog.dismiss();
  });
  tab.on("request", (request) => {
    watched.requests += 1;
    const address = request.url();
    if (!address.startsWith(allowed) && !address.startsWith("data:") && !address.startsWith("blob:")) {
      add(`request to another place: ${address}`);
    }
  });
  tab.on("requestfailed", (request) => {
    // Leaving a page while something still loads is not a fault.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") add(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  tab.on("response", (response) => {
    if (response.status() >= 400) add(`answer ${response.status()}: ${response.url()}`);
  });
  return watched;
}

/**
 * Waits until `isTrue()`, for conditions that are not in the page: events that a test has counted. Fails after some seconds.
 *
 * @param {() => boolean | Promise<boolean>} isTrue
 * @param {number} [seconds]
 */
export async function until(isTrue, seconds = 20) {
  const end = Date.now() + seconds * 1000;
  while (!await isTrue()) {
    if (Date.now() > end) throw new Error(`not so after ${seconds} s: ${isTrue}`);
    await setTimeout(20);
  }
}
