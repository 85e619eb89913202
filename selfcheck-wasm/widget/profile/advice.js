// The explanation below the ratings: the reason for the level.

import { find, make } from "../dom.js";
import { say } from "../words.js";
import { counts, isBlank, targetName } from "./names.js";

/**
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
const paragraph = (key, values) => make("p", { class: "ours" }, say(key, values));

/**
 * Shows the explanation for an assessment.
 * @param {ProfileAssessment} assessment
 */
export function showAdvice(assessment) {
  const content = why(assessment);
  find("[data-part=why]").hidden = !content.length;
  find("[data-why]").replaceChildren(...content);
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
