// The requirements on the page: their names, their controls, and copies of their texts.

import { all, find } from "../dom.js";
import { requirements } from "./profile.js";

/**
 * The requirements on the page, by id.
 * @type {Map<string, HTMLElement>}
 */
const items = new Map(all(".rated").map((item) => [item.dataset.requirement, item]));

/**
 * The element of a requirement in the list of ratings.
 * @param {number} place
 */
export const itemOf = (place) => /** @type {HTMLElement} */ (items.get(requirements[place].id));

/**
 * The choice of a step of a requirement: the label with its control, the name of the step and its descriptor.
 * @param {number} place
 * @param {number | string} step
 */
export const choiceOf = (place, step) => find(`label:has([value="${step.toString(16)}"])`, itemOf(place));

/**
 * The text of an element, as its part in a language says it.
 * @param {Element} element
 * @returns {Naming}
 */
const labelIn = (element) => ({ lang }) => (find(`[lang="${lang}"]`, element) ?? element).textContent;

/**
 * The name of a requirement: its title, number or text.
 * @param {number} place
 */
export const nameOf = (place) => labelIn(find("[data-name]", itemOf(place)));

/**
 * The name of a step of a requirement.
 * @param {number} place
 * @param {number | string} step
 */
export const stepName = (place, step) => labelIn(find("span", choiceOf(place, step)));

/**
 * A copy of a requirement's text from the list of ratings.
 * @param {string} id
 * @returns {Element}
 */
export function requirementOf(id) {
  const about = find(`[data-requirement="${id}"] [data-about]`).cloneNode(true);
  for (const element of all("[id]", about)) element.removeAttribute("id");
  return about;
}
