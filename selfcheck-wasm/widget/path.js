// The guide's way through a form: the rows of the level to check for, each with the requirements that it grades.

import { all, find, form } from "./dom.js";
import { bands, levels, rows } from "./rubric.js";
import { named, say } from "./words.js";

/** The name of the field for the level that the guide asks for. */
export const FIELD = "evaluated-as";

const sections = new Map(all("[data-row]").map((section) => [section.dataset.row, section]));

/**
 * The level to check for: the one chosen, else the target, or the only one; `undefined` if there is none.
 * @returns {RubricItem | undefined}
 */
export function level() {
  if (!levels[1]) return levels[0];
  const id = form.elements[FIELD].value || form.elements.target?.value;
  return levels.find((one) => one.id === id);
}

/** Whether readers have to choose a level first. */
export const isLevelOpen = () => Boolean(levels[1] && !level());

/**
 * The rows of the level, in the form's order.
 * @returns {Group[]}
 */
export const groups = () => rows
  .filter((_, place) => level()?.places.includes(place) ?? true)
  .map(({ id }) => {
    const section = sections.get(id);
    return {
      name: named("row", id), section,
      items: all(".behind:not(.stated) > ol > [data-requirement], .behind.stated > [data-requirement]", section).filter((item) => find(".answers", item)),
      grade: () => find(".grades :checked", section),
      proposed: () => find(`.grades [value="${find("[data-do=take]", section)?.value}"]`, section),
    };
  });

/**
 * The bands that the total of the level can still reach, once a row is graded.
 * @param {Assessment} result
 */
export function soFar({ as, forms }) {
  const { graded, least, most } = forms[as] ?? forms[levels.indexOf(/** @type {RubricItem} */ (level()))] ?? {};
  if (!graded || !bands[0]) return "";
  /** @param {number | undefined} total */
  const band = (total = 0) => bands.find(({ scores }) => (scores[0] ?? 0) <= total)?.id ?? "";
  const [low, high] = [band(least), band(most)];
  return say(low === high ? "guide_one" : "guide_range", { low: named("band", low), high: named("band", high) });
}
