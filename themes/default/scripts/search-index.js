// What search finds: words are cut out of texts, an index is made of them, a query is answered and what matched is
// marked. Nothing here knows the page, so that it runs in tests and benchmarks too. MiniSearch must be there before.
import { search } from "./shared/search.js";

// ---- Words ----

// Han characters and kana that stand together; between them, letters and digits with what may stand within words, and in these the
// numbers of clauses and requirements, and words. A browser needs milliseconds to compile the letters of all scripts, so
// that they are in one pattern alone.
const HAN = /[\p{Script=Han}\u3040-\u30ff\uff66-\uff9f]+/gu;
const RUNS = /[\p{L}\p{M}\p{N}.'’-]+/gu;
const JOINTS = /[.'’-]/u;
const WORDS = /(\d+(?:\.\d+)+(?:-[a-z]{1,2}(?![^.'’-]))?)|[^.'’-]+(?:['’-][^.'’-]+)*/gu;
const PARTS = /[^'’-]+(?:['’][^'’-]+)*/gu;

// Accents, and the signs that Arabic and Hebrew leave out in most texts. People type without them.
const ACCENTS = /\p{Script=Inherited}|(?=[\u0591-\u05c7])\p{M}|\u0640/gu;

/**
 * A word in small letters without accents, in which forms of a character that look alike are one.
 * @param {string} word
 */
const folded = (word) => {
  const small = word.normalize("NFKC").toLowerCase();
  // Few words have anything to fold.
  return /^[a-z0-9.'’-]*$/u.test(small) ? small : small.normalize("NFKD").replace(ACCENTS, "").normalize("NFC");
};

// English words that say nothing about what is looked for.
const STOP = new Set(
  (
    "a an and are as at be by can do does for from how i if in into is it its me my of on or our should " +
    "that the their them they this to we what when which who will with you your"
  ).split(" "),
);

// Words that end like a plural and are none.
const WHOLE = new Set(["customs", "goods", "news"]);

/**
 * An English word without its ending, so that forms of one word are one. What it leaves need not be a word.
 * @param {string} word
 */
const stem = (word) => {
  let left = word.replace(/['’]s?$/u, "");
  if (!/^[a-z]{4,}$/u.test(left) || WHOLE.has(left)) return left;
  if (left.endsWith("ies") && left.length > 4) left = `${left.slice(0, -3)}y`;
  else if (left.endsWith("s") && !/(?:ss|us|is)$/u.test(left)) left = left.slice(0, -1);
  const cut = /^(.*[aeiouy].*?)(?:ing|ed)$/u.exec(left);
  if (cut && cut[1].length > 2) left = cut[1];
  else if (/..[ts]ion$/u.test(left)) left = left.slice(0, -3);
  left = left.replace(/e$/u, "");
  left = left.replace(/i[sz](?:at)?$/u, "is");
  return left.replace(/([bdfglmnprst])\1$/u, "$1");
};

// MiniSearch keeps terms in a tree that goes through the first letters of all of them, of which Chinese has thousands.
// So a Han character or kana is two signs of 512, which no text has. Half-width kana are as the full ones.
const SIGNS = 2;
const known = new Map();
/** @param {string} character */
const signs = (character) => {
  let made = known.get(character);
  if (!made) {
    const full = character === "帐" ? "账" : character.normalize("NFKC"); // the former is often typed for the latter
    const code = /** @type {number} */ (full.codePointAt(0));
    made = String.fromCharCode(0xe000 + (code >> 9), 0xe000 + (code & 511));
    known.set(character, made);
  }
  return made;
};
/** @param {string} term */
const isHan = (term) => term >= "\ue000" && term < "\ue200";
/** @param {string} term */
const isOneHan = (term) => isHan(term) && term.length === SIGNS;

/**
 * The terms of a run of Han characters and kana, each with its place.
 * @param {string} run
 * @param {boolean} isQuery
 */
const termsOfHan = (run, isQuery) => {
  /** @type {SearchTerm[]} */
  const terms = [];
  const characters = [...run];
  let at = 0;
  characters.forEach((character, place) => {
    const next = characters[place + 1] ?? "";
    if (next || !isQuery || characters.length === 1) {
      terms.push({
        term: signs(character) + (next && signs(next)),
        start: at,
        end: at + character.length + next.length,
      });
    }
    at += character.length;
  });
  return terms;
};

/**
 * Letters, digits and full stops of a text alone, in small letters.
 * @param {string} text
 */
const bare = (text) => (folded(text).match(RUNS) ?? []).join("").replace(/['’-]/gu, "");

/**
 * The terms of a word, which may have parts.
 * @param {string} run
 * @param {boolean} isQuery
 */
const termsOfWord = (run, isQuery) => {
  /** @type {SearchTerm[]} */
  const terms = [];
  const parts = [...run.matchAll(PARTS)];
  if (parts.length > 1) terms.push({ term: stem(bare(run)), start: 0, end: run.length });
  if (parts.length === 1 || !isQuery) {
    for (const { 0: part, index } of parts) {
      const word = folded(part);
      if (parts.length === 1 || word.length > 1) {
        terms.push({ term: stem(word), start: index, end: index + part.length });
      }
    }
  }
  return terms;
};

// A handbook has few words and says them often.
const words = new Map();
/**
 * @param {string} run
 * @returns {SearchTerm[]}
 */
const termsOfKnown = (run) => {
  let terms = words.get(run);
  if (!terms) words.set(run, (terms = termsOfWord(run, false)));
  return terms;
};

/**
 * The terms of a text, each with its place. Of Han characters every two that stand together are a term, whatever words
 * they belong to; the last of them alone too, so that each single one is found as the beginning of a term.
 * @param {string} text
 */
const termsOf = (text, isQuery = false) => {
  /** @type {SearchTerm[]} */
  const all = [];
  /**
   * @param {SearchTerm[]} terms
   * @param {number} from
   */
  const add = (terms, from) => {
    for (const { term, start, end } of terms) all.push({ term, start: from + start, end: from + end });
  };
  /**
   * @param {number} from
   * @param {number} to
   */
  const between = (from, to) => {
    for (const { 0: run, index: place } of text.slice(from, to).matchAll(RUNS)) {
      if (!JOINTS.test(run)) add(isQuery ? termsOfWord(run, true) : termsOfKnown(run), from + place);
      else {
        for (const { 0: word, 1: number, index } of run.matchAll(WORDS)) {
          if (number) add([{ term: word.toLowerCase(), start: 0, end: word.length }], from + place + index);
          else add(isQuery ? termsOfWord(word, true) : termsOfKnown(word), from + place + index);
        }
      }
    }
  };
  let done = 0;
  for (const { 0: run, index } of text.matchAll(HAN)) {
    if (index > done) between(done, index);
    add(termsOfHan(run, isQuery), index);
    done = index + run.length;
  }
  if (done < text.length) between(done, text.length);
  return all;
};

// ---- The index ----

// How much a word weighs by where it stands.
const WEIGHTS = { number: 6, title: 4, other: 3, also: 2, text: 1, note: 0.4 };
const FIELDS = /** @type {SearchField[]} */ (Object.keys(WEIGHTS));

// How much a result weighs by what it is about: what the standard says comes before what was made of it.
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
};

/**
 * An index of records in one or two languages, made of texts that stand at the same places. It has nothing in it first;
 * each `grow(milliseconds, query)` takes in some more, until it says that all are in. What is there can be searched
 * meanwhile. Records in which the query may stand are taken in first, and once they are in the call ends early.
 * `lengthen()` is for when the long texts have come: what has one has to come in anew.
 * @param {SearchLanguage[]} languages
 * @returns {SearchIndex}
 */
const build = (languages) => {
  for (const language of languages) if (!language.records) search.unpack(language);
  const [{ records }] = languages;
  const index = new globalThis.MiniSearch({
    idField: "place",
    fields: FIELDS,
    // A term counts once a text, however often it stands there: else the longest texts would always come first.
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
   * The places in which most of the words of a query may stand, what will come first among them at the end.
   * @param {string} query
   */
  const likely = (query) => {
    const beginnings = termsOf(query, true)
      .filter(({ term }) => !STOP.has(term))
      .map(({ term, start, end }) => {
        // The end of a stem may be another in the text: categor-y, categor-ies.
        const sought = isHan(term)
          ? query.slice(start, end)
          : term.length > 3 && !/\d/u.test(term)
            ? term.slice(0, -1)
            : term;
        return new RegExp(sought.replace(/[.-]/gu, "\\$&").replace(/[帐账]/gu, "[帐账]"), isHan(term) ? "g" : "gi");
      });
    const met = new Uint8Array(records.length); // how many of the words stand in a record
    const named = new Float32Array(records.length); // how much the fields weigh in which they stand
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
    // The order need only be near to that of the results: the best of a handful is the best of all, most often.
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

  /** All places: what the standard says at the end, long texts at the beginning. */
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
  let first = []; // in both the next one is the last
  /** @type {number[] | undefined} */
  let rest;
  const grow = (milliseconds = Infinity, query = asked) => {
    if (query !== asked && index.documentCount < records.length) first = likely(query);
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
 * What a record says in letters and digits alone, which is needed at every key, and made once.
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
 * How much more a record weighs because the query stands in it as it was typed.
 * @param {SearchIndex} built
 * @param {number} place
 * @param {string} query
 */
const likeness = (built, place, query) => {
  const isTelling = query.length > 2 || query > "\u2e80"; // one or two letters stand in every text
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

/** @param {string} term */
const edits = (term) => (isHan(term) || /\d/u.test(term) || term.length < 4 ? 0 : term.length < 7 ? 1 : 2);

/**
 * The records that answer a query, best first: `{isExact, results: [{place, terms, fields}]}`, with the terms that matched and
 * where they stand. `filters` may say kind, role, level and dimension. Each word of the query must be there, a word as the beginning of a longer one. Where that finds
 * nothing, misspelt words are forgiven; where that finds nothing either, some of the words must be there.
 * @param {SearchIndex} built
 * @param {string} query
 * @param {Partial<Record<SearchFacet, string>>} filters
 * @returns {SearchAnswer}
 */
const find = (built, query, filters = {}) => {
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
  // Where no two characters stand together as they were typed, their own order is given up.
  const apart = [
    ...new Set(
      terms.flatMap((term) => (isHan(term) ? [term.slice(0, SIGNS), term.slice(SIGNS)].filter(Boolean) : [term])),
    ),
  ];
  const ways = [
    { wanted: terms, combineWith: "AND" },
    { wanted: terms, combineWith: "AND", fuzzy: edits },
    { wanted: terms.length > 1 ? terms : apart, combineWith: terms.length > 1 ? "OR" : "AND", fuzzy: edits },
    { wanted: apart, combineWith: "OR", fuzzy: edits },
  ];
  const wanted = bare(query);
  for (const [way, { wanted: sought, ...options }] of ways.entries()) {
    const found = built.index.search(sought.join(" "), {
      ...options,
      prefix,
      boost: WEIGHTS,
      weights: { fuzzy: 0.35, prefix: 0.5 },
      tokenize: (/** @type {string} */ text) => text.split(" "),
      processTerm: (/** @type {string} */ term) => term,
    });
    if (found.length === 0) {
      // What is written with hyphens may be written with spaces.
      if (way === 0 && /\p{L}-\p{L}/u.test(query)) return find(built, query.replaceAll("-", " "), filters);
      continue;
    }
    const results = found
      .map((result) => {
        const share = result.queryTerms.length / sought.length;
        const weight = (KINDS[built.records[result.id].kind] ?? 1) * likeness(built, result.id, wanted) * share ** 2;
        const fields = new Set(Object.values(result.match).flat());
        return { place: result.id, terms: new Set(result.terms), fields, score: result.score * weight, share };
      })
      .filter(({ share }) => share > 1 / 3);
    if (results.length === 0) continue;
    results.sort((a, b) => b.score - a.score || a.place - b.place);
    // Of what shares only some words with the query, only what comes near the best is worth showing.
    const least = way >= 2 ? results[0].score / 5 : 0;
    // What is filtered out does not make what is only like the query worth showing.
    return { isExact: way === 0, results: results.filter(({ place, score }) => score >= least && isAsked(place)) };
  }
  return { isExact: true, results: [] };
};

// ---- What matched ----

/**
 * A text in pieces, `[words, isMarked]`, of which those are marked that matched.
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
 * At most some `room` characters of a text around where most of it matches.
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

Object.assign(search, { build, find, marked, excerpt, termsOf });
