// The requirements on the page: their names, their controls, and copies of their texts.

import { all, find, make } from "../dom.js";
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
const labelIn = (element) => ({ lang }) => {
  const part = find(`[lang="${lang}"]`, element) ?? find("[data-plain]", element) ?? element;
  return part.dataset.plain ?? part.textContent;
};

/**
 * The elements with the words that lead in a part of a requirement.
 * @param {HTMLElement} item
 */
const leadsOf = (item) => (item.dataset.ledBy?.split(" ") ?? []).map((id) => find(`#${CSS.escape(id)}`));

/**
 * The name of a requirement: its title, number or text. The text of a part is preceded by the words that lead it in.
 * @param {number} place
 * @returns {Naming}
 */
export const nameOf = (place) => {
  const item = itemOf(place);
  const name = find("[data-name]", item);
  if (!name.dataset.name) return labelIn(name);
  // Chinese and Japanese are written without spaces.
  return (language) => [...leadsOf(item), name].map((element) => labelIn(element)(language).trim()).join(" ")
    .replaceAll(/(?<=[\u3000-\u9FFF\uFF00-\uFFEF]) /gu, "");
};

/**
 * The name of a step of a requirement.
 * @param {number} place
 * @param {number | string} step
 */
export const stepName = (place, step) => labelIn(find("span", choiceOf(place, step)));

/**
 * A copy of a requirement's text from the list of ratings, with the words that lead it in.
 * @param {string} id
 * @returns {Element}
 */
export function requirementOf(id) {
  const item = find(`[data-requirement="${id}"]`);
  const about = find("[data-about]", item).cloneNode(true);
  find("div", about).prepend(...leadsOf(item).map((lead) => make("div", { class: "lead" }, ...lead.cloneNode(true).childNodes)));
  for (const element of all("[id]", about)) element.removeAttribute("id");
  return about;
}
