// The areas of a long self-check, each of which the reader opens by itself.

import { all, find } from "../dom.js";
import { say } from "../words.js";
import { requirements } from "./profile.js";
import { itemOf } from "./requirement.js";

/**
 * The areas, each with the positions of its requirements. None in a short self-check.
 * @type {[HTMLElement, number[]][]}
 */
const areas = all("[data-area]").map((area) => [
  find("[data-area-rated]", area),
  requirements.map((_, place) => place).filter((place) => area.contains(itemOf(place))),
]);

/**
 * Shows how much of each area is rated.
 * @param {string} ratings
 */
export function showAreas(ratings) {
  for (const [shown, places] of areas) {
    const rated = places.filter((place) => ratings[place] !== "-").length;
    shown.replaceChildren(say("rated", { rated, asked: places.length }));
  }
}

/**
 * Opens the area of an element, if it is in one.
 * @param {Element} element
 */
export function openArea(element) {
  const area = /** @type {HTMLDetailsElement | null} */ (element.closest("[data-area]"));
  if (area) area.open = true;
}
