// Runs Lighthouse on one page of each kind of a built site, served like by a static host: by default the audits that need no timing
// (accessibility, best practices, SEO), on request performance on a simulated slow phone.
//
//   node tests/audit/audit.mjs SITE [options]
//
// Exits with 1 if a score is less than 100, and names every audit that fails.

import { parseArgs } from "node:util";
import lighthouse, { snapshot, startTimespan } from "lighthouse";
import { IntlMessageFormat } from "intl-messageformat";
import AnchorElements from "lighthouse/core/gather/gatherers/anchor-elements.js";
import puppeteer from "puppeteer-core";
import { chromiumPath, openSite, REPOSITORY, samplePages, siteFolder } from "../browser/site.mjs";
import { host } from "../browser/host.mjs";

const HELP = `node audit.mjs SITE [options]
  --base PATH      the site's path on its host, for example /standards/ (default: /)
  --root DIR       the handbook that the site was built from (default: this repository's)
  --kind LIST      kinds of pages, by the names of their templates, and search (default: all; with --performance front,
                   clause, annex, role, selfcheck, requirements and search)
  --reading LIST   readings (default: each kind in one of them, in turn; all with --kind or --performance)
  --performance    also performance on Lighthouse's simulated slow phone (4G with 1.6 Mbit/s and 150 ms, a quarter of this
                   machine's speed). For search, which is not a page: how long opening it and typing block the page,
                   and the layout shifts, in a browser slowed down likewise
  --runs N         with --performance: the median of N runs (default: 3)
  --plain          without compression
  --verbose        also lists remarks that do not affect Lighthouse's scores
`;

/** The kinds whose load times are measured: the others have less on them. */
const MEASURED = ["front", "clause", "annex", "role", "selfcheck", "requirements", "search"];
/** A clause of the shipped handbook with requirements and a note. */
const CLAUSE = "5.3.1.2.html";
const PAUSES = { pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 200, cpuQuietThresholdMs: 0 };
const UNTIMED = ["accessibility", "best-practices", "seo"];
const LETTERS = { accessibility: "a11y", "best-practices": "best", seo: "seo", performance: "perf" };

const list = (value) => value?.split(",").map((word) => word.trim()).filter(Boolean);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: "string", default: REPOSITORY }, base: { type: "string", default: "/" }, kind: { type: "string" }, reading: { type: "string" },
    performance: { type: "boolean" }, runs: { type: "string", default: "3" }, plain: { type: "boolean" },
    verbose: { type: "boolean" }, help: { type: "boolean" },
  },
});
if (values.help || positionals.length > 1) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

const site = openSite(siteFolder(positionals[0]), values.root);
const categories = values.performance ? ["performance", ...UNTIMED] : UNTIMED;
const config = {
  extends: "lighthouse:default",
  settings: {
    onlyCategories: categories,
    // Simulating slows nothing down while a page loads. With every other method, Lighthouse waits more than ten seconds
    // for each page, whatever the pauses here. Without --performance no times are measured, so a short pause is enough.
    throttlingMethod: "simulate",
    ...(values.performance ? {} : PAUSES),
    disableFullPageScreenshot: true,
  },
};
/** Lighthouse requests robots.txt from within the page, but a self-check's policy allows no connections: other pages audit it. */
const ROBOTS = "robots-txt";
const forbidsConnections = (page) => site.path(page).includes("/selfcheck/");
/** A page that says that search engines should not index it is not worse for saying so. */
const CRAWLABLE = "is-crawlable";
const isUnlisted = (page) => site.read(page).includes('<meta name="robots" content="noindex">');

// Lighthouse looks up its one locale for each of thousands of messages.
const { resolveLocale } = IntlMessageFormat;
const locales = new Map();
IntlMessageFormat.resolveLocale = (wanted) => {
  const key = String(wanted);
  if (!locales.has(key)) locales.set(key, resolveLocale(wanted));
  return locales.get(key);
};

