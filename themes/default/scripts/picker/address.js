// What is chosen, as the fragment of an address.
import { FIELDS, REQUIREMENTS, all, data, field, mark, markOf } from "./form.js";

/** `5.1-d.e,5.3.1.1-a`: clauses with the letters of their requirements. */
function shortened(requirements) {
  const clauses = new Map();
  for (const { id } of requirements) {
    const at = id.lastIndexOf("-");
    const clause = id.slice(0, at);
    clauses.set(clause, [...(clauses.get(clause) ?? []), id.slice(at + 1)]);
  }
  return [...clauses].map(([clause, letters]) => `${encodeURIComponent(clause)}-${letters.join(".")}`).join(",");
}

export function toFragment({ level, must, nice }) {
  const parts = level ? [`level=${level}`] : [];
  if (must.length) parts.push(`must=${shortened(must)}`);
  if (nice.length) parts.push(`nice=${shortened(nice)}`);
  for (const { name, value } of all("input[name=in], input[name=as]").filter(
    (input) => input.checked && !input.defaultChecked,
  )) {
    parts.push(`${name}=${value}`);
  }
  return parts.join("&");
}

/** Enters what a fragment says; how much of it cannot be read. Nothing that it says is trusted. */
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
  const setters = {
    level: pick("level"),
    in: pick("in"),
    as: pick("as"),
    must: marks("must"),
    nice: marks("nice"),
    about,
  };
  for (const { id } of data.requirements) mark(id, "");
  for (const input of all("input:is([name=level], [name=in], [name=as])")) input.checked = input.defaultChecked;
  for (const [name, value] of values) damaged += Object.hasOwn(setters, name) ? setters[name](value) : 1;
  return damaged;
}

const pick = (name) => (value) => {
  const input = all(`input[name=${name}]`).find((one) => one.value === value);
  if (input) input.checked = true;
  return input ? 0 : 1;
};

const marks = (as) => (value) => {
  let unknown = 0;
  for (const clause of value.split(",")) {
    const at = clause.lastIndexOf("-");
    for (const letter of clause.slice(at + 1).split(".")) {
      const id = `${clause.slice(0, at)}-${letter}`;
      if (!REQUIREMENTS.has(id)) unknown += 1;
      else if (markOf(id) !== "must") mark(id, as);
    }
  }
  return unknown;
};

/** The details that come along from the same page in another language. */
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
