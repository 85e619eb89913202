// The properties of an alignment of an Achievement, written from Open Badges 3.0
// (https://www.imsglobal.org/spec/ob/v3p0/#alignment) independently of the program that writes the entries.

/** The kinds of target in the specification; others start with `ext:`. */
const TARGETS = ["ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel", "CTDL"];

/** @import { Accepts } from "./json-ld.mjs" */

/** @type {Accepts} */
const isText = (value) => typeof value === "string" && value.trim() !== "";
/** @type {Accepts} */
const isUrl = (value) => isText(value) && URL.canParse(String(value)) && /^https?:$/u.test(new URL(String(value)).protocol);

/**
 * For each property, whether it is required, and whether a value is valid.
 *
 * @type {Record<string, [boolean, Accepts]>}
 */
const PROPERTIES = {
  type: [true, (value) => [value].flat().includes("Alignment") && [value].flat().every(isText)],
  targetName: [true, isText],
  targetUrl: [true, isUrl],
  targetCode: [false, isText],
  targetDescription: [false, isText],
  targetFramework: [false, isText],
  targetType: [false, (value) => TARGETS.includes(String(value)) || /^ext:[a-z|A-Z|0-9|.|\-|_]+$/u.test(String(value))],
};

/**
 * The problems in an entry of `alignment`.
 *
 * @param {unknown} entry
 */
export function alignmentFaults(entry) {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return ["no object"];
  const given = /** @type {Record<string, unknown>} */ (entry);
  const faults = [];
  for (const [name, [isNeeded, accepts]] of Object.entries(PROPERTIES)) {
    if (!(name in given)) {
      if (isNeeded) faults.push(`has no ${name}`);
    } else if (!accepts(given[name])) faults.push(`${name} is wrong: ${JSON.stringify(given[name])}`);
  }
  for (const name of Object.keys(given)) if (!(name in PROPERTIES)) faults.push(`${name} is not a property of an alignment`);
  return faults;
}
