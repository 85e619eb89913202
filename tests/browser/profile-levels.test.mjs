// The self-check by profile with levels, weights, parts and rules of the standard's own, in a made-up handbook: the results against
// exact fractions, every choice by mouse and keyboard, links, files, comparison, postings, print, and accessibility.

import { test } from "node:test";
import assert from "node:assert/strict";
import { json } from "node:stream/consumers";
import { findIn } from "./axe.mjs";
import { openFixture } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { openForTests } from "./opening.mjs";
import { asFile, openCheck, openFile } from "./selfcheck.mjs";
import { askedStates, comparedRows, openWatched, randomFrom, rate as rateAll, ratingsOf as ratingsOfAll, shown } from "./profile.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true };
const PAGE = "en/pottery/selfcheck/thrower.html";
const GRID = "en/signals/selfcheck/index.html";

/** What the fixture's throwers are asked for: requirement, dimension, weight, steps, and for each level the steps expected, in brackets if optional. */
const ASKED = [
  ["FO-1", "forming", 40n, 4, "1 3 4"],
  ["FO-2-a", "forming", 15n, 2, "(2) 2 2"],
  ["FO-2-b", "forming", 5n, 2, "(2) 2 2"],
  ["FI-1", "firing", 25n, 3, ". (1) (1)"],
  ["FI-2", "firing", 15n, 4, ". 2 3"],
  ["FI-3", "firing", 30n, 2, ". . 1"],
];
const IDS = ASKED.map(([id]) => id);
const LEVELS = ["apprentice", "journeyman", "master"];

let server;
let browser;
openForTests(() => openFixture("grid"), (opened) => { ({ server, browser } = opened); });

const openTab = (options) => openWatched({ browser, server }, options);
const open = (tab, fragment = "", page = PAGE) => openCheck(tab, `${server.url(page)}#${fragment}`);
const ratingsOf = (tab, ids = IDS) => ratingsOfAll(tab, ids);
const rate = (tab, ...ratings) => rateAll(tab, IDS, ...ratings);

/** What a level asks for: the place of each requirement, the steps, and whether it must be met. */
function asksOf(level) {
  return ASKED.flatMap(([, , , , steps], place) => {
    const word = steps.split(" ")[LEVELS.indexOf(level)];
    return word === "." ? [] : [{ place, expected: Number(word.replaceAll(/[()]/gu, "")), isMust: !word.startsWith("(") }];
  });
}

/** The sums of what a level asks for, in twelfths of points, which all steps divide. */
function sums(ratings, level, dimension) {
  const sum = { attained: 0n, possible: 0n, whole: 0n, rated: 0, musts: true, mayMeet: true };
  for (const { place, expected, isMust } of asksOf(level)) {
    const [, own, weight] = ASKED[place];
    if (dimension && own !== dimension) continue;
    const rating = ratings[place];
    if (rating !== "-") sum.rated += 1;
    if (rating === "x") continue;
    const full = weight * 12n;
    const part = rating === "-" ? 0n : (full * BigInt(Math.min(Number(rating), expected))) / BigInt(expected);
    sum.whole += full;
    sum.attained += part;
    sum.possible += rating === "-" ? full : part;
    const isShort = rating !== "-" && Number(rating) < expected;
    if (isMust && (isShort || rating === "-")) sum.musts = false;
    if (isMust && isShort) sum.mayMeet = false;
  }
  return sum;
}

const percent = ({ attained, whole, rated }) => (whole && rated ? `${(attained * 100n) / whole}%` : "");

/** Everything that is required must be met, and four fifths of the whole attained. */
function status({ attained, possible, whole, musts, mayMeet }) {
  if (!whole) return "nothing";
  if (musts && attained * 5n >= whole * 4n) return "reached";
  return mayMeet && possible * 5n >= whole * 4n ? "open" : "missed";
}

