// What differs between two checks by profile: the requirements that are rated differently, and the shares attained.

import { named, say, spoken } from "../words.js";
import { line } from "../comparison.js";
import { requirementOf, stepName } from "./requirement.js";
import { assess } from "./assessment.js";
import { toLink } from "./entry.js";
import { dimensions, requirements, stepsOf } from "./profile.js";
import { targetName } from "./result.js";

/**
 * The parts of the comparison of two checks. Both are compared with the target of the first.
 * @param {Check[]} both
 * @returns {Comparison}
 */
export function compared(...both) {
  const { aim } = assess(toLink(both[0]));
  const [mine, theirs] = both.map((one) => assess(toLink(one)).targets[aim]);
  const lines = requirements.flatMap(({ id }, place) => {
    const ratings = /** @type {[string, string]} */ (both.map((one) => one.p?.[place] ?? "-"));
    return ratings[0] === ratings[1] ? []
      : [line(requirementOf(id), ratings.map((one) => rating(place, one)), difference(...ratings), true)];
  });
  /** @param {Attained} attained */
  const share = ({ percent }) => (percent < 0 ? "–" : `${percent}%`);
  /**
   * @param {Node} title
   * @param {Attained} one
   * @param {Attained} two
   */
  const shares = (title, one, two) => line(title, [share(one), share(two)], "", one.percent !== two.percent);
  return {
    caption: say("differences", { count: lines.length, requirements: requirements.length }),
    subject: say("requirement"),
    lines,
    totals: [
      shares(say("all_of", { target: targetName(aim) }), mine.all, theirs.all),
      ...dimensions.map((id, at) => shares(spoken(named("dimension", id)), mine.dimensions[at], theirs.dimensions[at])),
    ],
  };
}

/**
 * @param {number} place
 * @param {string} letter
 */
function rating(place, letter) {
  if (letter === "-") return "–";
  return letter === "x" ? say("excluded") : spoken(stepName(place, letter));
}

/**
 * @param {string} mine
 * @param {string} theirs
 */
function difference(mine, theirs) {
  if (mine === "-" || theirs === "-") return say("one_open");
  if (mine === "x" || theirs === "x") return say("one_excluded");
  return say(theirs > mine ? "higher" : "lower", { steps: Math.abs(stepsOf(theirs) - stepsOf(mine)) });
}
