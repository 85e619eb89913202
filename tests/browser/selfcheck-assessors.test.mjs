// The checks of several assessors beside each other: named columns, a mark for each on the scale, differences in words that say whose
// they are, comments, and a sheet for the talk.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findIn } from "./axe.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { sideways } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, gradesOf, openCheck, openFile, roleOf, said, saved } from "./selfcheck.mjs";

const pageOf = (reading) => checkPages(site, reading).find((page) => roleOf(page) === "thrower");
const grades = (letters) => Object.fromEntries(["care", "material", "craft-apprentice", "growth"]
  .map((row, at) => [row, letters[at]]).filter(([, letter]) => letter !== "-"));
const check = (name, letters, more = {}) => asFile(saved("thrower", { person: "Wang Wei", name, grades: grades(letters), ...more }), `${name}.json`);

async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const tab = await context.newPage();
  return { tab, watched: watch(tab, server.origin) };
}

/** The own check of Wang Wei, with those of Li Na and Zhang San chosen at once. */
async function openThree(tab, reading) {
  await openCheck(tab, server.url(pageOf(reading)));
  await openFile(tab, "file", check("Wang Wei", "PQPR"));
  await tab.waitForFunction(() => document.querySelector("[name=name]").value === "Wang Wei");
  await tab.setInputFiles("[data-file=compare]", [
    check("Li Na", "QQPP", { assessor: "potter", date: "2031-02-03", notes: "Wastes clay." }), check("Zhang San", "SQQ-", { notes: "More\nreading." }),
  ]);
  await tab.waitForFunction(() => document.querySelectorAll("[data-compare] thead th").length === 6);
}

const rowsOf = (tab) => tab.locator("[data-compare] tbody").first().locator("tr").evaluateAll((all) => all.map((row) => [
  ...[...row.querySelectorAll("td:not(.agreed)")].slice(0, -1).map((cell) => cell.textContent),
  [...row.querySelectorAll("p")].map((one) => one.textContent).join("; "),
  [...row.querySelectorAll(".marks > span")].map((cell) => cell.textContent).join(" "),
]));

test("three checks are shown in named columns, with differences that say whose they are", async () => {
  const { tab, watched } = await openTab();
  await openThree(tab, "en");
  assert.equal(await gradesOf(tab), "PQP--R", "the check on the page stays");
  assert.equal(await tab.evaluate(() => document.activeElement.matches("[data-compare]")), true);
  assert.deepEqual((await tab.locator("[data-compare] thead th").allInnerTexts()).slice(1, 4).map((words) => words.replaceAll(/\s+/gu, " ")),
    ["1 Wang Wei", "2 Li Na The potter · 2031-02-03 Remove Li Na", "3 Zhang San Remove Zhang San"]);
  assert.deepEqual(await rowsOf(tab), [
    ["P", "Q", "S", "Wang Wei 3 steps higher than Zhang San; Li Na 2 steps higher than Zhang San", "P1 Q2 R S3"],
    ["Q", "Q", "Q", "same", "P Q123 R S"],
    ["P", "P", "Q", "Wang Wei, Li Na 1 step higher than Zhang San", "P12 Q3 R S"],
    ["–", "–", "–", "", "P Q R S"],
    ["–", "–", "–", "", "P Q R S"],
    ["R", "P", "–", "Li Na 2 steps higher than Wang Wei; Zhang San: none yet", "P2 Q R1 S"],
  ]);
  assert.deepEqual(await tab.locator("[data-comments] > *").allInnerTexts(), ["Li Na", "Wastes clay.", "Zhang San", "More\nreading."]);
  assert.equal(await tab.locator("[data-people]").innerText(), "");

  // A change on the page is seen, another person is pointed out, and columns can be removed.
  await tab.locator("[data-row=care] .grades label:has([value=S])").click();
  await tab.locator("[data-compare]").getByText("Li Na 2 steps higher than Wang Wei, Zhang San").waitFor();
  await openFile(tab, "compare", check("Chen", "PPPP", { person: "Li Si" }));
  await tab.waitForFunction(() => document.querySelectorAll("[data-compare] thead th").length === 7);
  assert.match(await tab.locator("[data-people]").innerText(), /different people: Wang Wei · Li Si/u);
  await tab.locator("[data-do=beside-remove]").last().click();
  await tab.locator("[data-do=beside-remove]").first().click();
  assert.deepEqual((await tab.locator("[data-compare] thead th").allInnerTexts()).slice(1, 3).map((words) => words.split("\n")[0].replace(/\s+/u, " ")), ["1 Wang Wei", "2 Zhang San"]);

  // A file that cannot be read is named, and those before it stay.
  await tab.setInputFiles("[data-file=compare]", [asFile("{", "broken.json")]);
  await tab.waitForFunction(() => document.querySelector("[data-message=compare]").textContent !== "");
  assert.match(await said(tab, "compare"), /^broken\.json: The file is damaged/u);
  await tab.locator("[data-do=put-away]").click();
  assert.equal(await tab.locator("[data-beside]").isVisible(), false);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("the sheet for the talk has room for what is agreed and for signatures", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clausebook-talk-"));
  const { tab, watched } = await openTab();
  await openThree(tab, "en");
  const path = join(folder, "talk.pdf");
  const print = async () => {
    await tab.pdf({ path, format: "A4" });
    return execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }).replaceAll(/\s+/gu, " ");
  };
  assert.doesNotMatch(await print(), /Assessors side by side/u);
  // The dialog for printing is not opened in a test: the sheet is printed while it would be open.
  await tab.evaluate(() => { globalThis.print = () => { globalThis.paper = document.querySelector("form[data-selfcheck]").dataset.paper; }; });
  await tab.click("[data-do=print-talk]");
  assert.equal(await tab.evaluate(() => globalThis.paper), "talk");
  await tab.evaluate(() => { document.querySelector("form[data-selfcheck]").dataset.paper = "talk"; });
  const talk = await print();
  for (const words of ["Person evaluated Wang Wei", "Agreed", "Wang Wei", "Zhang San", "Wastes clay.", "Agreed result and next steps", "Signatures and date"]) {
    assert.ok(talk.includes(words), `${words}: ${talk}`);
  }
  assert.doesNotMatch(talk, /Evaluation form for throwers|Remove/u);
  assertNone(byKind(watched.faults));
  await tab.context().close();
  rmSync(folder, { recursive: true });
});

for (const options of [{}, { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true }, { viewport: { width: 320, height: 256 } }]) {
  test(`axe finds nothing in three checks beside each other: ${JSON.stringify(options.viewport ?? "wide")}`, async () => {
    const { tab, watched } = await openTab(options);
    await openThree(tab, "zh-en");
    const found = [...await sideways(tab, "three"), ...await findIn(tab, "three", undefined, "main")];
    await tab.context().close();
    assertNone(byKind([...found, ...watched.faults]));
  });
}
