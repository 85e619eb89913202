// The status of a posting's requirements in a check of a form.

import { answers, grades, requirements, rows } from "./rubric.js";
import { gradeName, gradePlace } from "./names.js";

export { requirement as copyOf } from "./requirement.js";

/**
 * The status of a requirement in a check, and its source: the requirement's own answer, or else the lowest grade of the rows
 * that grade it. The best answer or grade means met, and so does a grade that scores as much; the worst means not yet, and any
 * other partly.
 * @param {DOMStringMap} item
 * @param {ReadCheck} check
 * @returns {Standing}
 */
export function status({ asked, ungraded }, check) {
  const place = requirements.findIndex(({ id }) => id === asked);
  const answer = answers[/** @type {number} */ (/** @type {unknown} */ (check.q[place]))];
  if (answer) {
    const [points] = answer.scores;
    if (points === undefined) return { state: "unknown", by: "does_not_apply" };
    return { state: points === answers[0].scores[0] ? "met" : points ? "partly" : "not_yet", by: "by_answer" };
  }
  if (ungraded === "") return { state: "unknown", by: "by_none" };
  const graded = rows.flatMap(({ places, scores }, at) => (places.includes(place) ? [{ scores, grade: gradePlace(check, at) }] : []));
  const worst = Math.max(-1, ...graded.map(({ grade }) => grade));
  if (worst < 0) return { state: "unknown", by: "by_nothing" };
  const isMet = graded.every(({ scores, grade }) => grade < 1 || (scores[0] > 0 && scores[grade] === scores[0]));
  const state = isMet ? "met" : worst < grades.length - 1 ? "partly" : "not_yet";
  return { state, by: "by_grade", values: { grade: gradeName(worst) } };
}
