// The parts of the interface that only profiles have: their results and their actions.

import { find, form } from "../dom.js";
import { showAdvice } from "./advice.js";
import { openArea, showAreas } from "./areas.js";
import { assess } from "./assessment.js";
import { showPosting } from "../against.js";
import { choose, PREFIX, read } from "./entry.js";
import { data, requirements, targets } from "./profile.js";
import { announce, showResult } from "./result.js";

export { assess, data };

/**
 * The functions of the core that compute results.
 * @type {("assess" | "propose")[]}
 */
export const SCORED = ["assess"];

/** @type {ProfileAssessment} */
let assessment;

/**
 * Shows the results that change with each entry, and returns the assessment.
 * @param {RatedCheck} check
 * @param {string} link
 */
export function showFirst(check, link) {
  assessment = assess(link);
  showResult(assessment, check);
  showAreas(check.p);
  announce(assessment);
  return assessment;
}

/**
 * Shows the rest of the results.
 * @param {RatedCheck} check
 */
export function showRest(check) {
  showAdvice(assessment);
  showPosting(check);
}

/**
 * The actions of buttons that only profiles have.
 * @type {Record<string, (button: HTMLButtonElement) => unknown>}
 */
export const actions = {
  clear(button) {
    const { requirement } = /** @type {HTMLElement} */ (button.closest("[data-requirement]")).dataset;
    choose(PREFIX + requirement);
    find(`[name="${PREFIX}${requirement}"]`).focus();
  },
  next() {
    const { p } = read();
    const { expected } = targets[assessment.aim];
    // The next one after the focused one, or else the first.
    const focused = /** @type {HTMLElement | null | undefined} */ (
      document.activeElement?.closest("[data-requirement]"))?.dataset.requirement;
    const at = requirements.findIndex(({ id }) => id === focused);
    const open = requirements.map((_, place) => place).filter((place) => p[place] === "-" && expected.has(place));
    const place = open.find((one) => one > at) ?? open[0];
    if (place === undefined) return;
    const radio = find(`[name="${PREFIX}${requirements[place].id}"]`, form);
    openArea(radio);
    radio.focus({ preventScroll: true });
    radio.closest("[data-requirement]").scrollIntoView({ block: "center" });
  },
};
