// Finds and creates elements. Text is always inserted as text, never as markup.

/** The self-check's form. */
export const form = document.querySelector("form[data-selfcheck]");

export const find = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Creates an element with attributes and children; children are elements or texts. */
export function make(name, attributes = {}, ...children) {
  return set(document.createElement(name), attributes, ...children);
}

/** Creates an SVG element. */
export function draw(name, attributes, ...children) {
  return set(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, ...children);
}

function set(element, attributes, ...children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
