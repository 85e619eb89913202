// Checks of a form beside each other: the grades of each row, and the totals.

import { make } from "./dom.js";
import { bands, grades, levels, rows } from "./rubric.js";
import { named, say, spoken } from "./words.js";

/**
 * The rows with the grades of several checks, and their totals.
 * @param {{check: Check, result: Assessment}[]} checks
 * @returns {Beside}
 */
export function compared(checks) {
  const lines = rows.map((row, at) => ({
    title: spoken(named("row", row.id)),
    marks: checks.map(({ check }) => {
      const place = grades.findIndex(({ id }) => id === check.g?.[at]);
      return place < 0 ? undefined : { cell: place, height: grades.length - place, text: spoken(named("grade", grades[place].id)) };
    }),
    labels: grades.map(({ id }) => id),
  }));
  const totals = levels.map(({ id }, at) => ({
    title: say("total", { level: named("level", id) }),
    texts: checks.map(({ result: { forms } }) => {
      const { total, band } = forms[at];
      return total < 0 ? "–" : make("span", {}, total / 100, ...(band < 0 ? [] : [" ", spoken(named("band", bands[band].id))]));
    }),
  }));
  const count = lines.filter(({ marks }) => differ(marks)).length;
  return { caption: say("differences", { count, rows: rows.length }), subject: say("row"), lines, totals };
}

/**
 * Whether marks differ, one that is missing included.
 * @param {(ScaleMark | undefined)[]} marks
 */
export const differ = (marks) => new Set(marks.map((mark) => mark?.height)).size > 1;
