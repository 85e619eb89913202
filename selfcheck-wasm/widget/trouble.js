// Handles failures of the self-check: the page reports the reason and what still works, and hides anything that may be wrong.

import { all, find, form } from "./dom.js";

let hasEnded = false;

/**
 * Ends the self-check for a reason that the page explains: `wasm`, `start` or `later`. The form remains, for printing.
 * @param {string} reason
 * @param {unknown} error
 */
export function end(reason, error) {
  if (hasEnded) return;
  hasEnded = true;
  console.error(error);
  form.removeAttribute("data-guided");
  // Everything that depends on the script.
  const parts = "[data-live], [data-steps], [data-proposal], [data-posting], [data-running]";
  for (const part of all(parts)) part.hidden = true;
  for (const output of all("output", form)) output.value = "";
  for (const part of all("[data-band], [data-sofar], [data-message]")) part.replaceChildren();
  const message = find("[data-broken]");
  for (const part of all("[data-reason]", message)) part.hidden = part.dataset.reason !== reason;
  message.hidden = false;
  if (reason === "later") message.focus();
}

/**
 * Wraps a function so that a failure ends the self-check instead of silently leaving the page half updated.
 * @template {unknown[]} V
 * @param {(...values: V) => unknown} work
 * @returns {(...values: V) => void}
 */
export const guarded = (work) => (...values) => {
  if (hasEnded) return;
  /** @param {unknown} error */
  const fail = (error) => end("later", error);
  try {
    // An asynchronous function fails later.
    /** @type {Promise<unknown> | undefined} */ (work(...values))?.catch?.(fail);
  } catch (error) {
    fail(error);
  }
};
