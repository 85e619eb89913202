// Measures how long a reader waits for search: in the dialog itself, in a page of the handbook, with a given number of records.
//
//   npm ci --prefix tests/browser
//   node benchmarks/search/keys.mjs SITE [--records 3000] [--runs 7] [--pause 0]
//
// SITE is a built site. For each query of the browser tests, two times are measured until the results are ready to be painted:
//   from nothing   from opening search, with nothing loaded, to the first results of a query typed at once; with --pause, typed
//                  that many milliseconds later and measured from then
//   a key          from a key press to the results of the text typed so far, once the index is complete
// Each run uses a new context of Chromium over the loopback address. The minimum and the median are printed with the time of a
// fixed computation in the same page: compare ratios, since machines differ. "Settled" counts the queries whose first results,
// before the index is complete, include the result that finally comes first.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launch, serveFolder } from "../../tests/browser/site.mjs";
import { IN_BOTH, QUERIES } from "../../tests/browser/search-queries.mjs";
import { median, printTable, readData, reference, script, sized, textsScript } from "./records.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { records: { type: "string", default: "3000" }, runs: { type: "string", default: "7" }, pause: { type: "string", default: "0" } },
});
const site = resolve(positionals[0] ?? "site");
const runs = Number(values.runs);
const data = readData(site);
const PAGE = "cbec-export-operations/5.3.1.2.html";

/** Runs in the page: opens search, types, and measures when the results appear. */
const openAndType = async ([query, pause]) => {
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  const head = (link) => link.querySelector(".head").textContent;
  let start = performance.now();
  document.querySelector("button[data-search]").click();
  if (pause > 0) {
    await new Promise((done) => { setTimeout(done, pause); });
    start = performance.now();
  }
  const dialog = document.querySelector("dialog.search[open]");
  const input = dialog.querySelector("input[type=search]");
  input.value = query;
  const shown = new Promise((done) => {
    new MutationObserver((_, watcher) => {
      if (!dialog.querySelector(".results > li")) return;
      watcher.disconnect();
      done(performance.now());
    }).observe(dialog, { childList: true, subtree: true });
  });
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const fromNothing = await shown - start;
  const list = dialog.querySelector(".results");
  const early = [...list.querySelectorAll("a")].map(head);
  await frame();
  const painted = performance.now() - start;
  const type = (text) => {
    const asked = performance.now();
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return performance.now() - asked;
  };
  while (!dialog.hasAttribute("data-whole")) await frame();
  const whole = performance.now() - start;
  const keys = [];
  for (let end = 1; end <= query.length; end += 1) {
    await frame();
    keys.push(type(query.slice(0, end)));
  }
  return { fromNothing, painted, whole, keys, isSettled: early.includes(head(list.querySelector("a"))) };
};

const browser = await launch();
const work = mkdtempSync(join(tmpdir(), "clausebook-search-"));
const rows = [];
try {
  for (const count of values.records.split(",").map(Number)) {
    const folder = join(work, String(count));
    mkdirSync(join(folder, "data/search/texts"), { recursive: true });
    cpSync(join(site, "assets"), join(folder, "assets"), { recursive: true });
    for (const language of Object.keys(data)) {
      const records = sized(data[language].records, count);
      writeFileSync(join(folder, `data/search/${language}.js`), script(data, language, records));
      writeFileSync(join(folder, `data/search/texts/${language}.js`), textsScript(language, records));
    }
    const server = await serveFolder(folder);
    for (const reading of ["zh", "en", "zh-en"]) {
      mkdirSync(join(folder, reading, dirname(PAGE)), { recursive: true });
      cpSync(join(site, reading, PAGE), join(folder, reading, PAGE));
      const queries = reading === "zh-en" ? IN_BOTH : QUERIES.filter(([language]) => language === reading);
      const results = [];
      for (let run = 0; run < runs; run += 1) {
        const [, query] = queries[run % queries.length];
        const tab = await (await browser.newContext()).newPage();
        await tab.goto(server.url(`${reading}/${PAGE}`), { waitUntil: "networkidle" });
        const beside = await tab.evaluate(reference);
        results.push({ ...await tab.evaluate(openAndType, [query, Number(values.pause)]), beside });
        await tab.context().close();
      }
      const leastAndMedian = (numbers) => `${Math.round(Math.min(...numbers))}, ${Math.round(median(numbers))}`;
      const keys = results.flatMap((result) => result.keys);
      rows.push({
        records: count, reading,
        "from nothing, ms": leastAndMedian(results.map(({ fromNothing }) => fromNothing)),
        "painted, ms": leastAndMedian(results.map(({ painted }) => painted)),
        "whole, ms": leastAndMedian(results.map(({ whole }) => whole)),
        "a key, ms": leastAndMedian(keys), "19 of 20 keys within, ms": Math.round(keys.toSorted((a, b) => a - b)[Math.floor(keys.length * 0.95)]),
        "reference, ms": leastAndMedian(results.map(({ beside }) => beside)),
        settled: `${results.filter(({ isSettled }) => isSettled).length} of ${runs}`,
      });
      console.error(rows.at(-1));
    }
    await server.close();
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
printTable(rows);
