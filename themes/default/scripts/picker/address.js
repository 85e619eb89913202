// The choice as the fragment of an address.
import { FIELDS, REQUIREMENTS, all, data, field, mark, markOf } from "./form.js";

/** @typedef {import("./form.js").PickerRequirement} PickerRequirement */

/**
 * `5.1-d.e,5.3.1.1-a,K1`: ids that differ only in their last letter are shortened to one; all others are written in
 * full.
 * @param {PickerRequirement[]} requirements
 */
function shortened(requirements) {
  const lists = new Map();
  for (const { id } of requirements) {
    const [, list, letter] = /^(.+)-([a-z]+)$/u.exec(id) ?? [];
    const known = lists.get(list);
    if (list && known && !REQUIREMENTS.has(`${known}.${letter}`)) lists.set(list, `${known}.${letter}`);
    else lists.set(list && !known ? list : id, id);
  }
  return [...lists.values()].map(encodeURIComponent).join(",");
}

/**
 * The ids in a string written by `shortened`.
 * @param {string} value
 */
function lengthened(value) {
  return value.split(",").flatMap((part) => {
    if (REQUIREMENTS.has(part)) return [part];
    const at = part.lastIndexOf("-");
    return part
      .slice(at + 1)
      .split(".")
      .map((letter) => part.slice(0, at + 1) + letter);
  });
}

/** @param {Pick<import("./form.js").PickerState, "level" | "must" | "nice">} state */
export function toFragment({ level, must, nice }) {
  const parts = level ? [`level=${level}`] : [];
  if (must.length) parts.push(`must=${shortened(must)}`);
  if (nice.length) parts.push(`nice=${shortened(nice)}`);
  for (const { name, value } of all("input:is([name=in], [name=as], [name=interview])").filter(
    (input) => input.checked && !input.defaultChecked,
  )) {
    parts.push(`${name}=${value}`);
  }
  return parts.join("&");
}

/**
 * Applies the choice in a fragment, and returns how many of its parts could not be read. The fragment is not trusted.
 * @param {string} fragment
 */
export function fromFragment(fragment) {
  let damaged = 0;
  const values = new Map();
  for (const part of fragment.slice(0, 30000).split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    try {
      values.set(part.slice(0, at), decodeURIComponent(part.slice(at + 1)));
    } catch {
      damaged += 1;
    }
  }
  /** @type {Record<string, (value: string) => number>} */
  const setters = {
    level: pick("level"),
    in: pick("in"),
    as: pick("as"),
    interview: pick("interview"),
    must: marks("must"),
    nice: marks("nice"),
    about,
  };
  for (const { id } of data.requirements) mark(id, "");
  for (const input of all("input:is([name=level], [name=in], [name=as], [name=interview])")) {
    input.checked = input.defaultChecked;
  }
  for (const [name, value] of values) damaged += Object.hasOwn(setters, name) ? setters[name](value) : 1;
  return damaged;
}

/** @type {(name: string) => (value: string) => number} */
const pick = (name) => (value) => {
  const input = all(`input[name=${name}]`).find((one) => one.value === value);
  if (input) input.checked = true;
  return input ? 0 : 1;
};

/** @type {(as: "must" | "nice") => (value: string) => number} */
const marks = (as) => (value) => {
  let unknown = 0;
  for (const id of lengthened(value)) {
    if (!REQUIREMENTS.has(id)) unknown += 1;
    else if (markOf(id) !== "must") mark(id, as);
  }
  return unknown;
};

/**
 * Applies the details passed on by the same page in another language.
 * @param {string} value
 */
function about(value) {
  try {
    const given = JSON.parse(value);
    for (const name of FIELDS) {
      if (!Object.hasOwn(given, name)) continue;
      if (field(name).type === "checkbox") field(name).checked = given[name] === true;
      else field(name).value = String(given[name]).slice(0, 20000);
    }
    return 0;
  } catch {
    return 1;
  }
}
