// The learning plan of a self-check, and the files that its results are saved as: read by parsers of their own, by RFC 5545 and
// RFC 4180.

import { test } from "node:test";
import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { expand } from "./clean.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, openCheck } from "./selfcheck.mjs";
import { readCode } from "./qr.mjs";
import { sideways } from "./layout.mjs";

const FRAGMENT = "g=SSSSSS&as=master&target=master";
const pageOf = (reading) => checkPages(site, reading).find((page) => page.endsWith("thrower.html"));

async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  return { tab, end: async () => { await context.close(); assertNone(byKind(watched.faults)); } };
}

/** Opens a self-check with gaps, and waits for its learning plan. */
async function openPlan(tab, reading, fragment = FRAGMENT) {
  await openCheck(tab, `${server.url(pageOf(reading))}#${fragment}`);
  await tab.waitForSelector("[data-learned] tr");
}

/** The file that a button saves: its name and its text. */
async function saved(tab, kind) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click(`[data-save=${kind}]`)]);
  return { name: download.suggestedFilename(), content: await text(await download.createReadStream()) };
}

const modulesOf = (tab) => tab.locator("[data-learned] th a").evaluateAll((all) => all.map((link) => link.getAttribute("href").replace(/.*\/|\.html$/gu, "")));

/** The entries of a calendar: the properties of each, with their parameters, values unescaped. */
function parseCalendar(content) {
  assert.ok(content.endsWith("\r\n"));
  const lines = content.slice(0, -2).split("\r\n");
  for (const line of lines) {
    assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} bytes: ${line}`);
    assert.doesNotMatch(line, /[\r\n\uFFFD]/u);
  }
  const unfolded = [];
  for (const line of lines) {
    if (line.startsWith(" ")) unfolded[unfolded.length - 1] += line.slice(1);
    else unfolded.push(line);
  }
  const entries = [];
  const calendar = {};
  let place = calendar;
  for (const line of unfolded) {
    const [, name, parameters, value] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/u.exec(line) ?? assert.fail(line);
    if (name === "BEGIN" && value === "VEVENT") entries.push(place = {});
    else if (name === "END" && value === "VEVENT") place = calendar;
    else if (name !== "BEGIN" && name !== "END") {
      assert.ok(!(name in place), `${name} comes twice`);
      const isText = ["SUMMARY", "DESCRIPTION"].includes(name);
      if (isText) assert.doesNotMatch(value, /(?<!\\)(?:\\\\)*[,;]/u);
      place[name] = isText ? value.replaceAll(/\\([nN,;\\])/gu, (_, character) => (/n/iu.test(character) ? "\n" : character)) : value;
      if (parameters) place[`${name} parameters`] = parameters;
    }
  }
  assert.deepEqual([unfolded[0], unfolded.at(-1)], ["BEGIN:VCALENDAR", "END:VCALENDAR"]);
  assert.equal(calendar.VERSION, "2.0");
  assert.ok(calendar.PRODID);
  return entries;
}

test("modules come after those that they build on, with their hours, for the lines that are chosen", async () => {
  const { tab, end } = await openTab();
  await openPlan(tab, "en");
  assert.deepEqual(await modulesOf(tab), ["01-clay", "02-wheel", "03-workshop"]);
  assert.match(await tab.innerText("[data-learning-total]"), /^3 modules, 40 hours$/u);
  // Without the rows that the workshop closes, it is not in the plan.
  for (const row of ["care", "growth"]) await tab.uncheck(`[data-learn][value="${row}"]`);
  assert.deepEqual(await modulesOf(tab), ["01-clay", "02-wheel"]);
  assert.match(await tab.innerText("[data-learning-total]"), /^2 modules, 32 hours$/u);
  // Choices and dates survive a reload in the same tab, and nothing else has them.
  await tab.fill("[data-date=from] >> nth=0", "2031-03-01");
  await tab.reload();
  await tab.waitForSelector("[data-learned] tr");
  assert.deepEqual(await modulesOf(tab), ["01-clay", "02-wheel"]);
  assert.equal(await tab.inputValue("[data-date=from] >> nth=0"), "2031-03-01");
  assert.equal(await tab.evaluate(() => localStorage.length), 0);
  assert.doesNotMatch(tab.url(), /2031-03/u);
  await end();
});

test("the plan is used by keyboard, and is no wider than a screen of 320 px", async () => {
  const { tab, end } = await openTab({ viewport: { width: 320, height: 640 } });
  await openPlan(tab, "zh-en");
  await tab.focus("[data-line] summary");
  await tab.keyboard.press("Enter");
  assert.ok(await tab.isVisible("[data-line] .asks .number"));
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.closest(".asks") !== null), true);
  await tab.focus("[data-learn]");
  await tab.keyboard.press("Space");
  assert.equal(await tab.evaluate(() => document.activeElement.matches("[data-learn]:not(:checked)")), true, "the focus stays");
  await expand(tab);
  assertNone(await sideways(tab, "320 px"));
  // A box to tick is beside the first line of its words.
  const apart = await tab.locator("[data-choices] label, label.ticked").evaluateAll((labels) => labels.map((label) => {
    const [box, words] = [label.querySelector("input"), label.querySelector("span")].map((one) => one.getClientRects()[0]);
    return Math.round(Math.abs(box.top + box.height / 2 - (words.top + parseFloat(getComputedStyle(label).lineHeight) / 2)));
  }));
  assert.ok(apart.length > 3 && apart.every((distance) => distance <= 5), `${apart}`);
  await end();
});

test("dated modules become entries of a calendar that keep their ids", async () => {
  const { tab, end } = await openTab();
  await openPlan(tab, "zh-en");
  await tab.click("[data-save=calendar]");
  assert.match(await tab.innerText("[data-learning-message]"), /开始日期/u);
  await tab.fill("[data-date=from] >> nth=0", "2032-02-27");
  await tab.fill("[data-date=until] >> nth=0", "2032-02-29");
  await tab.fill("[data-date=from] >> nth=1", "2032-12-31");
  const first = await saved(tab, "calendar");
  assert.match(first.name, /^selfcheck-thrower-plan-\d{4}-\d\d-\d\d\.ics$/u);
  const entries = parseCalendar(first.content);
  assert.deepEqual(entries.map((entry) => [entry.DTSTART, entry.DTEND]), [["20320227", "20320301"], ["20321231", "20330101"]]);
  for (const entry of entries) {
    assert.equal(entry["DTSTART parameters"], ";VALUE=DATE");
    assert.equal(entry["DTEND parameters"], ";VALUE=DATE");
    assert.match(entry.DTSTAMP, /^\d{8}T\d{6}Z$/u);
    assert.match(entry.UID, /^pottery\.2031\.thrower\.first-year\.0\d-[a-z]+@clausebook$/u);
    assert.ok(entry.SUMMARY);
    assert.match(entry.DESCRIPTION, /\n.*example, not offered$/u);
    assert.match(entry.URL, /^http.*\/curricula\/first-year\//u);
  }
  assert.equal(new Set(entries.map(({ UID }) => UID)).size, 2);
  const again = parseCalendar((await saved(tab, "calendar")).content);
  assert.deepEqual(again.map(({ UID }) => UID), entries.map(({ UID }) => UID));
  await end();
});

test("the plan is saved as a text with all modules in their order", async () => {
  const { tab, end } = await openTab();
  await openPlan(tab, "en");
  const { name, content } = await saved(tab, "text");
  assert.match(name, /^selfcheck-thrower-plan-\d{4}-\d\d-\d\d\.txt$/u);
  const lines = content.trimEnd().split("\n");
  assert.match(lines[0], /thrower/iu);
  assert.deepEqual(lines.filter((line) => line.includes("http")).map((line) => line.replace(/.*\/|\.html$/gu, "")), ["01-clay", "02-wheel", "03-workshop"]);
  await end();
});

test("the result is saved as a table that spreadsheets open", async () => {
  const { tab, end } = await openTab();
  await openCheck(tab, `${server.url(pageOf("zh-en"))}#g=PQRS-Q&as=journeyman&target=journeyman`);
  await tab.waitForSelector("[data-bars] li");
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-save=table]")]);
  assert.match(download.suggestedFilename(), /^selfcheck-thrower-\d{4}-\d\d-\d\d\.csv$/u);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  assert.ok(content.startsWith("\uFEFF"));
  const rows = content.slice(1).split("\r\n");
  assert.equal(rows.pop(), "");
  const cells = rows.map((row) => [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/gu)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? Number(plain)));
  for (const row of cells) {
    assert.equal(row.length, 5, JSON.stringify(row));
    for (const cell of row) if (typeof cell === "string") assert.doesNotMatch(cell, /^[=+\-@＝＋－＠]/u);
  }
  assert.deepEqual(cells.slice(1, 7).map(([, grade, score, maximum]) => [grade, score, maximum]),
    [["P", 10, 10], ["Q", 8, 10], ["R", 6, 10], ["S", 2, 5], ["", "", 5], ["Q", 8, 10]]);
  assert.match(cells[1][0], / \/ /u);
  await end();
});

