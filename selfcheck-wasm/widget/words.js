// What the script says, in each language of the page.

import { form, make } from "./dom.js";

const { links, languages } = JSON.parse(form.dataset.words);

/** The name of something, as a value for `say`: `named("row", "literacy")`; several are joined. */
export const named = (kind, ...ids) => (words) => ids.map((id) => words[`${kind}.${id}`]).join(words.and);

/** Whether there is such a sentence. */
export const known = (key) => key in languages[0];

/**
 * A sentence in each language, as elements with `lang`. `{name}` in it is filled with a value: a text, a number, or a
 * function from a language's words to a text; `{name:one|many}` chooses by number. Names of links become links.
 */
export function say(key, values = {}) {
  return spoken((words) => fill(words, key, values));
}

/** What `speak` gives for each language: a text, or a list of texts, elements and such lists. */
export function spoken(speak) {
  const said = document.createDocumentFragment();
  languages.forEach((words, index) => {
    const attributes = { lang: words.lang };
    if (languages.length > 1) attributes.class = index ? "second" : "first";
    said.append(index ? " " : "", make("span", attributes, ...[speak(words)].flat(2)));
  });
  return said;
}

/** The same where no element can stand: languages are joined by a slash. */
export const plainly = (speak) => languages.map(speak).join(" / ");

/** The parts of a sentence in one language: texts and elements. */
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
