// Finds and creates elements. Text is always inserted as text, never as markup.

/** The self-check's form. */
export const form = /** @type {SelfcheckForm} */ (document.querySelector("form[data-selfcheck]"));

/**
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {any}
 */
export const find = (selector, within = document) => within.querySelector(selector);
/**
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {any[]}
 */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/**
 * Creates an element with attributes and children; children are elements or texts.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, unknown>} attributes
 * @param {(Node | string | number)[]} children
 * @returns {HTMLElementTagNameMap[N]}
 */
export function make(name, attributes = {}, ...children) {
  return set(document.createElement(name), attributes, ...children);
}

/**
 * Creates an SVG element.
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 * @param {(Node | string | number)[]} children
 */
export function draw(name, attributes, ...children) {
  return set(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, ...children);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, unknown>} attributes
 * @param {(Node | string | number)[]} children
 */
function set(element, attributes, ...children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, /** @type {string} */ (value));
  element.append(.../** @type {(Node | string)[]} */ (children));
  return element;
}