function oracle(ratings, target = "") {
  const all = Object.fromEntries(LEVELS.map((level) => [level, sums(ratings, level)]));
  const reached = LEVELS.filter((level) => status(all[level]) === "reached");
  const aim = target || LEVELS.find((level) => !reached.includes(level)) || LEVELS.at(-1);
  const missing = ({ place, expected }) => expected - Number(ratings[place]);
  const gaps = asksOf(aim).filter((ask) => /\d/u.test(ratings[ask.place]) && missing(ask) > 0);
  const part = (dimension) => percent(sums(ratings, aim, dimension));
  return {
    reached: Object.fromEntries(LEVELS.map((level) => [level, percent(all[level])])),
    status: Object.fromEntries(LEVELS.map((level) => [level, status(all[level])])),
    indicative: reached.at(-1) ?? "",
    attained: { "": percent(all[aim]), forming: part("forming"), firing: part("firing") },
    gaps: all[aim].rated ? gaps.map(({ place }) => IDS[place]) : [],
  };
}

/** Ratings that differ from call to call, the same in every run. */
function* someRatings(count) {
  const next = randomFrom(20250605);
  for (let run = 0; run < count; run += 1) {
    yield ASKED.map(([, , , steps]) => ["-", "x", steps, ...Array.from({ length: steps + 1 }, (_, step) => step)][next(steps + 4)]).join("");
  }
}

test("the results are those of exact fractions, whatever the ratings and the aim", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  for (const ratings of ["------", "422332", "3221--", "322121", "xxxxxx", "1-----", ...someRatings(60)]) {
    for (const target of ["", ...LEVELS]) {
      await rate(tab, ratings, target);
      // The order of the gaps has a test of its own.
      const sorted = ({ gaps, ...rest }) => ({ ...rest, gaps: gaps.toSorted() });
      assert.deepEqual(sorted(await shown(tab)), sorted(oracle(ratings, target)), `${ratings} ${target}`);
    }
  }
  await end();
});

test("every level can be chosen by mouse, also by its descriptor, and by keyboard", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  for (const [id, , , steps] of ASKED) {
    for (let step = 0; step <= steps; step += 1) {
      await tab.click(`label:has([name="rate.${id}"][value="${step}"])`);
      assert.equal(await ratingsOf(tab, [id]), String(step));
    }
  }
  await tab.click("#step-FO-1-1-text");
  assert.equal(await ratingsOf(tab), "122342");
  await tab.focus("[name='rate.FO-1']:checked");
  const given = [];
  for (let turn = 0; turn < 6; turn += 1) {
    given.push(await ratingsOf(tab, ["FO-1"]));
    await tab.keyboard.press("ArrowDown");
  }
  assert.deepEqual(given, ["1", "2", "3", "4", "x", "0"]);
  // The criteria are read without choosing the level.
  await tab.click("[data-requirement='FO-1'] .step:nth-child(4) summary");
  assert.equal(await tab.locator("[data-requirement='FO-1'] .step:nth-child(4) li").first().isVisible(), true);
  assert.equal(await ratingsOf(tab, ["FO-1"]), "1");
  await end();
});

test("each control is named by its level and described by its descriptor", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  await tab.getByRole("radiogroup", { name: /Throws vessels/u }).getByRole("radio", { name: "On their own", exact: true }).check();
  assert.equal(await ratingsOf(tab, ["FO-1"]), "3");
  const described = await tab.evaluate(() => document.getElementById(document.querySelector("[name='rate.FO-1'][value='3']").getAttribute("aria-describedby")).textContent);
  assert.match(described, /^Throws jugs/u);
  await end();
});

test("the level that the aim expects is marked, and only that", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  for (const [at, level] of LEVELS.entries()) {
    await rate(tab, "------", level);
    const marked = await tab.locator(".step:has(.expected) input").evaluateAll((all) => all.map((radio) => [radio.name.slice(5), radio.value]));
    const wanted = ASKED.map(([id, , , , steps]) => [id, steps.split(" ")[at].replaceAll(/[()]/gu, "")]);
    assert.deepEqual(marked, wanted.filter(([id, step]) => step !== "." && !id.startsWith("FO-2")));
  }
  assert.match(await tab.locator(".expected").first().innerText(), /expected for Master/u);
  await rate(tab, "------", "journeyman");
  const beyond = await tab.locator("[data-not-required]:visible").evaluateAll((all) => all.map((note) => [note.closest("[data-requirement]").dataset.requirement, note.textContent]));
  assert.deepEqual(beyond, [["FI-3", "Not required for Journeyman"]]);
  await end();
});

