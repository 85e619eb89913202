// Handbooks other than the shipped one, with other roles, levels, grades and languages: one page of each kind in each reading is
// accessible, silent and no wider than a phone. The handbooks that are tested have every kind of page together.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch, listPages, REPOSITORY, samplesOf } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { assertClean, HIGH_PHONE } from "./clean.mjs";
import { assertNone } from "./faults.mjs";
import { FIXTURES, rootOf, serveFixture } from "./fixture.mjs";
import { sideways } from "./layout.mjs";

/** The kinds and templates that no tested page has, each with the reason. */
const UNTESTED = {
  "compare-choice.html": "standards with many roles are made by compare-choice.test.mjs",
  "edition-changes.html": "standards with two editions are made by editions.test.mjs",
  "{reading}/{standard}/editions.html": "standards with two editions are made by editions.test.mjs",
  "{reading}/{standard}/role/{role}/editions.html": "standards with two editions are made by editions.test.mjs",
  "{reading}/{standard}/part/{part}.html": "clauses with many requirements are made by flat.test.mjs",
  "{reading}/{standard}/requirements/{part}.html": "standards with many requirements are made by catalogue.test.mjs",
  "{reading}/{standard}/whole/{part}.html": "standards with many requirements are made by catalogue.test.mjs",
  "whole-part.html": "standards with many requirements are made by catalogue.test.mjs",
  "{reading}/{standard}/part/role/{role}/{part}.html": "only large standards have it, and it has the template of the parts of levels",
  "{reading}/{standard}/part/role/{role}/{level}/{part}.html": "only large standards have it, as the level of a standard without roles",
  "{reading}/{standard}/part/level/{level}/{part}.html": "large frameworks are made by described.test.mjs",
  "asked-part.html": "large frameworks are made by described.test.mjs",
  "{reading}/{standard}/matrix/role/{role}/{part}.html": "only large standards have it, and it has the template of the other matrices",
  "{reading}/{standard}/matrix/{part}.html": "only large standards have it, and it has the template of the other matrices",
};

let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

test("every kind of page and every template is on a page of the tested handbooks", () => {
  const listings = [REPOSITORY, ...FIXTURES.map(rootOf)].map(listPages);
  const found = new Set([...listings.flatMap(({ pages }) => pages.flatMap(({ kind, template }) => [kind, template])), ...Object.keys(UNTESTED)]);
  const [{ kinds, templates }] = listings;
  assert.ok(kinds.length > 0 && templates.length > 0);
  assertNone([...kinds, ...templates].filter((one) => !found.has(one)).map((one) => `no tested page is of the kind ${one}`));
  assertNone(Object.keys(UNTESTED).filter((one) => listings.some(({ pages }) => pages.some(({ kind, template }) => [kind, template].includes(one))))
    .map((one) => `${one} is on a page, though it is listed as untested`));
});

test("a page of every kind: axe, console, requests, width", async (context) => {
  const sites = [];
  context.after(() => Promise.all(sites.map(({ server: { close } }) => close())));
  for (const name of FIXTURES) sites.push(await serveFixture(name));
  for (const one of samplesOf(sites)) {
    await assertClean(browser, one, async (tab, page) => [...await sideways(tab, page), ...await findIn(tab, page)], { options: HIGH_PHONE });
    context.diagnostic(`${one.pages.length} pages`);
  }
});
