// What differs between two checks of a form, row by row.

import { make } from "./dom.js";
import { levels, rows } from "./rubric.js";
import { named, say, spoken } from "./words.js";
import { line } from "./comparison.js";
import { assess } from "./core.js";
import { toLink } from "./entry.js";
import { bandName, gradeName, gradePlace } from "./result.js";

/**
 * The parts of the comparison of two checks.
 * @param {Check[]} both
 * @returns {Comparison}
 */
export function compared(...both) {
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
    const text = (form) => (form.total < 0 ? "–" : make("span", {}, form.total / 100, ...(form.band < 0 ? [] : [" ", spoken(bandName(form.band))])));
    return line(say("total", { level: named("level", id) }), [text(mine), text(theirs)], "", mine.total !== theirs.total);
  });
  return { caption: say("differences", { count, rows: rows.length }), subject: say("row"), lines, totals };
}

/** @param {number} grade */
const letter = (grade) => (grade < 0 ? "–" : spoken(gradeName(grade)));
