// The whole path of a job seeker on a phone, with taps: from a level's page through the guided self-check to the verdict, the plan and a
// module, then back, into a file, into another language, and to the same result on another device. At the end, a manager opens that file
// among 200 in the group view, from disk.

import { test } from "node:test";
import assert from "node:assert/strict";
import { json } from "node:stream/consumers";
import { browser, PLACES, server, site } from "./opened-pottery.mjs";
import { sideways } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { answer, asks, assertInView, ended, PHONE, placeOf, questionsIn } from "./guide.mjs";
import { cellsOf, fileOf, groupPages, makePeople, openAll, roleOfGroup } from "./group.mjs";
import { asFile, gradesOf, LEVELS, openCheck, openFile, oracle, ready, ROWS, said, shown } from "./selfcheck.mjs";

const ROLE = "thrower";
const LEVEL = "journeyman";
const NEEDED = 40;
const PERSON = "Li 李娜";
const COMMENT = "Learnt in the village, 2029–2031";
const PAGES = { level: `en/pottery/role/${ROLE}/${LEVEL}.html`, check: `en/pottery/selfcheck/${ROLE}.html` };
const SCREEN = { viewport: { width: 390, height: 844 } };

/** Opens a tab of a device that knows nothing of the others. */
async function openDevice({ allowed, options } = PLACES["from a server"]()) {
  const context = await browser.newContext({ ...PHONE, ...SCREEN, acceptDownloads: true, ...options });
  const tab = await context.newPage();
  const watched = watch(tab, allowed);
  return { tab, watched, end: async () => { await context.close(); assertNone(byKind(watched.faults)); } };
}

