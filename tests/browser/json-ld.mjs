// The properties of the things in JSON-LD blocks, by type. Written from schema.org's vocabulary and the requirements of search
// engines, independently of the program that writes the blocks.

import { attribute, text } from "./markup.mjs";

/** @import { Element } from "./markup.mjs" */

/**
 * Whether a value is valid.
 *
 * @typedef {(value: unknown) => boolean} Accepts
 */

/**
 * A thing of schema.org, or a value that may be one.
 *
 * @typedef {Record<string, unknown>} Thing
 */

/** A date, or a date and time, in ISO 8601. */
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?$/u;
/** A duration in ISO 8601. */
const DURATION = /^P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/u;

/** @type {Accepts} */
const isText = (value) => typeof value === "string" && value.trim() !== "";
/** @type {Accepts} */
const isUrl = (value) => typeof value === "string" && /^https?:$/u.test(URL.canParse(value) ? new URL(value).protocol : "");
/** @type {Accepts} */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
/** @type {(...words: string[]) => Accepts} */
const isOneOf = (...words) => (value) => typeof value === "string" && words.includes(value);
/**
 * Matches a thing of one of these types.
 *
 * @type {(...types: string[]) => Accepts}
 */
const isA = (...types) => (value) => typeof value === "object" && value !== null && "@type" in value && types.includes(String(value["@type"]));
/** @type {(...kinds: Accepts[]) => Accepts} */
const isEither = (...kinds) => (value) => kinds.some((accepts) => accepts(value));
/** @type {(pattern: RegExp) => Accepts} */
const matches = (pattern) => (value) => typeof value === "string" && pattern.test(value);

/**
 * For each type: its required and optional properties, each with a test for its values. Properties under `site` are addresses of
 * the site itself, which a page has if and only if the site's address is known. A value may be a list of such values.
 *
 * @type {Record<string, { must: Record<string, Accepts>, may: Record<string, Accepts>, site?: string[] }>}
 */
export const TYPES = {
  DefinedTerm: {
    must: { name: isText, termCode: isText, inDefinedTermSet: isA("DefinedTermSet") },
    may: { description: isText, additionalType: isText, sameAs: isUrl },
    site: ["@id", "url"],
  },
  DefinedTermSet: { must: { name: isText }, may: { creator: isA("Organization") }, site: ["url"] },
  Occupation: {
    must: { name: isText, qualifications: isText },
    may: { description: isText, skills: isA("DefinedTerm") },
    site: ["url"],
  },
  // Required by search engines: title, description, datePosted, hiringOrganization, jobLocation. Ours include the others too.
  JobPosting: {
    must: {
      title: isText, description: isText, datePosted: matches(DATE), validThrough: matches(DATE),
      hiringOrganization: isA("Organization"), jobLocation: isA("Place"),
      employmentType: isOneOf("FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN"),
      relevantOccupation: isA("Occupation"), qualifications: isText, skills: isA("DefinedTerm"),
    },
    may: {
      baseSalary: isA("MonetaryAmount"), jobLocationType: isOneOf("TELECOMMUTE"),
      applicantLocationRequirements: isA("Country"),
    },
    site: ["url"],
  },
  Organization: { must: { name: isText }, may: { sameAs: isUrl, url: isUrl } },
  Place: { must: { address: isA("PostalAddress") }, may: {} },
  PostalAddress: {
    must: { addressLocality: isText, addressCountry: matches(/^[A-Z]{2}$/u) }, may: { addressRegion: isText },
  },
  Country: { must: { name: isText }, may: {} },
  MonetaryAmount: { must: { currency: matches(/^[A-Z]{3}$/u), value: isA("QuantitativeValue") }, may: {} },
  QuantitativeValue: {
    must: { unitText: isOneOf("HOUR", "DAY", "WEEK", "MONTH", "YEAR") },
    may: { value: isNumber, minValue: isNumber, maxValue: isNumber },
  },
  Course: {
    must: { name: isText, description: isText },
    may: {
      inLanguage: isText, provider: isA("Organization"), educationalLevel: isEither(isText, isA("DefinedTerm")),
      timeRequired: matches(DURATION), teaches: isA("DefinedTerm"), hasPart: isA("LearningResource", "Course"),
      hasCourseInstance: isA("CourseInstance"),
    },
    site: ["url"],
  },
  CourseInstance: { must: { courseMode: isText }, may: { courseWorkload: matches(DURATION) } },
  LearningResource: {
    must: { name: isText },
    may: {
      position: isNumber, inLanguage: isText, timeRequired: matches(DURATION), teaches: isA("DefinedTerm"),
      isPartOf: isA("Course"),
    },
    site: ["url"],
  },
};

