// Comparisons: every pair of roles and the levels of every role have a page, no requirement is missing from it, and choosing
// columns needs no script.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { assertNone } from "./faults.mjs";

const names = (html, pattern) => new Set([...html.matchAll(pattern)].map((found) => found[1]));
const REQUIREMENT = /<li id="([^"]+-[a-z]+)"><a class="letter"/gu;

test("each requirement of a role is in all of its comparisons or listed as common", () => {
  const faults = [];
  for (const reading of site.readings) {
    for (const standard of site.standards) {
      const folder = `${reading}/${standard}`;
      const roles = site.pages.filter((page) => page.startsWith(`${folder}/`) && site.kind(page) === "role");
      const asked = new Map(roles.map((page) => [page.slice(folder.length + 6, -5), names(site.read(page), REQUIREMENT)]));
      const ids = [...asked.keys()];
      const everybody = new Set([...asked.get(ids[0])].filter((id) => ids.every((role) => asked.get(role).has(id))));
      assert.ok(everybody.size > 0 && ids.length > 1);
      const pairs = site.pages.filter((page) => page.startsWith(`${folder}/`) && site.kind(page) === "compare-roles");
      assert.equal(pairs.length, (ids.length * (ids.length - 1)) / 2, `pairs of roles in ${folder}`);
      for (const page of pairs) {
        const roles = page.slice(`${folder}/compare/`.length, -5).split("/");
        const wanted = roles.flatMap((role) => [...asked.get(role)]).filter((id) => !everybody.has(id));
        const found = names(site.read(page), REQUIREMENT);
        for (const id of wanted) if (!found.has(id)) faults.push(`${page} lacks ${id}`);
        if (found.size !== wanted.length) faults.push(`${page} has ${found.size} requirements, not ${wanted.length}`);
      }
      const all = names(site.read(`${folder}/compare.html`), REQUIREMENT);
      const wanted = ids.flatMap((role) => [...asked.get(role)]).filter((id) => !everybody.has(id));
      if (all.size !== wanted.length) faults.push(`${folder}/compare.html has ${all.size} requirements, not ${wanted.length}`);
    }
  }
  assertNone(faults);
});

test("the levels of a role are side by side, with what each adds", async () => {
  const tab = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  const page = site.pages.find((name) => name.endsWith("/compare/glazer.html") && site.reading(name) === site.readings[0]);
  await tab.goto(server.url(page));
  const columns = await tab.locator(".compared-part .columns > section").evaluateAll((sections) => sections.map((section) => ({
    top: Math.round(section.getBoundingClientRect().top), count: section.querySelectorAll("li[id]").length,
  })));
  // Clauses 3.3.2.1 to 3.3.2.3 of the standard have 4, 6 and 5 items.
  assert.deepEqual(columns.map((column) => column.count), [4, 6, 5]);
  assert.equal(new Set(columns.map((column) => column.top)).size, 1, "side by side");
  await tab.setViewportSize({ width: 375, height: 812 });
  const tops = await tab.locator(".compared-part .columns > section").evaluateAll((sections) => sections.map((section) => section.getBoundingClientRect().top));
  assert.ok(tops[0] < tops[1] && tops[1] < tops[2], "one below the other on a phone");
  await tab.context().close();
});

test("a requirement printed twice is treated as one", () => {
  const page = site.read(`${site.readings[0]}/${site.standards[0]}/compare.html`);
  for (const [one, other] of [["3.2.3-d", "3.3.3.2-b"], ["3.3.3.2-b", "3.2.3-d"]]) {
    const item = page.split(`<li id="${one}">`)[1].split("</li>")[0];
    assert.match(item, new RegExp(`class="same[^>]*>[^<]*<a class="number" href="#${other}">${other}</a>`, "u"));
  }
  assert.equal((page.match(/class="same /gu) ?? []).length, 2, "and no other one is");
});

test("the reader chooses the roles to compare without a script", async () => {
  const tab = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })).newPage();
  await tab.goto(server.url(`${site.readings[0]}/${site.standards[0]}/compare.html`));
  const shown = () => tab.locator(".compared-part").first().locator(".columns > section:visible").count();
  const choices = tab.locator(".compared-choice input");
  assert.equal(await shown(), 2);
  await choices.nth(2).check();
  assert.equal(await shown(), 3);
  await choices.nth(0).uncheck();
  await choices.nth(1).uncheck();
  assert.equal(await shown(), 1);
  assert.equal(await tab.locator(".compared-part").first().locator(".of-3").isVisible(), true);
  await tab.context().close();
});
