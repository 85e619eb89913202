// Checks by profile beside each other: the requirements that are rated differently, and the shares attained.

import { named, say, spoken } from "../words.js";
import { dimensions, requirements, stepsOf, targets } from "./profile.js";
import { requirementOf, stepName } from "./requirement.js";

/**
 * The requirements that several checks rate differently, and the shares that they attain of the target of the first.
 * @param {{check: Check, result: ProfileAssessment}[]} checks
 * @returns {Beside}
 */
export function compared(checks) {
  const [{ result: { aim } }] = checks;
  const lines = requirements.flatMap(({ id, steps }, place) => {
    const marks = checks.map(({ check }) => mark(place, check.p?.[place] ?? "-"));
    return differ(marks) ? [{ title: requirementOf(id), marks, labels: Array.from({ length: steps + 1 }, () => "") }] : [];
  });
  /** @param {Attained} attained */
  const share = ({ percent }) => (percent < 0 ? "–" : `${percent}%`);
  const results = checks.map(({ result }) => result.targets[aim]);
  return {
    caption: say("differences", { count: lines.length, requirements: requirements.length }),
    subject: say("requirement"),
    lines,
    totals: [
      { title: say("all_of", { target: named("target", targets[aim].id) }), texts: results.map(({ all }) => share(all)) },
      ...dimensions.map((id, at) => ({
        title: spoken(named("dimension", id)), texts: results.map(({ dimensions: parts }) => share(parts[at])),
      })),
    ],
  };
}

/**
 * @param {number} place
 * @param {string} rating
 * @returns {ScaleMark | undefined}
 */
function mark(place, rating) {
  if (rating === "-") return undefined;
  if (rating === "x") return { cell: -1, height: -1, text: say("excluded") };
  return { cell: stepsOf(rating), height: stepsOf(rating), text: spoken(stepName(place, rating)) };
}

/**
 * Whether marks differ, one that is missing included.
 * @param {(ScaleMark | undefined)[]} marks
 */
export const differ = (marks) => new Set(marks.map((one) => one?.height)).size > 1;
