// Curricula as a trainer uses them: filtering the coverage with and without script, and copying the alignment entries of a badge.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { alignmentFaults } from "./badges.mjs";
import { BASE_URL, openFixture } from "./fixture.mjs";
import { openForTests } from "./opening.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const COURSE = "curricula/first-year";
/** The coverage of the curriculum, which has 22 required requirements. One is not covered, and one is only practised. */
const ASKED = 22;
const GAP = "3.2.1.1-c";
const UNASSESSED = ["3.2.1.1-c", "3.2.1.2-c"];
/** What its second module covers, and what it assesses. */
const SECOND = ["3.2.1.1-b", "3.3.1.1-b", "3.3.1.1-c", "3.3.1.1-d", "3.3.1.1-e"];
const ASSESSED = SECOND.slice(1);
/** The readings, and how each describes the target of an entry: only a translation is marked as one. */
const MARK = {
  en: /^(?!Unofficial translation)Potters shall: .*[;.]$/u,
  zh: /^非官方译文：陶工应：.*\p{Script=Han}（原文：Potters shall: .*[^;.]）$/u,
};

let site;
let server;
let browser;
openForTests(() => openFixture("pottery", { isPublished: true }), (opened) => { ({ site, server, browser } = opened); });

const PLACES = {
  "from a server": () => ({ url: (page) => server.url(page), allowed: server.origin, options: {} }),
  "from disk": () => ({
    url: (page) => pathToFileURL(join(site.folder, page)).href, allowed: pathToFileURL(site.folder).href, options: { offline: true },
  }),
};

/** The visible requirements, in the order of the page. */
const inSight = (tab) => tab.locator(".matrix tbody tr:not(.group)").evaluateAll((rows) =>
  rows.filter((row) => row.getClientRects().length > 0).map((row) => row.querySelector(".number").textContent));
/** The visible headings of groups without a visible requirement. */
const emptyGroups = (tab) => tab.locator(".matrix tbody").evaluateAll((bodies) => bodies.filter((body) => {
  const seen = (rows) => [...rows].some((row) => row.getClientRects().length > 0);
  return seen(body.querySelectorAll(".group")) && !seen(body.querySelectorAll("tr:not(.group)"));
}).length);
const choose = (tab, value) => tab.locator(`.filter [value=${value}]`).check();

test("without script the coverage is complete and can be filtered to gaps and to unassessed requirements", async () => {
  const tab = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const reading of site.readings) {
    await tab.goto(server.url(`${reading}/${COURSE}/coverage.html`));
    const all = await inSight(tab);
    assert.equal(all.length, ASKED, reading);
    assert.equal(all[0], GAP, "gaps come first");
    assert.equal(await tab.locator("select[data-module]").isVisible(), false, "controls that need a script are hidden");
    await choose(tab, "gaps");
    assert.deepEqual(await inSight(tab), [GAP]);
    await choose(tab, "unassessed");
    assert.deepEqual(await inSight(tab), UNASSESSED);
    assert.equal(await emptyGroups(tab), 0);
    await choose(tab, "all");
    assert.deepEqual(await inSight(tab), all);
  }
  await tab.context().close();
});

for (const [name, place] of Object.entries(PLACES)) {
  test(`the coverage by module, by gaps and by both, ${name}`, async () => {
    const { url, allowed, options } = place();
    const tab = await (await browser.newContext(options)).newPage();
    const watched = watch(tab, allowed);
    const shown = tab.locator(".shown");
    for (const [reading, says] of [["zh", (count) => `显示 ${ASKED} 项要求中的 ${count} 项`], ["en", (count) => `${count} of ${ASKED} requirements shown`]]) {
      watched.at = `${reading}/${COURSE}/coverage.html`;
      await tab.goto(url(watched.at));
      const all = await inSight(tab);
      assert.equal(all.length, ASKED);
      assert.equal(await shown.innerText(), "", "no count is shown before a module is chosen");
      const module = tab.getByRole("combobox");
      await module.selectOption("2");
      assert.deepEqual(await inSight(tab), SECOND);
      assert.equal(await shown.innerText(), says(SECOND.length));
      assert.equal(await emptyGroups(tab), 0);
      await choose(tab, "gaps");
      assert.deepEqual(await inSight(tab), [], "no module covers a gap");
      assert.equal(await shown.innerText(), says(0));
      await module.selectOption("1");
      await choose(tab, "unassessed");
      assert.deepEqual(await inSight(tab), ["3.2.1.2-c"]);
      await module.selectOption("");
      assert.deepEqual(await inSight(tab), UNASSESSED);
      // By keyboard, arrows change the choice.
      await tab.locator(".filter [value=unassessed]").press("ArrowUp");
      assert.deepEqual(await inSight(tab), [GAP]);
      await tab.locator(".filter [value=gaps]").press("ArrowUp");
      assert.deepEqual(await inSight(tab), all);
      assert.equal(await shown.innerText(), says(ASKED));
      assert.equal(await shown.getAttribute("role"), "status");
    }
    assertNone(byKind(watched.faults));
    await tab.context().close();
  });
}

