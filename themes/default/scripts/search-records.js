// What search is given: the records of a language, as the program writes them.
import { search } from "./shared/search.js";

const BETWEEN_CELLS = "\u001f";
const BETWEEN_ROWS = "\u001e";
const AS_BEFORE = "=";

// What a row has in this order: first what is searched, what weighs most before the rest.
const FIELDS = ["number", "title", "other", "also", "text", "note"];
const CELLS = [...FIELDS, "path", "within"];
const FACETS = ["kind", "role", "level", "dimension"];

/** Rows of cells in one text, which is cut only where a row is asked for. */
class Rows {
  constructor(joined) {
    this.joined = joined;
    this.starts = [0];
    for (let end = joined.indexOf(BETWEEN_ROWS); end >= 0; end = joined.indexOf(BETWEEN_ROWS, end + 1)) {
      this.starts.push(end + 1);
    }
    this.starts.push(joined.length + 1);
  }

  cells(place) {
    return this.joined.slice(this.starts[place], this.starts[place + 1] - 1).split(BETWEEN_CELLS);
  }

  length(place) {
    return this.starts[place + 1] - 1 - this.starts[place];
  }

  /** Calls `found` with the place of every row in which a pattern stands, and the first cell in which it does. */
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
      found(place, CELLS[cell]);
      pattern.lastIndex = starts[place + 1] - 1;
    }
  }
}

/** What a record says stands in a row of its language. */
class Record {
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
 */
const unpack = (language) => {
  language.rows = new Rows(language.rows);
  language.facets = language.facets ? language.facets.split(BETWEEN_ROWS) : [];
  language.records = [];
  let own;
  for (let place = 0; place < language.facets.length; place += 1) {
    const said = language.facets[place];
    if (said !== AS_BEFORE) own = said.split(BETWEEN_CELLS);
    language.facets[place] = own;
    language.records.push(new Record(language, place));
  }
};

/** Gives the records of a language their long texts, which come later, and returns the places of these. */
const lengthen = (language) => {
  const { records } = language;
  language.long = new Rows(language.texts);
  const places = [...records.keys()].filter((place) => language.long.length(place) > 0);
  for (const place of places) {
    [records[place].cells[CELLS.indexOf("text")]] = language.long.cells(place);
    delete records[place].plainText;
  }
  delete language.texts;
  return places;
};

Object.assign(search, { unpack, lengthen });
