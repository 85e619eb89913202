// Helpers of the tests of the self-check by profile: the handbook of their own, its arithmetic computed independently with exact
// fractions, and ways to rate.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** A handbook with roles and levels whose standard has no form. */
export const SOURCE = join(import.meta.dirname, "..", "fixtures", "profile");

/** What the fixture's role `apiarist` is asked for, in the standard's order: requirement, dimension, and the level that first asks. */
export const ASKED = [
  ["1-a", "insect", "novice"], ["1-b", "insect", "novice"],
  ["2.1-a", "hive", "novice"], ["2.1-b", "hive", "novice"],
  ["2.2-a", "hive", "journeyman"], ["2.2-b", "hive", "journeyman"],
  ["2.3-a", "hive", "elder"],
];
export const LEVELS = ["novice", "journeyman", "elder"];
export const DIMENSIONS = ["insect", "hive"];

/** Builds the site of a handbook. */
export function build(root, out) {
  assert.ok(process.env.CLAUSEBOOK, "CLAUSEBOOK must name the program");
  execFileSync(process.env.CLAUSEBOOK, ["build", "--root", root, "--out", out], { stdio: "pipe" });
}

/** The sums over some of the requirements, in halves, so that they are exact. */
function sums(ratings, isIn) {
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

/** A share as the page prints it: in whole percent, rounded down; nothing if no requirement counts or none is rated. */
const percent = ({ halves, whole, rated }) => (whole && rated ? `${(halves * 100 - ((halves * 100) % whole)) / whole}%` : "");

function status({ whole, musts, mayMeet }) {
  if (!whole) return "nothing";
  if (musts) return "reached";
  return mayMeet ? "open" : "missed";
}

/** The results of ratings such as `20x-112` for a target; without one, for the first level that is not reached, or else the last. */
export function oracle(ratings, target = "") {
  const upTo = (level) => (own) => LEVELS.indexOf(own) <= LEVELS.indexOf(level);
  const whole = Object.fromEntries(LEVELS.map((level) => [level, sums(ratings, (_, own) => upTo(level)(own))]));
  const reached = LEVELS.filter((level) => status(whole[level]) === "reached");
  const aim = target || LEVELS.find((level) => !reached.includes(level)) || LEVELS.at(-1);
  const part = (id) => percent(sums(ratings, (dimension, own) => dimension === id && upTo(aim)(own)));
  const places = ASKED.map((_, place) => place).filter((place) => upTo(aim)(ASKED[place][2]));
  const gaps = places.filter((place) => /[01]/u.test(ratings[place])).sort((one, other) => ratings[other] - ratings[one] || one - other);
  return {
    reached: Object.fromEntries(LEVELS.map((level) => [level, percent(whole[level])])),
    status: Object.fromEntries(LEVELS.map((level) => [level, status(whole[level])])),
    indicative: reached.at(-1) ?? "",
    attained: { "": percent(whole[aim]), ...Object.fromEntries(DIMENSIONS.map((id) => [id, part(id)])) },
    // There is no advice before the first rating.
    gaps: whole[aim].rated ? gaps.map((place) => ASKED[place][0]) : [],
  };
}

/** The results that the page shows, to compare with `oracle`'s. */
export const shown = (tab) => tab.evaluate(() => {
  const values = (name, value) => Object.fromEntries([...document.querySelectorAll(`[data-${name}]`)]
    .map((element) => [element.getAttribute(`data-${name}`), value(element)]));
  return {
    reached: values("reached", (output) => output.value),
    status: values("status", (cell) => cell.dataset.value),
    indicative: document.querySelector("[data-indicative]").dataset.value,
    attained: values("attained", (output) => output.value),
    gaps: [...document.querySelectorAll("[data-gaps] .number")].map((link) => link.textContent),
  };
});

/** The ratings on the page: `20x-112`. */
export const ratingsOf = (tab) => tab.evaluate((ids) => ids.map((id) =>
  document.querySelector(`[name="rate.${id}"]:checked`)?.value ?? "-").join(""), ASKED.map(([id]) => id));

/** Rates through the controls, without the keyboard, and waits until all results are shown. */
export const rate = (tab, ratings, target) => tab.evaluate(async ([ids, letters, aim]) => {
  ids.forEach((id, place) => {
    for (const radio of document.querySelectorAll(`[name="rate.${id}"]`)) radio.checked = radio.value === letters[place];
  });
  const form = document.querySelector("form[data-selfcheck=profile]");
  form.elements.target.value = aim;
  form.dispatchEvent(new Event("input", { bubbles: true }));
  // The rest of the results follows in a task of its own.
  await new Promise((done) => { setTimeout(() => setTimeout(done)); });
}, [ASKED.map(([id]) => id), ratings, target ?? ""]);

/** A saved check as the page writes it. */
export const saved = (more = {}) => ({
  format: "clausebook-profile", version: "1", standard: "beekeeping", edition: "2024", role: "apiarist", ...more,
});
