// Compares the check on the page with another one. Differences are marked in words as well as in colour.

import { find, make } from "./dom.js";
import { say, spoken } from "./words.js";
import { describe } from "./keep.js";
import { compared } from "widget:kind/compare.js";
import { read } from "widget:kind/entry.js";

/** @type {Check | undefined} */
let other;

/**
 * Compares a check with the one on the page; without a check, closes the comparison.
 * @param {Check} [check]
 */
export function lay(check) {
  other = check;
  showComparison(read());
}

/**
 * Shows the comparison, if there is one.
 * @param {Check} check
 */
export function showComparison(check) {
  const place = find("[data-compare]");
  place.hidden = find("[data-do=put-away]").hidden = !other;
  place.replaceChildren(...(other ? [table(check, other)] : []));
}

/**
 * @param {Check} one
 * @param {Check} two
 */
function table(one, two) {
  const { caption, subject, lines, totals } = compared(one, two);
  return make("table", {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, head(subject), head(say("this"), one), head(say("other"), two), head(say("difference")))),
    make("tbody", {}, ...lines),
    make("tbody", { class: "totals" }, ...totals));
}

/**
 * @param {Node} title
 * @param {Check} [check]
 */
const head = (title, check) => make("th", { scope: "col" }, title,
  ...(check ? [make("small", {}, spoken(describe(check)))] : []));

/**
 * A line of the comparison.
 * @param {Node} title
 * @param {(Node | string)[]} cells
 * @param {Node | string} difference
 * @param {boolean} differs
 */
export const line = (title, cells, difference, differs) => make("tr", differs ? { class: "differs" } : {},
  make("th", { scope: "row" }, title), ...cells.map((cell) => make("td", {}, cell)), make("td", {}, difference));
