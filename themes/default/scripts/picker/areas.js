// The areas of a long picker, each of which the reader opens by itself.
import { CHOICES, all, find, markOf, say } from "./form.js";

/**
 * The areas, each with its requirements. None in a short picker.
 * @type {[HTMLDetailsElement, string[]][]}
 */
const areas = all("details[data-area]").map((area) => [
  area,
  all("[data-requirement]", area).map((item) => item.dataset.requirement),
]);

/**
 * @param {string[]} ids
 * @param {string} as
 */
const count = (ids, as) => ids.filter((id) => CHOICES.has(id) && markOf(id) === as).length;

/** Shows how much of each area is marked. */
export function showAreas() {
  for (const [area, ids] of areas) {
    const [must, nice] = [count(ids, "must"), count(ids, "nice")];
    find("[data-area-marked]", area).replaceChildren(must || nice ? say("counts", { must, nice }) : "");
  }
}

/** Opens the areas in which anything is marked. */
export function openMarked() {
  for (const [area, ids] of areas) {
    if (count(ids, "must") || count(ids, "nice")) area.open = true;
  }
}
