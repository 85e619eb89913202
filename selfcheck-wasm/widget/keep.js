// Saves checks when the reader asks for it: by copying, in files, and in this browser.

import { find, make } from "./dom.js";
import { say, spoken } from "./words.js";
import { identity } from "widget:kind/entry.js";
import { summary } from "widget:kind/result.js";
import { fromObject, toObject } from "./file.js";

const KEY = ["clausebook-selfcheck", ...identity.map(({ id }) => id)].join(" ");

/**
 * Copies a text; if the browser does not allow that, selects it in the page. Returns whether it was copied.
 * @param {string} text
 * @param {HTMLElement & {select?: () => void}} element
 */
export async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (element.select) element.select();
    else /** @type {Selection} */ (getSelection()).selectAllChildren(element);
    return document.execCommand("copy");
  }
}

/**
 * Downloads the check as a file. Returns the file's name.
 * @param {Check} check
 */
export function download(check) {
  // Only letters and digits of the person's name.
  const person = check.own.person.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 60).replaceAll(/^-|-$/gu, "");
  const name = `${["selfcheck", person, identity.at(-1)?.id, check.own.date].filter(Boolean).join("-")}.json`;
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(toObject(check), undefined, 2)}\n`]));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1e4);
  return name;
}

/** Today's date in the format of a check. */
export function today() {
  const now = new Date();
  return new Date(/** @type {number} */ (/** @type {unknown} */ (now)) - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
}

/**
 * The person, the assessor and the date of a check, for `spoken`.
 * @param {Check} check
 * @returns {Naming}
 */
export const describe = ({ own: { person, assessor, name, date } }) => (words) =>
  [person, assessor && words[`assessor.${assessor}`], name, date].filter(Boolean).join(" · ") || words.nothing;

/**
 * The remembered checks as stored. Throws if the browser allows no storage.
 * @returns {unknown[]}
 */
function stored() {
  const text = localStorage.getItem(KEY);
  try {
    const list = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list : [text];
  } catch {
    return [text];
  }
}

/** @param {unknown[]} list */
function store(list) {
  if (list.length) localStorage.setItem(KEY, JSON.stringify(list));
  else localStorage.removeItem(KEY);
}

/** @param {Check} check */
export const remember = (check) => store([...stored(), toObject(check)]);
/** @param {number} place */
export const forget = (place) => store(stored().filter((_, at) => at !== place));
export const forgetAll = () => store([]);
/** @param {number} place */
export const remembered = (place) => fromObject(stored()[place]);

/**
 * Whether a remembered check has the same `part`.
 * @param {Check} check
 * @param {(check: Check) => string} part
 */
export function isRemembered(check, part) {
  /** @param {unknown} saved */
  const isSame = (saved) => {
    try {
      return part(fromObject(saved)) === part(check);
    } catch {
      return false;
    }
  };
  try {
    return stored().some(isSame);
  } catch {
    return false;
  }
}

/** Shows the remembered checks. Returns how many cannot be read. */
export function showHistory() {
  /** @type {unknown[]} */
  let list = [];
  try {
    list = stored();
  } catch { /* Without storage nothing is remembered. */ }
  let damaged = 0;
  const lines = list.flatMap((saved, place) => {
    try {
      return [line(fromObject(saved), place)];
    } catch {
      damaged += 1;
      return [];
    }
  });
  find("[data-history]").hidden = !list.length;
  find(".history").replaceChildren(...lines);
  return damaged;
}

/**
 * @param {Check} check
 * @param {number} place
 */
function line(check, place) {
  // Hidden text distinguishes buttons with the same label.
  /** @param {string} act */
  const action = (act) => make("button", { type: "button", "data-do": act, value: place },
    say(act), make("span", { class: "unseen" }, " ", spoken(describe(check))));
  const [letters, result, total] = summary(check);
  // The other script draws these over time.
  const data = total && { "data-date": check.own.date, "data-value": total.value, "data-share": total.share };
  return make("li", data,
    make("span", {}, spoken(describe(check))), make("span", { class: "letters" }, letters), make("span", {}, result),
    make("span", { class: "acts" }, action("open"), " ", action("lay"), " ", action("forget")));
}
