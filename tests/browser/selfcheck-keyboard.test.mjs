// The complete use of the self-check by keyboard alone, from a server, and from disk without network: grade, read the result, share
// the link, switch the language, save, reload, open, compare, print. Also the guided self-check and undoing a grade.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser, PLACES, server, site } from "./opened-pottery.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, gradesOf, LETTERS, openCheck, oracle, ready, ROWS, said, shown } from "./selfcheck.mjs";

let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-keyboard-"));
});
after(async () => {
  if (folder) rmSync(folder, { recursive: true });
});

async function openTab({ allowed, options } = PLACES["from a server"]()) {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  if (!options.offline) await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  // Makes the browser hand its file choosers to the test; asking for that at the key press would be too late.
  tab.on("filechooser", () => {});
  return { tab, watched: watch(tab, allowed) };
}

/** Presses Tab until the element that `selector` selects has the focus. */
async function tabTo(tab, selector, key = "Tab") {
  for (let stop = 0; stop < 250; stop += 1) {
    if (await tab.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    await tab.keyboard.press(key);
  }
  assert.fail(`no Tab leads to ${selector}`);
}

/** Grades every row by its letter, as a person does: Tab to the group, then arrows. */
async function gradeByKeys(tab, grades) {
  for (const [place, row] of Object.keys(ROWS).entries()) {
    if (grades[place] === "-") continue;
    await tabTo(tab, `[name="grade.${row}"]`);
    await tab.keyboard.press("Space");
    for (let step = LETTERS.indexOf(grades[place]); step > 0; step -= 1) await tab.keyboard.press("ArrowRight");
  }
}

/** Chooses a file with the focused chooser. */
async function chooseByKeys(tab, file) {
  const [chooser] = await Promise.all([tab.waitForEvent("filechooser"), tab.keyboard.press("Space")]);
  await chooser.setFiles(file);
}

/** Waits until the announced sentence matches `pattern`. */
async function heard(tab, pattern) {
  await tab.waitForFunction(([source]) => new RegExp(source, "u").test(document.querySelector("[data-running]").textContent),
    [pattern.source], { timeout: 5000 });
}

for (const [name, place] of Object.entries(PLACES)) {
  test(`the complete use, ${name}`, async () => {
  const { url, ...how } = place();
  const { tab, watched } = await openTab(how);
  const english = checkPages(site, "en")[0];
  const chinese = english.replace(/^en/u, "zh");
  await openCheck(tab, url(english));

  // Grade, and read the result.
  await gradeByKeys(tab, "QPPRSQ");
  assert.equal(await gradesOf(tab), "QPPRSQ");
  assert.deepEqual(await shown(tab), oracle("QPPRSQ"));
  await heard(tab, /Apprentice \(by .*39\); Journeyman \(by the Master total, 41\)/u);
  const why = await tab.locator("[data-part=why]").innerText();
  assert.match(why, /Master/u);
  assert.match(why, /does not say which/u);
  await tabTo(tab, "[data-why] a[href]");
  assert.match(await tab.locator("[data-plan]").innerText(), /Craft · Master: S/u);

  // Enter the assessor, then share the link, which does not contain it.
  await tab.evaluate(() => document.querySelector("h1").scrollIntoView());
  await tabTo(tab, "[name=notes]", "Shift+Tab");
  await tab.keyboard.type("Two years in the job");
  await tabTo(tab, "[name=name]");
  await tab.keyboard.type("Li Na");
  await tabTo(tab, "[name=assessor]");
  await tab.keyboard.press("ArrowDown");
  await tabTo(tab, "[data-do=copy]");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => document.querySelector("[data-message=link]").textContent !== "");
  assert.match(await said(tab, "link"), /^Link copied/u);
  // The clipboard can only be read with a permission that pages from disk do not get.
  const link = how.options.offline ? await tab.inputValue("[data-link]") : await tab.evaluate(() => navigator.clipboard.readText());
  assert.equal(link, `${url(english)}#g=QPPRSQ`);

  // Save; the file contains everything.
  await tabTo(tab, "[data-do=save]");
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.keyboard.press("Enter")]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  const kept = JSON.parse(readFileSync(file, "utf8"));
  const date = kept.date;
  assert.match(date, /^\d{4}-\d\d-\d\d$/u);
  assert.deepEqual(kept, {
    format: "clausebook-selfcheck", version: "1", standard: "pottery", edition: "2031",
    role: english.split("/").at(-1).replace(".html", ""),
    grades: Object.fromEntries(Object.keys(ROWS).map((row, place) => [row, "QPPRSQ"[place]])),
    date, assessor: "potter", name: "Li Na", notes: "Two years in the job",
  });

  // Switch the language: all entries come along, including those that a shared link omits.
  await tabTo(tab, "nav[data-readings] a[data-reading=zh]", "Shift+Tab");
  await Promise.all([tab.waitForURL(/\/zh\//u), tab.keyboard.press("Enter")]);
  await ready(tab);
  assert.equal(tab.url().split("#")[0], url(chinese));
  assert.equal(await gradesOf(tab), "QPPRSQ");
  assert.equal(await tab.inputValue("[name=notes]"), "Two years in the job");
  assert.equal(await tab.inputValue("[name=name]"), "Li Na");
  assert.equal(await tab.inputValue("[name=assessor]"), "potter");
  assert.ok(!tab.url().includes("own="), "the reader's own texts are not in the address");
  await heard(tab, /学徒（按.*39）、熟工（按师傅总分 41）/u);

  // The link opens in either language.
  await openCheck(tab, link.replace("/en/", "/zh-en/"));
  assert.equal(await gradesOf(tab), "QPPRSQ");
  assert.equal(await tab.inputValue("[name=notes]"), "");

  // Reload without the link: the form is empty. Open the file: everything is back.
  await openCheck(tab, url(chinese));
  assert.equal(await gradesOf(tab), "------");
  await tabTo(tab, "[data-file=file]");
  await chooseByKeys(tab, file);
  await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "");
  assert.equal(await gradesOf(tab), "QPPRSQ");
  assert.equal(await tab.inputValue("[name=notes]"), "Two years in the job");
  assert.equal(await tab.inputValue("[name=date]"), date);

  // Compare with another evaluation of the same person that differs in two rows.
  await tabTo(tab, "[name=\"grade.care\"]", "Shift+Tab");
  await tab.keyboard.press("ArrowRight");
  await tabTo(tab, "[name=\"grade.craft-master\"]");
  await tab.keyboard.press("ArrowLeft");
  assert.equal(await gradesOf(tab), "RPPRRQ");
  await tabTo(tab, "[data-file=compare]");
  await chooseByKeys(tab, file);
  await tab.waitForSelector("[data-compare]:not([hidden]) table");
  assert.equal(await tab.evaluate(() => document.activeElement.matches("[data-compare]")), true);
  const lines = await tab.evaluate(() => [...document.querySelectorAll("[data-compare] tbody:first-of-type tr")]
    .map((line) => ({
      cells: [...line.querySelectorAll("th, td:not(.agreed)")].map((cell) => (cell.querySelector(":scope > p") ?? cell).textContent), differs: line.className === "differs",
    })));
  assert.equal(lines.length, 6);
  assert.deepEqual(lines.filter(({ differs }) => differs).map(({ cells }) => cells.slice(1)),
    [["R", "Q", "Li Na (2)比Li Na (1)高 1 档"], ["R", "S", "Li Na (1)比Li Na (2)高 1 档"]]);

  // Print: the annex's form with the entries.
  await tab.evaluate(() => { globalThis.print = () => { globalThis.printed = true; }; });
  await tabTo(tab, "[data-do=print]");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => globalThis.printed), true);
  const paper = join(folder, "form.pdf");
  await tab.pdf({ path: paper, format: "A4" });
  const text = execFileSync("pdftotext", ["-layout", paper, "-"], { encoding: "utf8" }).replaceAll(/\s+/gu, "");
  for (const words of ["评价表", "总评", "等第熟工", "总分40", "Twoyearsinthejob", "LiNa", "评价作坊", "评价时间", "学徒总分=用心"]) {
    assert.ok(text.includes(words), `the paper has no “${words}”`);
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
  });
}

