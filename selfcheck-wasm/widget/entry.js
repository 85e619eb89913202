// Reads the reader's entries (a check) from the form's controls, and writes them back.

import { all, form } from "./dom.js";
import { answers, identity, requirements, rows } from "./rubric.js";

export { identity } from "./rubric.js";

/**
 * The keys of a link: grades, level, target, answers and posting, with the form control of those that have one.
 * @type {Record<"g" | "as" | "target" | "q" | "posting", string>}
 */
const SHARED = { g: "", as: "evaluated-as", target: "target", q: "", posting: "posting" };
/** The keys by which a fragment is recognised as a check, and those that make it a whole check. */
export const KEYS = [...Object.keys(SHARED), "own"];
export const WHOLE = ["g", "q", "own"];
/** The keys of the reader's own texts in a file, which are also the names of their controls. */
export const OWN = ["date", "assessor", "name", "department", "notes", "person", "evidence"];
/** The prefix of the names of the controls that Delete clears. */
export const PREFIX = "grade.";

/**
 * Reads the current entries.
 * @returns {ReadCheck}
 */
export function read() {
  const given = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
  /** @param {RubricItem} requirement */
  const answer = ({ id }) => {
    const place = answers.findIndex((one) => one.id === given[`answer.${id}`]);
    return place < 0 ? "-" : place;
  };
  return {
    g: rows.map(({ id }) => given[`grade.${id}`] ?? "-").join(""),
    as: given[SHARED.as],
    target: given.target,
    posting: given.posting,
    q: requirements.map(answer).join(""),
    own: Object.fromEntries(OWN.map((name) => [name, (given[name] ?? "").replaceAll("\r", "")])),
  };
}

/**
 * Enters a check; fields that it lacks are emptied.
 * @param {Partial<Check>} check
 */
export function write(check) {
  rows.forEach(({ id }, place) => choose(`grade.${id}`, check.g?.[place]));
  requirements.forEach(({ id }, place) => choose(`answer.${id}`, answers[/** @type {number} */ (/** @type {unknown} */ (check.q?.[place]))]?.id));
  /** @type {Record<string, unknown>} */
  const texts = { ...check, ...check.own, [SHARED.as]: check.as };
  for (const name of [...OWN, SHARED.as, "target", "posting"]) {
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
  const parts = /** @type {(keyof typeof SHARED)[]} */ (Object.keys(SHARED))
    .filter((key) => /[^-]/u.test(check[key] ?? ""))
    .map((key) => `${key}=${check[key]}`);
  // The first form of a role has no id.
  if (parts[0] && identity[3]) parts.push(`form=${identity[3].id}`);
  return parts.join("&");
}

/**
 * Whether nothing is entered.
 * @param {Check} check
 */
export const isEmpty = (check) => !toLink(check) && !Object.values(check.own).join("");
