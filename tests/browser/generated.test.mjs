// Self-checks by generated forms: every grading of a small one against an independent computation, rows of all kinds, the guide, links,
// files, postings, print, and pages that show several forms of a role.

import { test } from "node:test";
import assert from "node:assert/strict";
import { json } from "node:stream/consumers";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, openFile } from "./selfcheck.mjs";
import { count, openFormChecks, valueOf } from "./form-checks.mjs";
import { findIn } from "./axe.mjs";
import { sideways } from "./layout.mjs";

const RECORD = "en/cafe/selfcheck/barista.html";
const FINAL = "en/cafe/form/B.html";
const SIDES = "en/cafe/form/C.html";
const EXAM = "en/cafe/form/E.html";
const HYGIENE = "en/cafe/selfcheck/index.html";
const LIBRARY = "zh/library/selfcheck/index.html";

const { url, openTab, open } = openFormChecks("generated");
const rowsOf = (tab) => tab.locator("[data-row]").evaluateAll((rows) => rows.map((row) => row.dataset.row));

test("every grading of a form by requirement has its total and band", async () => {
  const { tab, end } = await openTab();
  const points = { A: 4, B: 3, C: 1, D: 0 };
  for (const one of "ABCD-") {
    for (const two of "ABCD-") {
      await open(tab, HYGIENE, `g=${one}${two}`);
      const total = points[one] + points[two];
      const isWhole = !Number.isNaN(total);
      assert.equal(await valueOf(tab, 'output[data-total="-"]'), isWhole ? `${total}` : "", one + two);
      const band = isWhole ? (total >= 7 ? "clean" : "unclean") : "";
      assert.equal(await tab.locator("[data-indicative]").getAttribute("data-value"), band, one + two);
    }
  }
  await end();
});

test("rows are requirements, clauses or dimensions, and are scored by their weights", async () => {
  const { tab, end } = await openTab();
  for (const [page, rows, best] of [
    [RECORD, ["1.1-a", "1.1-b", "1.2-a-a", "1.2-a-b", "1.2-b", "1.3-a", "2-a", "2-b", "3-a", "3-b"], [8, 12, 8, 8, 4, 6, 8, 4, 4, 4]],
    [FINAL, ["1.1", "1.2", "1.3", "2", "3"], [20, 20, 6, 12, 8]],
    [SIDES, ["doing", "knowing"], [56, 10]],
    [EXAM, ["1", "2", "3"], [240, 100, 60]],
  ]) {
    await open(tab, page, `g=${"A".repeat(rows.length)}`);
    assert.deepEqual(await rowsOf(tab), rows);
    for (const [place, row] of rows.entries()) assert.equal(await valueOf(tab, `output[data-score="${row}"]`), `${best[place]}`, row);
  }
  await open(tab, RECORD, "g=AAAAAAAAAA");
  assert.equal(await valueOf(tab, "output[data-total=trainee]"), "46");
  assert.equal(await valueOf(tab, "output[data-total=barista]"), "66");
  await end();
});

test("rows are named by the clause and the requirement, and describe its levels", async () => {
  const { tab, end } = await openTab();
  await open(tab, RECORD);
  await tab.getByRole("radiogroup", { name: "Espresso 1.1-a Grinds fresh for each cup." }).getByRole("radio", { name: /^Mostly/u }).check();
  await tab.waitForURL(/#g=B-{9}$/u);
  assert.equal(await tab.locator('[data-row="1.3-a"] .descriptors dd').count(), 2);
  await open(tab, FINAL);
  assert.deepEqual(await tab.locator('[data-row="1.3"] .descriptors dd').allInnerTexts(), ["Says how to change the grind."]);
  await open(tab, FINAL, "g=-AAAA&target=passed&form=B");
  await tab.locator("[data-lines]").getByText(/Espresso: at least/u).waitFor();
  await end();
});

test("the guide asks about each requirement of a row by itself", async () => {
  const { tab, end } = await openTab();
  await open(tab, FINAL);
  assert.equal(await tab.locator('[name="answer.1.1-a"]').first().isVisible(), false);
  await tab.locator("[data-do=guide]").click();
  for (const answer of ["1.1-a", "1.1-b"]) {
    await tab.locator(`label:has([name="answer.${answer}"][value=yes])`).click();
  }
  await tab.locator("[data-took]").getByText(/: Every time, as your answers propose/u).waitFor();
  assert.match(tab.url(), /g=A----&q=00-+&form=B/u);
  await end();
});

test("links, files and comparisons keep the grades of a generated form", async () => {
  const { tab, end } = await openTab();
  await open(tab, RECORD, "g=ABCDABCDAB&as=barista");
  await tab.locator("[data-do=save]").scrollIntoViewIfNeeded();
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator("[data-do=save]").click()]);
  const file = await json(await download.createReadStream());
  assert.equal(file.grades["1.2-a-b"], "D");
  await open(tab, RECORD, "g=ABCDABCDAA");
  await openFile(tab, "compare", asFile(file));
  const compared = tab.locator("[data-compare]");
  await compared.getByText("3-b").first().waitFor();
  await open(tab, RECORD);
  await openFile(tab, "file", asFile(file));
  await tab.waitForURL(/#g=ABCDABCDAB&as=barista$/u);
  await end();
});

