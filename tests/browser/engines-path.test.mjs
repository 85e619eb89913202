// Firefox and WebKit: the guide, the verdict, the plan with its learning plan and files, and the group view work there as they do in
// Chromium.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ENGINES, waitFor } from "./engines.mjs";
import { openFixture } from "./fixture.mjs";
import { expectedOf, makePeople, somebodysCheck } from "./group.mjs";
import { gradesOf, oracle, ROWS, saved, shown } from "./selfcheck.mjs";
import { serveFolder } from "./site.mjs";

const CHECK = "en/pottery/selfcheck/thrower.html";
const GROUP = "en/pottery/selfcheck/thrower/group.html";
const LEVEL = "journeyman";
const NEEDED = 40;
const MANY = 200;
/** The answer chosen for the questions of each row of the level, and the grades that these propose. */
const ANSWERS = { care: 0, material: 0, "craft-apprentice": 1, "craft-journeyman": 2, growth: 0 };

/** Waits until a self-check has shown its result, or the group view is ready. */
const started = (tab) => waitFor(tab, () => document.querySelector("[data-card]:not([hidden]), main:not(:has([data-card])) [data-live]:not([hidden])") !== null);

/** Presses a button, and returns the kind, size and content of the file that the page then saves. */
async function saveBy(tab, button) {
  await tab.evaluate(() => {
    globalThis.make ??= URL.createObjectURL;
    globalThis.savedFile = undefined;
    URL.createObjectURL = (blob) => {
      blob.text().then((text) => { globalThis.savedFile = { type: blob.type, size: blob.size, text: blob.type.startsWith("image") ? text.slice(1, 4) : text }; });
      return globalThis.make.call(URL, blob);
    };
  });
  await tab.click(button);
  return waitFor(tab, () => globalThis.savedFile);
}

/** Gives files to a chooser, as if a reader had chosen them. */
const choose = (tab, selector, files) => tab.evaluate(({ chooser, all }) => {
  const data = new DataTransfer();
  for (const { name, content } of all) data.items.add(new File([content], name, { type: "application/json" }));
  const input = document.querySelector(chooser);
  input.files = data.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}, { chooser: selector, all: files });

