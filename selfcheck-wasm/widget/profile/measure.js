// What a check by profile tells of one person among several: shares attained, level, and the state of each requirement.

import { form } from "../dom.js";
import { named } from "../words.js";
import { assess } from "./assessment.js";
import { toLink } from "./entry.js";
import { dimensions, identity, requirements, stepsOf, targets } from "./profile.js";

export { data } from "./profile.js";

/**
 * The functions of the core that compute results.
 * @type {("assess" | "propose")[]}
 */
export const SCORED = ["assess"];

/** The id of the role or else of the standard, for names of files. */
export const subject = /** @type {{id: string}} */ (identity[2] ?? identity[0]).id;

/** The ids of the requirements, in the order of `needs`. */
export const ids = requirements.map(({ id }) => id);

/** The positions of the targets, the highest first. */
const highest = targets.map((_, place) => place).reverse();

/** The ids of the aims to choose from, the highest first, each with its name: the targets, if there are several. */
export const aims = targets[1] ? highest.map((place) => ({ id: targets[place].id, name: named("target", targets[place].id) })) : [];

/** The results to count, the highest first: the targets, and that none is reached. Without a rule that indicates one, there are none. */
export const results = "ruled" in form.dataset ? [...highest.map((place) => named("target", targets[place].id)), (/** @type {Words} */ { none }) => none] : [];

/** The columns for each person: the dimensions. */
export const columns = dimensions.map((id) => named("dimension", id));

/** The unit of the values. */
export const unit = "%";

/**
 * Measures a check against a target, or that of the posting's level. Without one, it is measured against its own.
 * @param {Check} own
 * @param {Aim} aim
 * @returns {Measured}
 */
export function measure(own, { id, asked }) {
  const check = { ...own, p: own.p ?? "", target: targets.some((one) => one.id === id) ? id : own.target };
  const { aim, indicated, targets: found, gaps } = assess(toLink(check));
  const { all, dimensions: parts, status } = found[aim];
  const { expected } = targets[aim];
  const isNone = found.every(({ status }) => status === "missed");
  return {
    value: all.percent < 0 || !all.rated ? undefined : all.percent,
    least: Math.max(0, all.percent),
    place: indicated.length ? highest.indexOf(Math.max(...indicated)) : isNone ? highest.length : -1,
    missing: all.rated ? gaps.length : undefined,
    // Without a rule, everything must be rated.
    isReached: status ? status === "reached" : Boolean(all.rated) && !all.unrated && !gaps.length,
    cells: parts.map(({ percent, rated }) => {
      if (percent < 0) return undefined;
      return rated ? { text: `${percent}%`, short: 1 - percent / 100 } : { text: "", short: undefined };
    }),
    needs: requirements.map((one, place) => {
      const steps = expected.get(place);
      if (asked ? !asked.has(one.id) : !steps) return undefined;
      const rating = check.p[place] ?? "-";
      if (rating === "-" || rating === "x") return "unknown";
      const reached = stepsOf(rating);
      return reached >= (steps ?? one.steps) ? "met" : reached ? "partly" : "not_yet";
    }),
  };
}
