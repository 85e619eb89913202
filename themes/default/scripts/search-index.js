// The logic of search: building an index, answering a query and marking matches. It does not depend on the page, so that
// it also runs in tests and benchmarks. MiniSearch must be loaded first.
import { homophones } from "./search/homophones.js";
import { search } from "./shared/search.js";
import {
  bare,
  charactersOf,
  isHan,
  isOneHan,
  learn,
  spellings,
  STOP,
  termsOf,
  uncited,
} from "./shared/search-terms.js";

// ---- The index ----

// The weight of a word by the field it is in.
const WEIGHTS = { number: 6, title: 4, other: 3, also: 2, text: 1, note: 0.4 };
const FIELDS = /** @type {SearchField[]} */ (Object.keys(WEIGHTS));

// The weight of a result by its kind: the standard's own texts come before those derived from it.
/** @type {Record<string, number>} */
const KINDS = {
  requirement: 1.5,
  clause: 1.15,
  role: 1.3,
  level: 1,
  term: 1.2,
  check: 0.9,
  curriculum: 0.6,
  module: 0.6,
  posting: 0.7,
  page: 0.8,
  retired: 0.5,
  moved: 0.5,
};

// Requirements that are no longer there come after everything else.
const FORMER = ["retired", "moved"];

/**
 * An index of records in one or two languages, with texts at the same positions. `grow(milliseconds, query)` adds
 * records, first those that may match the query, and returns whether all are in; it returns early once those are.
 * `lengthen()` adds records with long texts again, once these have arrived. The index can be searched at any time.
 * @param {SearchLanguage[]} languages
 * @returns {SearchIndex}
 */
const build = (languages) => {
  for (const language of languages) {
    learn(language);
    if (!language.records) search.unpack(language);
  }
  const [{ records }] = languages;
  const index = new globalThis.MiniSearch({
    idField: "place",
    fields: FIELDS,
    // A term counts once per text, however often it occurs; otherwise the longest texts would always come first.
    tokenize: (/** @type {string} */ text) => [...new Set(termsOf(text).map(({ term }) => term))],
    processTerm: (/** @type {string} */ term) => term,
  });
  const isIn = new Uint8Array(records.length);
  /** @param {number} place */
  const add = (place) => {
    if (isIn[place]) return;
    isIn[place] = 1;
    /** @type {Record<string, unknown>} */
    const document = { place };
    for (const field of FIELDS) {
      const texts = languages.map((language) => language.records[place][field]).filter(Boolean);
      if (texts.length > 0) document[field] = [...new Set(texts)].join("\n");
    }
    index.add(document);
  };

  /**
   * The positions of the records that may contain the most words of a query; those likely to rank first are at the end.
   * @param {string} query
   */
  const likely = (query) => {
    const beginnings = termsOf(query, true)
      .filter(({ term }) => !STOP.has(term))
      .map(({ term, start, end }) => {
        // The ending of a stem may differ in the text: categor-y, categor-ies.
        const sought = isHan(term)
          ? query.slice(start, end)
          : term.length > 3 && !/\d/u.test(term)
            ? term.slice(0, -1)
            : term;
        const pattern = isHan(term)
          ? [...sought].map((character) => `[${spellings(character)}]`).join("")
          : sought.replace(/[.-]/gu, "\\$&");
        return new RegExp(pattern, isHan(term) ? "gu" : "gi");
      });
    const met = new Uint8Array(records.length); // the number of words that a record may contain
    const named = new Float32Array(records.length); // the total weight of the fields that contain them
    for (const beginning of beginnings) {
      const most = new Map();
      /**
       * @param {number} place
       * @param {number} weight
       */
      const weigh = (place, weight) => {
        if (weight > (most.get(place) ?? 0)) most.set(place, weight);
      };
      for (const { rows, long } of languages) {
        rows.everyPlace(beginning, (place, cell) => weigh(place, WEIGHTS[cell]));
        long?.everyPlace(beginning, (place) => weigh(place, WEIGHTS.text));
      }
      for (const [place, weight] of most) {
        met[place] += 1;
        named[place] += weight;
      }
    }
    const needed = met.reduce((most, count) => Math.max(most, count), 1);
    // The order need only resemble that of the results: the best of a handful is usually the best of all.
    const ranked = [];
    for (let place = met.indexOf(needed); place >= 0; place = met.indexOf(needed, place + 1)) {
      if (isIn[place]) continue;
      const length = languages.reduce(
        (sum, { rows, long }) => sum + rows.length(place) + (long?.length(place) ?? 0),
        0,
      );
      ranked.push({ place, rank: (named[place] * (KINDS[records[place].kind] ?? 1)) / (100 + length) });
    }
    return ranked.sort((a, b) => a.rank - b.rank || b.place - a.place).map(({ place }) => place);
  };

  /** All positions: the standard's own texts at the end, long texts at the beginning. */
  const inOrder = () => {
    /** @type {number[]} */
    const long = [];
    /** @type {number[]} */
    const own = [];
    for (let place = records.length - 1; place >= 0; place -= 1) {
      (["curriculum", "module", "posting", "page"].includes(records[place].kind) ? long : own).push(place);
    }
    return [...long, ...own];
  };

  let asked = "";
  /** @type {number[]} */
  let first = []; // both are taken from the end
  /** @type {number[] | undefined} */
  let rest;
  const grow = (milliseconds = Infinity, query = asked) => {
    if (query !== asked && index.documentCount < records.length) first = likely(uncited(query));
    asked = query;
    const left = first.length > 0 ? first : (rest ??= inOrder());
    const end = performance.now() + milliseconds;
    while (left.length > 0 && performance.now() < end) add(/** @type {number} */ (left.pop()));
    return index.documentCount === records.length;
  };
  const lengthen = () => {
    const places = languages.filter(({ texts }) => texts).flatMap(search.lengthen);
    for (const place of places) {
      if (isIn[place]) index.discard(place);
      isIn[place] = 0;
    }
    rest = undefined;
    asked = "";
  };
  return { index, languages, records, grow, lengthen };
};

