// A handbook with many standards and many postings: the front page lists the standards, the postings can be filtered and are shown a
// part at a time, and those that have expired are marked where they are found.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findIn } from "./axe.mjs";
import { assertClean, HIGH_PHONE } from "./clean.mjs";
import { build, rootOf } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { linkFaults } from "./links.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { launch, openSite, serveFolder } from "./site.mjs";

const STANDARDS = ["lighthouse", "lock", "ferry", "harbour", "pier", "quay"];
const POSTINGS = 30;

let folder;
let site;
let server;
let browser;

/** The list, in which the posting that has expired comes last. */
const LISTED = [...Array.from({ length: POSTINGS - 1 }, (_, place) => POSTINGS - 1 - place), POSTINGS].map((place) => `Work ${place}`);

const posting = (place) => `title: {en: Work ${place}}
organisation: {name: {en: Coast Office}}
place: {en: ${place % 3 === 0 ? "Sandy Bay" : "Cliff End"}}
country: GB
published: 2026-01-${String(place).padStart(2, "0")}
expires: ${place === POSTINGS ? "2026-02-01" : "2199-12-31"}
employment: ${place % 2 === 0 ? "full-time" : "[full-time, internship]"}
standard: lighthouse
role: ${place % 5 === 0 ? "boatman" : "keeper"}
must: [1-a]
description: {en: Some work.}
`;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-listing-"));
  const root = join(folder, "handbook");
  const made = rootOf("roles");
  for (const id of STANDARDS) {
    const standard = join(root, "content/standards", id);
    cpSync(join(made, "content/standards/lighthouse"), standard, { recursive: true });
    const about = join(standard, "standard.yaml");
    writeFileSync(about, readFileSync(about, "utf8").replace("id: lighthouse", `id: ${id}`).replace("lighthouse}", `${id}}`));
  }
  const handbook = readFileSync(join(made, "content/handbook.yaml"), "utf8");
  writeFileSync(join(root, "content/handbook.yaml"), handbook.replace("[lighthouse]", `[${STANDARDS}]`));
  mkdirSync(join(root, "content/postings"));
  for (let place = 1; place <= POSTINGS; place++) writeFileSync(join(root, `content/postings/work-${place}.yaml`), posting(place));
  build(root, join(folder, "site"));
  site = openSite(join(folder, "site"), root);
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Runs `use` in a new tab at a page. */
async function inTab(page, use, options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  await tab.goto(server.url(page));
  await use(tab);
  await context.close();
}

const titles = (tab) => tab.locator(".listing > section:visible > h2").allTextContents();

test("the front page lists the standards, and the contents of each have its roles and self-checks", async () => {
  assertNone(byKind(linkFaults(site)));
  await inTab("en/index.html", async (tab) => {
    assert.deepEqual(await tab.locator("#standards h2").allTextContents(), STANDARDS.map((id) => `Work at a ${id}`));
    await tab.locator("#standards section", { hasText: "ferry" }).getByRole("link", { name: "Check" }).click();
    assert.equal(tab.url(), `${server.url("en/ferry/index.html")}#self-check`);
    assert.deepEqual(await tab.locator("#start ~ table tbody th").allTextContents(), ["Keeper", "Boatman"]);
    await tab.locator("#start ~ table th a", { hasText: "Boatman" }).click();
    assert.equal(tab.url(), server.url("en/ferry/role/boatman.html"));
    await tab.getByRole("link", { name: "Roles", exact: true }).click();
    assert.equal(tab.url(), `${server.url("en/ferry/index.html")}#start`);
  });
  await inTab("en/postings/index.html", async (tab) => {
    await tab.getByRole("link", { name: "Self-check" }).first().click();
    assert.equal(tab.url(), `${server.url("en/index.html")}#standards`);
  });
});

test("a long list of postings is shown a part at a time, and is filtered by role, place and employment", async () => {
  await inTab("en/postings/index.html", async (tab) => {
    await tab.waitForSelector(".facets:visible");
    assert.deepEqual(await titles(tab), LISTED.slice(0, 12));
    await tab.getByRole("button", { name: "Show 12 more" }).click();
    assert.equal(await tab.evaluate(() => document.activeElement.textContent), "Work 17");
    await tab.getByRole("button", { name: "Show 6 more" }).click();
    assert.deepEqual(await titles(tab), LISTED);
    assert.equal(await tab.getByRole("button", { name: "more" }).count(), 0);

    const facets = await tab.locator(".facets [data-facet]").allTextContents();
    assert.deepEqual(facets.map((words) => words.replace(/\s+/gu, " ").trim()),
      ["Role All Keeper Boatman", "Place All Cliff End Sandy Bay", "Employment All full time internship"]);
    await tab.getByRole("link", { name: "Boatman" }).first().click();
    assert.deepEqual(await titles(tab), [25, 20, 15, 10, 5, 30].map((place) => `Work ${place}`));
    assert.equal(await tab.locator("[data-found]").textContent(), "6 results");
    await tab.locator(".facets").getByRole("link", { name: "internship" }).click();
    assert.deepEqual(await titles(tab), ["Work 25", "Work 15", "Work 5"]);
    await tab.locator(".facets").getByRole("link", { name: "Sandy Bay" }).click();
    assert.deepEqual(await titles(tab), ["Work 15"]);
    await tab.reload();
    assert.deepEqual(await titles(tab), ["Work 15"]);
  });
  await inTab("en/postings/index.html", async (tab) => {
    assert.equal(await tab.locator(".facets:visible, [data-more]:visible").count(), 0);
    assert.equal((await titles(tab)).length, POSTINGS);
  }, { javaScriptEnabled: false });
});

