// What the page does where the self-check fails: it says so, why, and what still works, and shows nothing that may be wrong.

import { all, find, form } from "./dom.js";

let hasEnded = false;

/** Ends the self-check for a reason that the page has words for: `wasm`, `start` or `later`. The form stays, to be printed. */
export function end(reason, error) {
  if (hasEnded) return;
  hasEnded = true;
  console.error(error);
  form.removeAttribute("data-guided");
  for (const row of all("[data-row]")) row.hidden = false;
  // Everything that only the script makes work or keeps right.
  const parts = "[data-live], [data-steps], [data-proposal], [data-posting], [data-running]";
  for (const part of all(parts)) part.hidden = true;
  for (const output of all("output", form)) output.value = "";
  for (const part of all("[data-band], [data-sofar], [data-message]")) part.replaceChildren();
  const message = find("[data-broken]");
  for (const part of all("[data-reason]", message)) part.hidden = part.dataset.reason !== reason;
  message.hidden = false;
  if (reason === "later") message.focus();
}

/** The same function, which ends the self-check where it fails instead of leaving the page half right in silence. */
export const guarded = (work) => (...values) => {
  if (hasEnded) return;
  const fail = (error) => end("later", error);
  try {
    // Of a function that waits, what it fails with comes later.
    work(...values)?.catch?.(fail);
  } catch (error) {
    fail(error);
  }
};
