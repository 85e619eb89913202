// The guide: asks for the level, then goes through its rows one by one, with an answer for each requirement. The
// answers propose a grade, which “next” accepts unless the reader chose another. Rows without a grade are listed at the
// end.

import { all, find, form, make } from "./dom.js";
import { grades, levels, rows, shares } from "./rubric.js";
import { named, say, spoken } from "./words.js";
import { propose } from "./core.js";
import { choose, read, toLink } from "./entry.js";
import { gradeName, levelName, sections, showSentence } from "./result.js";
import { guarded } from "./trouble.js";

/**
 * The current step: a row, the question for the level, the list of ungraded rows, or `undefined` outside the guide.
 * @type {RubricItem | "level" | "left" | undefined}
 */
let at;
const LEVEL = "level";
const LEFT = "left";

/**
 * The grades that came from answers, by row. New answers may change these, but not a grade that the reader chose.
 * @type {Record<string, string>}
 */
const fromAnswers = {};

/**
 * Whether the reader was warned that the current row has no grade.
 * @type {boolean}
 */
let isWarned;

/** @param {RubricItem} row */
const section = (row) => sections.get(row.id);
/** @param {string} grade */
const nameOf = (grade) => named("grade", grade);
/** @param {RubricItem} row */
const rowName = (row) => named("row", row.id);
/** @param {string | undefined} id */
const placeOf = (id) => levels.findIndex((level) => level.id === id);
/**
 * The position of the level to check for: the one chosen, else the target, or the only one; -1 if there is none.
 * @param {Check} check
 */
const levelPlace = ({ as, target }) => (levels[1] ? placeOf(as || target) : 0);
/** @param {ReadCheck} check */
const steps = (check) => rows.filter((_, place) => !levels[0] || levels[levelPlace(check)]?.places.includes(place));
/**
 * @param {RubricItem} row
 * @param {ReadCheck} check
 */
const gradeOf = (row, check) => check.g[rows.indexOf(row)];
/**
 * @param {RubricItem} row
 * @param {ReadCheck} check
 */
const isOpen = (row, check) => gradeOf(row, check) === "-";
/** @param {ReadCheck} check */
const open = (check) => steps(check).filter((row) => isOpen(row, check));
/**
 * @param {RubricItem} row
 * @param {ReadCheck} check
 */
const proposalFor = (row, check) => propose(toLink(check))[rows.indexOf(row)];

/**
 * The grade that “next” gives to a row: the one that its answers propose, unless it has that grade or the reader chose another.
 * @param {RubricItem} row
 * @param {ReadCheck} check
 */
function pending(row, check) {
  const proposed = grades[proposalFor(row, check).grade]?.id;
  const grade = gradeOf(row, check);
  return grade === "-" || (grade === fromAnswers[row.id] && grade !== proposed) ? proposed : undefined;
}

/** Starts, or continues at the first row without a grade, or else with an unanswered requirement. */
export function begin() {
  const check = read();
  const level = levels[levelPlace(check)];
  if (levels[0] && !level) return go(LEVEL);
  if (form.elements["evaluated-as"]) form.elements["evaluated-as"].value = level.id;
  const all = steps(check);
  return go(open(check)[0] ?? all.find((row) => row.places.some((place) => check.q[place] === "-")) ?? all[0]);
}

/**
 * Starts the guide for the level whose button was pressed.
 * @param {HTMLButtonElement} button
 */
export function chooseLevel({ value }) {
  form.elements["evaluated-as"].value = value;
  begin();
}

/**
 * Goes to the row whose button was pressed.
 * @param {HTMLButtonElement} button
 */
export const goTo = ({ value }) => go(rows.find(({ id }) => id === value));

/** Goes back to the previous row, or to the question for the level if there is one. */
export function back() {
  const all = steps(read());
  const before = at === LEFT ? all.at(-1) : all[all.indexOf(/** @type {RubricItem} */ (at)) - 1];
  if (before) go(before);
  else if (find(`[data-step=${LEVEL}]`)) go(LEVEL);
  else leave();
}