/** The result, its verdict and the plan, without words of a language. */
const resultOf = async (tab) => {
  await tab.waitForSelector("[data-line]");
  const rest = await tab.evaluate(() => ({
    verdict: { ...document.querySelector("[data-verdict]").dataset },
    lines: [...document.querySelectorAll("[data-line]")].map(({ dataset }) => ({ ...dataset })),
    modules: [...document.querySelectorAll("[data-learned] th a")].map((link) => link.getAttribute("href").replace(/^.*\/curricula\//u, "")),
    texts: Object.fromEntries(["person", "notes"].map((name) => [name, document.querySelector(`[name=${name}]`).value])),
  }));
  return { grades: await gradesOf(tab), shown: await shown(tab), ...rest };
};

/** Nothing is cut off at the side. */
const assertFits = async (tab, what) => assertNone(await sideways(tab, what));

test("from a level's page on a phone to a plan, a module, a file, another language, another device and a group of 200", async () => {
  const { tab, watched, end } = await openDevice();

  // The first action of the level's page leads to a self-check that is set to it.
  await tab.goto(server.url(PAGES.level));
  await tab.locator("main a[href*='/selfcheck/']").first().tap();
  await tab.waitForURL((url) => url.pathname.endsWith(PAGES.check));
  await ready(tab);
  assert.equal(await tab.inputValue("[name=target]"), LEVEL);
  const loaded = watched.requests;

  // The level comes first, and can still be changed; then the questions, one on a screen.
  await tab.tap("[data-do=guide]");
  const [first] = await questionsIn(tab, "care");
  await asks(tab, first);
  await tab.tap("[data-do=back]");
  await asks(tab, "level");
  assert.equal(await tab.locator("[data-do=level]").count(), LEVELS.length);
  await tab.tap(`[data-do=level][value=${LEVEL}]`);
  await asks(tab, first);
  await assertFits(tab, "a question");
  const answers = { care: [0], material: [0, 1], "craft-apprentice": [1], "craft-journeyman": [2], growth: [1, 0] };
  let answered = 0;
  for (const [row, places] of Object.entries(answers)) answered += await answer(tab, row, ...places);
  assert.ok(answered > 15, `${answered} questions`);

  // The verdict is in view, and agrees with a computation of its own.
  await ended(tab);
  assertInView(await placeOf(tab, "#check-result"), "the heading of the result");
  assertInView(await placeOf(tab, "[data-verdict] p"), "the verdict");
  const grades = await gradesOf(tab);
  const expected = oracle(grades, LEVEL);
  assert.deepEqual(await shown(tab), expected);
  const missing = NEEDED - Number(expected[LEVEL].total);
  assert.ok(missing > 0, `${grades} is enough already`);
  assert.match(await tab.innerText("[data-verdict]"), new RegExp(`Not yet.*\\b${missing}\\sshort of ${NEEDED}\\b`, "su"));
  await assertFits(tab, "the result");

  // What is written besides, and the learning plan
  await tab.fill("[name=person]", PERSON);
  await tab.fill("[name=notes]", COMMENT);
  const result = await resultOf(tab);
  assert.deepEqual(result.texts, { person: PERSON, notes: COMMENT });
  assert.ok(result.lines.some(({ needed }) => needed === ""), "the plan says what leads to the aim");
  assert.ok(result.modules.length > 0);

  // A line of the plan leads to its requirements, and to the module that serves best.
  const line = tab.locator("[data-line][data-needed='']", { has: tab.locator(".serves a") }).first();
  await line.locator("summary").first().tap();
  assert.equal(await line.locator(".asks .number").first().isVisible(), true);
  assert.equal(watched.requests, loaded, "nothing was requested after the page had loaded");
  const module = line.locator(".serves a").first();
  const name = (await module.locator(".label").textContent()).trim();
  await module.tap();
  await tab.waitForURL(/\/curricula\//u);
  assert.ok((await tab.innerText("main h1")).includes(name));
  await assertFits(tab, "the module");
  await tab.goBack();
  await ready(tab);
  assert.deepEqual(await resultOf(tab), result, "back at the self-check");

  // The file has what was entered, under the person's name.
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.tap("[data-do=save]")]);
  const file = await json(await download.createReadStream());
  assert.match(download.suggestedFilename(), /李娜.*\.json$/u);
  assert.deepEqual([file.person, file.notes], [PERSON, COMMENT]);
  assert.deepEqual(Object.keys(ROWS).map((row) => file.grades[row] ?? "-").join(""), grades);
  assert.equal(Object.keys(file.answers).length, answered);

  // In the other languages everything is as it was.
  for (const reading of ["zh", "ar", "zh-en"]) {
    await tab.tap(`[data-readings] a[data-reading="${reading}"]`);
    await tab.waitForURL((url) => url.pathname.startsWith(`/${reading}/`));
    await ready(tab);
    assert.deepEqual(await resultOf(tab), result, reading);
    await assertFits(tab, reading);
  }
  await end();

  // Another device knows nothing before it opens the file, and then shows the same.
  const other = await openDevice();
  await openCheck(other.tab, server.url(PAGES.check.replace("en/", "zh/")));
  assert.equal(await gradesOf(other.tab), "------");
  await openFile(other.tab, "file", asFile(file));
  await other.tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent.trim() !== "");
  assert.match(await said(other.tab, "file"), /\S/u);
  // A file has no aim.
  await other.tab.selectOption("[name=target]", LEVEL);
  await other.tab.waitForSelector("[data-line][data-needed='']");
  assert.deepEqual(await resultOf(other.tab), result);
  await other.end();

  // The manager, without a network: the file among those of 199 others.
  const { url, ...disk } = PLACES["from disk, with the network off"]();
  const manager = await openDevice(disk);
  const group = groupPages(site, "en").find((page) => roleOfGroup(page) === ROLE);
  await openCheck(manager.tab, url(group));
  await openAll(manager.tab, [asFile(file), ...makePeople(199, []).map((one) => fileOf(ROLE, one))]);
  await manager.tab.selectOption("[name=aim]", LEVEL);
  const people = await cellsOf(manager.tab, "people");
  assert.equal(people.length, 200);
  const own = people.find(([who]) => who === PERSON);
  assert.deepEqual([own.at(-3), own.at(-1)], [expected[LEVEL].total, `${missing}`]);
  await assertFits(manager.tab, "the group view");
  await manager.end();
});
