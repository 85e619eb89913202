// The sentence that names the nearest steps to the aim.

import { fill } from "../words.js";

/** The number of steps that are named, and of letters of a name. */
const NAMED = 3;
const LETTERS = 48;

/**
 * The sentence on the first steps that lead to the aim; none without a step from a present grade.
 * @param {PlanStep[]} needed
 * @returns {Sentence[]}
 */
export function nearest(needed) {
  const known = needed.filter(({ from }) => from);
  if (!known.length) return [];
  /** @type {Naming} */
  const lines = (words) => {
    const named = known.slice(0, NAMED).map((step) => stepIn(words, step, true)).join(words.and);
    const count = needed.length - Math.min(NAMED, known.length);
    return count ? fill(words, "outlook_more", { lines: named, count }).join("") : named;
  };
  return [{ key: "outlook_nearest", values: { lines } }];
}

/**
 * A step in a language's words: “Literacy B → A”.
 * @param {Words} words
 * @param {PlanStep} step
 * @param {boolean} [isShort] Whether a long name is cut.
 */
export function stepIn(words, { name, from, to }, isShort) {
  const full = name(words);
  const letters = [...full];
  const cut = isShort && letters.length > LETTERS ? `${letters.slice(0, LETTERS).join("").trim()}…` : full;
  return fill(words, from ? "outlook_step" : "outlook_step_open", { name: cut, from, to }).join("");
}
