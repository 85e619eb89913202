// Self-checks by forms that lack scores, totals, bands or levels, whose grades have names and descriptors, or that have rows of their own,
// also several for a role: every grading against an independent computation, the sentences, links, files and print.

import { test } from "node:test";
import assert from "node:assert/strict";
import { json } from "node:stream/consumers";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, openFile } from "./selfcheck.mjs";
import { count, openFormChecks, valueOf } from "./form-checks.mjs";
import { findIn } from "./axe.mjs";
import { sideways } from "./layout.mjs";

const RESCUE = "en/rescue/selfcheck/index.html";
const CHOIR = "en/choir/selfcheck/singer.html";
const BAKING = "en/baking/selfcheck/baker.html";
const PRACTICAL = "en/guiding/selfcheck/guide.html";
const WRITTEN = "en/guiding/form/A.html";
const RIDING = "en/riding/selfcheck/rider.html";
const LESSON = "en/riding/form/B.html";

const { url, openTab, open } = openFormChecks("forms");
/** Follows a link to other grades on the open page, which shows them as when it is opened with them but need not be loaded again. */
const follow = (tab, grades) => tab.evaluate(async (fragment) => {
  const followed = new Promise((done) => { addEventListener("hashchange", done, { once: true }); });
  location.hash = fragment;
  await followed;
  // The rest of the results follows in a task of its own.
  await new Promise((done) => { setTimeout(() => setTimeout(done)); });
}, `g=${grades}`);
const sentenceIs = (tab, words) => tab.locator("[data-running]").getByText(words, { exact: true }).waitFor();
/** The text of the page as people see it, on one line. */
const seen = async (tab) => (await tab.locator("main").innerText()).replaceAll(/\s+/gu, " ");

/** Every grading of two rows with three grades each, and none. */
const gradings = (letters) => [...letters].flatMap((one) => [...letters].map((two) => one + two));

test("a single total without a level falls into bands that are no levels", async () => {
  const { tab, end } = await openTab();
  const points = { 3: [10, 5], 2: [6, 3], 1: [0, 0] };
  await open(tab, RESCUE);
  for (const grades of gradings("321-")) {
    await follow(tab, grades);
    const scores = [...grades].map((grade, row) => points[grade]?.[row] ?? NaN);
    const total = scores[0] + scores[1];
    const isWhole = !Number.isNaN(total);
    assert.equal(await valueOf(tab, 'output[data-total="-"]'), isWhole ? `${total}` : "", grades);
    const band = isWhole ? (total >= 12 ? "passed" : "again") : "";
    assert.equal(await tab.locator("[data-indicative]").getAttribute("data-value"), band, grades);
    assert.equal(await valueOf(tab, "[data-overall=total]"), isWhole ? `${total}` : "", grades);
  }
  await open(tab, RESCUE, "g=32");
  await sentenceIs(tab, "Rescue: 13 of 15. Band: Passed.");
  assert.equal(await count(tab, "#check-as"), 0);
  const words = await seen(tab);
  for (const claim of [/\blevel\b/iu, /does not say which/u, /Rescue total/u]) assert.doesNotMatch(words, claim);
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
  await tab.locator("[data-lines]").getByText("On the shore: at least Developing").waitFor();
  await open(tab, CHOIR);
  const voice = tab.getByRole("radio", { name: "Holds the part" }).first();
  const meaning = await voice.getAttribute("aria-describedby");
  assert.equal(await tab.locator(`[id="${meaning}"]`).innerText(), "Stays in tune within a key.");
  await end();
});

test("without totals the result is the grades, and nothing else is claimed", async () => {
  const { tab, end } = await openTab();
  const titles = { H: "Leads others", M: "Holds the part", L: "Needs a neighbour", "-": "" };
  await open(tab, CHOIR);
  for (const grades of gradings("HML-")) {
    await follow(tab, grades);
    const rows = ["voice", "ensemble"];
    for (const [place, row] of rows.entries()) {
      assert.equal(await tab.locator(`[data-given=${row}]`).innerText(), titles[grades[place]], grades);
    }
    const graded = grades.replaceAll("-", "").length;
    await sentenceIs(tab, graded ? `${graded} of 2 rows graded.` : "No row has a grade yet. Start with any row.");
  }
  assert.equal(await count(tab, "[data-indicative], [data-total], [data-overall], [data-ruler] svg, [data-verdict] p, #check-aim"), 0);
  await open(tab, CHOIR, "g=MH");
  assert.doesNotMatch(await seen(tab), /\b(?:level|total|band|points|module)\b/iu);
  // The plan begins with the lowest grade, and says nothing of points.
  await open(tab, CHOIR, "g=ML");
  await tab.waitForSelector("[data-line]");
  assert.deepEqual(await tab.locator("[data-line]").evaluateAll((all) => all.map(({ dataset }) => [dataset.line, dataset.gain])),
    [["ensemble", "0"], ["voice", "0"]]);
  await open(tab, CHOIR, "g=MH");
  await tab.locator("[data-do=save]").scrollIntoViewIfNeeded();
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("[data-do=save]").click()]);
  const file = await json(await download.createReadStream());
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
  await open(tab, BAKING);
  for (const grades of gradings("ABC-")) {
    await follow(tab, grades);
    const [dough, oven] = [...grades].map((grade, row) => points[grade]?.[row] ?? NaN);
    const shown = (total) => (Number.isNaN(total) ? "" : `${total}`);
    assert.equal(await valueOf(tab, "output[data-total=helper]"), shown(dough), grades);
    assert.equal(await valueOf(tab, "output[data-total=baker]"), shown(dough + oven), grades);
  }
  await open(tab, BAKING, "g=AB&as=baker");
  await sentenceIs(tab, "Baker total: 22 of 30.");
  assert.equal(await valueOf(tab, "[data-overall=total]"), "22");
  assert.equal(await count(tab, "[data-indicative], [data-band], [data-ruler] .bound, [data-verdict] p, #check-aim"), 0);
  assert.doesNotMatch(await seen(tab), /\bband|indicative level|does not say which/iu);
  await end();
});

