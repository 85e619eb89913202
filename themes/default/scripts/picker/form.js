// The form of the picker, and what the page gives it.
import { all as allWithin, find as findWithin } from "../shared/dom.js";
import { fillWords } from "../shared/words.js";

export const form = findWithin("form[data-picker]");
export const find = (selector, within = form) => findWithin(selector, within);
export const all = (selector, within = form) => allWithin(selector, within);
export const data = JSON.parse(find("[data-picker-data]").textContent);

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
export const field = (name) => form.elements[name];

export const markOf = (id) => field(`pick.${id}`).value;
export const mark = (id, value) => {
  field(`pick.${id}`).value = value;
};

/** A sentence in the languages of the page. */
export function say(key, values = {}) {
  const said = document.createDocumentFragment();
  data.shown.forEach((id, index) => {
    const { tag, words } = LANGUAGES.get(id);
    const part = document.createElement("span");
    part.lang = tag;
    if (data.shown.length > 1) part.className = index ? "second" : "first";
    part.textContent = fillWords(words[key], values);
    said.append(index ? " " : "", part);
  });
  return said;
}
