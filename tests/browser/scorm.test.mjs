// Self-checks as SCORM packages, under a SCORM runtime: what the course is told, and when; what it keeps; and what learners see if it
// refuses.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findIn } from "./axe.mjs";
import { frameOf, known, openCourse, serveCourse, told } from "./course.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { builtSite } from "./fixture.mjs";
import { ASKED, rate } from "./profile.mjs";
import { grade, LEVELS } from "./selfcheck.mjs";
import { launch } from "./site.mjs";
import { until, watch } from "./watch.mjs";

const IDS = ASKED.map(([id]) => id);
const ELEMENTS = ["cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max", "cmi.core.lesson_status", "cmi.objectives.0.id"];

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** Opens the package of a made-up handbook for the time of a test. */
async function open(context, name, file, refused) {
  const course = await serveCourse(join(builtSite(name), "data", file));
  context.after(course.close);
  const opened = await openCourse(browser, course, refused);
  context.after(async () => {
    await opened.end();
    assertNone(byKind(opened.watched.faults));
  });
  return { ...opened, course };
}

const submit = (frame) => frame.click("[data-course-do=submit]");
const isShown = (frame, part) => frame.locator(`[data-course=${part}]`).isVisible();
const value = (frame, selector) => frame.locator(selector).first().evaluate((element) => element.value ?? element.dataset.value);

for (const reading of ["en", "zh-en"]) {
  test(`a form reports total, level and status only when it is submitted (${reading})`, async (context) => {
    const { tab, frame } = await open(context, "pottery", `pottery/scorm/thrower.${reading}.zip`);
    assert.ok(await isShown(frame, "connected"));
    await grade(frame, "PQRPQR");
    await frame.selectOption("[name=evaluated-as]", LEVELS[1]);
    await frame.waitForSelector("[data-course=complete]:not([hidden])");
    assert.deepEqual(await told(tab), [["LMSInitialize", "", "true"]], "nothing but the start is reported");

    await submit(frame);
    assert.ok(await isShown(frame, "accepted"));
    const total = await value(frame, `output[data-total=${LEVELS[1]}]`);
    const level = await value(frame, "[data-indicative]");
    const maximum = /\d+/u.exec(await frame.locator(`tr:has([data-total=${LEVELS[1]}]) .maximum`).innerText())[0];
    assert.deepEqual(await known(tab, ...ELEMENTS), [total, "0", maximum, "completed", `level.${level}`]);
    assert.equal((await told(tab)).at(-1)[0], "LMSCommit");
    const shown = await frame.locator("[data-indicative]").innerText();
    assert.equal((await known(tab, "cmi.comments"))[0], shown.replaceAll(/\s+/gu, " ").trim());
    assert.equal((await known(tab, "cmi.suspend_data"))[0], "", "the answers are not sent");

    await grade(frame, "P-RPQR");
    await frame.waitForSelector("[data-course=changed]:not([hidden])");
    await submit(frame);
    assert.deepEqual((await known(tab, ...ELEMENTS)).slice(0, 4), ["", "0", maximum, "incomplete"]);
  });
}

for (const reading of ["en", "zh"]) {
  test(`a profile reports the share attained, level and status only when it is submitted (${reading})`, async (context) => {
    const { tab, frame } = await open(context, "profile", `beekeeping/scorm/apiarist.${reading}.zip`);
    await rate(frame, IDS, "22211".padEnd(IDS.length, "2"));
    await frame.waitForSelector("[data-course=complete]:not([hidden])");
    assert.deepEqual(await told(tab), [["LMSInitialize", "", "true"]], "nothing but the start is reported");

    await submit(frame);
    assert.ok(await isShown(frame, "accepted"));
    const percent = (await value(frame, "[data-attained='']")).replace(/\D/gu, "");
    const level = await value(frame, "[data-indicative]");
    assert.deepEqual(await known(tab, ...ELEMENTS.slice(0, 4)), [percent, "0", "100", "completed"]);
    if (level) assert.deepEqual(await known(tab, ELEMENTS[4]), [`level.${level.replaceAll(" ", ".")}`]);
  });
}

