// Helpers of the tests of the self-check by profile: ways to rate and to read results; and for the handbook in
// `tests/fixtures/profile`, its arithmetic computed independently with exact fractions.

import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

/** @import { Browser, BrowserContextOptions, Frame, Page } from "playwright-core" */
/** @import { Server } from "./site.mjs" */

/**
 * A page, or a frame in one.
 *
 * @typedef {Page | Frame} Tab
 */

/**
 * The sums over some requirements: in halves of points; how many are rated; whether all are met, and whether all may still be.
 *
 * @typedef {{ halves: number, possible: number, whole: number, rated: number, musts: boolean, mayMeet: boolean }} Sums
 */

/** What the fixture's role `apiarist` is asked for, in the standard's order: requirement, dimension, and the level that first asks. */
export const ASKED = [
  ["1-a", "insect", "novice"], ["1-b", "insect", "novice"],
  ["2.1-a", "hive", "novice"], ["2.1-b", "hive", "novice"],
  ["2.2-a", "hive", "journeyman"], ["2.2-b", "hive", "journeyman"],
  ["2.3-a", "hive", "elder"],
];
export const LEVELS = ["novice", "journeyman", "elder"];
export const DIMENSIONS = ["insect", "hive"];

/**
 * The sums over some of the requirements, in halves, so that they are exact.
 *
 * @param {string} ratings
 * @param {(dimension: string, level: string) => boolean} isIn
 */
function sums(ratings, isIn) {
  /** @type {Sums} */
  const sum = { halves: 0, possible: 0, whole: 0, rated: 0, musts: true, mayMeet: true };
  ASKED.forEach(([, dimension, level], place) => {
    const rating = ratings[place];
    if (!isIn(dimension, level)) return;
    if (rating !== "-") sum.rated += 1;
    if (rating === "x") return;
    sum.whole += 2;
    sum.halves += rating === "-" ? 0 : Number(rating);
    sum.possible += rating === "-" ? 2 : Number(rating);
    sum.musts &&= rating === "2";
    sum.mayMeet &&= rating === "2" || rating === "-";
  });
  return sum;
}

/**
 * A share as the page prints it: in whole percent, rounded down; nothing if no requirement counts or none is rated.
 *
 * @param {Sums} sums
 */
const percent = ({ halves, whole, rated }) => (whole && rated ? `${(halves * 100 - ((halves * 100) % whole)) / whole}%` : "");

/** @param {Sums} sums */
function status({ whole, musts, mayMeet }) {
  if (!whole) return "nothing";
  if (musts) return "reached";
  return mayMeet ? "open" : "missed";
}

/**
 * The results of ratings such as `20x-112` for a target; without one, for the first level that is not reached, or else the last.
 *
 * @param {string} ratings
 * @param {string} [target]
 */
export function oracle(ratings, target = "") {
  const isUpTo = (/** @type {string} */ level, /** @type {string} */ own) => LEVELS.indexOf(own) <= LEVELS.indexOf(level);
  const whole = Object.fromEntries(LEVELS.map((level) => [level, sums(ratings, (_, own) => isUpTo(level, own))]));
  const reached = LEVELS.filter((level) => status(whole[level]) === "reached");
  const aim = target || LEVELS.find((level) => !reached.includes(level)) || LEVELS[LEVELS.length - 1];
  const part = (/** @type {string} */ id) => percent(sums(ratings, (dimension, own) => dimension === id && isUpTo(aim, own)));
  const places = ASKED.map((_, place) => place).filter((place) => isUpTo(aim, ASKED[place][2]));
  const gaps = places.filter((place) => /[01]/u.test(ratings[place]))
    .sort((one, other) => Number(ratings[other]) - Number(ratings[one]) || one - other);
  return {
    reached: Object.fromEntries(LEVELS.map((level) => [level, percent(whole[level])])),
    status: Object.fromEntries(LEVELS.map((level) => [level, status(whole[level])])),
    indicative: reached.at(-1) ?? "",
    attained: { "": percent(whole[aim]), ...Object.fromEntries(DIMENSIONS.map((id) => [id, part(id)])) },
    // There is no advice before the first rating.
    gaps: whole[aim].rated ? gaps.map((place) => ASKED[place][0]) : [],
  };
}

