// Compares two checks row by row. Differences are marked in words as well as in colour.

import { find, make } from "./dom.js";
import { grades, levels, rows } from "./rubric.js";
import { named, say, spoken } from "./words.js";
import { assess } from "./core.js";
import { read, toLink } from "./entry.js";
import { describe } from "./keep.js";
import { bandName, gradePlace } from "./result.js";

/** @type {Check | undefined} */
let other;

/**
 * Compares a check with the one in the form; without a check, closes the comparison.
 * @param {Check} [check]
 */
export function lay(check) {
  other = check;
  showComparison(read());
}

/**
 * Shows the comparison, if there is one.
 * @param {ReadCheck} check
 */
export function showComparison(check) {
  const place = find("[data-compare]");
  place.hidden = find("[data-do=put-away]").hidden = !other;
  place.replaceChildren(...(other ? table(check) : []));
}

/** @param {ReadCheck} check */
function table(check) {
  const both = /** @type {Check[]} */ ([check, other]);
  const results = both.map((one) => assess(toLink(one)));
  let count = 0;
  const lines = rows.map((row, at) => {
    const [mine, theirs] = both.map((one) => gradePlace(one, at));
    /** @type {Node | string} */
    let difference = "";
    if (mine !== theirs) {
      count += 1;
      const steps = Math.abs(theirs - mine);
      if (Math.min(mine, theirs) < 0) difference = say("one_open");
      else difference = say(theirs < mine ? "higher" : "lower", { steps });
    } else if (mine >= 0) difference = say("no_difference");
    return line(spoken(named("row", row.id)), [letter(mine), letter(theirs)], difference, mine !== theirs);
  });
  const totals = levels.map(({ id }, at) => {
    const [mine, theirs] = results.map(({ forms }) => forms[at]);
    /** @param {LevelResult} form */
    const text = (form) => (form.total < 0 ? "–" : make("span", {}, form.total / 100, " ", spoken(bandName(form.band))));
    return line(say("total", { level: named("level", id) }), [text(mine), text(theirs)], "", mine.total !== theirs.total);
  });
  return [make("table", {},
    make("caption", {}, say("differences", { count, rows: rows.length })),
    make("thead", {}, make("tr", {}, head(say("row")), head(say("this"), check), head(say("other"), other), head(say("difference")))),
    make("tbody", {}, ...lines), make("tbody", { class: "totals" }, ...totals))];
}

/** @param {number} grade */
const letter = (grade) => grades[grade]?.id ?? "–";

/**
 * @param {Node} title
 * @param {Check} [check]
 */
const head = (title, check) => make("th", { scope: "col" }, title,
  ...(check ? [make("small", {}, spoken(describe(check)))] : []));

/**
 * @param {Node} title
 * @param {(Node | string)[]} cells
 * @param {Node | string} difference
 * @param {boolean} differs
 */
const line = (title, cells, difference, differs) => make("tr", differs ? { class: "differs" } : {},
  make("th", { scope: "row" }, title), ...cells.map((cell) => make("td", {}, cell)), make("td", {}, difference));
