// The script's sentences, in each language of the page.

import { form, make } from "./dom.js";

/** @type {{links: Record<string, string>, languages: Words[]}} */
const { links, languages } = JSON.parse(form.dataset.words);

/**
 * A name as a value for `say`, such as `named("row", "literacy")`; several names are joined. A grade without a title is named by
 * its id.
 * @param {string} kind
 * @param {string[]} ids
 * @returns {Naming}
 */
export const named = (kind, ...ids) => (words) => ids.map((id) => words[`${kind}.${id}`] ?? id).join(words.and);

/**
 * Whether there is a sentence with this key.
 * @param {string} key
 */
export const known = (key) => key in languages[0];

/**
 * Creates a sentence in each language, as elements with `lang`. `{name}` is replaced with a value: a text, a number, or a
 * function from a language's words to a text. `{name:…|…}` chooses by number. Names of links become links.
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
export function say(key, values = {}) {
  return spoken((words) => fill(words, key, values), key);
}

/**
 * Calls `speak` for each language; it returns a text, or a list of texts, elements and such lists. A sentence whose `key` a
 * language borrows from another carries the tag of the lender.
 * @param {Speech} speak
 * @param {string} [key]
 */
export function spoken(speak, key) {
  const content = document.createDocumentFragment();
  const said = new Set();
  languages.forEach((words, index) => {
    const lender = words.borrowed?.[/** @type {string} */ (key)];
    const lang = lender ?? words.lang;
    if (said.has(lang)) return;
    said.add(lang);
    /** @type {Record<string, string>} */
    const attributes = { lang };
    if (words.dir) attributes.dir = lender ? "auto" : words.dir;
    if (languages.length > 1) attributes.class = index ? "second" : "first";
    content.append(index ? " " : "", make("span", attributes, .../** @type {(Node | string | number)[]} */ ([speak(words)].flat(2))));
  });
  return content;
}

/**
 * The same as plain text, in each language.
 * @param {Naming} speak
 */
export const inEach = (speak) => languages.map(speak);

/**
 * The same as plain text, with the languages separated by a slash; once if they say the same.
 * @param {Naming} speak
 */
export const plainly = (speak) => [...new Set(inEach(speak))].join(" / ");

/**
 * Fills a sentence in one language; returns texts and elements.
 * @param {Words} words
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
export const fill = (words, key, values) => filled(words[key], words, values);

/**
 * @param {string} sentence
 * @param {Words} words
 * @param {Record<string, unknown>} values
 * @returns {Spoken[]}
 */
function filled(sentence, words, values) {
  return sentence.split(/(\{(?:[^{}]|\{\w+\})*\})/u).flatMap((part) => {
    const [, name, tag, forms] = /^\{(\w+)(?:@([^:]+))?(?::(.*))?\}$/u.exec(part) ?? [];
    if (!name) return part;
    if (forms) return filled(chosen(forms.split("|"), tag, values[name]), words, values);
    if (links[name]) return make("a", { href: links[name] }, words[name]);
    const value = values[name];
    return typeof value === "function" ? value(words) : value;
  });
}

/**
 * The form for a number, by the rules of the language with a tag; without one, the first form is for 1.
 * @param {string[]} forms
 * @param {string | undefined} tag
 * @param {unknown} number
 * @returns {string}
 */
function chosen(forms, tag, number) {
  if (!tag) return forms[number === 1 ? 0 : 1];
  const rules = new Intl.PluralRules(tag);
  const used = rules.resolvedOptions().pluralCategories;
  const order = /** @type {Intl.LDMLPluralRule[]} */ (["zero", "one", "two", "few", "many", "other"]).filter((category) => used.includes(category));
  return forms[order.indexOf(rules.select(/** @type {number} */ (number)))] ?? /** @type {string} */ (forms.at(-1));
}
