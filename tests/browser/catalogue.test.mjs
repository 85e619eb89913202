// A large catalogue, whose text and requirements are in parts: no page is too large, the parts have everything, they lead to each
// other, and each kind is accessible, silent and no wider than a phone.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch, samplePages } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { serveCatalogue } from "./catalogue.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const STATEMENTS = 700;

let catalogue;
let site;
let server;
let browser;

before(async () => {
  catalogue = await serveCatalogue({ statements: STATEMENTS, roles: 13, levels: 2, asked: 60 });
  ({ site, server } = catalogue);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await catalogue?.close();
});

const under = (start) => site.pages.filter((page) => page.startsWith(`en/catalogue/${start}/`));

test("no page is larger than 300 kB", () => {
  assertNone(site.pages.filter((page) => site.read(page).length > 300_000).map((page) => `${page} is too large`));
});

/** The pages of the parts of a kind in the order of the contents above them. */
const orderOf = (kind) => {
  const above = site.read(`en/catalogue/${kind}.html`).split("<main")[1];
  const links = [...above.split('class="tree')[1].split("</nav>")[0].matchAll(new RegExp(`href="${kind}/([^"#]+)[#"]`, "gu"))];
  return [...new Set(links.map(([, name]) => name))];
};

for (const [kind, pattern] of [["whole", /<li id="(S\d+)"/gu], ["requirements", /<a class="letter[^"]*" href="[^"]*#(S\d+)"/gu]]) {
  test(`the parts of ${kind} have every statement once, and the page above leads to them in order`, () => {
    const parts = under(kind);
    assert.ok(parts.length > 2, kind);
    const found = parts.flatMap((page) => [...site.read(page).matchAll(pattern)].map(([, id]) => id));
    assert.equal(found.length, STATEMENTS, kind);
    assert.equal(new Set(found).size, STATEMENTS, kind);
    const order = orderOf(kind);
    assert.deepEqual(order.toSorted(), parts.map((page) => page.split("/").at(-1)).toSorted());
    // From the first part, "next" leads through all of them, and "prev" back.
    for (const [place, name] of order.entries()) {
      const page = site.read(`en/catalogue/${kind}/${name}`);
      assert.equal(page.match(/rel="next" href="([^"]+)"/u)?.[1], order[place + 1], `after ${kind}/${name}`);
      assert.equal(page.match(/rel="prev" href="([^"]+)"/u)?.[1], order[place - 1], `before ${kind}/${name}`);
      assert.match(page.split('class="trail')[1].split("</ol>")[0], new RegExp(`href="\\.\\./${kind}\\.html"`, "u"));
    }
  });
}

/** Opens a page of the catalogue in a new tab. */
const open = async (path) => {
  const tab = await browser.newPage();
  await tab.goto(`${server.origin}/en/catalogue/${path}`);
  return tab;
};

test("an address of a clause or a requirement in the whole text leads to its part", async () => {
  for (const anchor of ["2", "2.3.1", "S00650"]) {
    const tab = await open(`whole.html#${anchor}`);
    await tab.waitForURL(/\/whole\/[^/]+#/u);
    assert.equal(decodeURIComponent(new URL(tab.url()).hash), `#${anchor}`);
    assert.ok(await tab.evaluate((id) => document.getElementById(id) !== null, anchor), anchor);
    await tab.close();
  }
});

test("an address of a clause in the list of requirements shows where its requirements are", async () => {
  const tab = await open("requirements.html#2.3.1");
  await tab.click("li:target > a");
  await tab.waitForURL(/\/requirements\/.*#2\.3\.1$/u);
  assert.ok(await tab.evaluate(() => document.querySelector(":target") !== null));
  await tab.close();
});

test("a choice counts the requirements of each clause, and its pages list as many", async () => {
  const tab = await open("requirements.html#dimension=skill");
  const shown = async () => Number((await tab.textContent(".narrowed")).match(/\d+/u)[0]);
  const total = await shown();
  assert.ok(total > 0 && total < STATEMENTS);
  const tops = await tab.$$eval(".tree > ul > li:not([hidden])", (entries) =>
    entries.map((entry) => ({ id: entry.id, count: Number(entry.querySelector(".tally").textContent) })),
  );
  assert.equal(tops.reduce((sum, { count }) => sum + count, 0), total);
  // From the first page, "next" leads to the others with the same choice.
  await tab.click(".tree li:not([hidden]) a");
  let listed = 0;
  for (let pages = 1; ; pages += 1) {
    assert.equal(new URL(tab.url()).hash, "#dimension=skill");
    await tab.waitForSelector(".narrowed:not([hidden])");
    assert.equal(await tab.locator(".groups > section:visible .requirements > li").count(), await shown());
    listed += await shown();
    const next = await tab.$(".onward [rel=next]");
    if (!next) {
      assert.equal(pages, orderOf("requirements").length);
      break;
    }
    await next.click();
    await tab.waitForLoadState();
  }
  assert.equal(listed, total);
  await tab.click(".trail li:last-child a");
  assert.equal(await shown(), total);
  await tab.close();
});

test("a clause leads to its place in the list with what is chosen", async () => {
  const tab = await open("requirements.html#dimension=skill");
  const entry = tab.locator(".tree ul ul ul li:not([hidden]) > a").last();
  const count = Number(await entry.locator(".tally").textContent());
  await entry.click();
  const at = new URLSearchParams(new URL(tab.url()).hash.slice(1)).get("at");
  assert.ok(at);
  const section = tab.locator(`.groups > section[id="${at}"]`);
  await section.waitFor({ state: "attached" });
  const clause = await section.locator("h2 .number").textContent();
  const of = tab.locator(".groups > section:visible", { has: tab.locator("h2 .number", { hasText: new RegExp(`^${clause}$`, "u") }) });
  assert.equal(await of.locator(".requirements > li").count(), count);
  await tab.close();
});

test("a page of every kind: axe, console, requests, width", async (context) => {
  const faults = [];
  const tab = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 375, height: 812 } })).newPage();
  const watched = watch(tab, server.origin);
  const pages = samplePages(site).filter((page) => /\/(whole|requirements|compare|role|selfcheck)\b/u.test(page));
  for (const page of pages) {
    watched.at = page;
    await tab.goto(server.url(page));
    const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) faults.push({ what: "the page scrolls sideways on a phone", where: `${page} by ${wider} px` });
    faults.push(...await findIn(tab, page));
  }
  await tab.context().close();
  assertNone(byKind([...faults, ...watched.faults]));
  context.diagnostic(`${pages.length} pages`);
});
