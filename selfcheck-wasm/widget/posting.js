// Compares a check with a posting: shows the status of each requirement in the posting.

import { all, find, make } from "./dom.js";
import { answers, grades, requirements, rows } from "./rubric.js";
import { say } from "./words.js";
import { gradePlace } from "./result.js";
import { requirement } from "./reasons.js";

/**
 * The status of a requirement in a check, and its source: the requirement's own answer, or else the lowest grade of the rows
 * that grade it. The best answer or grade means met, the worst not yet, and any other partly.
 * @param {DOMStringMap} item
 * @param {ReadCheck} check
 * @returns {["met" | "partly" | "not_yet" | "unknown", string, string?]}
 */
function status({ asked, ungraded }, check) {
  const place = requirements.findIndex(({ id }) => id === asked);
  const answer = answers[/** @type {number} */ (/** @type {unknown} */ (check.q[place]))];
  if (answer) {
    const [points] = answer.scores;
    if (points === undefined) return ["unknown", "does_not_apply"];
    return [points === answers[0].scores[0] ? "met" : points ? "partly" : "not_yet", "by_answer"];
  }
  if (ungraded === "") return ["unknown", "by_none"];
  const worst = Math.max(-1, ...rows.map((row, at) => (row.places.includes(place) ? gradePlace(check, at) : -1)));
  if (worst < 0) return ["unknown", "by_nothing"];
  return [worst ? worst < grades.length - 1 ? "partly" : "not_yet" : "met", "by_grade", grades[worst].id];
}

/**
 * Shows the chosen posting and the check's status for each of its requirements.
 * @param {ReadCheck} check
 */
export function showPosting(check) {
  for (const part of all("[data-posting]")) {
    part.hidden = part.dataset.posting !== check.posting;
    if (part.hidden) continue;
    for (const list of all(".asks", part)) {
      const tally = { count: 0, met: 0, partly: 0, not_yet: 0, unknown: 0 };
      for (const item of list.children) {
        const [state, by, grade] = status(item.dataset, check);
        tally.count += 1;
        tally[state] += 1;
        item.dataset.state = state;
        if (!find(".about", item)) item.append(requirement(item.dataset.asked));
        find(".standing", item)?.remove();
        item.prepend(make("p", { class: "standing ours" }, make("strong", {}, say(state)), " ", say(by, { grade })));
      }
      find("[data-tally]", list.previousElementSibling).replaceChildren(say("tally", tally));
    }
  }
}
