// Compares the ratings with a posting: shows the state of each requirement in the posting.

import { all, find, make } from "../dom.js";
import { say } from "../words.js";
import { requirementOf, stepName } from "./advice.js";
import { requirements, targets } from "./profile.js";

/**
 * The state of a requirement: its rating compared with the level expected by the posting, or else with its whole scale.
 * @param {string} id
 * @param {string | undefined} level
 * @param {RatedCheck} check
 * @returns {{state: "met" | "partly" | "not_yet" | "unknown", by: string, rating?: Naming}}
 */
function status(id, level, check) {
  const place = requirements.findIndex((one) => one.id === id);
  if (place < 0) return { state: "unknown", by: "by_none" };
  const rating = check.p[place];
  if (rating === "-") return { state: "unknown", by: "by_nothing" };
  if (rating === "x") return { state: "unknown", by: "by_exclusion" };
  const expected = targets.find((target) => target.id === level)?.expected.get(place) ?? requirements[place].steps;
  const state = /** @type {number} */ (/** @type {unknown} */ (rating)) >= expected ? "met" : Number(rating) ? "partly" : "not_yet";
  return { state, by: requirements[place].steps > 2 ? "by_rating" : "", rating: stepName(place, rating) };
}

/**
 * Shows the chosen posting and the state of each of its requirements.
 * @param {RatedCheck} check
 */
export function showPosting(check) {
  for (const part of all("[data-posting]")) {
    part.hidden = part.dataset.posting !== check.posting;
    if (part.hidden) continue;
    for (const list of all(".asks", part)) {
      const tally = { count: 0, met: 0, partly: 0, not_yet: 0, unknown: 0 };
      for (const item of list.children) {
        const { state, by, rating } = status(item.dataset.asked, part.dataset.level, check);
        tally.count += 1;
        tally[state] += 1;
        item.dataset.state = state;
        if (!find(".about", item)) item.append(requirementOf(item.dataset.asked));
        find(".standing", item)?.remove();
        item.prepend(make("p", { class: "standing ours" }, make("strong", {}, say(state)), ...(by ? [" ", say(by, { rating })] : [])));
      }
      find("[data-tally]", list.previousElementSibling).replaceChildren(say("tally", tally));
    }
  }
}
