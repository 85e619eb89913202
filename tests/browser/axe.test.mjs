// axe finds nothing on any page. No page writes to the console, requests anything that is missing or on another host, or loads
// search before it is opened.
// One page of each kind in each reading is checked in both colour schemes, on a desktop and on a phone. Every other page comes
// from the same template as one of these and is checked once. Kinds of pages that the shipped handbook does not have are checked
// in made-up handbooks, which have them all: small.test.mjs fails if one is on no page.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { browser, server, site } from "./opened.mjs";
import { samplePages, samplesOf } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { assertClean as assertCleanIn, expand, HIGH_PHONE, openWithAxe } from "./clean.mjs";
import { FIXTURES, serveFixture } from "./fixture.mjs";
import { sideways, sidewaysWhenLarge } from "./layout.mjs";
import { until, watch } from "./watch.mjs";

const PHONE = { ...HIGH_PHONE, hasTouch: true, isMobile: true };
const BOTH = ["light", "dark"];

const openTab = () => openWithAxe(browser);

/** The made-up handbooks, as from `serveFixture`. */
const fixtures = [];
before(async () => {
  for (const name of FIXTURES) fixtures.push(await serveFixture(name));
});
after(async () => {
  for (const { server: { close } } of fixtures) await close();
});

/** The pages of every kind and template: of the shipped handbook, and of made-up ones for the rest. */
const samples = () => samplesOf([{ site, server }, ...fixtures]);

/** Asserts it in two tabs for each processor. */
const assertClean = (pages, options, look) => assertCleanIn(browser, pages, look, { width: 2 * availableParallelism(), options });

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
  for (const [dark, rule] of [
    ["p { color: #777; background: #666 }", "color-contrast"], ["img { display: inline }", "image-alt"],
    ["p { color: #fff; background: #000 } a { color: #ddd; text-decoration: none }", "link-in-text-block"],
  ]) {
    await tab.evaluate((style) => {
      document.body.innerHTML = `<main><h1>x</h1><p>words and <a href="#">more</a> words</p><img src="data:,"></main>`;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`img { display: none } a { text-decoration: underline } @media (prefers-color-scheme: dark) { ${style} }`);
      document.adoptedStyleSheets = [sheet];
    }, dark);
    const found = await findIn(tab, "made up", BOTH);
    const inScheme = (scheme) => found.filter(({ where }) => where.includes(`(${scheme})`)).map(({ what }) => what.split(":")[0]);
    assert.ok(inScheme("dark").includes(rule) && !inScheme("light").includes(rule), `${rule}: ${JSON.stringify(found)}`);
  }
  await tab.context().close();
});

test("a page of every kind, light and dark: axe, console, requests, width in large text", async (context) => {
  for (const one of samples()) {
    await assertClean(one, {}, async (tab, page) => [...await findIn(tab, page, BOTH), ...await sidewaysWhenLarge(tab, page)]);
    context.diagnostic(`${one.pages.length} pages in 2 schemes`);
  }
});

test("a page of every kind on a phone, with everything expanded, light and dark: axe, console, requests", async () => {
  for (const one of samples()) {
    await assertClean(one, PHONE, async (tab, page) => {
      await expand(tab);
      return [...await sideways(tab, page), ...await findIn(tab, page, BOTH)];
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
