// Reads markup with an HTML parser independent of the browser: elements, attributes, text.

import { parse } from "parse5";

/** Parses a page. */
export const parsePage = (html) => parse(html);

/** Every element below a node, in document order, including the content of templates. */
export function* elements(node) {
  for (const child of (node.content ?? node).childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

/** An attribute's value, or undefined. Prefixed names (xlink:href) include the prefix. */
export const attribute = (element, name) =>
  element.attrs.find((entry) => (entry.prefix ? `${entry.prefix}:${entry.name}` : entry.name) === name)?.value;

/** Whether the space-separated list in an attribute contains a word. */
export const hasWord = (element, name, word) => (attribute(element, name) ?? "").split(/\s+/u).includes(word);

/** The first element that a predicate accepts. */
export function find(node, accepts) {
  for (const element of elements(node)) if (accepts(element)) return element;
  return undefined;
}

/** The text below a node, without the elements that `skips` accepts. */
export function text(node, skips = () => false) {
  if (node.nodeName === "#text") return node.value;
  if (node.tagName && skips(node)) return "";
  return (node.childNodes ?? []).map((child) => text(child, skips)).join("");
}
