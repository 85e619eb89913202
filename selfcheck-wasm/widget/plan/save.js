// Saves what the card and the plan show as files.

import { make } from "../dom.js";
import { say } from "../words.js";
import { identity } from "widget:kind/outlook.js";

/**
 * Downloads a file, named by the role or the standard and a date, and shows its name at a place. The browsers of some apps save
 * nothing and do not tell the page, so the message says what to do then.
 * @param {HTMLElement} place
 * @param {Blob} content
 * @param {string} part the part of the self-check that it holds; empty for the result itself
 * @param {string} date
 * @param {string} ending
 */
export function save(place, content, part, date, ending) {
  const id = /** @type {{id: string}} */ (identity[2] ?? identity[0]).id;
  const name = `${[`selfcheck-${id}`, part, date].filter(Boolean).join("-")}.${ending}`;
  const address = URL.createObjectURL(content);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1e4);
  place.replaceChildren(say(self === top ? "saved" : "saved_in_frame", { name }));
}

/** Today's date: `2031-02-28`. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
