// The status of a posting's requirements in a check by profile.

import { stepName } from "./requirement.js";
import { requirements, stepsOf, targets } from "./profile.js";

export { requirementOf as copyOf } from "./requirement.js";

/**
 * The status of a requirement: its rating compared with the level expected by the posting, or else with its whole scale.
 * @param {DOMStringMap} item the data of its element, and the level of the posting
 * @param {RatedCheck} check
 * @returns {Standing}
 */
export function status({ asked, level }, check) {
  const place = requirements.findIndex((one) => one.id === asked);
  if (place < 0) return { state: "unknown", by: "by_none" };
  const rating = check.p[place];
  if (rating === "-") return { state: "unknown", by: "by_nothing" };
  if (rating === "x") return { state: "unknown", by: "by_exclusion" };
  const { hasLevels, steps } = requirements[place];
  const expected = targets.find((target) => target.id === level)?.expected.get(place) ?? steps;
  const reached = stepsOf(rating);
  return {
    state: reached >= expected ? "met" : reached ? "partly" : "not_yet",
    by: hasLevels ? "by_rating" : "",
    values: { rating: stepName(place, rating) },
  };
}
