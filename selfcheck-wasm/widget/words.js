// The script's sentences, in each language of the page.

import { form, make } from "./dom.js";

/** @type {{links: Record<string, string>, languages: Words[]}} */
const { links, languages } = JSON.parse(form.dataset.words);

/**
 * A name as a value for `say`, such as `named("row", "literacy")`; several names are joined.
 * @param {string} kind
 * @param {string[]} ids
 * @returns {Naming}
 */
export const named = (kind, ...ids) => (words) => ids.map((id) => words[`${kind}.${id}`]).join(words.and);

/**
 * Whether there is a sentence with this key.
 * @param {string} key
 */
export const known = (key) => key in languages[0];

/**
 * Creates a sentence in each language, as elements with `lang`. `{name}` is replaced with a value: a text, a number, or a
 * function from a language's words to a text. `{name:one|many}` chooses by number. Names of links become links.
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
export function say(key, values = {}) {
  return spoken((words) => fill(words, key, values));
}

/**
 * Calls `speak` for each language; it returns a text, or a list of texts, elements and such lists.
 * @param {Speech} speak
 */
export function spoken(speak) {
  const content = document.createDocumentFragment();
  languages.forEach((words, index) => {
    /** @type {Record<string, string>} */
    const attributes = { lang: words.lang };
    if (languages.length > 1) attributes.class = index ? "second" : "first";
    content.append(index ? " " : "", make("span", attributes, .../** @type {(Node | string | number)[]} */ ([speak(words)].flat(2))));
  });
  return content;
}

/**
 * The same as plain text, with the languages separated by a slash.
 * @param {Naming} speak
 */
export const plainly = (speak) => languages.map(speak).join(" / ");

/**
 * Fills a sentence in one language; returns texts and elements.
 * @param {Words} words
 * @param {string} key
 * @param {Record<string, unknown>} values
 * @returns {Spoken[]}
 */
export function fill(words, key, values) {
  return words[key].split(/(\{[^}]*\})/u).map((part) => {
    const [, name, one, many] = /^\{(\w+)(?::(.*)\|(.*))?\}$/u.exec(part) ?? [];
    if (!name) return part;
    if (many !== undefined) return values[name] === 1 ? one : many;
    if (links[name]) return make("a", { href: links[name] }, words[name]);
    const value = values[name];
    return typeof value === "function" ? value(words) : value;
  });
}
