// What the card and the plan show of a check by profile.

import { named } from "../words.js";
import { counts, isBlank, targetName } from "./names.js";
import { dimensions, requirements, share, stepsOf, targets } from "./profile.js";
import { nameOf, requirementOf, choiceOf, stepName } from "./requirement.js";
import { find, make } from "../dom.js";
import { nearest } from "../plan/nearest.js";

export { identity } from "./profile.js";

/** The number of requirements up to which each has a mark. */
const MARKED = 400;

/**
 * The outlook of a check with its assessment.
 * @param {RatedCheck} check
 * @param {ProfileAssessment} assessment
 * @returns {Outlook}
 */
export function outlook(check, assessment) {
  const { aim, indicated, targets: results, plan } = assessment;
  const { all: whole, dimensions: parts, status } = results[aim];
  const isEmpty = isBlank(results[aim]);
  const rated = isEmpty ? [] : plan.lines.filter(({ from }) => from >= 0);
  // A requirement is with its first line.
  const lines = rated.map((line, at) => step(line, rated.findIndex(({ requirement }) => requirement === line.requirement) === at));
  const unrated = isEmpty ? 0 : plan.lines.filter(({ from }) => from < 0).length;
  const target = targetName(aim);
  const values = { target, counts: counts(whole), steps: plan.steps, count: plan.lines.filter(({ isNeeded }) => isNeeded).length, ...whole };
  const { state, key } = states(isEmpty, status);
  /** @type {Sentence[]} */
  const verdict = key ? [{ key, values }] : [];
  if (state === "short") {
    verdict.push(...nearest(lines.filter(({ isNeeded }) => isNeeded || !status)));
    if (plan.steps > 0) verdict.push({ key: whole.unrated ? "plan_open" : "plan", values });
  }
  const marked = requirements.length <= MARKED;
  return {
    isBlank: !/[^-]/u.test(check.p),
    state,
    verdict,
    missing: 0,
    level: indicated.length ? targetName(...indicated) : undefined,
    ruler: whole.percent < 0 ? undefined : { max: 100, value: whole.percent, most: whole.possible, aim: share, unit: "%", zones: [] },
    hasBars: true,
    bars: [bar(check, aim, whole, -1, marked && !dimensions.length), ...parts.map((part, place) => bar(check, aim, part, place, marked))]
      .filter((_, at) => !at || parts[at - 1].asked),
    target: status ? target : undefined,
    lines,
    table: {
      head: ["requirement", "outlook_text", "outlook_given", "outlook_aim"],
      rows: requirements.map(({ id }, place) => {
        const rating = check.p[place];
        const expected = targets[aim].expected.get(place);
        return [id, nameOf(place), rating === "-" ? "" : stepName(place, rating), expected ? stepName(place, expected) : ""];
      }),
    },
    remarks: unrated ? [{ key: "outlook_unrated", values: { count: unrated } }] : [],
  };
}

/**
 * @param {boolean} isEmpty
 * @param {TargetResult["status"]} status
 * @returns {{state: Outlook["state"], key: string}}
 */
function states(isEmpty, status) {
  if (isEmpty) return { state: "blank", key: "" };
  switch (status) {
    case undefined: return { state: "short", key: "outlook_compared" };
    case "reached": return { state: "reached", key: "why_reached" };
    case "open": return { state: "open", key: "why_open" };
    case "missed": return { state: "short", key: "outlook_missed" };
    case "nothing": return { state: "none", key: "why_nothing" };
  }
}

/**
 * @param {GapLine} line
 * @param {boolean} isFirst
 * @returns {PlanStep}
 */
const step = ({ requirement, from, to, gain, isNeeded }, isFirst) => ({
  id: requirements[requirement].id,
  name: nameOf(requirement),
  from: (words) => stepName(requirement, from)(words),
  to: (words) => stepName(requirement, to)(words),
  gain: Math.round(gain / 10) / 10,
  isShare: true,
  steps: to - from,
  isNeeded: Boolean(isNeeded),
  requirements: isFirst ? [requirements[requirement].id] : [],
});

/**
 * @param {RatedCheck} check
 * @param {number} aim
 * @param {Attained} attained
 * @param {number} dimension -1 for all.
 * @param {boolean} isMarked
 * @returns {CardBar}
 */
function bar(check, aim, attained, dimension, isMarked) {
  const { expected } = targets[aim];
  const places = requirements.map((_, place) => place).filter((place) => expected.has(place)
    && (dimension < 0 || requirements[place].dimensions.includes(dimension)));
  return {
    name: dimension < 0 ? (words) => words.outlook_all : named("dimension", dimensions[dimension]),
    value: Math.max(0, attained.percent) / 100,
    aim: 1,
    sentence: attained.percent < 0 ? undefined : { key: "outlook_share", values: { percent: attained.percent, counts: counts(attained) } },
    marks: isMarked ? places.map((place) => mark(check.p[place], /** @type {number} */ (expected.get(place)))) : [],
  };
}

/**
 * @param {string} rating
 * @param {number} expected
 * @returns {Mark}
 */
function mark(rating, expected) {
  const steps = stepsOf(rating);
  if (Number.isNaN(steps)) return "unknown";
  return steps >= expected ? "met" : steps ? "partly" : "not_yet";
}

/**
 * A copy of a requirement's text, with the description of its next step.
 * @param {string} id
 * @returns {Element}
 */
export function copyOf(id) {
  const about = requirementOf(id);
  const rating = /** @type {HTMLInputElement | null} */ (find(`[name="rate.${id}"]:checked`));
  const place = requirements.findIndex((one) => one.id === id);
  const next = rating && find(".descriptor", choiceOf(place, stepsOf(rating.value) + 1))?.cloneNode(true);
  if (next) {
    next.removeAttribute("id");
    (find("div", about) ?? about).append(make("p", { class: "next" }, next));
  }
  return about;
}