test("the guide goes through all rows of a form without levels", async () => {
  const { tab, end } = await openTab();
  await open(tab, RESCUE);
  await tab.locator("[data-do=guide]").click();
  assert.equal(await tab.locator("[data-progress]").innerText(), "1 of 4");
  for (const answer of ["1-a", "1-b"]) await tab.locator(`label:has([name="answer.${answer}"][value=yes])`).click();
  await tab.locator("[data-progress]").getByText("3 of 4").waitFor();
  assert.match(tab.url(), /g=3-/u);
  await tab.locator("[data-do=back]").click();
  assert.ok(await tab.locator('[data-requirement="1-b"]').isVisible());
  await tab.locator("[data-do=back]").click();
  await tab.locator("[data-do=back]").click();
  assert.ok(await tab.locator("[data-row=shore]").isVisible(), "before the first question is the form");
  await end();
});

/** Every row of grades that is as long as `rows`. */
const allGradings = (letters, rows) =>
  Array.from({ length: rows }).reduce((all) => all.flatMap((grades) => [...letters].map((letter) => grades + letter)), [""]);

for (const [name, page, form, total, rows, bands] of [
  ["written", WRITTEN, "&form=A", "Written total", [{ A: 10, B: 7.5, C: 0 }, { A: 5, B: 2.5, C: 0 }], [["passed", 12], ["failed", -1]]],
  ["practical", PRACTICAL, "", "Practical total", [{ A: 12, B: 8, C: 2 }, { A: 8, B: 4, C: 0 }, { A: 4, B: 3, C: 1 }],
    [["distinction", 20], ["passed", 14], ["failed", -1]]],
]) {
  test(`the ${name} form has rows, a total and bands of its own`, async () => {
    const { tab, end } = await openTab();
    await open(tab, page);
    for (const grades of allGradings("ABC-", rows.length)) {
      await follow(tab, grades);
      const scores = [...grades].map((grade, row) => rows[row][grade] ?? NaN);
      const sum = scores.reduce((one, other) => one + other);
      const isWhole = !Number.isNaN(sum);
      assert.equal(await valueOf(tab, 'output[data-total="-"]'), isWhole ? `${sum}` : "", grades);
      const band = isWhole ? bands.find(([, from]) => sum >= from)[0] : "";
      assert.equal(await tab.locator("[data-indicative]").getAttribute("data-value"), band, grades);
    }
    await open(tab, page, `g=${"A".repeat(rows.length)}`);
    assert.match(await seen(tab), new RegExp(`${total}`, "u"));
    await tab.locator('input[type=radio][value="B"]').first().check();
    await tab.waitForURL(new RegExp(`#g=B${"A".repeat(rows.length - 1)}${form}$`, "u"));
    await end();
  });
}

