// The guided way: one row after the other, an answer for each requirement, a proposed grade that the reader takes or not.

import { all, find, form } from "./dom.js";
import { grades, levels, rows, shares } from "./rubric.js";
import { say } from "./words.js";
import { choose } from "./entry.js";

let place = -1;

const section = (row) => find(`[data-row="${row.id}"]`);

/** The rows to go through: those with requirements, of the level that the reader named or else aims at, or of all. */
function steps(check) {
  const level = levels.find(({ id }) => id === (check.as || check.target));
  return rows.filter((row, place) => row.places.length && (!level || level.places.includes(place)));
}

/** Begins, or goes on at the first row that is not answered. */
export function begin(check) {
  const open = steps(check).findIndex((row) => row.places.some((requirement) => check.q[requirement] === "-"));
  go(Math.max(open, 0), check);
}

/** Goes on or back by so many rows; past the last, out of the guide. Whether that was past the last. */
export function move(by, check) {
  return go(place + by, check);
}

/** Shows the whole form again. */
export function leave() {
  place = -1;
  show();
  find("[data-do=guide]").focus();
}

function go(to, check) {
  const all = steps(check);
  if (!all[to]) {
    leave();
    return to > 0;
  }
  place = to;
  show(all[to]);
  find("[data-progress]").replaceChildren(say("step", { place: to + 1, count: all.length }));
  find("h3", section(all[to])).focus();
}

function show(current) {
  form.toggleAttribute("data-guided", Boolean(current));
  find("[data-steps]").hidden = !current;
  find("[data-do=back]").disabled = !place;
  for (const row of rows) {
    section(row).hidden = Boolean(current) && row !== current;
    const behind = find(".behind", section(row));
    if (behind) behind.open = row === current;
  }
}

/** Shows what the answers propose, beside each row that has any. */
export function showProposals(proposals, check) {
  proposals.forEach((proposal, at) => {
    const part = find("[data-proposal]", section(rows[at]));
    if (!part) return;
    const [says, take] = part.children;
    part.hidden = !proposal.answered;
    const grade = grades[proposal.grade]?.id;
    const values = {
      ...proposal, grade, points: proposal.points / 100, possible: proposal.possible / 100,
      share: Math.floor((100 * proposal.points) / proposal.possible),
      need: Math.ceil((shares[0].scores[0] * proposal.requirements) / 1e4),
    };
    const taken = grade === check.g[at];
    says.replaceChildren(say({ [-1]: "too_few", [-2]: "nothing_counts" }[proposal.grade] ?? "propose", values));
    if (grade && taken) says.append(" ", say("taken", values));
    take.hidden = !grade || taken;
    if (grade) take.replaceChildren(say("take", values));
    take.value = grade ?? "";
  });
}

/** Takes the proposal whose button was pressed. */
export function take(button) {
  const { row } = button.closest("[data-row]").dataset;
  choose(`grade.${row}`, button.value);
  find(`[name="grade.${row}"]:checked`, form).focus();
}