test("a posting is compared with the rows that grade its requirements", async () => {
  const { tab, end } = await openTab();
  await open(tab, RECORD, "g=A------D--&posting=weekend");
  const list = tab.locator("section[data-posting]:not([hidden])");
  await list.locator(".standing").first().waitFor();
  const states = await list.locator(".asks > [data-state]").evaluateAll((items) => items.map((item) => item.dataset.state));
  assert.deepEqual(states, ["met", "not_yet", "unknown"]);
  assert.match(await list.innerText(), /Grinds fresh for each cup\.[^]*Knows the allergens in every drink\.[^]*Pours a pattern\./u);
  await end();
});

test("without points and totals, the result is the grades", async () => {
  const { tab, end } = await openTab();
  await open(tab, LIBRARY, "g=2-0");
  assert.deepEqual(await rowsOf(tab), ["S1", "S2", "R1"]);
  assert.equal(await count(tab, "[data-indicative], [data-total], [data-overall], output[data-score]"), 0);
  await tab.locator("[data-running]").getByText("3 行中已评定 2 行。", { exact: true }).waitFor();
  await end();
});

test("requirements and forms lead to each other", async () => {
  const { tab, end } = await openTab();
  await tab.goto(url("en/cafe/A.html"));
  await tab.locator('#form a[href$="1.1.html#a"]').first().click();
  await tab.waitForURL(/en\/cafe\/1\.1\.html#a$/u);
  await tab.goto(url("id/cafe/1.1-b.html"));
  await tab.locator('a[href$="cafe/A.html#1.1-b"]').first().click();
  await tab.waitForURL(/A\.html#1\.1-b$/u);
  assert.ok(await tab.locator('[id="1.1-b"]').isVisible());
  await end();
});

test("each form of a role is on the pages of the role and its levels", async () => {
  const { tab, end } = await openTab();
  const titles = ["Record of the first year", "Sheet for the final day", "Doing and knowing", "Practical exam"];
  for (const page of ["en/cafe/role/barista.html", "en/cafe/role/barista/barista.html"]) {
    await tab.goto(url(page));
    const heads = await tab.locator("#grading ~ h3").allInnerTexts();
    assert.deepEqual(heads.map((head) => head.trim()), titles, page);
  }
  await tab.goto(url("en/cafe/role/barista/trainee.html"));
  assert.deepEqual(await tab.locator("#grading ~ h3").allInnerTexts(), [titles[0], titles[2]]);
  await end();
});

test("the text of a posting links to each form, with its level selected", async () => {
  const { tab, end } = await openTab();
  await tab.goto(`${url("en/cafe/picker/barista.html")}#level=barista`);
  const output = tab.locator("[data-output]");
  await tab.locator("[data-do=all]").first().click();
  const text = await output.inputValue();
  assert.ok(text.includes(`${url(RECORD)}#target=barista`), text);
  assert.ok(text.includes(url(FINAL)) && !text.includes(`${url(FINAL)}#`), text);
  assert.ok(text.includes("Sheet for the final day"), text);
  await end();
});

test("generated forms are printed whole and accessible", async () => {
  const { tab, end } = await openTab();
  for (const page of [RECORD, FINAL, SIDES, LIBRARY, "zh-en/cafe/A.html", "en/cafe/B.html", "en/cafe/role/barista.html", "zh/library/A.html"]) {
    await tab.goto(url(page));
    assertNone(byKind([...await sideways(tab, page), ...await findIn(tab, page)]));
  }
  await open(tab, FINAL, "g=ABCDA");
  await tab.emulateMedia({ media: "print" });
  for (const words of ["Pulls a shot in 25 to 30 seconds.", "Cleans the steam wand after each use."]) {
    assert.ok(await tab.locator(".stated").getByText(words).first().isVisible(), words);
  }
  assert.equal(await tab.locator(".stated .answers").first().isVisible(), false);
  await end();
});