test("a form has grades of its own, and totals for the levels of its role alone", async () => {
  const { tab, end } = await openTab();
  const rows = [{ D: 10, P: 6, N: 1 }, { D: 8, P: 4, N: 0 }, { D: 6, P: 3, N: 0 }];
  const bands = [["jumper", 18], ["tourer", 12], ["novice", 6], ["none", -1]];
  const levels = ["novice", "tourer", "jumper"];
  await open(tab, RIDING);
  assert.deepEqual(await tab.locator("#check-as option").evaluateAll((all) => all.map(({ value }) => value)), ["", ...levels]);
  for (const grades of allGradings("DPN-", rows.length)) {
    await follow(tab, grades);
    for (const [place, level] of levels.entries()) {
      const sum = rows.slice(0, place + 1).reduce((total, row, at) => total + (row[grades[at]] ?? NaN), 0);
      const isWhole = !Number.isNaN(sum);
      assert.equal(await valueOf(tab, `output[data-total=${level}]`), isWhole ? `${sum}` : "", grades);
      const band = isWhole ? bands.find(([, from]) => sum >= from)[0] : "";
      assert.equal((await tab.locator(`[data-band=${level}]`).getAttribute("data-value")) ?? "", band, grades);
    }
  }
  await open(tab, RIDING, "g=PDN&as=tourer");
  assert.equal(await tab.locator("[data-indicative]").getAttribute("data-value"), "tourer");
  await sentenceIs(tab, "Indicative level: Novice (by the Novice total, 6); Tourer (by the Tourer total, 14; Jumper total, 14).");
  await tab.locator("[data-do=save]").scrollIntoViewIfNeeded();
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("[data-do=save]").click()]);
  const file = await json(await download.createReadStream());
  assert.deepEqual(file.grades, { flat: "P", road: "D", fence: "N" });
  await open(tab, RIDING);
  await openFile(tab, "file", asFile(file));
  await tab.waitForURL(/#g=PDN&as=tourer$/u);
  // Its guidance proposes its own grades.
  await open(tab, RIDING);
  await tab.locator("[data-do=guide]").click();
  await tab.locator("[data-do=level][value=novice]").click();
  for (const answer of ["seat", "reins"]) await tab.locator(`label:has([name="answer.${answer}"][value=often])`).click();
  await tab.waitForURL(/[#&]g=D--/u);
  await end();
});

test("another form of the same role has other grades, and no guidance for them", async () => {
  const { tab, end } = await openTab();
  await open(tab, LESSON);
  const offered = await tab.locator("[data-row=lesson] input[type=radio]").evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(offered, ["5", "4", "3", "2", "1"]);
  await tab.locator('[data-row=lesson] input[value="4"]').check();
  await tab.waitForURL(/#g=4-&form=B$/u);
  assert.equal(await count(tab, "[data-do=guide], [data-total], [data-indicative]"), 0);
  await open(tab, LESSON, "g=D-&form=B");
  await tab.getByText("The grades in the link do not fit this form.").waitFor();
  await end();
});

test("links and files belong to one of the forms of a role", async () => {
  const { tab, end } = await openTab();
  await open(tab, WRITTEN, "g=AB&form=A");
  await tab.locator("[data-do=save]").scrollIntoViewIfNeeded();
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("[data-do=save]").click()]);
  const file = await json(await download.createReadStream());
  assert.equal(file.form, "A");
  await open(tab, PRACTICAL);
  await openFile(tab, "file", asFile(file));
  await tab.getByText("The file belongs to another form: A").waitFor();
  await open(tab, PRACTICAL, "g=ABC&form=A");
  await tab.getByText("The link does not fit this form.").waitFor();
  await open(tab, WRITTEN);
  await openFile(tab, "file", asFile(file));
  await tab.waitForURL(/#g=AB&form=A$/u);
  await end();
});

test("the front page promises a level only where every form has bands", async () => {
  const { tab, end } = await openTab();
  await tab.goto(url("en/index.html"));
  const said = (await tab.locator(".ways p").allTextContents()).filter((words) => words.startsWith("Then "));
  const [first, ...others] = said;
  assert.equal(first, "Then check yourself against the form to see your indicative level and what is missing:");
  assert.deepEqual(new Set(others), new Set(["Then check yourself to see what you meet and what is missing:"]));
  await end();
});

test("links lead to each form by its title", async () => {
  const { tab, end } = await openTab();
  const link = (name) => tab.locator("main").getByRole("link", { name, exact: true });
  for (const [name, page, heading] of [
    ["Guide · Practical test", PRACTICAL, "Self-check: Guide · Practical test"],
    ["Guide · Written test", WRITTEN, "Self-check: Guide · Written test"],
    ["Ranger", "en/guiding/selfcheck/ranger.html", "Self-check: Ranger"],
    ["First aid", "en/guiding/selfcheck/index.html", "Self-check: Guiding on trails · First aid"],
    ["Languages", "en/guiding/form/E.html", "Self-check: Guiding on trails · Languages"],
  ]) {
    await tab.goto(url("en/guiding/index.html"));
    await tab.locator(".checks").getByRole("link", { name, exact: true }).click();
    await tab.waitForURL(url(page));
    assert.equal((await tab.locator("h1").innerText()).replaceAll(/\s+/gu, " "), heading);
  }
  await tab.goto(url("en/guiding/role/guide.html"));
  await link("Check yourself: Written test").click();
  await tab.waitForURL(url(WRITTEN));
  await tab.goto(url("en/postings/summer.html"));
  await tab.locator("main .primary").click();
  await tab.waitForURL(/en\/index\.html#self-check-guiding$/u);
  await tab.goto(url("en/guiding/A.html"));
  await tab.locator(`main a[href="form/A.html"]`).first().click();
  await tab.waitForURL(url(WRITTEN));
  await end();
});

test("forms with rows of their own are printed and accessible", async () => {
  const { tab, end } = await openTab();
  for (const page of [PRACTICAL, WRITTEN, "en/guiding/form/E.html", "en/guiding/A.html", "en/guiding/role/guide.html"]) {
    await tab.goto(url(page));
    assertNone(byKind([...await sideways(tab, page), ...await findIn(tab, page)]));
  }
  await open(tab, PRACTICAL, "g=ABC");
  await tab.emulateMedia({ media: "print" });
  for (const label of ["Rope", "Nature", "Voice"]) assert.ok(await tab.locator("[data-row] h3").getByText(label).isVisible(), label);
  await end();
});
