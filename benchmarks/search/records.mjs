// Records for measuring search: the handbook's own, and more that are mixed from them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

const NAMES = ["kind", "path", "number", "title", "other", "also", "text", "note", "within", "role", "level", "dimension"];

/** Reads the built site's search data, by language, with its records. */
export function readData(site, languages = ["zh", "en"]) {
  const context = {};
  context.globalThis = context;
  const files = ["assets/search-records.js", ...languages.flatMap((language) => [`data/search/${language}.js`, `data/search/texts/${language}.js`])];
  for (const file of files) runInNewContext(readFileSync(join(site, file), "utf8"), context);
  const { data, unpack, lengthen } = context.clausebookSearch;
  for (const language of languages.map((name) => data[name])) {
    unpack(language);
    lengthen(language);
    language.records = language.records.map((record) => Object.fromEntries(NAMES.map((name) => [name, record[name]])));
  }
  return data;
}

/** Returns `count` records: the handbook's own if it has that many, or else records with their sentences shuffled deterministically. */
export function sized(records, count) {
  if (count === records.length) return records;
  let seed = 7;
  const random = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed % below;
  };
  const sentences = new Map();
  for (const { kind, text = "" } of records) {
    sentences.set(kind, [...(sentences.get(kind) ?? []), ...text.split(/(?<=[；。\n;.])/u)]);
  }
  return Array.from({ length: count }, (_, place) => {
    const record = records[place % records.length];
    const pool = sentences.get(record.kind);
    const length = (record.text ?? "").split(/(?<=[；。\n;.])/u).length;
    const text = place < records.length ? record.text : Array.from({ length }, () => pool[random(pool.length)]).join("");
    // Requirements follow their clause on the same page, as in a handbook.
    const copy = Math.floor(place / records.length);
    return { ...record, text, path: copy > 0 ? `${copy}/${record.path}` : record.path, within: undefined };
  });
}

const isLong = ({ kind }) => ["module", "posting", "page"].includes(kind);
const literal = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`;

/** Writes the script with the records of one language, as the program does. */
export function script(data, language, records) {
  const { tag, words, roles, levels, dimensions } = data[language];
  const head = { tag, words, roles, levels, dimensions };
  let page;
  const rows = records.map((record) => {
    const [before, fragment] = record.path.split("#");
    const isSamePage = before === page && fragment !== undefined;
    page = before;
    const path = isSamePage ? `#${fragment}` : record.path;
    const { number, title, other, also, text, note, within = "" } = record;
    return [number, title, other, also, isLong(record) ? "" : text, note, path, within].join("\u001f");
  });
  const facets = records.map(({ kind, role, level, dimension }) => [kind, role, level, dimension].join("\u001f"));
  const written = facets.map((facet, place) => (facet === facets[place - 1] ? "=" : facet));
  return `((globalThis.clausebookSearch ??= {}).data ??= {})["${language}"] = { ...JSON.parse(${literal(JSON.stringify(head))}), `
    + `rows: ${literal(rows.join("\u001e"))}, facets: ${literal(written.join("\u001e"))} };\n`;
}

/** Writes the script with the long texts of the records. */
export function textsScript(language, records) {
  const texts = records.map((record) => (isLong(record) ? record.text : "")).join("\u001e");
  return `clausebookSearch.data["${language}"].texts = ${literal(texts)};\n`;
}

/** Runs a fixed computation in a tab as a reference. Returns the milliseconds that it took. */
export const reference = () => {
  let least = Infinity;
  for (let run = 0; run < 3; run += 1) {
    const from = performance.now();
    let hash = 1;
    for (let step = 0; step < 3e7; step += 1) hash = Math.imul(hash ^ step, 16777619);
    globalThis.computed = hash;
    least = Math.min(least, performance.now() - from);
  }
  return least;
};

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Prints rows as a Markdown table. */
export function printTable(rows) {
  const heads = Object.keys(rows[0]);
  console.log(`| ${heads.join(" | ")} |\n|${heads.map(() => " --- |").join("")}`);
  for (const row of rows) console.log(`| ${heads.map((head) => row[head]).join(" | ")} |`);
}