/**
 * The results that the page shows, to compare with `oracle`'s.
 *
 * @param {Tab} tab
 */
export const shown = (tab) => tab.evaluate(() => {
  const all = (/** @type {string} */ name) =>
    [.../** @type {NodeListOf<HTMLOutputElement>} */ (document.querySelectorAll(`[data-${name}]`))];
  const values = (/** @type {string} */ name) =>
    Object.fromEntries(all(name).map((output) => [output.getAttribute(`data-${name}`), output.value]));
  return {
    reached: values("reached"),
    status: Object.fromEntries(all("status").map((cell) => [cell.getAttribute("data-status"), cell.dataset.value])),
    indicative: all("indicative")[0].dataset.value,
    attained: values("attained"),
    gaps: [...document.querySelectorAll("[data-lines] .number")].map((link) => link.textContent),
  };
});

/**
 * Opens a tab of its own, watched. `end` closes it and asserts that nothing was noticed.
 *
 * @param {{ browser: Browser, server: Server }} opened
 * @param {BrowserContextOptions} [options]
 */
export async function openWatched({ browser, server }, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  return { tab, watched, end: async () => { await context.close(); assertNone(byKind(watched.faults)); } };
}

/**
 * The ratings of requirements on the page: `20x-112`.
 *
 * @param {Tab} tab
 * @param {string[]} ids
 */
export const ratingsOf = (tab, ids) => tab.evaluate((all) => all.map((id) => {
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector(`[name="rate.${id}"]:checked`));
  return chosen?.value ?? "-";
}).join(""), ids);

/**
 * Rates requirements through the controls, without the keyboard, and waits until all results are shown.
 *
 * @param {Tab} tab
 * @param {string[]} ids
 * @param {string} ratings
 * @param {string} [target]
 */
export const rate = (tab, ids, ratings, target = "") => tab.evaluate(async ({ all, letters, aim }) => {
  all.forEach((id, place) => {
    const radios = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`[name="rate.${id}"]`));
    for (const radio of radios) radio.checked = radio.value === letters[place];
  });
  const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-selfcheck=profile]"));
  /** @type {HTMLSelectElement} */ (form.elements.namedItem("target")).value = aim;
  form.dispatchEvent(new Event("input", { bubbles: true }));
  // The rest of the results follows in a task of its own.
  await new Promise((done) => { setTimeout(() => setTimeout(done)); });
}, { all: ids, letters: ratings, aim: target });

/**
 * A function that returns numbers below its argument, which differ from call to call and are the same in every run.
 *
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 65536) % below;
  };
}

/**
 * The rows of checks beside each other: the number of each requirement, the ratings, and the differences in words.
 *
 * @param {Page} tab
 */
export const comparedRows = (tab) => tab.locator("[data-compare] tbody").first().locator("tr").evaluateAll((all) => all.map((row) => [
  row.querySelector(".number")?.textContent,
  ...[...row.querySelectorAll("td:not(.agreed)")].map((cell) =>
    (cell.querySelector(".marks") ? [...cell.querySelectorAll("p")].map((one) => one.textContent).join("; ") : cell.textContent)),
]));

/**
 * The requirements of the chosen posting, and the state of each.
 *
 * @param {Page} tab
 */
export const askedStates = (tab) => tab.locator("section[data-posting] [data-asked]").evaluateAll((all) =>
  all.map((item) => [item.dataset.asked, item.dataset.state]));

/** A saved check as the page writes it. */
export const saved = (more = {}) => ({
  format: "clausebook-profile", version: "1", standard: "beekeeping", edition: "2024", role: "apiarist", ...more,
});
