// A large framework. Its self-check by profile lists the areas, a script that is loaded with it brings the texts, and it then works
// as any other; without scripts the names of the requirements can be read, followed and printed. Its levels are in parts.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { findIn } from "./axe.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { build } from "./fixture.mjs";
import { openWatched, ratingsOf } from "./profile.mjs";
import { launch, openSite, REPOSITORY, samplePages, serveFolder } from "./site.mjs";

const REQUIREMENTS = 430;
const LEVELS = 2;
const IDS = Array.from({ length: REQUIREMENTS }, (_, place) => `r${place}`);
const PAGE = "en-zh/harbour/selfcheck/index.html";
const ENGLISH = "en/harbour/selfcheck/index.html";
const FRAME = "en-zh/harbour/selfcheck/frame.html";

let folder;
let site;
let server;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-described-"));
  const program = join(REPOSITORY, "target/debug/examples/described");
  execFileSync(program, [folder, ...[REQUIREMENTS, 20, LEVELS, 2].map(String)]);
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

const begun = (tab) => tab.waitForSelector("[data-live]:not([hidden])", { state: "attached" });
const area = (tab, place) => tab.locator("details.area").nth(place);
const tally = async (tab, place) => (await area(tab, place).locator("[data-area-rated] .first").textContent()) ?? "";
const radio = (tab, id, value) => tab.locator(`[name="rate.${id}"][value="${value}"]`);

test("every area opens, and every requirement has its choices, in the page, in the frame and from disk", async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  for (const address of [server.url(PAGE), server.url(FRAME), pathToFileURL(join(site.folder, PAGE)).href]) {
    await tab.goto(address);
    await begun(tab);
    const ids = await tab.locator(".rated").evaluateAll((all) => all.map((item) => item.dataset.requirement));
    assert.deepEqual(ids, IDS);
    assert.equal(await tab.locator('.rated input[type="radio"]').count(), REQUIREMENTS * (LEVELS + 2));
    assert.equal(await tab.locator(".outline").count(), 0);
    assert.equal(await tab.locator(".rated:visible").count(), 0);
    await area(tab, 0).locator("> summary").click();
    assert.equal(await tab.locator(".rated:visible").count(), 20);
    const link = tab.locator(".rated .number").first();
    const target = await link.evaluate((element) => element.href);
    const root = address.startsWith("file:") ? pathToFileURL(`${site.folder}/`).href : server.url("");
    assert.equal(target, `${root}en-zh/harbour/1.html#r0`);
  }
  await context.close();
});

test("the bar with the result so far covers no area, however long the result beside the areas is", async () => {
  const { tab, end } = await openWatched({ browser, server });
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.goto(server.url(ENGLISH));
  await begun(tab);
  const height = () => tab.evaluate(() => document.querySelector(".running-bar").getBoundingClientRect().height);
  const before = await height();
  await tab.evaluate(() => { document.querySelector(".brief").style.height = `${2 * document.querySelector(".desk").offsetHeight}px`; });
  assert.equal(await height(), before);
  await end();
});

test("ratings in two areas make one result, and survive a reload and a file", async () => {
  const { tab, end } = await openWatched({ browser, server });
  await tab.goto(server.url(PAGE));
  await begun(tab);
  assert.equal(await tally(tab, 0), "0 of 20 rated");
  await area(tab, 0).locator("> summary").click();
  await radio(tab, "r0", LEVELS).check();
  await radio(tab, "r1", "x").check();
  await area(tab, 12).locator("> summary").click();
  await radio(tab, "r225", LEVELS).check();
  assert.equal(await tally(tab, 0), "2 of 20 rated");
  assert.equal(await tally(tab, 12), "1 of 20 rated");
  assert.match(await tab.locator("[data-rated]").textContent(), /^3 of 430 rated/u);
  // Of 429 requirements that count, two are met at every level.
  for (const level of ["level-1", `level-${LEVELS}`]) {
    assert.equal(await tab.locator(`[data-reached="${level}"]`).textContent(), "0%");
  }
  assert.match(await tab.locator('[data-counts=""] .first').textContent(), /^2 of 430 met/u);
  const link = await tab.locator("[data-link]").inputValue();
  await tab.waitForFunction(() => location.hash.includes("p="));
  await tab.reload();
  await begun(tab);
  const expected = IDS.map((id) => ({ r0: "2", r1: "x", r225: "2" })[id] ?? "-").join("");
  assert.equal(await ratingsOf(tab, IDS), expected);
  assert.equal(await tally(tab, 12), "1 of 20 rated");
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("[data-do=save]").click()]);
  const saved = await json(await download.createReadStream());
  const file = { name: "check.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(saved)) };
  await tab.locator("[data-do=reset]").click();
  assert.equal(await tally(tab, 0), "0 of 20 rated");
  await tab.setInputFiles('[data-file="file"]', file);
  await tab.waitForFunction(() => document.querySelector('[name="rate.r225"][value="2"]')?.checked);
  assert.equal(await ratingsOf(tab, IDS), expected);
  assert.equal(await tab.locator("[data-link]").inputValue(), link);
  await end();
});

