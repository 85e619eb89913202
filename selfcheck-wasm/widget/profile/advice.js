// The explanations below the ratings: the reason for the level, the gaps to the target, nearest first, and the steps to it.

import { find, make } from "../dom.js";
import { say } from "../words.js";
import { hasShare, requirements } from "./profile.js";
import { choiceOf, nameOf, requirementOf, stepName } from "./requirement.js";
import { counts, isBlank, targetName } from "./result.js";

/**
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
const paragraph = (key, values) => make("p", { class: "ours" }, say(key, values));

/**
 * Shows a part with its content, or hides it if there is none.
 * @param {string} name
 * @param {Node[]} content
 */
function part(name, ...content) {
  find(`[data-part=${name}]`).hidden = !content.length;
  find(`[data-${name}]`).replaceChildren(...content);
}

/**
 * Shows all explanations for an assessment.
 * @param {ProfileAssessment} assessment
 */
export function showAdvice(assessment) {
  part("why", ...why(assessment));
  part("gaps", ...gaps(assessment));
}

/** @param {ProfileAssessment} assessment */
function why({ targets, indicated, aim }) {
  const { status } = targets[aim];
  if (!status || isBlank(targets[aim])) return [];
  /**
   * @param {string} kind
   * @param {number} place
   */
  const reason = (kind, place) => paragraph(`why_${kind}`, { target: targetName(place), counts: counts(targets[place].all) });
  const content = indicated.map((place) => reason("reached", place));
  if (!indicated.includes(aim)) content.push(reason(status, aim));
  return content;
}

/** @param {ProfileAssessment} assessment */
function gaps({ aim, gaps: found, plan, targets }) {
  const { all: whole, status } = targets[aim];
  if (isBlank(targets[aim])) return [];
  const target = targetName(aim);
  if (!found.length) return status === "nothing" ? [] : [paragraph(whole.unrated ? "no_gaps_yet" : "no_gaps", { target, ...whole })];
  // Optional requirements follow the required ones; within each group, the nearest come first.
  /** @type {{steps: number, isMust: number, gaps: Gap[]}[]} */
  const groups = [];
  for (const gap of found) {
    const steps = gap.expected - gap.reached;
    const last = groups.at(-1);
    if (last?.steps === steps && last.isMust === gap.isMust) last.gaps.push(gap);
    else groups.push({ steps, isMust: gap.isMust, gaps: [gap] });
  }
  /** @type {Node[]} */
  const content = [paragraph("gaps", { target, count: found.length })];
  for (const group of groups) {
    content.push(make("h3", { class: "ours" }, say(group.isMust ? "steps_away" : "steps_away_optional", group)));
    content.push(make("ol", { class: "asks" }, ...group.gaps.map(item)));
  }
  if (plan.steps > 0) {
    content.push(paragraph(whole.unrated ? "plan_open" : "plan", { target, steps: plan.steps, count: plan.raises.length, ...whole }));
    if (hasShare) content.push(make("ul", { class: "ours" }, ...plan.raises.map(raise)));
  }
  return content;
}

/** @param {Gap} gap */
function item({ requirement, reached }) {
  const next = find(".descriptor", choiceOf(requirement, reached + 1))?.cloneNode(true);
  next?.removeAttribute("id");
  return make("li", {}, requirementOf(requirements[requirement].id),
    make("p", { class: "standing ours" }, say("next_step", { from: stepName(requirement, reached), to: stepName(requirement, reached + 1) })),
    ...(next ? [make("p", { class: "next" }, next)] : []));
}

/** @param {Raise} raise */
const raise = ({ requirement, from, to }) => make("li", {},
  say("raise", { requirement: nameOf(requirement), from: stepName(requirement, Math.max(0, from)), to: stepName(requirement, to) }));
