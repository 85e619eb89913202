// Reads markup with an HTML parser independent of the browser: elements, attributes, text.

import { parse } from "parse5";

/** @import { DefaultTreeAdapterTypes } from "parse5" */
/** @typedef {DefaultTreeAdapterTypes.Element} Element */
/** @typedef {DefaultTreeAdapterTypes.Node} Node */

/**
 * Parses a page.
 *
 * @param {string} html
 */
export const parsePage = (html) => parse(html);

/**
 * The nodes in a node, or in the content of a template.
 *
 * @param {Node} node
 * @returns {Node[]}
 */
export const childrenOf = (node) => {
  const inside = "content" in node ? node.content : node;
  return "childNodes" in inside ? inside.childNodes : [];
};

/**
 * Every element below a node, in document order, including the content of templates.
 *
 * @param {Node} node
 * @returns {Generator<Element>}
 */
export function* elements(node) {
  for (const child of childrenOf(node)) {
    if ("tagName" in child) yield child;
    yield* elements(child);
  }
}

/**
 * An attribute's value, or undefined. Prefixed names (xlink:href) include the prefix.
 *
 * @param {Element} element
 * @param {string} name
 */
export const attribute = (element, name) =>
  element.attrs.find((entry) => (entry.prefix ? `${entry.prefix}:${entry.name}` : entry.name) === name)?.value;

/**
 * Whether the space-separated list in an attribute contains a word.
 *
 * @param {Element} element
 * @param {string} name
 * @param {string} word
 */
export const hasWord = (element, name, word) => (attribute(element, name) ?? "").split(/\s+/u).includes(word);

/**
 * The first element that a predicate accepts.
 *
 * @param {Node} node
 * @param {(element: Element) => boolean} accepts
 */
export function find(node, accepts) {
  for (const element of elements(node)) if (accepts(element)) return element;
  return undefined;
}

/**
 * The text below a node, without the elements that `skips` accepts.
 *
 * @param {Node} node
 * @param {(element: Element) => boolean} [skips]
 * @returns {string}
 */
export function text(node, skips = () => false) {
  if ("value" in node) return node.value;
  if ("tagName" in node && skips(node)) return "";
  return "childNodes" in node ? node.childNodes.map((child) => text(child, skips)).join("") : "";
}