const clipboard = (tab) => tab.evaluate(() => navigator.clipboard.readText());

/** Copies the entries of a page. Returns the content of the clipboard. */
async function copyEntries(tab) {
  await tab.evaluate(() => navigator.clipboard.writeText("nothing"));
  await tab.locator("[data-copy-block]").click();
  await tab.waitForFunction(() => document.querySelector(".announcement").textContent !== "");
  return clipboard(tab);
}

test("the alignment entries of a badge are copied exactly and conform to Open Badges", async () => {
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  for (const reading of ["zh", "en"]) {
    watched.at = `${reading}/${COURSE}/index.html`;
    await tab.goto(server.url(watched.at));
    const file = readFileSync(join(site.folder, "data", COURSE, `alignment.${reading}.json`), "utf8");
    assert.equal(await tab.locator("#badges-entries").isVisible(), false, "folded until asked for");
    const copied = await copyEntries(tab);
    assert.equal(`${copied}\n`, file, "the block is the file");
    const { alignment, ...rest } = JSON.parse(copied);
    assert.deepEqual(rest, {});
    assert.equal(alignment.length, ASKED - UNASSESSED.length);
    for (const entry of alignment) {
      assert.deepEqual(alignmentFaults(entry), [], entry.targetCode);
      assert.equal(entry.targetUrl, `${BASE_URL}id/pottery/${entry.targetCode}.html`);
      assert.match(entry.targetDescription, MARK[reading], "only a translation is marked as one");
    }
    assert.ok(!alignment.some(({ targetCode }) => UNASSESSED.includes(targetCode)));

    // A module's block contains only its own entries.
    watched.at = `${reading}/${COURSE}/02-wheel.html`;
    await tab.goto(server.url(watched.at));
    const own = JSON.parse(await copyEntries(tab)).alignment;
    assert.deepEqual(own, alignment.filter(({ targetCode }) => ASSESSED.includes(targetCode)));
    assert.equal(own.length, ASSESSED.length);
    assert.equal(await tab.locator("[data-copy-block]").evaluate((button) => button === document.activeElement), true);
  }
  assertNone(byKind(watched.faults));
  await context.close();
});

test("if the clipboard is refused, the entries are opened, selected and copied in the old way", async () => {
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  await tab.goto(server.url(`en/${COURSE}/02-wheel.html`));
  await tab.evaluate(() => navigator.clipboard.writeText("nothing"));
  await tab.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("refused")); });
  await tab.locator("[data-copy-block]").click();
  await tab.waitForFunction(() => document.querySelector(".announcement").textContent !== "");
  assert.equal(await tab.locator("#badges-entries").isVisible(), true);
  const copied = await clipboard(tab);
  assert.equal(copied.trim(), (await tab.locator("#badges-entries").textContent()).trim());
  assert.equal(JSON.parse(copied).alignment.length, ASSESSED.length);
  await context.close();
});

test("the table of alignment properties finds errors", () => {
  const sound = { type: ["Alignment"], targetName: "x", targetUrl: "https://a.example/1" };
  assert.deepEqual(alignmentFaults(sound), []);
  for (const [entry, expected] of [
    [{ ...sound, type: "Achievement" }, /type is wrong/u],
    [{ ...sound, targetUrl: "/1" }, /targetUrl is wrong/u],
    [{ ...sound, targetType: "Item" }, /targetType is wrong/u],
    [{ ...sound, targetCode: "" }, /targetCode is wrong/u],
    [{ ...sound, language: "en" }, /language is not a property/u],
    [{ type: ["Alignment"] }, /has no targetName/u],
    [[], /no object/u],
  ]) assert.match(alignmentFaults(entry).join("\n"), expected);
});
