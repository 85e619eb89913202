// Reads the reader's entries (a check) from the controls of a profile, and writes them back.

import { all, form } from "../dom.js";
import { requirements } from "./profile.js";

export { identity } from "./profile.js";

/**
 * The keys of a link: ratings, target and posting.
 * @type {("p" | "target" | "posting")[]}
 */
const SHARED = ["p", "target", "posting"];
/** The keys by which a fragment is recognised as a check, and those that make it a whole check. */
export const KEYS = [...SHARED, "own"];
export const WHOLE = ["p", "own"];
/** The keys of the reader's own texts in a file, which are also the names of their controls. */
export const OWN = ["date", "name", "notes", "person", "evidence"];
/** The prefix of the names of the controls that Delete clears. */
export const PREFIX = "rate.";

/**
 * Reads the current entries.
 * @returns {RatedCheck}
 */
export function read() {
  const given = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
  return {
    p: requirements.map(({ id }) => given[PREFIX + id] ?? "-").join(""),
    target: given.target,
    posting: given.posting,
    own: Object.fromEntries(OWN.map((name) => [name, (given[name] ?? "").replaceAll("\r", "")])),
  };
}

/**
 * Enters a check; fields that it lacks are emptied.
 * @param {Partial<Check>} check
 */
export function write(check) {
  requirements.forEach(({ id }, place) => choose(PREFIX + id, check.p?.[place]));
  /** @type {Record<string, unknown>} */
  const texts = { ...check, ...check.own };
  for (const name of [...OWN, "target", "posting"]) {
    if (form.elements[name]) form.elements[name].value = /** @type {string | undefined} */ (texts[name]) ?? "";
  }
}

/**
 * Selects the radio button of a group that has this value, and no other.
 * @param {string} name
 * @param {string} [chosen]
 */
export function choose(name, chosen) {
  for (const radio of all(`[name="${name}"]`, form)) radio.checked = radio.value === chosen;
}

/**
 * The shared part of a check as a fragment, as the core reads it.
 * @param {Check} check
 */
export function toLink(check) {
  return SHARED
    .filter((key) => /[^-]/u.test(check[key] ?? ""))
    .map((key) => `${key}=${check[key]}`)
    .join("&");
}

/**
 * Whether nothing is entered.
 * @param {Check} check
 */
export const isEmpty = (check) => !toLink(check) && !Object.values(check.own).join("");
