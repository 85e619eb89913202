// The picker's form, and the data in its page.
import { all as allWithin, find as findWithin } from "../shared/dom.js";
import { fillWords } from "../shared/words.js";

/**
 * @typedef {{title?: string, href: string, levels: string[]}} PickerCheck A self-check, named if there are several, with the
 *   fragment of its address that selects each level; empty if none does.
 */
/** @typedef {{title: string, href: string}} PickerLevel A level in one language. */
/**
 * @typedef {{id: string, tag: string, dir?: string, words: Record<string, string>, standard: string, role: string,
 *   contents: string, levels: PickerLevel[], aim: PickerLevel, checks: PickerCheck[]}} PickerLanguage The contents of a
 *   posting in one language. Without levels, the role is its aim.
 */
/**
 * @typedef {{id: string, href: string, rank: number, at?: number[], text: Record<string, string>,
 *   own: string[]}} PickerRequirement A requirement. `rank` is the position of its level. `at`, the positions of all levels
 *   that ask for it, is given only if levels do not simply add to each other. `own` are the languages of its texts that do
 *   not stand in for missing ones.
 */
/**
 * @typedef {{levels: string[], languages: PickerLanguage[], requirements: PickerRequirement[], source: string,
 *   shown: string[]}} PickerData `source` is the language of every requirement.
 */
/** @typedef {Record<string, string>} PickerDetails The details of a posting, by the names of their fields. */
/**
 * @typedef {{level: string, rank: number, languages: PickerLanguage[], as: "json-ld" | CitedForm, must: PickerRequirement[],
 *   nice: PickerRequirement[], about: PickerDetails}} PickerState The choice.
 */
/** @typedef {import("../shared/citing.js").CitedForm} CitedForm */

export const form = findWithin("form[data-picker]");
/** @param {string} selector */
export const find = (selector, within = form) => findWithin(selector, within);
/** @param {string} selector */
export const all = (selector, within = form) => allWithin(selector, within);
/** @type {PickerData} */
export const data = JSON.parse(find("[data-picker-data]").textContent);
for (const requirement of data.requirements) {
  const { text } = requirement;
  requirement.own = Object.keys(text);
  for (const { id } of data.languages) text[id] ??= text[data.source];
}

export const LEVELS = new Map(data.levels.map((id, rank) => [id, rank]));
export const LANGUAGES = new Map(data.languages.map((language) => [language.id, language]));
export const REQUIREMENTS = new Map(data.requirements.map((requirement) => [requirement.id, requirement]));
export const FIELDS = [
  "title",
  "organisation",
  "website",
  "place",
  "region",
  "country",
  "remote",
  "published",
  "expires",
  "employment",
  "from",
  "to",
  "currency",
  "per",
  "description",
];
/** @param {string} name */
export const field = (name) => form.elements[name];

/**
 * The element of each requirement, and its choices. To find them among thousands of fields by name takes too long.
 * @type {Map<string, {item: HTMLElement, inputs: HTMLInputElement[]}>}
 */
export const CHOICES = new Map();
/** @param {string} id */
export const markOf = (id) => CHOICES.get(id)?.inputs.find((input) => input.checked)?.value ?? "";
/**
 * @param {string} id
 * @param {string} value
 */
export const mark = (id, value) => {
  for (const input of CHOICES.get(id)?.inputs ?? []) input.checked = input.value === value;
};

/**
 * A sentence in the languages of the page.
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
export function say(key, values = {}) {
  const said = document.createDocumentFragment();
  data.shown.forEach((id, index) => {
    const { tag, dir, words } = /** @type {PickerLanguage} */ (LANGUAGES.get(id));
    const part = document.createElement("span");
    part.lang = tag;
    if (dir) part.dir = dir;
    if (data.shown.length > 1) part.className = index ? "second" : "first";
    part.textContent = fillWords(words[key], values);
    said.append(index ? " " : "", part);
  });
  return said;
}
