// Records for measuring search: the handbook's own, and as many more as are asked for, mixed out of them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

/** What the built site hands search, by language, with its records. */
export function readData(site, languages = ["zh", "en"]) {
  const context = {};
  context.globalThis = context;
  const files = ["assets/search-index.js", ...languages.map((language) => `data/search/${language}.js`)];
  for (const file of files) runInNewContext(readFileSync(join(site, file), "utf8"), context);
  const { data, unpack } = context.clausebookSearch;
  for (const language of languages) unpack(data[language]);
  return data;
}

/** `count` records: the handbook's own where it has as many, else their sentences mixed, by a fixed chance. */
export function sized(own, count) {
  if (count === own.length) return own;
  let seed = 7;
  const chance = (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed % below;
  };
  const sentences = new Map();
  for (const { kind, text = "" } of own) {
    sentences.set(kind, [...(sentences.get(kind) ?? []), ...text.split(/(?<=[；。\n;.])/u)]);
  }
  return Array.from({ length: count }, (_, place) => {
    const record = own[place % own.length];
    const pool = sentences.get(record.kind);
    const length = (record.text ?? "").split(/(?<=[；。\n;.])/u).length;
    const text = place < own.length ? record.text : Array.from({ length }, () => pool[chance(pool.length)]).join("");
    // Requirements follow their clause on its page, as they do in a handbook.
    const copy = Math.floor(place / own.length);
    return { ...record, text, path: copy > 0 ? `${copy}/${record.path}` : record.path, within: undefined };
  });
}

/** The script that hands a browser the records of one language, as the program writes it. */
export function script(data, language, records) {
  const literal = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`;
  const { records: _, columns: { path: __, ...own }, ...head } = data[language];
  let page;
  const paths = records.map(({ path }) => {
    const [before, fragment] = path.split("#");
    const isThere = before === page && fragment !== undefined;
    page = before;
    return isThere ? `#${fragment}` : path;
  });
  const columns = [`path: ${literal(paths.join("\u001f"))}`, ...Object.keys(own).map((name) => {
    const cells = records.map((record) => String(record[name] ?? ""));
    const isFacet = ["kind", "role", "level", "dimension"].includes(name);
    const written = cells.map((cell, place) => (isFacet && place > 0 && cell === cells[place - 1] ? "\u001e" : cell));
    return `${name}: ${literal(written.join("\u001f"))}`;
  })];
  return `((globalThis.clausebookSearch ??= {}).data ??= {})["${language}"] = `
    + `{ ...JSON.parse(${literal(JSON.stringify(head))}), columns: { ${columns.join(", ")} } };\n`;
}

/** A fixed computation, for a tab to do beside what is measured: milliseconds. */
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

/** Prints rows as a table of Markdown. */
export function printTable(rows) {
  const heads = Object.keys(rows[0]);
  console.log(`| ${heads.join(" | ")} |\n|${heads.map(() => " --- |").join("")}`);
  for (const row of rows) console.log(`| ${heads.map((head) => row[head]).join(" | ")} |`);
}