// ---- Queries ----

/**
 * @param {string} value
 * @param {string} wanted
 */
const concerns = (value, wanted) => value === "*" || value.split(" ").includes(wanted);

/**
 * The letters and digits of a record, needed at every key press and therefore computed once.
 * @param {SearchRecord} record
 */
const plainly = (record) => {
  const { number, title, other, also } = record;
  record.plainly ??= {
    number: bare(number),
    title: bare(title),
    names: other.split(", ").concat(also.split(", ")).map(bare),
  };
  return record.plainly;
};
/** @param {SearchRecord} record */
const plainText = (record) => (record.plainText ??= record.text.length < 2000 ? bare(record.text) : "");

/**
 * A factor for records that contain the query exactly as typed.
 * @param {SearchIndex} built
 * @param {number} place
 * @param {string} query
 */
const likeness = (built, place, query) => {
  const isTelling = query.length > 2 || query > "\u2e80"; // one or two letters occur in every text
  let most = 1;
  for (const { records } of built.languages) {
    const { number, title, names } = plainly(records[place]);
    if (number && number === query) return 20;
    if (title === query) most = Math.max(most, 4);
    else if (names.includes(query)) most = Math.max(most, 2.5);
    else if (title.includes(query)) most = Math.max(most, 1.8);
    else if (isTelling && plainText(records[place]).includes(query)) most = Math.max(most, 1.6);
  }
  return most;
};

/**
 * The positions of the records that contain the characters of a query, of which one may be another. Chinese is misspelt
 * by a wrong character, which sounds or looks alike. Two characters are too few to tell.
 * @param {SearchIndex} built
 * @param {string} query
 */
const nearlyTyped = (built, query) => {
  const characters = [...query];
  const places = new Set();
  if (characters.length < 3 || !termsOf(query).every(({ term }) => isHan(term))) return places;
  const any = characters.map((_, wrong) =>
    characters.map((character, at) => (at === wrong ? "." : `[${spellings(character)}]`)).join(""),
  );
  const pattern = new RegExp(any.join("|"), "gu");
  for (const { rows, long } of built.languages) {
    for (const part of [rows, long]) part?.everyPlace(pattern, (place) => places.add(place));
  }
  return places;
};

// The most words that sound like one that was typed and are looked up in its place.
const ALIKE = 5;

/**
 * The records that contain words which sound like a query of Han characters, best first.
 * @param {SearchIndex} built
 * @param {string} query
 * @param {Partial<Record<SearchFacet, string>>} filters
 */