const LANGUAGE_KEYS = ["@type", "@context"];

/**
 * The problems in a thing and everything in it. `base` is the site's own address, if it is known.
 *
 * @param {unknown} given
 * @param {string} [base]
 * @param {string} [place] where the thing is
 * @returns {string[]}
 */
export function thingFaults(given, base, place) {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return [`${place ?? "a thing"}: not a thing with a type`];
  const thing = /** @type {Thing} */ (given);
  const name = String(thing["@type"]);
  const at = place ?? name;
  const type = TYPES[name];
  if (!type) return [`${at}: unknown type ${name}`];
  const faults = [];
  for (const property of Object.keys(type.must)) if (!(property in thing)) faults.push(`${at}: has no ${property}`);
  for (const [property, value] of Object.entries(thing)) {
    if (LANGUAGE_KEYS.includes(property)) continue;
    const where = `${at}.${property}`;
    if (type.site?.includes(property)) {
      if (!base) faults.push(`${where}: an address on a site without a base URL`);
      else if (!isUrl(value) || !String(value).startsWith(base)) faults.push(`${where}: not an address of this site: ${value}`);
      continue;
    }
    const accepts = [type.must, type.may].find((known) => property in known)?.[property];
    const values = [value].flat();
    if (!accepts) {
      faults.push(`${where}: a ${name} has no such property here`);
      continue;
    }
    if (values.length === 0) faults.push(`${where}: an empty list`);
    for (const one of values) {
      if (!accepts(one)) faults.push(`${where}: wrong: ${JSON.stringify(one).slice(0, 80)}`);
      else if (typeof one === "object") faults.push(...thingFaults(one, base, where));
    }
  }
  if (base) for (const property of type.site ?? []) if (!(property in thing)) faults.push(`${at}: has no ${property}`);
  return [...faults, ...sense(thing, at)];
}

/**
 * Problems in the combination of properties.
 *
 * @param {Thing} thing
 * @param {string} at
 */
function sense(thing, at) {
  const faults = [];
  if (thing["@type"] === "QuantitativeValue") {
    const { value, minValue, maxValue } = thing;
    if (value === undefined ? !(Number(minValue) <= Number(maxValue)) : minValue !== undefined || maxValue !== undefined) {
      faults.push(`${at}: neither a single value nor an increasing range`);
    }
  }
  if (thing["@type"] === "JobPosting") {
    const [end, start] = [thing.validThrough, thing.datePosted].map((day) => String(day ?? "").slice(0, 10));
    if (end && end < start) faults.push(`${at}: ends before it starts`);
    // Postings for remote work must state where applicants may live.
    if (("jobLocationType" in thing) !== ("applicantLocationRequirements" in thing)) faults.push(`${at}: remote by half`);
  }
  return faults;
}

/**
 * The parsed blocks among elements, and the problems in them.
 *
 * @param {Iterable<Element>} elements
 */
export function readBlocks(elements) {
  /** @type {Thing[]} */
  const blocks = [];
  /** @type {string[]} */
  const faults = [];
  for (const element of elements) {
    if (element.tagName !== "script" || attribute(element, "type") !== "application/ld+json") continue;
    try {
      const block = JSON.parse(text(element));
      if (block["@context"] !== "https://schema.org") faults.push("a block without schema.org's context");
      blocks.push(block);
    } catch (error) {
      faults.push(`a block is not JSON: ${error}`);
    }
  }
  return { blocks, faults };
}
