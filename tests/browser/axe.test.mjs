// axe finds nothing on any page. No page writes to the console, requests anything that is missing or on another host, or loads
// search before it is opened.
// One page of each kind in each reading is checked in both colour schemes, on a desktop and on a phone. Every other page comes
// from the same template as one of these and is checked once. Kinds of pages that the shipped handbook does not have are checked
// in made-up handbooks, which have them all: small.test.mjs fails if one is on no page.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { browser, server, site } from "./opened.mjs";
import { inParallel, samplePages, samplesOf } from "./site.mjs";
import { findIn, prepare } from "./axe.mjs";
import { FIXTURES, serveFixture } from "./fixture.mjs";
import { until, watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true };
const BOTH = ["light", "dark"];

/** Opens a tab in its own context, with its own colour scheme, without motion and with empty storage. */
async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  await prepare(context);
  return context.newPage();
}

/** The made-up handbooks, as from `serveFixture`. */
const fixtures = [];
before(async () => {
  for (const name of FIXTURES) fixtures.push(await serveFixture(name));
});
after(async () => {
  for (const { close } of fixtures) await close();
});

/** The pages of every kind and template: of the shipped handbook, and of made-up ones for the rest. */
const samples = () => samplesOf([{ site, server }, ...fixtures]);

/**
 * Opens pages in parallel tabs, two for each processor, since a tab often waits while a page loads. Asserts that `look(tab, page)`
 * and the watch report nothing.
 */
async function assertClean({ server: { origin, url }, pages }, options, look) {
  const faults = [];
  const tabs = await Promise.all(Array.from({ length: 2 * availableParallelism() }, async () => {
    const tab = await openTab(options);
    const watched = watch(tab, origin);
    tab.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/(data\/search\/|assets\/(mini)?search)/u.test(pathname)) faults.push({ what: `search is loaded before it is opened: ${pathname}`, where: watched.at });
    });
    return { tab, watched };
  }));
  await inParallel(pages, tabs.length, async (page, worker) => {
    const { tab, watched } = tabs[worker];
    watched.at = page;
    await tab.goto(url(page));
    faults.push(...await look(tab, page));
  });
  for (const { tab, watched } of tabs) {
    faults.push(...watched.faults);
    await tab.context().close();
  }
  assertNone(byKind(faults));
}

test("axe and the watch find faults", async () => {
  const tab = await openTab();
  const watched = watch(tab, server.origin);
  await tab.goto(server.url(site.pages[0]));
  watched.faults.length = 0;
  await tab.evaluate(() => {
    document.body.innerHTML = `<main><h1>x</h1><p style="color: #999; background: #fff">faint</p><img src="gone.png"></main>`;
    console.log("said");
  });
  await until(() => watched.faults.some(({ what }) => what.startsWith("answer 404")));
  const found = (await findIn(tab, "made up", ["light"])).map(({ what }) => what.split(":")[0]);
  assert.ok(found.includes("image-alt"), `found only: ${found.join(", ")}`);
  assert.ok(watched.faults.some(({ what }) => what === "console log: said"));
  await tab.context().close();
});

test("a fault that only the second colour scheme has is found, of colours and of anything else", async () => {
  const tab = await openTab();
  await tab.goto(server.url(site.pages[0]));
  for (const [dark, rule] of [["p { color: #777; background: #666 }", "color-contrast"], ["img { display: inline }", "image-alt"]]) {
    await tab.evaluate((style) => {
      document.body.innerHTML = `<main><h1>x</h1><p>words</p><img src="data:,"></main>`;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`img { display: none } @media (prefers-color-scheme: dark) { ${style} }`);
      document.adoptedStyleSheets = [sheet];
    }, dark);
    const found = await findIn(tab, "made up", BOTH);
    const inScheme = (scheme) => found.filter(({ where }) => where.includes(`(${scheme})`)).map(({ what }) => what.split(":")[0]);
    assert.ok(inScheme("dark").includes(rule) && !inScheme("light").includes(rule), `${rule}: ${JSON.stringify(found)}`);
  }
  await tab.context().close();
});

test("a page of every kind, light and dark: axe, console, requests", async (context) => {
  for (const one of samples()) {
    await assertClean(one, {}, (tab, page) => findIn(tab, page, BOTH));
    context.diagnostic(`${one.pages.length} pages in 2 schemes`);
  }
});

test("a page of every kind on a phone, with everything expanded, light and dark: axe, console, requests", async () => {
  for (const one of samples()) {
    await assertClean(one, PHONE, async (tab, page) => {
      const wider = await tab.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      const faults = wider > 0 ? [{ what: "the page scrolls sideways on a phone", where: `${page} by ${wider} px` }] : [];
      return [...faults, ...await findIn(tab, page, BOTH)];
    });
  }
});

test("every other page, in one scheme: axe, console, requests", async (context) => {
  const sampled = new Set(samplePages(site));
  const others = site.pages.filter((page) => !sampled.has(page));
  // Alternate, so that both schemes are covered.
  const schemes = new Map(others.map((page, place) => [page, BOTH[place % 2]]));
  await assertClean({ server, pages: others }, {}, (tab, page) => findIn(tab, page, [schemes.get(page)]));
  context.diagnostic(`${others.length} pages in 1 scheme`);
});