test("where a browser saves no files, each saving button says what to do instead", async () => {
  const { tab, end } = await openTab();
  await openPlan(tab, "zh-en");
  await tab.fill("[data-date=from] >> nth=0", "2032-02-27");
  // As the browsers in some apps: the link is followed to nowhere, and the page is told nothing.
  await tab.evaluate(() => { HTMLAnchorElement.prototype.click = () => {}; });
  for (const [kind, place, ending] of [
    ["picture", "[data-card-message]", "png"], ["table", "[data-card-message]", "csv"],
    ["calendar", "[data-learning-message]", "ics"], ["text", "[data-learning-message]", "txt"],
  ]) {
    await tab.click(`[data-save=${kind}]`);
    await tab.waitForFunction(([selector, part]) => document.querySelector(selector).innerText.includes(part), [place, `.${ending}`]);
    assert.match(await tab.innerText(place), /用其他浏览器打开本页.*open the page in another browser/su, kind);
    assert.equal(await tab.getAttribute(place, "role"), "status");
  }
  await end();
});

test("the QR code is that of the link, and follows it", async () => {
  const { tab, end } = await openTab();
  await openCheck(tab, `${server.url(pageOf("en"))}#g=PQRS-Q`);
  await tab.click("details.code summary");
  const read = () => tab.locator("details.code path").getAttribute("d").then((path) => {
    const dark = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/gu)].map(([, x, y]) => [Number(x), Number(y)]);
    const first = Math.min(...dark.map(([x]) => x));
    const size = Math.max(...dark.map(([x]) => x)) - first + 1;
    const code = Array.from({ length: size }, () => Array(size).fill(0));
    for (const [x, y] of dark) code[y - first][x - first] = 1;
    assert.equal(first, 4, "a light margin of four modules");
    return readCode(code);
  });
  await tab.waitForSelector("details.code path");
  assert.equal(await read(), await tab.inputValue("[data-link]"));
  const before = await tab.inputValue("[data-link]");
  await tab.selectOption("[name=target]", "master");
  await tab.waitForFunction((link) => document.querySelector("[data-link]").value !== link, before);
  await tab.waitForTimeout(50);
  assert.equal(await read(), await tab.inputValue("[data-link]"));
  assert.match(await tab.inputValue("[data-link]"), /target=master/u);
  await end();
});

