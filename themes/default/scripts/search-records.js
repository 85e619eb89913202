// What search is given: the records of a language, as the program writes them.
import { search } from "./shared/search.js";

const BETWEEN_CELLS = "\u001f";
const BETWEEN_ROWS = "\u001e";
const AS_BEFORE = "=";

// What a row has in this order: first what is searched, what weighs most before the rest.
/** @type {SearchField[]} */
const FIELDS = ["number", "title", "other", "also", "text", "note"];
const CELLS = [...FIELDS, "path", "within"];
const FACETS = ["kind", "role", "level", "dimension"];

/** Rows of cells in one text, which is cut only where a row is asked for. */
class Rows {
  /** @param {string} joined */
  constructor(joined) {
    this.joined = joined;
    this.starts = [0];
    for (let end = joined.indexOf(BETWEEN_ROWS); end >= 0; end = joined.indexOf(BETWEEN_ROWS, end + 1)) {
      this.starts.push(end + 1);
    }
    this.starts.push(joined.length + 1);
  }

  /** @param {number} place */
  cells(place) {
    return this.joined.slice(this.starts[place], this.starts[place + 1] - 1).split(BETWEEN_CELLS);
  }

  /** @param {number} place */
  length(place) {
    return this.starts[place + 1] - 1 - this.starts[place];
  }

  /**
   * Calls `found` with the place of every row in which a pattern stands, and the first cell in which it does.
   * @param {RegExp} pattern
   * @param {(place: number, cell: SearchField) => void} found
   */
  everyPlace(pattern, found) {
    const { joined, starts } = this;
    let place = 0;
    pattern.lastIndex = 0;
    while (pattern.test(joined)) {
      while (starts[place + 1] < pattern.lastIndex) place += 1;
      let cell = 0;
      let end = joined.indexOf(BETWEEN_CELLS, starts[place]);
      while (end >= 0 && end < pattern.lastIndex) {
        cell += 1;
        end = joined.indexOf(BETWEEN_CELLS, end + 1);
      }
      found(place, /** @type {SearchField} */ (CELLS[cell]));
      pattern.lastIndex = starts[place + 1] - 1;
    }
  }
}

/** What a record says stands in a row of its language. */
class Record {
  /**
   * @param {SearchLanguage} language
   * @param {number} place
   */
  constructor(language, place) {
    this.language = language;
    this.place = place;
    /** @type {string[] | undefined} */
    this.cut = undefined;
  }

  get cells() {
    return (this.cut ??= this.language.rows.cells(this.place));
  }

  /** Of what stands on the page of the record before it, the row has the fragment alone. */
  get path() {
    const { records } = this.language;
    /** @param {number} place */
    const own = (place) => records[place].cells[CELLS.indexOf("path")];
    let page = this.place;
    while (page > 0 && own(page).startsWith("#")) page -= 1;
    return page === this.place ? own(page) : own(page).split("#", 1)[0] + own(this.place);
  }

  get within() {
    const within = this.cells[CELLS.indexOf("within")];
    return within ? Number(within) : undefined;
  }
}
for (const [cell, name] of FIELDS.entries()) {
  Object.defineProperty(Record.prototype, name, {
    get() {
      return this.cells[cell];
    },
  });
}
for (const [facet, name] of FACETS.entries()) {
  Object.defineProperty(Record.prototype, name, {
    get() {
      return this.language.facets[this.place][facet];
    },
  });
}

/**
 * Gives a language its records. They come as one text: a browser reads that sooner than objects of the same content, and a
 * first look for a word can go through all of it at once. Nothing is cut before it is needed.
 * @param {object} language
 */
const unpack = (language) => {
  const { rows, facets } = /** @type {SearchSource} */ (language);
  const unpacked = /** @type {SearchLanguage} */ (language);
  unpacked.rows = new Rows(rows);
  unpacked.facets = [];
  unpacked.records = [];
  /** @type {string[]} */
  let values = [];
  for (const [place, cells] of (facets ? facets.split(BETWEEN_ROWS) : []).entries()) {
    if (cells !== AS_BEFORE) values = cells.split(BETWEEN_CELLS);
    unpacked.facets.push(values);
    unpacked.records.push(/** @type {SearchRecord} */ (new Record(unpacked, place)));
  }
};

/**
 * Gives the records of a language their long texts, which come later, and returns the places of these.
 * @param {SearchLanguage} language
 */
const lengthen = (language) => {
  const { records } = language;
  const long = new Rows(language.texts ?? "");
  language.long = long;
  const places = [...records.keys()].filter((place) => long.length(place) > 0);
  for (const place of places) {
    [records[place].cells[CELLS.indexOf("text")]] = long.cells(place);
    delete records[place].plainText;
  }
  delete language.texts;
  return places;
};

Object.assign(search, { unpack, lengthen });
