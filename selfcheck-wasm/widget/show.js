// The parts of the interface that only forms have: their results and their actions.

import { find, form } from "./dom.js";
import { assess, propose } from "./core.js";
import { choose } from "./entry.js";
import { announce, showResult } from "./result.js";
import { showReasons } from "./reasons.js";
import { showProposals, take } from "./proposals.js";
import { showPosting } from "./against.js";

/** The rubric in its compact form, as the core reads it. */
export const data = form.dataset.rubric;

export { assess };

/**
 * The functions of the core that compute results.
 * @type {("assess" | "propose")[]}
 */
export const SCORED = ["assess", "propose"];

/** @type {Assessment} */
let assessment;

/**
 * Shows the results that change with each entry, and returns the assessment.
 * @param {ReadCheck} check
 * @param {string} link
 */
export function showFirst(check, link) {
  assessment = assess(link);
  showResult(assessment, check);
  announce(assessment, check);
  return assessment;
}

/**
 * Shows the rest of the results.
 * @param {ReadCheck} check
 * @param {string} link
 */
export function showRest(check, link) {
  showReasons(assessment);
  showPosting(check);
  showProposals(propose(link), check);
}

/**
 * The actions of buttons that only forms have.
 * @type {Record<string, (button: HTMLButtonElement) => unknown>}
 */
export const actions = {
  clear(button) {
    const { row } = /** @type {HTMLElement} */ (button.closest("[data-row]")).dataset;
    choose(`grade.${row}`);
    find(`[name="grade.${row}"]`).focus();
  },
  take,
};