for (const [name, openEngine] of Object.entries(ENGINES)) {
  test(name, { timeout: 600_000 }, async (t) => {
    const site = openFixture("pottery");
    let tab;
    let server;
    before(async () => {
      server = await serveFolder(site.folder);
      tab = await openEngine("eo");
    });
    after(async () => {
      await tab?.close();
      await server?.close();
    });
    const places = {
      "from a server": (page) => server.url(page),
      "from disk": (page) => pathToFileURL(join(site.folder, page)).href,
    };

    await t.test("on a narrow screen, the guide asks one question at a time and leads to the verdict", async () => {
      await tab.resize(420, 844);
      await tab.open(server.url(CHECK));
      await started(tab);
      await tab.click("[data-do=guide]");
      await waitFor(tab, () => document.querySelector("[data-do=level]").checkVisibility());
      await tab.click(`[data-do=level][value=${LEVEL}]`);
      for (const [row, place] of Object.entries(ANSWERS)) {
        const questions = await tab.evaluate((id) => [...document.querySelectorAll(`[data-row=${id}] .behind > ol > li[data-requirement]`)]
          .map((item) => item.dataset.requirement), row);
        for (const question of questions) {
          await waitFor(tab, (wanted) => {
            const asked = [...document.querySelectorAll("[data-guided] [data-requirement] .answers")].filter((one) => one.checkVisibility());
            return asked.length === 1 && asked[0].closest("[data-requirement]").dataset.requirement === wanted;
          }, question);
          await tab.click(`[data-requirement="${question}"] .answers label:nth-of-type(${place + 1})`);
        }
      }
      await waitFor(tab, () => document.activeElement.id === "check-result");
      const grades = await gradesOf(tab);
      const expected = oracle(grades, LEVEL);
      assert.equal(grades.replace(/-/gu, "").length, Object.keys(ANSWERS).length, grades);
      assert.deepEqual(await shown(tab), expected);
      const place = await waitFor(tab, () => {
        const { top, bottom } = document.querySelector("#check-result").getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight && { top, bottom };
      });
      assert.ok(place, "the heading of the result is in view");
      await tab.resize(1280, 900);
    });

    await t.test("a filled check is printed on two sheets, each with its head", async (part) => {
      if (!tab.print) {
        part.skip(`${name} cannot be told to print`);
        return;
      }
      await tab.open(`${server.url(CHECK)}#g=QQPRSR&as=${LEVEL}&target=${LEVEL}`);
      await waitFor(tab, () => document.querySelector("[data-line]") !== null);
      const sheets = execFileSync("pdftotext", ["-raw", "-", "-"], { input: await tab.print(), encoding: "utf8" }).split("\f").slice(0, -1);
      assert.equal(sheets.length, 2);
      const handbook = await tab.evaluate(() => document.querySelector("[data-head=start]").textContent.trim());
      for (const sheet of sheets) assert.match(sheet, new RegExp(`${handbook}[\\s\\S]*2031[\\s\\S]*\\d{4}-\\d\\d-\\d\\d`, "u"));
      assert.match(sheets[1], /Not yet Journeyman[\s\S]*Your plan[\s\S]*Agreed/u);
    });

    for (const [place, addressOf] of Object.entries(places)) {
      await t.test(`the plan, its learning plan and its files, ${place}`, async () => {
        await tab.open(`${addressOf(CHECK)}#g=QQPRSR&as=${LEVEL}&target=${LEVEL}`);
        const missing = NEEDED - Number(oracle("QQPRSR", LEVEL)[LEVEL].total);
        // Only the fragment may have changed, and then the earlier result stays until the page takes the new one.
        await waitFor(tab, (wanted) => document.querySelector("[data-verdict]")?.dataset.missing === wanted
          && document.querySelector("[data-learned] tr") !== null, `${missing}`);
        assert.ok(await tab.evaluate(() => document.querySelectorAll("[data-line][data-needed='']").length) > 0);
        // A line opens its requirements.
        await tab.click("[data-line] summary");
        assert.equal(await tab.evaluate(() => document.querySelector("[data-line] .asks .number").checkVisibility()), true);
        // Gaps are chosen and dates are entered.
        const count = () => tab.evaluate(() => document.querySelectorAll("[data-learned] tr").length);
        const all = await count();
        await tab.evaluate(() => { for (const box of document.querySelectorAll("[data-learn]")) box.click(); });
        assert.equal(await count(), 0);
        await tab.evaluate(() => { for (const box of document.querySelectorAll("[data-learn]")) box.click(); });
        assert.equal(await count(), all);
        await tab.evaluate(() => {
          const field = document.querySelector("[data-date=from]");
          field.value = "2032-02-27";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        });
        const calendar = await saveBy(tab, "[data-save=calendar]");
        assert.match(calendar.text, /^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20320227\r\n/u);
        assert.match((await saveBy(tab, "[data-save=table]")).text, /^\uFEFF?"/u);
        assert.match((await saveBy(tab, "[data-save=text]")).text, /2032-02-27/u);
        const picture = await saveBy(tab, "[data-save=picture]");
        assert.deepEqual([picture.type, picture.text, picture.size > 20_000], ["image/png", "PNG", true]);
        // A file restores a check.
        const check = saved("thrower", { person: "Li Na", grades: Object.fromEntries(Object.keys(ROWS).map((row) => [row, "P"])) });
        await choose(tab, "[data-file=file]", [{ name: "check.json", content: JSON.stringify(check) }]);
        await waitFor(tab, () => document.querySelector("[name=person]").value === "Li Na");
        assert.equal(await gradesOf(tab), "PPPPPP");
        // So that no dialog asks before the page is left.
        await tab.evaluate(() => { document.querySelector("[data-do=reset]").click(); });
      });

      await t.test(`the group view of ${MANY} people, ${place}`, async () => {
        await tab.open(addressOf(GROUP));
        await started(tab);
        const people = makePeople(MANY, []);
        await choose(tab, "[data-files]", people.map((one) => ({ name: `${one.person}.json`, content: JSON.stringify(somebodysCheck("thrower", one)) })));
        await waitFor(tab, (wanted) => document.querySelectorAll("[data-people] tbody tr").length === wanted, MANY);
        await tab.evaluate((level) => {
          const aim = document.querySelector("[name=aim]");
          aim.value = level;
          aim.dispatchEvent(new Event("input", { bubbles: true }));
          aim.dispatchEvent(new Event("change", { bubbles: true }));
        }, LEVEL);
        const expected = new Map(expectedOf(people, LEVEL, NEEDED).map((one) => [one.person, `${one.missing}`]));
        const lines = await tab.evaluate(() => [...document.querySelectorAll("[data-people] tbody tr")]
          .map((line) => [line.querySelector("th bdi").textContent, line.lastElementChild.textContent.trim()]));
        assert.equal(lines.length, MANY);
        for (const [person, missing] of lines) assert.equal(missing, expected.get(person), person);
        const table = await saveBy(tab, "[data-do=csv]");
        assert.equal(table.text.trimEnd().split("\r\n").length, MANY + 1);
      });
    }

    assert.deepEqual(tab.faults, []);
  });
}
