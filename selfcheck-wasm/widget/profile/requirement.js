// The requirements on the page: their names, their controls, and copies of their texts.

import { all, find, form } from "../dom.js";
import { requirements } from "./profile.js";

/**
 * The radio button for a step of a requirement.
 * @param {number} place
 * @param {number | string} step
 * @returns {HTMLInputElement}
 */
export const radioOf = (place, step) => find(`[name="rate.${requirements[place].id}"][value="${step.toString(16)}"]`, form);

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
export const nameOf = (place) => labelIn(find(`[data-requirement="${requirements[place].id}"] [data-name]`));

/**
 * The name of a step of a requirement: the label of its control.
 * @param {number} place
 * @param {number | string} step
 */
export const stepName = (place, step) => labelIn(find("span", radioOf(place, step).parentElement));

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
