// A flat standard, one clause of which has too many requirements for a page: its parts have every requirement once, lead to each
// other, and are reached from the address that each requirement has on the page of the clause.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./fixture.mjs";
import { launch, openSite, serveFolder } from "./site.mjs";

const STATEMENTS = 900;

let folder;
let site;
let server;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-flat-"));
  const standard = join(folder, "content/standards/flat");
  mkdirSync(join(standard, "clauses"), { recursive: true });
  writeFileSync(
    join(folder, "content/handbook.yaml"),
    `title: {en: Flat}\nlanguages: [{id: en, tag: en, name: English}]\nreadings: [en]\nstandards: [flat]\n`,
  );
  writeFileSync(
    join(standard, "standard.yaml"),
    "id: flat\nlanguage: en\ntitle: {en: A flat standard}\nlevels: [{id: low, title: {en: Low}}, {id: high, title: {en: High}}]\n",
  );
  const statements = Array.from({ length: STATEMENTS }, (_, place) => {
    const id = `K${String(place).padStart(4, "0")}`;
    const levels = `levels: {low: {en: Names subject ${place}.}, high: {text: {en: "Teaches it:"}, criteria: [{en: To all.}]}}`;
    return `    - {id: ${id}, text: {en: Knowledge of subject ${place}.}, ${levels}}\n`;
  });
  writeFileSync(
    join(standard, "clauses/01.yaml"),
    `- id: K\n  title: {en: Knowledge}\n  requirements:\n${statements.join("")}- id: S\n  title: {en: Skills}\n`,
  );
  build(folder, join(folder, "site"));
  site = openSite(join(folder, "site"), folder);
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

/** The pages of the clause in order, by the links to the next. */
const pages = () => {
  const found = ["en/flat/K.html"];
  for (;;) {
    const [, next] = site.read(found.at(-1)).match(/rel="next" href="([^"]+)"/u);
    const path = new URL(next, `https://x/${found.at(-1)}`).pathname.slice(1);
    if (path === "en/flat/S.html") return found;
    found.push(path);
  }
};

test("the pages of the clause have every requirement once, in order", () => {
  assert.ok(pages().length > 2, String(pages()));
  const ids = pages().flatMap((page) => [...site.read(page).matchAll(/<li id="(K\d+)"/gu)].map(([, id]) => id));
  assert.equal(ids.length, STATEMENTS);
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, STATEMENTS);
});

test("a requirement is reached by its address on the page of the clause, and by links within the site", async () => {
  const tab = await browser.newPage();
  for (const id of ["K0001", "K0888"]) {
    await tab.goto(`${server.origin}/en/flat/K.html#${id}`);
    await tab.waitForFunction((id) => document.getElementById(id)?.matches(":target"), id);
  }
  const last = pages().at(-1);
  assert.equal(new URL(tab.url()).pathname, `/${last}`);
  const links = [...site.read("id/flat/K0888.html").matchAll(/href="([^"]+)"/gu)].map(([, href]) => href);
  assert.ok(links.includes(`../../${last}#K0888`), String(links));
});

test("without scripts, the page of the clause leads to its parts", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(`${server.origin}/en/flat/K.html#K0888`);
  await tab.locator("nav.tree a", { hasText: "K0899" }).click();
  assert.equal(await tab.locator("#K0888").count(), 1);
  await context.close();
});

test("a long self-check has the choices once, and its script puts the descriptions of each requirement beside them", async () => {
  const source = site.read("en/flat/selfcheck/index.html");
  assert.equal([...source.matchAll(/type="radio" name="rate\.K0888"/gu)].length, 0);
  const tab = await browser.newPage();
  await tab.goto(`${server.origin}/en/flat/selfcheck/index.html`);
  await tab.waitForSelector('[data-requirement="K0888"] [name="rate.K0888"]', { state: "attached" });
  assert.equal(await tab.locator(".described").count(), 0);
  const high = tab.locator('[name="rate.K0888"][value="2"]');
  assert.equal(await high.getAttribute("aria-describedby"), "step-K0888-2-text");
  assert.equal(await tab.locator("#step-K0888-1-text").textContent(), "Names subject 888.");
  const criteria = tab.locator('[data-requirement="K0888"] .step:has([value="2"]) details');
  assert.equal(await criteria.getAttribute("open"), "");
  assert.equal((await criteria.locator("li").textContent()).trim(), "To all.");
  await tab.close();
});
