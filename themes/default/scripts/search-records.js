// Reads the records of a language in the format in which the program writes them.
import { search } from "./shared/search.js";

const BETWEEN_CELLS = "\u001f";
const BETWEEN_ROWS = "\u001e";
const AS_BEFORE = "=";

// The cells of a row, in order: first the cells that are searched, by descending weight, then the rest.
/** @type {SearchField[]} */
const FIELDS = ["number", "title", "other", "also", "text", "note"];
const CELLS = [...FIELDS, "path", "within"];
const FACETS = ["kind", "role", "level", "dimension"];

/** Rows of cells in one string, which is split only when a row is needed. */
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
   * Calls `found` with the position of every row that contains a pattern, and the first cell that does.
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

/** A record, whose contents are read from its row of each language. */
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

  /** If a record is on the same page as the one before it, its row has only the fragment. */
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
 * Gives a language its records. They arrive as one string: a browser reads it faster than objects with the same
 * content, and a first search for a word can scan all of it at once. Nothing is split before it is needed.
 * @param {object} language
 */
const unpack = (language) => {
  const { rows, facets } = /** @type {SearchSource} */ (language);
  const unpacked = /** @type {SearchLanguage} */ (language);
  unpacked.rows = new Rows(rows);
  for (const [further, { key }] of (unpacked.further ?? []).entries()) {
    Object.defineProperty(Record.prototype, key, {
      configurable: true,
      get() {
        return this.language.facets[this.place][FACETS.length + further] ?? "";
      },
    });
  }
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
 * Gives the records of a language their long texts, which arrive later, and returns the positions of these records.
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