test("saved self-checks are a line over time, and a list that says the same", async () => {
  const { tab, end } = await openTab();
  await openCheck(tab, `${server.url(pageOf("en"))}#g=PPPPPP`);
  for (const [date, grades] of [["2031-03-01", "RRRRRR"], ["2031-01-01", "SSSSSS"], ["2031-05-01", "PPPPPP"]]) {
    await tab.evaluate((hash) => { location.hash = hash; }, `g=${grades}`);
    await tab.waitForFunction((all) => [...document.querySelectorAll("[name^='grade.']:checked")].map(({ value }) => value).join("") === all, grades);
    await tab.fill("[name=date]", date);
    await tab.click("[data-do=remember]");
  }
  const points = await tab.locator("[data-over-time] circle").evaluateAll((all) => all.map((point) => [point.getAttribute("cx"), Number(point.getAttribute("cy"))]));
  assert.equal(points.length, 3);
  assert.deepEqual(points.map(([across]) => across), ["4%", `${4 + 92 * (59 / 120)}%`, "96%"], "in the order of time, by the distance of days");
  assert.ok(points[0][1] > points[1][1] && points[1][1] > points[2][1], "a better result is higher");
  assert.deepEqual(await tab.locator("[data-over-time] text").allTextContents(), ["20", "30", "50", "2031-01-01", "2031-05-01"]);
  await tab.click("[data-do=forget-all]");
  await tab.waitForFunction(() => document.querySelector("[data-over-time]").hidden);
  await end();
});