test("a menu offers the choices of a filter that has many", async () => {
  const root = join(folder, "places");
  cpSync(join(folder, "handbook"), root, { recursive: true });
  for (let place = 1; place <= POSTINGS; place++) {
    const text = posting(place).replace(/place: \{.*\}/u, `place: {en: Bay ${place % 10}}`);
    writeFileSync(join(root, `content/postings/work-${place}.yaml`), text);
  }
  build(root, join(folder, "places-site"));
  const places = await serveFolder(join(folder, "places-site"));
  try {
    const tab = await browser.newPage();
    await tab.goto(places.url("en/postings/index.html"));
    const menu = tab.getByRole("combobox", { name: "Place" });
    assert.deepEqual(await menu.locator("option").allTextContents(), ["All", ...Array.from({ length: 10 }, (_, bay) => `Bay ${bay}`)]);
    await menu.selectOption("Bay 3");
    assert.deepEqual(await titles(tab), ["Work 23", "Work 13", "Work 3"]);
    await tab.reload();
    assert.equal(await menu.inputValue(), "4");
    await tab.locator(".facets").getByRole("link", { name: "Boatman" }).click();
    assert.deepEqual(await titles(tab), []);
    assert.equal(await tab.locator("[data-found]:visible").textContent(), "0 results");
    await menu.selectOption("All");
    assert.equal((await titles(tab)).length, 6);
    await tab.close();
  } finally {
    await places.close();
  }
});

test("the footer has the pages of one of many standards, and leads to the others", async () => {
  const links = (tab) => tab.locator("footer nav a").evaluateAll((all) => all.map((link) => link.textContent));
  await inTab("en/index.html", async (tab) => assert.deepEqual(await links(tab), []));
  await inTab("en/ferry/1.html", async (tab) => {
    assert.deepEqual((await links(tab)).slice(-1), ["Standards"]);
    assert.equal(await tab.locator("footer .standard").count(), 1);
    await tab.locator("footer").getByRole("link", { name: "Standards" }).click();
    assert.equal(tab.url(), `${server.url("en/index.html")}#standards`);
  });
});

test("an expired posting is marked in the list, on its role's page, in the self-check, for a group, for interviews and in search", async () => {
  await inTab("en/lighthouse/role/boatman.html", async (tab) => {
    assert.deepEqual(await tab.locator("li", { has: tab.locator(".expired:visible") }).locator("a").allTextContents(), ["Work 30"]);
  });
  await inTab("en/lighthouse/selfcheck/boatman.html", async (tab) => {
    const options = await tab.locator("#check-posting option").allTextContents();
    assert.deepEqual(options.filter((words) => words.includes("Expired")), ["Work 30 · Expired posting"]);
  });
  await inTab("en/lighthouse/selfcheck/boatman/group.html", async (tab) => {
    const options = await tab.locator("#group-aim option").allTextContents();
    assert.deepEqual(options.filter((words) => words.includes("Expired")), ["Work 30 · Expired posting"]);
  });
  for (const [place, count] of [[29, 0], [30, 1]]) {
    await inTab(`en/postings/work-${place}/interview.html`, async (tab) => {
      assert.equal(await tab.locator(".facts .expired:visible").count(), count);
    });
  }
  await inTab("en/postings/index.html", async (tab) => {
    await tab.locator(".facets").getByRole("link", { name: "Boatman" }).click();
    assert.deepEqual(await tab.locator(".listing > section", { has: tab.locator(".expired:visible") }).locator("h2").allTextContents(), ["Work 30"]);
    await tab.keyboard.press("/");
    for (const [words, kind] of [["Work 30", "Expired posting"], ["Work 29", "Posting"]]) {
      await tab.fill("dialog[open] input[type=search]", words);
      const first = tab.locator("dialog[open] ol:not([aria-busy]) li", { hasText: words }).first();
      assert.equal(await first.locator(".kind").textContent(), kind);
    }
  });
});

test("axe in both schemes, and no wider than a phone", async () => {
  const pages = ["en/index.html", "en/ferry/index.html", "en/postings/index.html"];
  await assertClean(browser, { server, pages }, async (tab, page) => [...await sideways(tab, page), ...await findIn(tab, page)], { options: HIGH_PHONE });
});
