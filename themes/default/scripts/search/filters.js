// The filters of search: which there are, and the choices of each.
import { make } from "../shared/dom.js";

/**
 * A choice of a filter: its id, its label, and the titles of the groups of a role.
 * @typedef {[id: string, label: string, group?: string]} SearchOption
 */

/**
 * A filter: the facet, its label, the label of the choice of everything, and the choices.
 * @typedef {{name: SearchFacet, label: string, any: string, options: SearchOption[]}} SearchFilter
 */

/** @type {(values: string[]) => string} */
const joined = (values) => [...new Set(values)].join(" / ");

/** @type {CommonFacet[]} */
const FACETS = ["kind", "role", "level", "dimension"];

/**
 * The filters of the records that are loaded. `plain` returns an interface word by its key.
 * @param {SearchLanguage[]} languages
 * @param {(key: string) => string} plain
 * @returns {SearchFilter[]}
 */
export const filtersOf = (languages, plain) => {
  const [first] = languages;
  const kinds = [...new Set(first.records.map(({ kind }) => kind))];
  /** @type {Record<CommonFacet, SearchOption[]>} */
  const options = {
    kind: kinds.map((id) => [id, plain(`kind_${id}`)]),
    role: first.roles.map(({ id }, place) => [
      id,
      languages.map((language) => language.roles[place].label).join(" / "),
      joined(languages.map((language) => language.roles[place].group ?? "")),
    ]),
    level: first.levels.map(({ id }, place) => [
      id,
      languages.map((language) => language.levels[place].label).join(" / "),
    ]),
    dimension: first.dimensions.map(({ id }, place) => [
      id,
      languages.map((language) => language.dimensions[place].label).join(" / "),
    ]),
  };
  /** @type {SearchFilter[]} */
  const facets = FACETS.map((name) => ({
    name,
    label: plain(name),
    any: plain(`any_${name}`),
    options: options[name],
  }));
  for (const [place, { key, choices }] of (first.further ?? []).entries()) {
    const all = languages.map((language) => /** @type {FurtherFacet[]} */ (language.further)[place]);
    facets.push({
      name: key,
      label: joined(all.map(({ label }) => label)),
      any: joined(all.map(({ any }) => any)),
      options: choices.map(({ id }, choice) => [id, all.map((facet) => facet.choices[choice].label).join(" / ")]),
    });
  }
  return facets.filter(({ options: choices }) => choices.length > 1);
};

/**
 * The elements of the choices of a filter: those of a group are together, under its titles.
 * @param {SearchOption[]} options
 */
export const optionsOf = (options) => {
  /** @type {HTMLElement[]} */
  const elements = [];
  let before = "";
  for (const [id, label, group = ""] of options) {
    const option = make("option", { value: id }, label);
    if (group === "") elements.push(option);
    else if (group === before) elements.at(-1)?.append(option);
    else elements.push(make("optgroup", { label: group }, option));
    before = group;
  }
  return elements;
};
