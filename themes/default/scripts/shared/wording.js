// The words of the page as they were published. Browsers that translate a page replace its words, and a translation by a
// machine must not be copied as if it were the standard's.
import { all } from "./dom.js";

/** @param {Element} element */
const read = (element) => (element.getAttribute("data-plain") ?? element.textContent).replaceAll(/\s+/gu, " ").trim();

// Scripts run before anything is translated.
const published = new WeakMap(
  all("main :is(h1, h2, h3, h4, [lang], .title)").map((element) => [element, read(element)]),
);

/**
 * The words of an element of the page, with single spaces.
 * @param {Element} element
 * @returns {string}
 */
export const wording = (element) => published.get(element) ?? read(element);
