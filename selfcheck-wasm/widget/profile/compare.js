// Compares two checks: the shares attained, and the requirements that are rated differently. Differences are marked in words as well
// as in colour.

import { find, make } from "../dom.js";
import { named, say, spoken } from "../words.js";
import { describe } from "../keep.js";
import { requirementOf, stepName } from "./advice.js";
import { assess } from "./assessment.js";
import { read, toLink } from "./entry.js";
import { dimensions, requirements } from "./profile.js";
import { targetName } from "./result.js";

/** @type {Check | undefined} */
let other;

/**
 * Compares a check with the one on the page; without a check, closes the comparison.
 * @param {Check} [check]
 */
export function lay(check) {
  other = check;
  showComparison(read());
}

/**
 * Shows the comparison, if there is one.
 * @param {RatedCheck} check
 */
export function showComparison(check) {
  const place = find("[data-compare]");
  place.hidden = find("[data-do=put-away]").hidden = !other;
  place.replaceChildren(...(other ? table(check) : []));
}

/** @param {RatedCheck} check */
function table(check) {
  const both = /** @type {Check[]} */ ([check, other]);
  // Both are compared with the target of the check on the page.
  const { aim } = assess(toLink(check));
  const [mine, theirs] = both.map((one) => assess(toLink(one)).targets[aim]);
  const lines = requirements.flatMap(({ id }, place) => {
    const ratings = /** @type {[string, string]} */ (both.map((one) => one.p?.[place] ?? "-"));
    return ratings[0] === ratings[1] ? [] : [line(requirementOf(id), ratings.map((one) => rating(place, one)), difference(...ratings))];
  });
  /** @param {Attained} attained */
  const share = ({ percent }) => (percent < 0 ? "–" : `${percent}%`);
  /**
   * @param {Node} title
   * @param {Attained} one
   * @param {Attained} two
   */
  const shares = (title, one, two) => line(title, [share(one), share(two)], "", one.percent !== two.percent);
  return [make("table", {},
    make("caption", {}, say("differences", { count: lines.length, requirements: requirements.length })),
    make("thead", {}, make("tr", {}, head(say("requirement")), head(say("this"), check), head(say("other"), other), head(say("difference")))),
    make("tbody", {}, ...lines),
    make("tbody", { class: "totals" },
      shares(say("all_of", { target: targetName(aim) }), mine.all, theirs.all),
      ...dimensions.map((id, at) => shares(spoken(named("dimension", id)), mine.dimensions[at], theirs.dimensions[at]))))];
}

/**
 * @param {number} place
 * @param {string} letter
 */
function rating(place, letter) {
  if (letter === "-") return "–";
  return letter === "x" ? say("excluded") : spoken(stepName(place, letter));
}

/**
 * @param {string} mine
 * @param {string} theirs
 */
function difference(mine, theirs) {
  if (mine === "-" || theirs === "-") return say("one_open");
  if (mine === "x" || theirs === "x") return say("one_excluded");
  return say(theirs > mine ? "higher" : "lower", {
    steps: Math.abs(/** @type {number} */ (/** @type {unknown} */ (theirs)) - /** @type {number} */ (/** @type {unknown} */ (mine))),
  });
}

/**
 * @param {Node} title
 * @param {Check} [check]
 */
const head = (title, check) => make("th", { scope: "col" }, title,
  ...(check ? [make("small", {}, spoken(describe(check)))] : []));

/**
 * @param {Node} title
 * @param {(Node | string)[]} cells
 * @param {Node | string} words
 * @param {boolean} differs
 */
const line = (title, cells, words, differs = true) => make("tr", differs ? { class: "differs" } : {},
  make("th", { scope: "row" }, title), ...cells.map((cell) => make("td", {}, cell)), make("td", {}, words));