const soundingAlike = (built, query, filters) => {
  const word = query.trim();
  if (!/^\p{Script=Han}{2,}$/u.test(word)) return [];
  const texts = built.languages.flatMap(({ rows, long }) => [rows.joined, long?.joined ?? ""]);
  /** @type {Map<number, SearchResult>} */
  const best = new Map();
  for (const alike of homophones(word, texts).slice(0, ALIKE)) {
    const answer = find(built, alike, filters);
    for (const found of answer.isExact ? answer.results : []) {
      if (found.score > (best.get(found.place)?.score ?? 0)) best.set(found.place, found);
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.place - b.place);
};

/** @param {string} term */
const edits = (term) => (isHan(term) || /\d/u.test(term) || term.length < 4 ? 0 : term.length < 7 ? 1 : 2);

/**
 * The records that answer a query, best first, with the matching terms and the fields that contain them. `filters` may
 * give a kind, a role, a level and a dimension. Each word of the query must occur, at least as the start of a longer
 * word. If that finds nothing, a Chinese query finds words that sound like it, and spelling mistakes are allowed; if that
 * fails too, only some words must occur, or all characters of a Chinese query but one. Records that merely contain single characters of it have nothing to do with it.
 * @param {SearchIndex} built
 * @param {string} typed
 * @param {Partial<Record<SearchFacet, string>>} filters
 * @returns {SearchAnswer}
 */
const find = (built, typed, filters = {}) => {
  const query = uncited(typed);
  const all = [...new Set(termsOf(query, true).map(({ term }) => term))];
  const telling = all.filter((term) => !STOP.has(term));
  const terms = telling.length > 0 ? telling : all;
  if (terms.length === 0) return { isExact: true, results: [] };
  /** @param {number} place */
  const isAsked = (place) => {
    const record = built.records[place];
    const wanted = /** @type {[SearchFacet, string][]} */ (Object.entries(filters));
    return wanted.every(([name, value]) => !value || concerns(record[name], value));
  };
  /** @param {string} term */
  const prefix = (term) => !isHan(term) || isOneHan(term);
  const apart = [...new Set(terms.flatMap((term) => (isHan(term) ? charactersOf(term) : [term])))];
  const ways = [
    { wanted: terms, combineWith: "AND" },
    { wanted: terms, combineWith: "AND", fuzzy: edits },
    { wanted: terms, combineWith: "OR", fuzzy: edits },
    { wanted: apart, combineWith: "OR", isNearly: true },
  ];
  const wanted = bare(query);
  for (const [way, { wanted: sought, isNearly, ...options }] of ways.entries()) {
    const nearly = isNearly ? nearlyTyped(built, query) : undefined;
    if (nearly?.size === 0) continue;
    const found = built.index.search(sought.join(" "), {
      ...options,
      prefix,
      boost: WEIGHTS,
      weights: { fuzzy: 0.35, prefix: 0.5 },
      tokenize: (/** @type {string} */ text) => text.split(" "),
      processTerm: (/** @type {string} */ term) => term,
    });
    if (found.length === 0) {
      // Words typed with hyphens may be written with spaces.
      if (way === 0 && /\p{L}-\p{L}/u.test(query)) return find(built, query.replaceAll("-", " "), filters);
      const alike = way === 0 ? soundingAlike(built, query, filters) : [];
      if (alike.length > 0) return { isExact: false, results: alike };
      continue;
    }
    const results = found
      .map((result) => {
        const share = result.queryTerms.length / sought.length;
        const weight = (KINDS[built.records[result.id].kind] ?? 1) * likeness(built, result.id, wanted) * share ** 2;
        const fields = new Set(Object.values(result.match).flat());
        return { place: result.id, terms: new Set(result.terms), fields, score: result.score * weight, share };
      })
      .filter(({ place, share }) => (nearly ? nearly.has(place) : share > 1 / 3));
    if (results.length === 0) continue;
    const isFormer = (/** @type {{place: number}} */ { place }) => Number(FORMER.includes(built.records[place].kind));
    results.sort((a, b) => isFormer(a) - isFormer(b) || b.score - a.score || a.place - b.place);
    // Records that match only some words are worth showing only if they score close to the best.
    const least = way >= 2 ? results[0].score / 5 : 0;
    // Similar records are not shown just because better ones are filtered out.
    return { isExact: way === 0, results: results.filter(({ place, score }) => score >= least && isAsked(place)) };
  }
  return { isExact: true, results: [] };
};

// ---- Matches ----

/**
 * A text in pieces, `[words, isMarked]`, with the matching pieces marked.
 * @param {string} text
 * @param {Set<string>} terms
 * @returns {[string, boolean][]}
 */
const marked = (text, terms) => {
  /** @type {[string, boolean][]} */
  const pieces = [];
  let done = 0;
  let end = 0;
  let start = -1;
  const close = () => {
    if (start < 0) return;
    if (start > done) pieces.push([text.slice(done, start), false]);
    pieces.push([text.slice(start, end), true]);
    done = end;
    start = -1;
  };
  for (const place of termsOf(text)
    .filter(({ term }) => terms.has(term))
    .sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= 0 && place.start <= end) end = Math.max(end, place.end);
    else {
      close();
      ({ start, end } = place);
    }
  }
  close();
  if (done < text.length) pieces.push([text.slice(done), false]);
  return pieces;
};

/**
 * An excerpt of at most about `room` characters, around the place with the most matches.
 * @param {string} text
 * @param {Set<string>} terms
 * @param {number} room
 */
const excerpt = (text, terms, room) => {
  const line = text
    .replace(/(?<=[；。，、：！？])\n/gu, "")
    .replace(/(?<=[.;:,!?])\n/gu, " ")
    .replaceAll("\n", " · ");
  if (line.length <= room) return line;
  const places = termsOf(line)
    .filter(({ term }) => terms.has(term))
    .map(({ start }) => start);
  let best = 0;
  let most = -1;
  for (const place of places) {
    const inside = places.filter((other) => other >= place && other < place + room * 0.7).length;
    if (inside > most) [best, most] = [place, inside];
  }
  let from = best < room / 3 ? 0 : best - Math.floor(room / 4);
  const space = line.indexOf(" ", from);
  if (from > 0 && space >= 0 && space < best) from = space + 1;
  let to = Math.min(line.length, from + room);
  const last = line.lastIndexOf(" ", to);
  if (to < line.length && last > from + room * 0.8) to = last;
  return `${from > 0 ? "…" : ""}${line.slice(from, to).trim()}${to < line.length ? "…" : ""}`;
};

Object.assign(search, { build, find, marked, excerpt, termsOf, uncited });
