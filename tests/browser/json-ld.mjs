// The properties of the things in JSON-LD blocks, by type. Written from schema.org's vocabulary and the requirements of search
// engines, independently of the program that writes the blocks.

/** A date, or a date and time, in ISO 8601. */
const DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?$/u;
/** A duration in ISO 8601. */
const DURATION = /^P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/u;

const isText = (value) => typeof value === "string" && value.trim() !== "";
const isUrl = (value) => typeof value === "string" && /^https?:$/u.test(URL.canParse(value) ? new URL(value).protocol : "");
const isNumber = (value) => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isOneOf = (...words) => (value) => words.includes(value);
/** Matches a thing of one of these types. */
const isA = (...types) => (value) => typeof value === "object" && value !== null && types.includes(value["@type"]);
const isEither = (...kinds) => (value) => kinds.some((accepts) => accepts(value));
const matches = (pattern) => (value) => typeof value === "string" && pattern.test(value);

/**
 * For each type: its required and optional properties, each with a test for its values. Properties under `site` are addresses of
 * the site itself, which a page has if and only if the site's address is known. A value may be a list of such values.
 */
export const TYPES = {
  DefinedTerm: {
    must: { name: isText, termCode: isText, inDefinedTermSet: isA("DefinedTermSet") },
    may: { description: isText, additionalType: isText, sameAs: isUrl },
    site: ["@id", "url"],
  },
  DefinedTermSet: { must: { name: isText }, may: {}, site: ["url"] },
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

/** The problems in a thing and everything in it. `base` is the site's own address, if it is known. */
export function thingFaults(thing, base, at = thing?.["@type"] ?? "a thing") {
  if (typeof thing !== "object" || thing === null || Array.isArray(thing)) return [`${at}: not a thing with a type`];
  const type = TYPES[thing["@type"]];
  if (!type) return [`${at}: unknown type ${thing["@type"]}`];
  const faults = [];
  for (const name of Object.keys(type.must)) if (!(name in thing)) faults.push(`${at}: has no ${name}`);
  for (const [name, value] of Object.entries(thing)) {
    if (LANGUAGE_KEYS.includes(name)) continue;
    const where = `${at}.${name}`;
    if (type.site?.includes(name)) {
      if (!base) faults.push(`${where}: an address on a site without a base URL`);
      else if (!isUrl(value) || !value.startsWith(base)) faults.push(`${where}: not an address of this site: ${value}`);
      continue;
    }
    const accepts = type.must[name] ?? type.may[name];
    const values = [value].flat();
    if (!accepts) faults.push(`${where}: a ${thing["@type"]} has no such property here`);
    else if (values.length === 0) faults.push(`${where}: an empty list`);
    else {for (const one of values) {
      if (!accepts(one)) faults.push(`${where}: wrong: ${JSON.stringify(one).slice(0, 80)}`);
      else if (typeof one === "object") faults.push(...thingFaults(one, base, where));
    }}
  }
  if (base) for (const name of type.site ?? []) if (!(name in thing)) faults.push(`${at}: has no ${name}`);
  return [...faults, ...sense(thing, at)];
}

/** Problems in the combination of properties. */
function sense(thing, at) {
  const faults = [];
  if (thing["@type"] === "QuantitativeValue") {
    const { value, minValue, maxValue } = thing;
    if (value === undefined ? !(minValue <= maxValue) : minValue !== undefined || maxValue !== undefined) {
      faults.push(`${at}: neither a single value nor an increasing range`);
    }
  }
  if (thing["@type"] === "JobPosting") {
    if (thing.validThrough?.slice(0, 10) < thing.datePosted?.slice(0, 10)) faults.push(`${at}: ends before it starts`);
    // Postings for remote work must state where applicants may live.
    if (("jobLocationType" in thing) !== ("applicantLocationRequirements" in thing)) faults.push(`${at}: remote by half`);
  }
  return faults;
}

/** The parsed blocks of a page, and the problems in them. */
export function readBlocks(elements, attribute, text) {
  const blocks = [];
  const faults = [];
  for (const element of elements) {
    if (element.tagName !== "script" || attribute(element, "type") !== "application/ld+json") continue;
    try {
      const block = JSON.parse(text(element));
      if (block["@context"] !== "https://schema.org") faults.push("a block without schema.org's context");
      blocks.push(block);
    } catch (error) {
      faults.push(`a block is not JSON: ${error.message}`);
    }
  }
  return { blocks, faults };
}
