// Compares two search engines on the handbook's records: MiniSearch as the theme uses it, and Pagefind.
//
//   npm ci --prefix benchmarks/search && npm ci --prefix tests/browser
//   node benchmarks/search/measure.mjs SITE [--records 300,3000,30000] [--runs 3]
//
// SITE is a built site. Its records are used unchanged; for other sizes they are repeated with their sentences shuffled, so
// that texts are as long as real ones. Both engines run in Chromium over the loopback address, each time in a new context.
// Medians are printed with the time of a fixed computation. The forty queries are those of the browser tests, and are only
// meaningful for the real records.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import * as pagefind from "pagefind";
import { launch, serveFolder } from "../../tests/browser/site.mjs";
import { QUERIES } from "../../tests/browser/search-queries.mjs";
import { median, printTable, readData, reference, script, sized, textsScript } from "./records.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { records: { type: "string", default: "300,3000,30000" }, runs: { type: "string", default: "3" } },
});
const site = resolve(positionals[0] ?? "site");
const runs = Number(values.runs);

const data = readData(site);
const files = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((name) => statSync(name).isFile());
const weight = (names) => names.reduce((sum, name) => sum + (/\.(?:pf_|wasm)|wasm\./u.test(name) ? statSync(name).size : gzipSync(readFileSync(name)).length), 0);

/** Prepares MiniSearch: the site's files and an empty page. */
function prepareMiniSearch(folder, language, records) {
  mkdirSync(folder, { recursive: true });
  for (const name of ["minisearch.js", "search-index.js", "search-records.js"]) cpSync(join(site, "assets", name), join(folder, name));
  writeFileSync(join(folder, "records.js"), script(data, language, records));
  writeFileSync(join(folder, "texts.js"), textsScript(language, records));
  writeFileSync(join(folder, "index.html"), "<!doctype html><meta charset=utf-8><title>x</title>");
}

const runMiniSearch = ([language, queries]) => (async () => {
  const load = (name) => new Promise((done) => {
    const script = Object.assign(document.createElement("script"), { src: name, async: false, onload: done });
    document.head.append(script);
  });
  const start = performance.now();
  await Promise.all(["records.js", "minisearch.js", "search-index.js", "search-records.js"].map(load));
  const loaded = performance.now();
  const { build, find, data: all } = globalThis.clausebookSearch;
  const built = build([all[language]]);
  built.grow(12, queries[0]);
  find(built, queries[0]);
  const first = performance.now();
  await load("texts.js");
  built.lengthen();
  let isWhole = false;
  while (!isWhole) {
    await new Promise((done) => { setTimeout(done); });
    isWhole = built.grow(20);
  }
  const whole = performance.now();
  const times = [];
  const found = queries.map((query) => {
    const asked = performance.now();
    const { results } = find(built, query);
    times.push(performance.now() - asked);
    return results.slice(0, 3).map(({ place }) => built.records[place].path);
  });
  return { loaded: loaded - start, first: first - start, whole: whole - start, times, found };
})();

/** Prepares Pagefind: its index of the same records and an empty page. */
async function preparePagefind(folder, language, records) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html><meta charset=utf-8><title>x</title>");
  const { index } = await pagefind.createIndex({ forceLanguage: data[language].tag.toLowerCase() });
  for (const record of records) {
    const name = [record.number, record.title].filter(Boolean).join(" ");
    const content = [name, record.other, record.also, record.text, record.note].filter(Boolean).join("\n");
    await index.addCustomRecord({
      url: record.path, content, language: data[language].tag.toLowerCase(), meta: { title: name || record.text },
      filters: { kind: [record.kind] },
    });
  }
  await index.writeFiles({ outputPath: join(folder, "pagefind") });
  await index.deleteIndex();
}

const runPagefind = ([queries]) => (async () => {
  const start = performance.now();
  const engine = await import("/pagefind/pagefind.js");
  await engine.init();
  const loaded = performance.now();
  const search = async (query) => {
    const { results } = await engine.search(query);
    return Promise.all(results.slice(0, 3).map((result) => result.data()));
  };
  await search(queries[0]);
  const first = performance.now();
  const times = [];
  const found = [];
  for (const query of queries) {
    const asked = performance.now();
    found.push((await search(query)).map(({ raw_url: url }) => url.replace(/^\//u, "")));
    times.push(performance.now() - asked);
  }
  return { loaded: loaded - start, first: first - start, whole: first - start, times, found };
})();

const browser = await launch();
const rows = [];
const work = mkdtempSync(join(tmpdir(), "clausebook-search-"));
try {
  const published = data.zh.records.length;
  for (const count of [published, ...values.records.split(",").map(Number)]) {
    for (const language of ["zh", "en"]) {
      const queries = QUERIES.filter(([queryLanguage]) => queryLanguage === language);
      const texts = queries.map(([, query]) => query);
      const records = sized(data[language].records, count);
      for (const engine of ["MiniSearch", "Pagefind"]) {
        const folder = join(work, `${engine}-${count}-${language}`);
        const prepared = performance.now();
        if (engine === "MiniSearch") prepareMiniSearch(folder, language, records);
        else await preparePagefind(folder, language, records);
        const build = performance.now() - prepared;
        const server = await serveFolder(folder);
        const results = [];
        let requested = new Set();
        for (let run = 0; run < runs; run += 1) {
          const tab = await (await browser.newContext()).newPage();
          await tab.goto(server.url("index.html"));
          const beside = await tab.evaluate(reference);
          requested = new Set();
          tab.on("request", (request) => requested.add(new URL(request.url()).pathname));
          const result = engine === "MiniSearch" ? await tab.evaluate(runMiniSearch, [language, texts]) : await tab.evaluate(runPagefind, [texts]);
          results.push({ ...result, beside });
          await tab.context().close();
        }
        await server.close();
        const hits = queries.filter(([, , wanted], place) => results[0].found[place].includes(wanted)).length;
        const all = files(folder).filter((name) => !name.endsWith(".html") && !/ui|highlight|component/u.test(name));
        rows.push({
          engine, records: count, language,
          "on disk, kB": Math.round(weight(all) / 1024),
          "requested by 20 queries, kB": Math.round(weight(all.filter((name) => requested.has(name.slice(folder.length)))) / 1024),
          "build, ms": Math.round(build),
          "loaded, ms": Math.round(median(results.map(({ loaded }) => loaded))),
          "first result, ms": Math.round(median(results.map(({ first }) => first))),
          "whole, ms": Math.round(median(results.map(({ whole }) => whole))),
          "a query, ms": Number(median(results.flatMap(({ times }) => times)).toFixed(1)),
          "reference, ms": Math.round(median(results.map(({ beside }) => beside))),
          "of 20 among 3": count === published ? hits : "",
        });
        console.error(rows.at(-1));
      }
    }
  }
} finally {
  await browser.close();
  await pagefind.close();
  rmSync(work, { recursive: true });
}
printTable(rows);
