// Curricula as a trainer uses them: filtering the coverage with and without script, and copying the alignment entries of a badge.
// The curriculum under test is the example, with one requirement no longer covered and one only practised.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, serveFolder } from "./site.mjs";
import { alignmentFaults } from "./badges.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const BASE = "https://handbook.example/standards/";
const COURSE = "curricula/platform-operations-junior";
/** The coverage of the changed curriculum, which has 29 required requirements. */
const ASKED = 29;
const GAP = "5.2.4.1-b";
const UNASSESSED = ["5.2.4.1-b", "5.2.4.1-e"];
/** The coverage of its fourth module. */
const FOURTH = ["5.1-b", "5.1-e", "5.2.4.1-a", "5.2.4.1-f", "5.3.4.1-a"];
const MARK = { zh: /^(?!非官方译文).*：.*[；。]$/u, en: /^Unofficial translation: .+ \(original: .*\p{Script=Han}[^；。]*\)$/u };

let folder;
let site;
let server;
let browser;

before(async () => {
  assert.ok(process.env.CLAUSEBOOK, "CLAUSEBOOK must name the program");
  folder = mkdtempSync(join(tmpdir(), "clausebook-curricula-"));
  const repository = join(import.meta.dirname, "..", "..");
  cpSync(join(repository, "content"), join(folder, "content"), { recursive: true });
  change("02-markets-and-customs.zh.md", / 5\.2\.4\.1-b,/gu, "");
  change("06-traffic-and-results.zh.md", "assesses: [5.2.4.1-e, ", "assesses: [");
  site = join(folder, "site");
  execFileSync(process.env.CLAUSEBOOK, ["build", "--root", folder, "--out", site, "--base-url", BASE], { stdio: "pipe" });
  server = await serveFolder(site);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

function change(module, from, to) {
  const file = join(folder, "content", COURSE, module);
  const text = readFileSync(file, "utf8");
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, `${module} has no ${from}`);
  writeFileSync(file, changed);
}

const PLACES = {
  "from a server": () => ({ url: (page) => server.url(page), allowed: server.origin, options: {} }),
  "from disk": () => ({
    url: (page) => pathToFileURL(join(site, page)).href, allowed: pathToFileURL(site).href, options: { offline: true },
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
  for (const reading of ["zh", "en", "zh-en"]) {
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
      await module.selectOption("4");
      assert.deepEqual(await inSight(tab), FOURTH);
      assert.equal(await shown.innerText(), says(FOURTH.length));
      assert.equal(await emptyGroups(tab), 0);
      await choose(tab, "gaps");
      assert.deepEqual(await inSight(tab), [], "no module covers a gap");
      assert.equal(await shown.innerText(), says(0));
      await module.selectOption("6");
      await choose(tab, "unassessed");
      assert.deepEqual(await inSight(tab), ["5.2.4.1-e"]);
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
    const file = readFileSync(join(site, "data", COURSE, `alignment.${reading}.json`), "utf8");
    assert.equal(await tab.locator("#badges-entries").isVisible(), false, "folded until asked for");
    const copied = await copyEntries(tab);
    assert.equal(`${copied}\n`, file, "the block is the file");
    const { alignment, ...rest } = JSON.parse(copied);
    assert.deepEqual(rest, {});
    assert.equal(alignment.length, ASKED - UNASSESSED.length);
    for (const entry of alignment) {
      assert.deepEqual(alignmentFaults(entry), [], entry.targetCode);
      assert.equal(entry.targetUrl, `${BASE}id/cbec-export-operations/${entry.targetCode}.html`);
      assert.match(entry.targetDescription, MARK[reading], "only a translation is marked as one");
    }
    assert.ok(!alignment.some(({ targetCode }) => UNASSESSED.includes(targetCode)));
    const ids = alignment.map(({ targetCode }) => targetCode);

    // A module's block contains only its own entries.
    watched.at = `${reading}/${COURSE}/04-copy-and-listings.html`;
    await tab.goto(server.url(watched.at));
    const own = JSON.parse(await copyEntries(tab)).alignment;
    assert.deepEqual(own, alignment.filter(({ targetCode }) => targetCode === "5.3.4.1-a"));
    assert.ok(ids.includes("5.3.4.1-a"));
    assert.equal(await tab.locator("[data-copy-block]").evaluate((button) => button === document.activeElement), true);
  }
  assertNone(byKind(watched.faults));
  await context.close();
});

test("if the clipboard is refused, the entries are opened, selected and copied in the old way", async () => {
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  await tab.goto(server.url(`en/${COURSE}/04-copy-and-listings.html`));
  await tab.evaluate(() => navigator.clipboard.writeText("nothing"));
  await tab.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("refused")); });
  await tab.locator("[data-copy-block]").click();
  await tab.waitForFunction(() => document.querySelector(".announcement").textContent !== "");
  assert.equal(await tab.locator("#badges-entries").isVisible(), true);
  const copied = await clipboard(tab);
  assert.equal(copied.trim(), (await tab.locator("#badges-entries").textContent()).trim());
  assert.equal(JSON.parse(copied).alignment.length, 1);
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