test("the plan is in the order of what a step gains, and holds every gap", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  const below = randomFrom(11);
  for (let turn = 0; turn < 60; turn += 1) {
    const ratings = ASKED.map(([, , , steps]) => "x-01234"[below(steps + 3)]).join("");
    const level = LEVELS[turn % LEVELS.length];
    await rate(tab, ratings, level);
    const shown = await tab.locator("[data-line]").evaluateAll((all) => all.map(({ dataset }) => ({
      id: dataset.line, gain: Number(dataset.gain), isNeeded: dataset.needed === "",
    })));
    const asks = asksOf(level);
    const { whole, rated } = sums(ratings, level);
    const worth = (id) => {
      const place = IDS.indexOf(id);
      return Number(ASKED[place][2]) / asks.find((ask) => ask.place === place).expected;
    };
    const gaps = rated ? asks.filter(({ place, expected }) => /\d/u.test(ratings[place]) && Number(ratings[place]) < expected) : [];
    const where = `${ratings} for ${level}`;
    assert.deepEqual([...new Set(shown.map(({ id }) => id))].toSorted(), gaps.map(({ place }) => IDS[place]).toSorted(), where);
    for (const part of [true, false]) {
      const worths = shown.filter(({ isNeeded }) => isNeeded === part).map(({ id }) => worth(id));
      assert.deepEqual(worths, worths.toSorted((one, other) => other - one), where);
    }
    for (const { place, expected } of gaps) {
      const gained = shown.filter(({ id }) => id === IDS[place]).reduce((sum, { gain }) => sum + gain, 0);
      const exact = (100 * worth(IDS[place]) * (expected - Number(ratings[place]))) / (Number(whole) / 12);
      assert.ok(Math.abs(gained - exact) < 0.11, `${where}: ${IDS[place]} gains ${gained}, not ${exact}`);
    }
  }
  await end();
});

test("advice names the levels, and shows the next descriptor", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=222111&target=journeyman");
  const gap = tab.locator("[data-lines] > ol > li").first();
  await gap.locator("summary").first().click();
  assert.match(await gap.innerText(), /Throwing: With help\s→\sOn their own[\s\S]*Throws jugs of the same height/u);
  await end();
});

test("a part of a requirement is shown after the words that lead it in, wherever it is copied, and on paper", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=421111&target=journeyman&posting=kiln");
  const lead = /Trims what has been thrown:\s+smooths the rim\./u;
  const gap = tab.locator("[data-lines] > ol > li", { hasText: "smooths the rim" });
  await gap.locator("summary").first().click();
  assert.match(await gap.innerText(), lead);
  assert.equal(await gap.locator("[id]").count(), 0);
  assert.match(await tab.innerText("section[data-posting] [data-asked='FO-2-b']"), lead);
  const choices = tab.getByRole("radiogroup", { name: /Trims what has been thrown: smooths the rim\./u });
  assert.equal(await choices.count(), 1);
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator(".rated-clause > .lead").isVisible(), true);
  await end();
});

test("the choices of a scale begin where the words of the requirement begin", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  const starts = await tab.locator("[data-requirement='FO-1']").evaluate((item) => ["[id^=asked-]", ".step", ".answers .step label"].map(
    (selector) => Math.round(item.querySelector(selector).getBoundingClientRect().left)));
  assert.equal(new Set(starts).size, 1, starts.join(" "));
  await end();
});

test("a link and a file hold levels, and a longer scale is refused by neither", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=420x3-&target=master&posting=kiln");
  assert.equal(await ratingsOf(tab), "420x3-");
  await tab.fill("[name=date]", "2025-06-05");
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  const saved = await json(await download.createReadStream());
  assert.deepEqual(saved.ratings, { "FO-1": "4", "FO-2-a": "2", "FO-2-b": "0", "FI-1": "x", "FI-2": "3" });
  await open(tab);
  await openFile(tab, "file", asFile(saved));
  await tab.waitForFunction(() => location.hash.includes("p=420x3-"));
  assert.equal(await ratingsOf(tab), "420x3-");
  for (const fragment of ["p=520---", "p=4-3---", "p=a-----"]) {
    await open(tab, fragment);
    await tab.waitForFunction(() => document.querySelector("[data-message=page]").textContent);
    assert.equal(await ratingsOf(tab), "------", fragment);
  }
  await end();
});

