// What a check of a form tells of one person among several: grades, total, band, and the state of each requirement.

import { all, form } from "./dom.js";
import { bands, grades, identity, levels, requirements, rows } from "./rubric.js";
import { named } from "./words.js";
import { assess } from "./core.js";
import { toLink } from "./entry.js";
import { status } from "./posting.js";
import { bandName, gradeName, gradePlace } from "./result.js";

/** The rubric in its compact form, as the core reads it. */
export const data = form.dataset.rubric;

/**
 * The functions of the core that compute results.
 * @type {("assess" | "propose")[]}
 */
export const SCORED = ["assess"];

/** The id of what people are checked for, for names of files. */
export const subject = /** @type {RubricItem} */ (identity.at(-1)).id;

/** The ids of the requirements, in the order of `needs`. */
export const ids = requirements.map(({ id }) => id);

/** The ids of the aims to choose from, the highest first, each with its name: every band but the lowest. */
export const aims = bands.slice(0, -1).map(({ id }, place) => ({ id, name: bandName(place) }));

/** The results to count, the highest first: the bands. */
export const results = bands.map((_, place) => bandName(place));

/** The columns for each person: the rows. */
export const columns = rows.map(({ id }) => named("row", id));

/** The unit of the values: none, since they are points. */
export const unit = "";

/** The requirements that only answers tell about, since no row of the form grades them. */
const ungraded = new Set(all("[data-ungraded]").map(({ dataset }) => dataset.requirement));

/** The positions of the rows that grade each requirement. */
const rowsOf = requirements.map((_, place) => new Set(rows.flatMap((row, at) => (row.places.includes(place) ? [at] : []))));

/**
 * Measures a check against an aim: the band, or that of the posting's level. Without one, it is measured against its own.
 * @param {Check} own
 * @param {Aim} aim
 * @returns {Measured}
 */
export function measure(own, { id, asked }) {
  const level = levels.findIndex((one) => one.id === id);
  const band = bands.some((one) => one.id === id) ? id : own.target;
  const check = { ...own, q: own.q ?? "", g: own.g ?? "", as: level < 0 ? own.as : id, target: band };
  const { as, indicative, forms, advice } = assess(toLink(check));
  const result = forms[as];
  const isGraded = Boolean(result?.graded);
  // The advice for the level that was chosen comes last.
  const missing = advice.findLast((one) => (band ? one.kind === 1 && one.level === as : one.kind === 0))?.missing;
  const points = isGraded && missing !== undefined ? missing / 100 : undefined;
  const counted = as < 0 ? rows.map((_, place) => place) : levels[as].places;
  return {
    value: result && result.total >= 0 ? result.total / 100 : undefined,
    least: result ? result.least / 100 : 0,
    place: indicative,
    missing: points,
    isReached: points === 0,
    cells: rows.map((_, place) => {
      const grade = gradePlace(check, place);
      if (!counted.includes(place)) return undefined;
      return grade < 0 ? { text: "", short: undefined } : { text: gradeName(grade), short: grade / Math.max(1, grades.length - 1) };
    }),
    needs: requirements.map((one, place) => {
      const isAsked = asked ? asked.has(one.id) : !ungraded.has(one.id) && counted.some((row) => rowsOf[place].has(row));
      if (!isAsked) return undefined;
      /** @type {DOMStringMap} */
      const item = { asked: one.id };
      if (ungraded.has(one.id)) item.ungraded = "";
      return status(item, /** @type {ReadCheck} */ (check)).state;
    }),
  };
}