/** The name and the description of what has the focus, as a screen reader says them. */
const focusedIn = (tab) => tab.evaluate(() => {
  const { activeElement: focused } = document;
  const group = focused.closest("[role=radiogroup]");
  return {
    name: focused.name,
    group: group?.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id).innerText.trim()),
  };
});

test("the guide by keyboard alone: numbers answer, arrow keys and Enter too, and the focus is always on the answers", async () => {
  const { tab, watched } = await openTab();
  const page = checkPages(site, "zh")[0];
  await openCheck(tab, server.url(page));
  await tabTo(tab, "[data-do=guide]");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "check-which");
  await tabTo(tab, "[data-do=level][value=apprentice]");
  await tab.keyboard.press("Enter");
  const requirements = await tab.evaluate(() => [...document.querySelectorAll("[data-row=care] .behind > ol > [data-requirement]")].map((item) => item.dataset.requirement));
  const next = await tab.evaluate(() => document.querySelector("[data-row=material] .behind > ol > [data-requirement]").dataset.requirement);
  const focusOn = (name) => tab.waitForFunction((wanted) => document.activeElement.name === wanted, name);

  // Each question is named by its place and its words, and answered by a number; the last by the arrow keys, after which Enter goes on.
  for (const [place, id] of requirements.entries()) {
    await focusOn(`answer.${id}`);
    const { group } = await focusedIn(tab);
    assert.match(group[0], new RegExp(`^第 ${place + 1} 条，共 \\d+ 条$`, "u"));
    assert.equal(group[1], await tab.locator(`[id="asked-${id}"]`).innerText());
    if (place < requirements.length - 1) await tab.keyboard.press("1");
  }
  assert.equal(await gradesOf(tab), "------", "no grade before all is answered");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowUp");
  await tab.keyboard.press("ArrowDown");
  await tab.waitForTimeout(400);
  await focusOn(`answer.${requirements.at(-1)}`);
  await tab.keyboard.press("Enter");
  await focusOn(`answer.${next}`);
  assert.equal(await gradesOf(tab), "Q-----");

  // The grade can be changed; back and skip; the rule names its author.
  await tabTo(tab, "[data-took] [data-do=go]", "Shift+Tab");
  await tab.keyboard.press("Enter");
  await focusOn("grade.care");
  assert.equal((await focusedIn(tab)).group.at(-1), "用心");
  await tabTo(tab, "[data-do=back]");
  await tab.keyboard.press("Enter");
  await focusOn(`answer.${requirements.at(-1)}`);
  await tabTo(tab, ".steps summary");
  await tab.keyboard.press("Enter");
  assert.match(await tab.locator("[data-steps] .whose").innerText(), /编者/u, "the author of the rule is named");
  await tabTo(tab, "[data-do=forward]", "Shift+Tab");
  await tab.keyboard.press("Enter");
  await focusOn(`answer.${next}`);

  // Leave, and return to the first unanswered question; skip to the end.
  await tabTo(tab, "[data-do=leave]", "Shift+Tab");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.locator("[data-row]:visible").count(), 6);
  await tab.keyboard.press("Enter");
  await focusOn(`answer.${next}`);
  while (!await tab.evaluate(() => document.activeElement.id === "check-left")) {
    await tabTo(tab, "[data-do=forward]");
    const before = await tab.locator("[data-progress]").innerText() + await tab.locator("[data-guided]").getAttribute("data-guided");
    await tab.keyboard.press("Enter");
    await tab.waitForFunction((then) => document.querySelector("[data-progress]").innerText
      + document.querySelector("[data-guided]").dataset.guided !== then, before);
  }
  await tabTo(tab, "[data-do=forward]");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => document.activeElement.id === "check-result");

  // Switching the language keeps the answers too.
  await tabTo(tab, "nav[data-readings] a[data-reading=en]", "Shift+Tab");
  await Promise.all([tab.waitForURL(/\/en\//u), tab.keyboard.press("Enter")]);
  await ready(tab);
  await tab.waitForFunction(() => /propose Q/u.test(document.querySelector("[data-row=care] [data-proposal]").textContent));
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("a grade can be cleared, and clearing everything can be undone", async () => {
  const { tab, watched } = await openTab();
  await openCheck(tab, `${server.url(checkPages(site, "en")[0])}#g=PQRSPQ`);
  await tabTo(tab, "[data-row=material] [data-do=clear]");
  await tab.keyboard.press("Enter");
  assert.equal(await gradesOf(tab), "P-RSPQ");
  assert.equal(await tab.evaluate(() => document.activeElement.name), "grade.material");
  await tabTo(tab, "[name=\"grade.craft-apprentice\"]");
  await tab.keyboard.press("Delete");
  assert.equal(await gradesOf(tab), "P--SPQ");
  await tabTo(tab, "[data-do=reset]");
  await tab.keyboard.press("Enter");
  assert.equal(await gradesOf(tab), "------");
  await tabTo(tab, "[data-do=undo]");
  await tab.keyboard.press("Enter");
  assert.equal(await gradesOf(tab), "P--SPQ");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("a check is remembered only on request, and can be listed, opened, compared and deleted", async () => {
  const { tab, watched } = await openTab();
  const page = server.url(checkPages(site, "en")[0]);
  await openCheck(tab, `${page}#g=RRRRRR`);
  assert.equal(await tab.evaluate(() => localStorage.length + document.cookie.length), 0);
  await tabTo(tab, "[data-do=remember]");
  await tab.keyboard.press("Enter");
  await openCheck(tab, `${page}#g=QQQQQQ`);
  await tabTo(tab, "[data-do=remember]");
  await tab.keyboard.press("Enter");
  await openCheck(tab, page);
  assert.equal(await gradesOf(tab), "------", "a remembered check is not entered automatically");
  const lines = await tab.locator(".history li").allInnerTexts();
  assert.deepEqual(lines.map((line) => /[P-S]{6}/u.exec(line)[0]), ["RRRRRR", "QQQQQQ"]);
  await tabTo(tab, ".history li:nth-child(1) [data-do=open]");
  await tab.keyboard.press("Enter");
  assert.equal(await gradesOf(tab), "RRRRRR");
  await tabTo(tab, ".history li:nth-child(2) [data-do=lay]");
  await tab.keyboard.press("Enter");
  assert.match(await tab.locator("[data-compare] caption").innerText(), /6 of 6/u);
  await tabTo(tab, ".history li:nth-child(1) [data-do=forget]", "Shift+Tab");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.locator(".history li").count(), 1);
  await tabTo(tab, "[data-do=forget-all]");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.locator("[data-history]").isVisible(), false);
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