test("answers are kept in the course only if the learner wants that, and then come back", async (context) => {
  const { tab, frame } = await open(context, "pottery", "pottery/scorm/thrower.en.zip");
  await grade(frame, "PQRPQR");
  await frame.check("[name=course-keep]");
  assert.ok(await isShown(frame, "kept"));
  assert.match((await known(tab, "cmi.suspend_data"))[0], /g=/u);
  assert.equal((await known(tab, "cmi.core.score.raw"))[0], "", "no score is sent with them");
  const [before] = await known(tab, "cmi.suspend_data");
  await grade(frame, "PPPPPP");
  await until(async () => (await known(tab, "cmi.suspend_data"))[0] !== before);
  const stored = await tab.evaluate(() => JSON.stringify(globalThis.runtime.cmi.toJSON()));
  await tab.evaluate((data) => sessionStorage.setItem("stored", data), stored);

  await tab.reload();
  const again = await frameOf(tab);
  assert.ok(await again.isChecked("[name=course-keep]"));
  assert.deepEqual(await again.locator("[name^='grade.']:checked").evaluateAll((all) => all.map((one) => one.value)), [..."PPPPPP"]);
  await again.uncheck("[name=course-keep]");
  assert.ok(await isShown(again, "deleted"));
  assert.equal((await known(tab, "cmi.suspend_data"))[0], "");
});

test("a course is told that a self-check is not finished if it is left, so that opening it does not complete it", async (context) => {
  const { tab, frame } = await open(context, "pottery", "pottery/scorm/thrower.en.zip");
  await grade(frame, "PQRPQR");
  await tab.evaluate(() => document.querySelector("iframe").remove());
  await until(async () => (await told(tab)).at(-1)[0] === "LMSFinish");
  assert.deepEqual((await told(tab)).map((call) => call.slice(0, -1)), [
    ["LMSInitialize", ""], ["LMSSetValue", "cmi.core.lesson_status", "incomplete"], ["LMSFinish", ""],
  ]);
});

test("learners see that the course has not accepted their result", async (context) => {
  const { frame } = await open(context, "pottery", "pottery/scorm/thrower.en.zip", "LMSCommit");
  await grade(frame, "PQRPQR");
  await submit(frame);
  assert.ok(await isShown(frame, "refused"));
  assert.ok(!await isShown(frame, "accepted"));
  await frame.check("[name=course-keep]");
  assert.ok(await isShown(frame, "not-kept"));
});

test("a course without levels takes the rest, and says so", async (context) => {
  const { tab, frame } = await open(context, "pottery", "pottery/scorm/thrower.en.zip", "cmi.objectives");
  await grade(frame, "PQRPQR");
  await submit(frame);
  assert.ok(await isShown(frame, "no-level"));
  assert.deepEqual(await known(tab, "cmi.core.lesson_status", "cmi.comments"), ["completed", ""]);
});

test("a course that does not start the self-check, or none, is named, and the self-check works", async (context) => {
  for (const [refused, part] of [["LMSInitialize", "unready"], ["API", "none"]]) {
    const { tab, frame } = await open(context, "pottery", "pottery/scorm/thrower.en.zip", refused);
    assert.ok(await isShown(frame, part), part);
    assert.ok(!await isShown(frame, "submission"));
    await grade(frame, "PQRPQR");
    assert.notEqual(await value(frame, `output[data-total=${LEVELS[0]}]`), "");
    assert.deepEqual((await told(tab)).filter(([name]) => name !== "LMSInitialize"), []);
  }
});

test("a package is accessible, in a window of its own too, and opens from disk", async (context) => {
  const { tab, course } = await open(context, "profile", "beekeeping/scorm/apiarist.en.zip");
  await tab.goto(course.server.url("opener.html"));
  const opened = tab.context().waitForEvent("page");
  await tab.evaluate(() => void open("content/index.html"));
  const own = await opened;
  await own.waitForSelector("[data-course=submission]:not([hidden])");
  await submit(own);
  assert.ok(await isShown(own, "accepted"));
  assertNone(await findIn(own, "index.html", ["light", "dark"]));
  const other = await browser.newContext({ offline: true });
  context.after(() => other.close());
  const alone = await other.newPage();
  const watched = watch(alone, pathToFileURL(course.folder).href);
  await alone.goto(pathToFileURL(join(course.folder, "content/index.html")).href);
  await alone.waitForSelector("[data-live]:not([hidden])", { state: "attached" });
  assert.ok(await isShown(alone, "none"));
  assertNone(byKind(watched.faults));
});