test("the next unrated requirement is found in a closed area", async () => {
  const { tab, end } = await openWatched({ browser, server });
  await tab.goto(server.url(PAGE) + `#p=${"1".repeat(50)}${"-".repeat(REQUIREMENTS - 50)}`);
  await begun(tab);
  assert.equal(await tab.locator("details.area[open]").count(), 0);
  await tab.locator("[data-do=next]").click();
  assert.equal(await tab.evaluate(() => document.activeElement?.name), "rate.r50");
  assert.equal(await tab.locator("details.area[open]").count(), 1);
  await end();
});

test("without scripts each requirement has a name that leads to its text, and room for a rating", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  for (const page of [PAGE, FRAME]) {
    await tab.goto(server.url(page));
    for (const media of ["screen", "print"]) {
      await tab.emulateMedia({ media });
      assert.equal(await tab.locator(".outline li:visible").count(), REQUIREMENTS);
      assert.equal(await tab.locator(".by-hand:visible li").count(), LEVELS + 2);
    }
    await tab.emulateMedia({ media: "screen" });
  }
  await tab.goto(server.url(PAGE));
  await tab.locator(".outline a").nth(25).click();
  assert.equal(new URL(tab.url()).hash, "#r25");
  assert.match(await tab.locator("#r25").textContent(), /Moors a boat/u);
  await context.close();
});

test("the page of a level leads to its parts, also from links to a requirement", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 375, height: 812 } });
  const tab = await context.newPage();
  const level = "en/harbour/level/level-2.html";
  await tab.goto(server.url(level));
  assertNone(byKind(await findIn(tab, level, ["light"])));
  await tab.locator("nav.tree a").last().click();
  assert.match(new URL(tab.url()).pathname, /\/part\/level\/level-2\//u);
  assert.equal(await tab.locator(".requirements > li .descriptor").count(), 10);
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  assertNone(byKind(await findIn(tab, "a part of a level", ["light"])));
  for (const id of [IDS[0], IDS.at(-1)]) {
    await tab.goto(`${server.url(level)}#${id}`);
    await tab.waitForFunction(() => location.pathname.includes("/part/level/level-2/"));
    assert.equal(new URL(tab.url()).hash, `#${id}`);
    await tab.locator(`#${id}`).waitFor();
  }
  await context.close();
});

test("all areas are open in print, and closed again after it", async () => {
  const { tab, end } = await openWatched({ browser, server });
  await tab.goto(server.url(PAGE));
  await begun(tab);
  await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await tab.locator(".rated:visible").count(), REQUIREMENTS);
  await tab.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await tab.locator(".rated:visible").count(), 0);
  await end();
});

test("the first sheet of every kind of page begins with its heading", async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const letters = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
  const blank = [];
  const pages = samplePages(site).filter((page) => site.reading(page) === "en" && !site.isFrame(page));
  for (const page of pages) {
    await tab.goto(server.url(page));
    const heading = await tab.evaluate(() => document.querySelector("h1")?.textContent);
    const pdf = join(folder, "sheet.pdf");
    await tab.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
    const printed = execFileSync("pdftotext", ["-l", "1", pdf, "-"], { encoding: "utf8" });
    if (!letters(printed).includes(letters(heading ?? page))) blank.push({ what: `not on the first sheet: ${heading}`, where: page });
  }
  assert.ok(pages.some((page) => page.includes("/whole/")));
  assertNone(byKind(blank));
  await context.close();
});

test("axe in both schemes, with an area open, and no wider than a phone", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 375, height: 812 } });
  const tab = await context.newPage();
  await tab.goto(server.url(ENGLISH));
  await begun(tab);
  await area(tab, 0).locator("> summary").click();
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  }
  assertNone(byKind(await findIn(tab, ENGLISH)));
  await context.close();
});

test("the view of several people takes the texts from the same script", async () => {
  const { tab, end } = await openWatched({ browser, server });
  const page = "en/harbour/selfcheck/group.html";
  assert.doesNotMatch(readFileSync(join(site.folder, page), "utf8"), /Explains how the harbour works/u);
  await tab.goto(server.url(page));
  const store = "[data-texts-from] [data-requirement]";
  await tab.waitForSelector(`${store} .about`, { state: "attached" });
  const items = await tab.locator(store).evaluateAll((all) => all.map((item) => {
    const link = item.querySelector("a");
    return [item.dataset.requirement, link.getAttribute("href"), new URL(link.href).pathname, item.textContent.trim()];
  }));
  assert.deepEqual(items.map(([id]) => id), IDS);
  assert.match(items[0][3], /Explains how the harbour works to visitors of any age\.$/u);
  for (const [id, href, path] of items) {
    assert.ok(href.endsWith(`#${id}`), href);
    assert.ok(site.files.includes(path.slice(1)), href);
  }
  await end();
});
