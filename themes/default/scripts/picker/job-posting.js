// The posting as a JobPosting of schema.org, and its missing or invalid details.
import { absolute, html, term } from "../shared/citing.js";
import { today } from "../shared/day.js";
import { data } from "./form.js";
import { itemOf, textIn } from "./text.js";

/** @typedef {import("./form.js").PickerLanguage} PickerLanguage */
/** @typedef {import("./form.js").PickerState} PickerState */

const CODE = { country: /^[A-Z]{2}$/u, currency: /^[A-Z]{3}$/u };
/** @param {string} value */
const isDay = (value) => /^\d{4}-\d\d-\d\d$/u.test(value) && !Number.isNaN(Date.parse(value));
/** @param {string} value */
const amount = (value) => (value === "" || !(Number(value) >= 0) ? undefined : Number(value));

/**
 * Missing or invalid details, as the field and the sentence; and details that search engines recommend.
 * @param {PickerState} state
 */
export function checked({ about: of, must, nice }) {
  /** @type {[string, string][]} */
  const wrong = [];
  /** @type {[string, string][]} */
  const advised = [];
  /**
   * @param {string} name
   * @param {unknown} isSound
   */
  const need = (name, isSound, key = name) => {
    if (!isSound) wrong.push([name, key]);
  };
  if (!must.length && !nice.length) wrong.push([`pick.${data.requirements[0]?.id}`, "nothing"]);
  need("title", of.title);
  need("organisation", of.organisation);
  need("website", !of.website || (/^https?:\/\//iu.test(of.website) && URL.canParse(of.website)));
  need("place", of.place || of.remote);
  need("country", CODE.country.test(of.country));
  need("published", isDay(of.published));
  need("description", of.description);
  const hasSalary = Boolean(of.from || of.to || of.currency);
  if (hasSalary) {
    need("from", amount(of.from) !== undefined);
    need("to", !of.to || (amount(of.to) ?? -1) >= (amount(of.from) ?? 0));
    need("currency", CODE.currency.test(of.currency));
  } else advised.push(["from", "salary"]);
  if (!isDay(of.expires)) advised.push(["expires", "no_expires"]);
  else if (of.expires < of.published) wrong.push(["expires", "expires"]);
  else if (of.expires < today()) wrong.push(["expires", "past"]);
  if (!of.employment) advised.push(["employment", "employment"]);
  return { wrong, advised, hasSalary };
}

/**
 * @param {PickerState} state
 * @param {boolean} hasSalary
 */
export function jobPosting(state, hasSalary) {
  const { about: of, languages, rank, must, nice } = state;
  /** @param {(language: PickerLanguage) => string} text */
  const joined = (text) => languages.map(text).join(" / ");
  const role = joined((language) => language.role);
  const hasLevel = languages[0].levels.length > 0;
  const standard = { name: joined((language) => language.standard), url: absolute(languages[0].contents) };
  const paragraphs = of.description
    .split(/\n\s*\n/u)
    .map((words) => `<p>${html(words.trim()).replaceAll("\n", "<br>")}</p>`);
  const asked = languages.map((language) => textIn(language, { ...state, as: "html" }));
  const places = of.place && {
    "@type": "Place",
    address: {
      "@type": "PostalAddress",
      addressLocality: of.place,
      addressRegion: of.region || undefined,
      addressCountry: of.country,
    },
  };
  const [from, to] = [amount(of.from), amount(of.to)];
  const value = to === undefined ? { value: from } : { minValue: from, maxValue: to };
  return {
    "@type": "JobPosting",
    title: of.title,
    description: [...paragraphs, ...asked].join("\n"),
    datePosted: of.published,
    // The posting is valid until the end of its last day.
    validThrough: of.expires ? `${of.expires}T23:59:59` : undefined,
    employmentType: of.employment || undefined,
    hiringOrganization: { "@type": "Organization", name: of.organisation, sameAs: of.website || undefined },
    jobLocation: places || undefined,
    ...(of.remote
      ? { jobLocationType: "TELECOMMUTE", applicantLocationRequirements: { "@type": "Country", name: of.country } }
      : {}),
    relevantOccupation: {
      "@type": "Occupation",
      name: role,
      qualifications: hasLevel ? joined((language) => language.levels[rank].title) : undefined,
      url: absolute((languages[0].levels[rank] ?? languages[0].aim).href),
    },
    qualifications: hasLevel ? joined((language) => `${language.role} · ${language.levels[rank].title}`) : role,
    skills: [...must, ...nice].map((requirement) => term(itemOf(requirement, languages), standard)),
    baseSalary: hasSalary
      ? {
          "@type": "MonetaryAmount",
          currency: of.currency,
          value: { "@type": "QuantitativeValue", ...value, unitText: of.per },
        }
      : undefined,
  };
}
