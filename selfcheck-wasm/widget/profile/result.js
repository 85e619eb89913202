// The result beside the ratings: the level that they indicate, the shares attained of each target and dimension, with
// bars, and one sentence that screen readers announce.

import { all, draw, find, make } from "../dom.js";
import { counts, isBlank, targetName } from "./names.js";
import { say, spoken } from "../words.js";
import { guarded } from "../trouble.js";
import { assess } from "./assessment.js";
import { toLink } from "./entry.js";
import { choiceOf, itemOf, stepName } from "./requirement.js";
import { dimensions, requirements, stepsOf, targets } from "./profile.js";

export { counts, isBlank, targetName } from "./names.js";

/** The delay before the sentence is announced, in ms, so that ratings passed over with arrow keys are not announced. */
const PAUSE = 700;

/**
 * Shows the assessment of a check.
 * @param {ProfileAssessment} assessment
 * @param {RatedCheck} check
 */
export function showResult(assessment, check) {
  const { aim, indicated, targets: results } = assessment;
  // Without a rule, each requirement has a level of its own.
  const level = find("[data-indicative]");
  if (level) {
    level.dataset.value = indicated.map((place) => targets[place].id).join(" ");
    level.replaceChildren(indicated.length ? spoken(targetName(...indicated)) : say("none"));
  }

  results.forEach((result, place) => {
    const { id } = targets[place];
    const output = find(`[data-reached="${id}"]`);
    // A single target is shown by the dimensions alone.
    if (!output) return;
    output.value = share(result.all);
    const status = find(`[data-status="${id}"]`);
    status.dataset.value = result.status ?? "";
    status.replaceChildren(result.status ? say(`is_${isBlank(result) ? "unrated" : result.status}`, result.all) : "");
    bar(find(`[data-bar-of="${id}"]`), result.all);
  });

  const { all: whole, dimensions: parts } = results[aim];
  for (const title of all("[data-aim]")) title.replaceChildren(spoken(targetName(aim)));
  find("[data-attained='']").value = share(whole);
  find("[data-counts='']").replaceChildren(spoken(counts(whole)));
  bar(find("[data-bar='']"), whole);
  parts.forEach((part, place) => {
    const id = dimensions[place];
    find(`[data-attained="${id}"]`).value = share(part);
    find(`[data-counts="${id}"]`).replaceChildren(part.asked ? spoken(counts(part)) : say("not_asked"));
    bar(find(`[data-bar="${id}"]`), part);
  });
  find("[data-rated]").replaceChildren(say("rated", whole));
  find("[data-do=next]").disabled = !whole.unrated;

  requirements.forEach(({ id, steps }, place) => {
    const rating = check.p[place];
    find("[data-do=clear]", itemOf(place)).hidden = rating === "-";
    const cell = find(`[data-rated-as="${id}"]`);
    if (!cell) return;
    const reached = stepsOf(rating) || 0;
    if (reached) cell.replaceChildren(spoken(stepName(place, rating)));
    else cell.replaceChildren(rating === "x" ? say("excluded") : rating === "0" ? "–" : "");
    const percent = (reached / steps) * 100;
    bar(find(`[data-bar-rated="${id}"]`), { percent, possible: percent });
  });
  if (aim !== marked) mark(aim);
}

/**
 * The target whose expectations are marked in the list of ratings.
 * @type {number | undefined}
 */
let marked;

/**
 * Marks the levels that a target expects, and the requirements for which it does not ask.
 * @param {number} aim
 */
function mark(aim) {
  marked = aim;
  const values = { target: targetName(aim) };
  requirements.forEach(({ hasLevels }, place) => {
    const item = itemOf(place);
    const expected = targets[aim].expected.get(place);
    item.toggleAttribute("data-beyond", !expected);
    find("[data-not-required]", item).replaceChildren(expected ? "" : say("beyond", values));
    find(".expected", item)?.remove();
    if (hasLevels && expected) choiceOf(place, expected).append(make("span", { class: "expected" }, say("expected", values)));
  });
  for (const clause of all("[data-clause]")) {
    const isAsked = Boolean(find("[data-requirement]:not([data-beyond])", clause));
    find("[data-not-asked]", clause)?.replaceChildren(isAsked ? "" : say("beyond", values));
  }
}

/**
 * The share attained, as the page prints it; nothing if no requirement counts or none is rated.
 * @param {Attained} attained
 */
const share = ({ percent, rated }) => (percent < 0 || !rated ? "" : `${percent}%`);

/**
 * Draws a bar: the share attained, the share attainable if all unrated requirements were met, and the whole.
 * @param {Element} place
 * @param {{percent: number, possible: number}} attained
 */
function bar(place, { percent, possible }) {
  /**
   * @param {string} kind
   * @param {number} width
   */
  const part = (kind, width) => draw("rect", { class: kind, x: 0, y: 0, width: `${Math.max(0, width)}%`, height: 8 });
  const parts = [part("greatest", percent < 0 ? 0 : 100), part("most", percent === possible ? 0 : possible), part("sum", percent)];
  place.replaceChildren(draw("svg", { width: "100%", height: 8, "aria-hidden": true }, ...parts));
}

/**
 * The result in one sentence.
 * @param {ProfileAssessment} assessment
 */
export function sentence({ aim, indicated, targets: results }) {
  const result = results[aim];
  const values = { ...result.all, target: targetName(aim), levels: targetName(...indicated) };
  if (indicated.length) return say(indicated.includes(aim) || result.all.percent < 0 ? "level" : "level_and", values);
  if (isBlank(result)) return say("empty", values);
  if (result.all.percent < 0) return say("rated_of", values);
  return say(result.all.unrated ? "part" : "full", values);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {(() => void) | undefined} */
let settle;

// The guide ends: a pending sentence is shown at once, so that what comes after it does not move later.
document.addEventListener("selfcheck:ended", () => {
  clearTimeout(timer);
  settle?.();
});

/**
 * Shows the sentence: at once the first time, later after a pause without changes.
 * @param {ProfileAssessment} assessment
 */
export function announce(assessment) {
  const place = find("[data-running]");
  settle = guarded(() => place.replaceChildren(sentence(assessment)));
  clearTimeout(timer);
  timer = setTimeout(settle, timer ? PAUSE : 0);
}

/**
 * The ratings of a check and their result, for a list of checks, and the share attained, if there is one.
 * @param {Check} check
 * @returns {Summary}
 */
export function summary(check) {
  const { indicated, aim, targets: results } = assess(toLink(check));
  const { percent } = results[aim].all;
  const values = { levels: targetName(...indicated), target: targetName(aim), percent };
  const total = percent < 0 ? undefined : { value: `${percent}%`, share: percent / 100 };
  if (indicated.length) return ["", say("remembered_level", values), total];
  return ["", percent < 0 ? say("none") : say("remembered_part", values), total];
}
