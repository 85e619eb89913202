// The guided way: first the level, then one row of it after the other, with an answer for each requirement. The answers
// propose a grade; going on uses it, unless the reader chose another. Rows without a grade are named.

import { all, find, form, make } from "./dom.js";
import { grades, levels, rows, shares } from "./rubric.js";
import { named, say, spoken } from "./words.js";
import { propose } from "./core.js";
import { choose, read, toLink } from "./entry.js";
import { levelName, showSentence } from "./result.js";
import { guarded } from "./trouble.js";

/** Where the guide is: at a row, at the question for the level, at the rows left without a grade, or nowhere. */
let at;
const LEVEL = "level";
const LEFT = "left";

/** By row, the grade that came from answers: other answers may change it, but not one that the reader chose. */
const fromAnswers = {};

/** Whether the reader was told that this row has no grade. */
let told;

const section = (row) => find(`[data-row="${row.id}"]`);
const rowName = (row) => named("row", row.id);
const placeOf = (id) => levels.findIndex((level) => level.id === id);
/** The place of the level to check for: the one named, or else the one aimed at, or the only one; -1 where there is none. */
const levelPlace = ({ as, target }) => (levels[1] ? placeOf(as || target) : 0);
const steps = (check) => rows.filter((_, place) => levels[levelPlace(check)]?.places.includes(place));
const gradeOf = (row, check) => check.g[rows.indexOf(row)];
const isOpen = (row, check) => gradeOf(row, check) === "-";
const open = (check) => steps(check).filter((row) => isOpen(row, check));
const proposalFor = (row, check) => propose(toLink(check))[rows.indexOf(row)];

/** The grade that going on gives to a row: what its answers propose, unless it has that already or the reader chose another. */
function pending(row, check) {
  const proposed = grades[proposalFor(row, check).grade]?.id;
  const grade = gradeOf(row, check);
  return grade === "-" || (grade === fromAnswers[row.id] && grade !== proposed) ? proposed : undefined;
}

/** Begins, or goes on at the first row without a grade, or else without an answer. */
export function begin() {
  const check = read();
  const level = levels[levelPlace(check)];
  if (!level) return go(LEVEL);
  form.elements["evaluated-as"].value = level.id;
  const all = steps(check);
  return go(open(check)[0] ?? all.find((row) => row.places.some((place) => check.q[place] === "-")) ?? all[0]);
}

/** Checks for the level whose button was pressed. */
export function chooseLevel({ value }) {
  form.elements["evaluated-as"].value = value;
  begin();
}

/** Goes to the row whose button was pressed. */
export const goTo = ({ value }) => go(rows.find(({ id }) => id === value));

/** Goes back: to the row before, or to the question for the level. */
export function back() {
  const all = steps(read());
  go(at === LEFT ? all.at(-1) : all[all.indexOf(at) - 1] ?? LEVEL);
}

/** Goes on. The proposal becomes the row's grade; a row without a grade is named first; after the last row comes the result. */
export function next() {
  if (at === LEFT) return finish();
  const took = pending(at, read());
  if (took) give(at, took);
  const check = read();
  if (isOpen(at, check) && !told) {
    told = true;
    return label(check);
  }
  const all = steps(check);
  const following = all[all.indexOf(at) + 1] ?? (open(check).length && LEFT);
  if (!following) return finish();
  const from = at;
  go(following);
  if (took) {
    find("[data-took]").append(say("took", { row: rowName(from), grade: took }), " ",
      make("button", { type: "button", "data-do": "go", value: from.id }, say("change")));
  }
  return undefined;
}

/** Gives a row the grade that its answers propose. */
function give(row, grade) {
  choose(`grade.${row.id}`, grade);
  fromAnswers[row.id] = grade;
}

/** Shows the whole form again. */
export function leave() {
  go();
  find("[data-do=guide]").focus();
}

/** Ends at the result. */
function finish() {
  go();
  const heading = find("#check-result");
  const face = () => {
    showSentence();
    heading.scrollIntoView();
  };
  heading.focus({ preventScroll: true });
  face();
  // What follows from the grades is shown in a moment, above the result too.
  setTimeout(() => setTimeout(guarded(face)));
}

function go(to) {
  at = to;
  told = false;
  const check = read();
  const isRow = rows.includes(at);
  form.toggleAttribute("data-guided", Boolean(at));
  find("[data-steps]").hidden = !at;
  for (const step of all("[data-step]")) step.hidden = step.dataset.step !== at;
  for (const part of all("[data-at-row]")) part.hidden = !isRow;
  find("[data-took]").replaceChildren();
  for (const row of rows) {
    section(row).hidden = Boolean(at) && row !== at;
    const behind = find(".behind", section(row));
    if (behind) behind.open = row === at;
  }
  if (!at) return;
  const path = steps(check);
  find("[data-progress]").replaceChildren(isRow
    ? say("step", { level: levelName(levelPlace(check)), place: path.indexOf(at) + 1, count: path.length }) : "");
  find("[data-left]").replaceChildren(...open(check).map((row) => make("li", {},
    make("button", { type: "button", "data-do": "go", value: row.id }, spoken(rowName(row))))));
  label(check);
  find("h3", isRow ? section(at) : find(`[data-step=${at}]`)).focus({ preventScroll: true });
  find("[data-guide]").scrollIntoView();
}

/** Says on the button what going on does, and why a row has no grade yet. */
function label(check) {
  const button = find("[data-do=next]");
  find("[data-do=back]").hidden = button.hidden = at === LEVEL;
  const isRow = rows.includes(at);
  const grade = isRow && pending(at, check);
  const isNamed = isRow && told && !grade && isOpen(at, check);
  let key = "next";
  if (at === LEFT) key = "see_result";
  else if (grade) key = "next_take";
  else if (isNamed) key = "next_open";
  button.replaceChildren(say(key, { grade }));
  const { answered, requirements } = isNamed ? proposalFor(at, check) : {};
  find("[data-without]").replaceChildren(isNamed
    ? say("ungraded", { row: rowName(at), answered, requirements, need: needed(requirements) }) : "");
}

const needed = (requirements) => Math.ceil((shares[0].scores[0] * requirements) / 1e4);

/** Shows what the answers propose, beside each row that has any. */
export function showProposals(proposals, check) {
  proposals.forEach((proposal, place) => {
    const part = find("[data-proposal]", section(rows[place]));
    if (!part) return;
    const [says, take] = part.children;
    part.hidden = !proposal.answered;
    const grade = grades[proposal.grade]?.id;
    const values = {
      ...proposal, grade, points: proposal.points / 100, possible: proposal.possible / 100,
      share: Math.floor((100 * proposal.points) / proposal.possible), need: needed(proposal.requirements),
    };
    const taken = grade === check.g[place];
    says.replaceChildren(say({ [-1]: "too_few", [-2]: "nothing_counts" }[proposal.grade] ?? "propose", values));
    if (grade && taken) says.append(" ", say("taken", values));
    take.hidden = !grade || taken;
    if (grade) take.replaceChildren(say("take", values));
    take.value = grade ?? "";
  });
  if (at) label(check);
}

/** Takes the proposal whose button was pressed. */
export function take(button) {
  const { row } = button.closest("[data-row]").dataset;
  give({ id: row }, button.value);
  find(`[name="grade.${row}"]:checked`, form).focus();
}
