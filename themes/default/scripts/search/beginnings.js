// What the search dialog offers before anything is typed: the roles, their self-checks, and the terms that occur most often.
import { make } from "../shared/dom.js";

// More links than a phone shows at once would hide the help below them.
const MOST_LINKS = 8;
const MOST_TERMS = 10;
// A word of more records than this share finds too much to help anybody.
const MOST_RECORDS = 1 / 10;

/**
 * How the dialog shows a beginning: a heading by the key of its word, words in every language, the address of a record's
 * path, and the way to ask for words.
 * @typedef {object} Shown
 * @property {(key: string) => Node} heading
 * @property {(words: (language: SearchLanguage) => string) => Node} label
 * @property {(path: string) => string} address
 * @property {(words: string) => void} ask
 */

/**
 * The positions of the records of a kind.
 * @param {SearchLanguage[]} languages
 * @param {string} kind
 */
const placesOf = ([{ records }], kind) => [...records.keys()].filter((place) => records[place].kind === kind);

/**
 * The positions of the terms that occur in the most records, the most frequent first, each title once.
 * @param {SearchLanguage[]} languages
 */
const frequentTerms = (languages) => {
  const [{ records, rows }] = languages;
  const counted = placesOf(languages, "term").map((place) => {
    const pattern = new RegExp(records[place].title.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"), "giu");
    let count = 0;
    rows.everyPlace(pattern, () => {
      count += 1;
    });
    return { place, count };
  });
  const telling = counted.filter(({ count }) => count <= records.length * MOST_RECORDS);
  telling.sort((a, b) => b.count - a.count || a.place - b.place);
  const first = new Map();
  for (const { place } of telling) if (!first.has(records[place].title)) first.set(records[place].title, place);
  return [...first.values()].slice(0, MOST_TERMS);
};

/**
 * The parts that a dialog offers before anything is typed. A standard with many roles has too many to choose from here.
 * @param {SearchLanguage[]} languages
 * @param {Shown} shown
 */
export const beginnings = (languages, { heading, label, address, ask }) => {
  const [{ records }] = languages;
  const parts = [];
  for (const [kind, key] of [
    ["role", "roles"],
    ["check", "checks"],
  ]) {
    const places = placesOf(languages, kind);
    if (places.length === 0 || places.length > MOST_LINKS) continue;
    const links = places.map((place) => {
      // The heading says that it is a self-check.
      const title = (/** @type {SearchLanguage} */ language) =>
        language.records[place].title.replace(kind === "check" ? /^[^·]* · /u : "", "");
      return make("a", { href: address(records[place].path) }, label(title));
    });
    parts.push(heading(key), make("ul", {}, ...links.map((link) => make("li", {}, link))));
  }
  const terms = frequentTerms(languages);
  if (terms.length > 0) {
    const buttons = terms.map((place) => {
      const button = make(
        "button",
        { type: "button" },
        label((language) => language.records[place].title),
      );
      button.addEventListener("click", () => ask(records[place].title));
      return button;
    });
    parts.push(heading("frequent"), make("ul", {}, ...buttons.map((button) => make("li", {}, button))));
  }
  return parts;
};