test("two checks are compared by levels, and a posting is judged by what its level expects", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=21-111&posting=kiln");
  const other = { format: "clausebook-profile", version: "1", standard: "pottery", edition: "2025", role: "thrower", ratings: { "FO-1": "4", "FI-1": "1", "FI-3": "x" } };
  await openFile(tab, "compare", asFile(other));
  await tab.waitForSelector("[data-compare]:not([hidden]) table");
  assert.deepEqual(await comparedRows(tab), [
    ["FO-1", "With help", "Teaches it", "Assessor 2 2 steps higher than This check"],
    ["FO-2-a", "Partly met", "–", "Assessor 2: none yet"],
    ["FI-2", "Has seen it", "–", "Assessor 2: none yet"],
    ["FI-3", "On their own", "Does not apply", "Assessor 2: does not apply"],
  ]);
  // A journeyman throws on their own and loads with help. Reading the fire is not asked of journeymen.
  assert.deepEqual(await askedStates(tab), [["FO-1", "partly"], ["FO-2-a", "partly"], ["FO-2-b", "unknown"], ["FI-3", "partly"], ["FI-1", "met"]]);
  assert.match(await tab.locator("[data-asked=FO-1] .standing").innerText(), /your rating: With help/u);
  await end();
});

test("a grid shows the level of each requirement, and no level of all", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=3x-", GRID);
  const each = () => tab.locator("[data-rated-as]").evaluateAll((all) => all.map((cell) => cell.textContent));
  assert.deepEqual(await each(), ["S3", "Does not apply", ""]);
  await tab.click("label:has([name='rate.answers'][value='0'])");
  await tab.click("label:has([name='rate.lamps-read'][value='2'])");
  assert.deepEqual(await each(), ["S3", "S2", "–"]);
  assert.equal(await tab.locator("[data-indicative]").count(), 0);
  // The next level is the first that is not attained in full.
  assert.equal(await tab.innerText("[data-aim] >> nth=0"), "S1");
  await tab.click("label:has([name='rate.answers'][value='1'])");
  assert.equal(await tab.innerText("[data-aim] >> nth=0"), "S2");
  assert.deepEqual(await tab.locator("[data-reached]").evaluateAll((all) => all.map((output) => output.value)), ["100%", "83%", "66%"]);
  await end();
});

test("printed, every level has its descriptor and its criteria", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=2201--");
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator(".descriptor:visible").count(), 9);
  const heights = await tab.locator(".rated details li").evaluateAll((all) => all.map((item) => item.getBoundingClientRect().height));
  assert.equal(heights.length, 7);
  assert.ok(heights.every((height) => height > 0), `${heights}`);
  await end();
});

for (const [reading, options] of [["en", {}], ["zh", PHONE], ["en-zh", {}], ["en-zh", PHONE]]) {
  test(`levels in ${reading}${options.isMobile ? ", on a phone" : ""}: axe in both schemes, and no wider than the screen`, async () => {
    const { tab, watched, end } = await openTab(options);
    for (const [page, fragment] of [
      [PAGE, ""], [PAGE, "p=2201--&target=journeyman&posting=kiln"], [PAGE.replace(".html", "/frame.html"), "p=422332"],
      [GRID, "p=21-"], ["en/bells/selfcheck/index.html", "p=2111"],
    ]) {
      watched.at = `${page}#${fragment}`;
      await open(tab, fragment, page.replace("en/", `${reading}/`));
      for (const summary of await tab.locator(".rated summary").all()) await summary.click();
      watched.faults.push(...await sideways(tab, watched.at), ...await findIn(tab, watched.at));
    }
    await end();
  });
}
