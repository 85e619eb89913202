// Self-checks by forms that lack scores, totals, bands or levels, or whose grades have names and descriptors: every grading against an
// independent computation, the sentences, links, files and print.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, serveFolder } from "./site.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, openCheck, openFile } from "./selfcheck.mjs";
import { build, rootOf } from "./fixture.mjs";

const RESCUE = "en/rescue/selfcheck/index.html";
const CHOIR = "en/choir/selfcheck/singer.html";
const BAKING = "en/baking/selfcheck/baker.html";

let folder;
let server;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-forms-"));
  build(rootOf("forms"), folder);
  server = await serveFolder(folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

async function openTab() {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, viewport: { width: 375, height: 812 } });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  return { tab, end: async () => { await context.close(); assertNone(byKind(watched.faults)); } };
}
const open = (tab, page, fragment = "") => openCheck(tab, `${server.url(page)}#${fragment}`);
const valueOf = (tab, selector) => tab.locator(selector).evaluate((output) => output.value);
const count = (tab, selector) => tab.locator(selector).count();
const sentenceIs = (tab, words) => tab.locator("[data-running]").getByText(words, { exact: true }).waitFor();
/** The text of the page as people see it, on one line. */
const seen = async (tab) => (await tab.locator("main").innerText()).replaceAll(/\s+/gu, " ");

/** Every grading of two rows with three grades each, and none. */
const gradings = (letters) => [...letters].flatMap((one) => [...letters].map((two) => one + two));

test("a single total without a level falls into bands that are no levels", async () => {
  const { tab, end } = await openTab();
  const points = { 3: [10, 5], 2: [6, 3], 1: [0, 0] };
  for (const grades of gradings("321-")) {
    await open(tab, RESCUE, `g=${grades}`);
    const scores = [...grades].map((grade, row) => points[grade]?.[row] ?? NaN);
    const total = scores[0] + scores[1];
    const isWhole = !Number.isNaN(total);
    assert.equal(await valueOf(tab, 'output[data-total="-"]'), isWhole ? `${total}` : "", grades);
    const band = isWhole ? (total >= 12 ? "passed" : "again") : "";
    assert.equal(await tab.locator("[data-indicative]").getAttribute("data-value"), band, grades);
    assert.equal(await valueOf(tab, "[data-overall=total]"), isWhole ? `${total}` : "", grades);
  }
  await open(tab, RESCUE, "g=32");
  await sentenceIs(tab, "Rescue total: 13 of 15. Band: Passed.");
  assert.equal(await count(tab, "#check-as"), 0);
  const words = await seen(tab);
  for (const claim of [/\blevel\b/iu, /does not say which/u]) assert.doesNotMatch(words, claim);
  await end();
});

test("grades are read by their titles, and links keep their signs", async () => {
  const { tab, end } = await openTab();
  await open(tab, RESCUE);
  await tab.getByRole("radiogroup", { name: "In the water" }).getByRole("radio", { name: /^Secure/u }).check();
  await tab.waitForURL(/#g=3-$/u);
  await tab.locator("[data-do=remember]").click();
  assert.match(await tab.locator(".history").innerText(), /Secure, -/u);
  await open(tab, RESCUE, "g=3-&target=passed");
  await tab.locator("[data-missing]").getByText("On the shore: at least Developing").waitFor();
  await open(tab, CHOIR);
  const voice = tab.getByRole("radio", { name: "Holds the part" }).first();
  const meaning = await voice.getAttribute("aria-describedby");
  assert.equal(await tab.locator(`[id="${meaning}"]`).innerText(), "Stays in tune within a key.");
  await end();
});

test("without totals the result is the grades, and nothing else is claimed", async () => {
  const { tab, end } = await openTab();
  const titles = { H: "Leads others", M: "Holds the part", L: "Needs a neighbour", "-": "" };
  for (const grades of gradings("HML-")) {
    await open(tab, CHOIR, `g=${grades}`);
    const rows = ["voice", "ensemble"];
    for (const [place, row] of rows.entries()) {
      assert.equal(await tab.locator(`[data-given=${row}]`).innerText(), titles[grades[place]], grades);
    }
    const graded = grades.replaceAll("-", "").length;
    await sentenceIs(tab, graded ? `${graded} of 2 rows graded.` : "No row has a grade yet. Start with any row.");
  }
  assert.equal(await count(tab, "[data-indicative], [data-total], [data-overall], [data-picture], #check-aim"), 0);
  await open(tab, CHOIR, "g=MH");
  assert.doesNotMatch(await seen(tab), /\b(?:level|total|band|points)\b/iu);
  await tab.locator("[data-do=save]").scrollIntoViewIfNeeded();
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("[data-do=save]").click()]);
  await download.saveAs(join(folder, "saved.json"));
  const file = JSON.parse(readFileSync(join(folder, "saved.json"), "utf8"));
  assert.deepEqual(file.grades, { voice: "M", ensemble: "H" });
  await open(tab, CHOIR);
  await openFile(tab, "file", asFile(file));
  await tab.waitForURL(/#g=MH$/u);
  await tab.emulateMedia({ media: "print" });
  assert.ok(await tab.locator("[data-row=voice] .grade-meaning").first().isVisible());
  await end();
});

test("without bands a total is a number of points for its level", async () => {
  const { tab, end } = await openTab();
  const points = { A: [10, 20], B: [7.5, 12], C: [2, 4] };
  for (const grades of gradings("ABC-")) {
    await open(tab, BAKING, `g=${grades}`);
    const [dough, oven] = [...grades].map((grade, row) => points[grade]?.[row] ?? NaN);
    const shown = (total) => (Number.isNaN(total) ? "" : `${total}`);
    assert.equal(await valueOf(tab, "output[data-total=helper]"), shown(dough), grades);
    assert.equal(await valueOf(tab, "output[data-total=baker]"), shown(dough + oven), grades);
  }
  await open(tab, BAKING, "g=AB&as=baker");
  await sentenceIs(tab, "Baker total: 22 of 30.");
  assert.equal(await valueOf(tab, "[data-overall=total]"), "22");
  assert.equal(await count(tab, "[data-indicative], [data-band], [data-picture], #check-aim"), 0);
  assert.doesNotMatch(await seen(tab), /\bband|indicative level|does not say which/iu);
  await end();
});

test("the guide goes through all rows of a form without levels", async () => {
  const { tab, end } = await openTab();
  await open(tab, RESCUE);
  await tab.locator("[data-do=guide]").click();
  assert.match(await tab.locator("[data-progress]").innerText(), /row 1 of 2/iu);
  for (const answer of ["1-a", "1-b"]) await tab.locator(`[name="answer.${answer}"][value=yes]`).check();
  await tab.getByRole("button", { name: "Use Secure and continue" }).click();
  await tab.locator("[data-progress]").getByText(/row 2 of 2/iu).waitFor();
  await tab.locator("[data-do=back]").click();
  await tab.locator("[data-do=back]").click();
  assert.ok(await tab.locator("[data-row=shore]").isVisible());
  assert.match(tab.url(), /g=3-/u);
  await end();
});