// For every link, Lighthouse asks the browser for the event listeners of the link and of each element around it. Links share most of
// these elements, so each is asked about only once.
const { getArtifact } = AnchorElements.prototype;
AnchorElements.prototype.getArtifact = function getOnce({ driver, ...context }) {
  const { executionContext, defaultSession } = driver;
  const answers = new Map();
  const sendCommand = (...command) => {
    const key = JSON.stringify(command);
    if (!answers.has(key)) answers.set(key, defaultSession.sendCommand(...command));
    return answers.get(key);
  };
  return getArtifact.call(this, { ...context, driver: { executionContext, defaultSession: { sendCommand } } });
};

const server = await host(site.folder, { base: values.base, compress: !values.plain });
const browser = await puppeteer.launch({
  executablePath: chromiumPath(),
  args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--accept-lang=eo", // as in the other tests: a language that no handbook has, so that the choice of one stays
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
const results = [];
const chosen = chosenPages();
/** Whether a page audits robots.txt, of which a site has only one. */
const seesRobots = chosen.some(({ page }) => !forbidsConnections(page));
try {
  for (const { kind, page } of chosen) {
    const result = await audited(kind, page);
    results.push(result);
    console.log(row(result));
    for (const fault of [...result.faults, ...(values.verbose ? result.remarks : [])]) console.log(`    ${fault}`);
  }
} finally {
  await browser.close();
  await server.close();
}
const faulty = results.filter(({ scores, faults }) => faults.length > 0 || Object.values(scores).some((score) => score !== 100));
console.log(`${results.length} pages, ${faulty.length} with less than 100 in ${categories.join(", ")}`);
if (results.length === 0 || faulty.length > 0) process.exitCode = 1;

/** The pages to audit. Search is not a page: it is opened on the front page. */
function chosenPages() {
  const pages = samplePages(site, [CLAUSE]);
  const kinds = values.performance ? MEASURED : [...new Set(pages.map(site.kind)), "search"];
  return (list(values.kind) ?? kinds).flatMap((kind, place) => {
    const all = pages.filter((page) => site.kind(page) === (kind === "search" ? "front" : kind));
    // The first clause adds nothing to the clause with all features.
    const best = all.filter((page) => kind !== "clause" || page.endsWith(`/${CLAUSE}`));
    const readings = readingsOf(kind, place);
    return (best.length > 0 ? best : all)
      .filter((page) => site.reading(page) === "" || readings.includes(site.reading(page)))
      .map((page) => ({ kind, page }));
  });
}

/** The readings in which a kind of page is audited. */
function readingsOf(kind, place) {
  if (values.reading) return list(values.reading);
  if (values.kind) return site.readings;
  // Load times depend on the language. Of side-by-side pages only the clause is measured, which takes longest and has all features.
  if (values.performance) return site.readings.filter((reading) => kind === "clause" || !reading.includes("-"));
  // Other results do not depend on the language: audit each kind in one reading, and every reading with some kind.
  return [site.readings[place % site.readings.length]];
}

/** The scores of a page (medians if times are measured) and the failed audits. */
async function audited(kind, page) {
  const runs = [];
  const count = values.performance ? Math.max(1, Number(values.runs) || 1) : 1;
  for (let run = 0; run < count; run += 1) runs.push(await report(kind, page));
  runs.sort((a, b) => (a.categories.performance?.score ?? 0) - (b.categories.performance?.score ?? 0));
  const median = runs[Math.floor(runs.length / 2)];
  const scores = {};
  for (const id of categories) {
    const score = median.categories[id]?.score;
    if (score !== undefined) scores[id] = score === null ? "?" : Math.round(score * 100);
  }
  const time = (id) => median.audits[id]?.numericValue;
  return {
    kind, page, scores, ...faultsOf(median), paint: time("largest-contentful-paint"), blocked: time("total-blocking-time"),
    key: time("interaction-to-next-paint"),
  };
}

async function report(kind, page) {
  const tab = await browser.newPage();
  try {
    if (kind === "search") return await reportOfSearch(page, tab);
    const isForbidden = forbidsConnections(page);
    const skipAudits = [...(isForbidden ? [ROBOTS] : []), ...(isUnlisted(page) ? [CRAWLABLE] : [])];
    const { lhr } = await lighthouse(server.url(page), { logLevel: "error" }, configured({ skipAudits }), tab);
    return isForbidden && !seesRobots ? await withRobots(lhr, page, tab) : lhr;
  } finally {
    await tab.close();
  }
}

/** The configuration with other settings. */
function configured(settings) {
  return { ...config, settings: { ...config.settings, ...settings } };
}

/** Replaces a report's audit of robots.txt with one made without the page's policy, where only self-checks are audited. */
async function withRobots(report, page, tab) {
  await tab.setBypassCSP(true);
  const alone = configured({ onlyCategories: undefined, onlyAudits: [ROBOTS], ...PAUSES });
  const audit = (await lighthouse(server.url(page), { logLevel: "error" }, alone, tab)).lhr.audits[ROBOTS];
  report.audits[ROBOTS] = audit;
  report.categories.seo?.auditRefs.push({ id: ROBOTS, weight: 1 });
  return report;
}

/** Opens search as a reader does, types, and audits the result; if times are measured, also the time until then. */
async function reportOfSearch(page, tab) {
  await tab.setViewport({ width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
  await tab.goto(server.url(page), { waitUntil: "networkidle0" });
  const timed = values.performance
    && await startTimespan(tab, { config: configured({ onlyCategories: ["performance"], throttlingMethod: "devtools" }), flags: { logLevel: "error" } });
  await tab.click("button[data-search]");
  await tab.waitForSelector("dialog[open] input");
  await tab.type("dialog[open] input", site.reading(page).startsWith("zh") ? "清关" : "customs");
  await tab.waitForSelector("dialog[open] li a");
  await tab.waitForSelector("dialog[open][data-whole]");
  const meanwhile = timed && (await timed.endTimespan()).lhr;
  const { lhr } = await snapshot(tab, { config: configured({ onlyCategories: UNTIMED }), flags: { logLevel: "error" } });
  if (!meanwhile) return lhr;
  const { performance } = meanwhile.categories;
  return { ...lhr, categories: { performance, ...lhr.categories }, audits: { ...meanwhile.audits, ...lhr.audits } };
}

/** Every failed audit that counts, with its subject; and the remarks of audits that do not count. */
function faultsOf({ categories: all, audits, runtimeError }) {
  const faults = runtimeError ? [`${runtimeError.code}: ${runtimeError.message}`] : [];
  const remarks = [];
  for (const category of Object.values(all)) {
    for (const { id, weight } of category.auditRefs) {
      const { score, scoreDisplayMode, title, displayValue, details, explanation, errorMessage } = audits[id];
      // Performance figures are curves; Lighthouse calls 0.9 or more good.
      const isFailed = scoreDisplayMode === "error" || (score !== null && score < (category.id === "performance" ? 0.9 : 1));
      if (!isFailed) continue;
      const items = (details?.items ?? []).slice(0, 4).map((item) => item.node?.snippet ?? item.url ?? item.description ?? "");
      (weight > 0 ? faults : remarks)
        .push([`${category.id}: ${id}: ${title}`, displayValue, explanation, errorMessage, ...items].filter(Boolean).join("\n        "));
    }
  }
  return { faults, remarks };
}

function row({ page, kind, scores, paint, blocked, key }) {
  const figures = Object.entries(scores).map(([id, score]) => `${LETTERS[id]} ${String(score).padStart(3)}`);
  const times = [
    paint === undefined ? "" : `largest paint ${(paint / 1000).toFixed(2)} s`,
    blocked === undefined ? "" : `blocked ${Math.round(blocked)} ms`,
    key === undefined ? "" : `a key ${Math.round(key)} ms`,
  ].filter(Boolean).join(", ");
  return `${figures.join("  ")}  ${kind === "search" ? `${page} (search)` : page}${times && `  ${times}`}`;
}