/** Goes to the next step. Accepts the proposal as the row's grade, warns once if the row has no grade, and ends at the result. */
export function next() {
  if (at === LEFT) return finish();
  const accepted = pending(/** @type {RubricItem} */ (at), read());
  if (accepted) give(/** @type {RubricItem} */ (at), accepted);
  const check = read();
  if (isOpen(/** @type {RubricItem} */ (at), check) && !isWarned) {
    isWarned = true;
    return label(check);
  }
  const all = steps(check);
  const following = all[all.indexOf(/** @type {RubricItem} */ (at)) + 1] ?? (open(check).length && LEFT);
  if (!following) return finish();
  const from = /** @type {RubricItem} */ (at);
  go(following);
  if (accepted) {
    find("[data-took]").append(say("took", { row: rowName(from), grade: nameOf(accepted) }), " ",
      make("button", { type: "button", "data-do": "go", value: from.id }, say("change")));
  }
  return undefined;
}

/**
 * Sets a row's grade to the one that its answers propose.
 * @param {{id: string}} row
 * @param {string} grade
 */
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
  const showHeading = () => {
    showSentence();
    heading.scrollIntoView();
  };
  heading.focus({ preventScroll: true });
  showHeading();
  // Content above the result also changes once the grades take effect, so scroll again after that.
  setTimeout(() => setTimeout(guarded(showHeading)));
}

/** @param {RubricItem | "level" | "left"} [to] */
function go(to) {
  at = to;
  isWarned = false;
  const check = read();
  const isRow = rows.includes(/** @type {RubricItem} */ (at));
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
    ? say(levels[0] ? "step" : "step_row", { level: levels[0] && levelName(levelPlace(check)),
      place: path.indexOf(/** @type {RubricItem} */ (at)) + 1, count: path.length }) : "");
  find("[data-left]").replaceChildren(...open(check).map((row) => make("li", {},
    make("button", { type: "button", "data-do": "go", value: row.id }, spoken(rowName(row))))));
  label(check);
  find("h3", isRow ? section(/** @type {RubricItem} */ (at)) : find(`[data-step=${at}]`)).focus({ preventScroll: true });
  find("[data-guide]").scrollIntoView();
}

/**
 * Labels the “next” button with its effect, and explains why a row has no grade yet.
 * @param {ReadCheck} check
 */
function label(check) {
  const button = find("[data-do=next]");
  find("[data-do=back]").hidden = button.hidden = at === LEVEL;
  const isRow = rows.includes(/** @type {RubricItem} */ (at));
  const grade = isRow && pending(/** @type {RubricItem} */ (at), check);
  const isNamed = isRow && isWarned && !grade && isOpen(/** @type {RubricItem} */ (at), check);
  let key = "next";
  if (at === LEFT) key = "see_result";
  else if (grade) key = "next_take";
  else if (isNamed) key = "next_open";
  button.replaceChildren(say(key, { grade: grade && nameOf(grade) }));
  const { answered, requirements } = isNamed ? proposalFor(/** @type {RubricItem} */ (at), check) : /** @type {Partial<Proposal>} */ ({});
  find("[data-without]").replaceChildren(isNamed
    ? say("ungraded", { row: rowName(/** @type {RubricItem} */ (at)), answered, requirements, need: needed(/** @type {number} */ (requirements)) }) : "");
}

/** @param {number} requirements */
const needed = (requirements) => Math.ceil((shares[0].scores[0] * requirements) / 1e4);

/**
 * Shows the proposal beside each row that has answers.
 * @param {Proposal[]} proposals
 * @param {ReadCheck} check
 */
export function showProposals(proposals, check) {
  proposals.forEach((proposal, place) => {
    const part = find("[data-proposal]", section(rows[place]));
    if (!part) return;
    const [says, take] = part.children;
    part.hidden = !proposal.answered;
    const grade = grades[proposal.grade]?.id;
    const values = {
      ...proposal, grade: gradeName(proposal.grade), points: proposal.points / 100, possible: proposal.possible / 100,
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

/**
 * Accepts the proposal whose button was pressed.
 * @param {HTMLButtonElement} button
 */
export function take(button) {
  const { row } = /** @type {{row: string}} */ (/** @type {HTMLElement} */ (button.closest("[data-row]")).dataset);
  give({ id: row }, button.value);
  find(`[name="grade.${row}"]:checked`, form).focus();
}
