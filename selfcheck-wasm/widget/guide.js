// The guide: asks for the level, and then one question at a time. An answer leads to the next question. In a form, the
// answers to a row's questions propose its grade, which is taken when the reader moves on, and can be changed. At the end,
// it says what is left. The questions are the form's own controls: everything else is hidden meanwhile.

import { all, find, form, make } from "./dom.js";
import { say } from "./words.js";
import { FIELD, groups, isLevelOpen, level, soFar } from "widget:kind/path.js";

/** The time for which a chosen answer is seen before the next question, in ms. */
const PAUSE = 200;

/**
 * A step of the way: a question about a requirement or, without one, about the grade of a row.
 * @typedef {{group: Group, place: number, item?: HTMLElement}} Step
 */

/**
 * The current step; `undefined` outside the guide.
 * @type {Step | "level" | "left" | undefined}
 */
let at;
/** @type {Step[]} */
let way = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** The fragment whose results the page shows. */
let shown = "";
const start = [...find("[data-do=guide]")?.childNodes ?? []];

/** Finds the questions of the level: a step for each requirement, and for each row that has none. */
function findWay() {
  way = groups().flatMap((group) => (group.items.length ? group.items : [undefined]).map((item) => ({ group, item, place: 0 })));
  way.forEach((step, place) => { step.place = place; });
}

/** @param {Step} step */
const elementOf = ({ group, item }) => /** @type {HTMLElement} */ (item ?? group.section);
/**
 * The group of radio buttons of a step.
 * @param {Step} step
 */
const choicesOf = (step) => find(step.item ? "[role=radiogroup]" : ".grades", elementOf(step));
/** @param {Step} step */
const answerOf = (step) => find(":checked", choicesOf(step));
const current = () => (at && typeof at === "object" ? at : undefined);
/** @param {Group} group */
const isUngraded = (group) => Boolean(group.grade && !group.grade());

/**
 * The step that asks for the grade of a row.
 * @param {Group} group
 */
const gradeStep = (group) => ({ group, place: way.findLastIndex((step) => step.group === group) });

/** Tells the self-check that controls have changed. */
const changed = () => form.dispatchEvent(new Event("input"));

/** Starts, or continues at the first question without an answer, or else at a row without a grade. */
function begin() {
  if (isLevelOpen()) return go("level");
  const chosen = level();
  if (chosen && form.elements[FIELD]) {
    form.elements[FIELD].value = chosen.id;
    changed();
  }
  findWay();
  const ungraded = way.find(({ group }) => isUngraded(group));
  return go(way.find((step) => !answerOf(step)) ?? (ungraded && gradeStep(ungraded.group)) ?? way[0]);
}

/** @param {HTMLButtonElement} button */
function chooseLevel({ value }) {
  form.elements[FIELD].value = value;
  changed();
  begin();
}

/** Goes back to the question before, or to the question for the level if there is one. */
function back() {
  const step = current();
  const before = at === "left" ? way.at(-1) : step && (step.item || !step.group.items.length ? way[step.place - 1] : way[step.place]);
  if (before) go(before);
  else if (find("[data-step=level]")) go("level");
  else leave();
}

/** Goes on. After the last question of a row, its grade is the one that the answers propose; without one, the reader is asked. */
async function forward() {
  clearTimeout(timer);
  const step = current();
  if (!step) return finish();
  await settled();
  if (step !== at) return undefined;
  const next = way[step.place + 1];
  const { group, item } = step;
  const isLast = item && next?.group !== group && group.grade;
  const taken = isLast && accept(group);
  if (isLast && !taken && needsGrade(group)) return go(gradeStep(group));
  go(next ?? (isAnythingLeft() ? "left" : undefined));
  if (!at) return finish();
  if (taken) {
    find("[data-took]").append(say("guide_took", { row: group.name, grade: gradeName(taken) }), " ",
      make("button", { type: "button", "data-do": "go", value: gradeStep(group).place }, say("guide_change")));
  }
  return undefined;
}

/**
 * The name of a grade, as its label says it.
 * @param {HTMLInputElement} radio
 * @returns {Naming}
 */
const gradeName = (radio) => ({ lang }) => {
  const label = find(".grade", /** @type {HTMLElement} */ (radio.parentElement));
  return (find(`[lang="${lang}"]`, label) ?? label).textContent;
};

/**
 * Takes the grade that the answers to a row's questions propose, unless the reader chose another one. Returns its radio
 * button if it was taken.
 * @param {Group} group
 * @returns {HTMLInputElement | undefined}
 */
function accept({ section, grade, proposed }) {
  const proposal = proposed?.();
  const given = grade?.();
  const { dataset } = /** @type {HTMLElement} */ (section);
  if (!proposal || given === proposal || (given && given.value !== dataset.taken)) return undefined;
  proposal.checked = true;
  dataset.taken = proposal.value;
  changed();
  return proposal;
}

/**
 * Whether a row has no grade, or one that its answers do not propose.
 * @param {Group} group
 */
function needsGrade({ grade, proposed }) {
  const proposal = proposed?.();
  return !grade?.() || Boolean(proposal && proposal !== grade());
}

/** Resolves once the page shows the results of its entries. */
const settled = () => new Promise((resolve) => {
  const wait = () => {
    if (shown === find("[data-link]").value.split("#")[1]?.split("&own=")[0]) resolve(undefined);
    else form.addEventListener("selfcheck:shown", wait, { once: true });
  };
  wait();
});

/** Shows the whole form again. */
function leave() {
  go();
  find("[data-do=guide]").focus();
}

/** Ends at the result. */
async function finish() {
  go();
  const heading = find("#check-result");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
  // Content above the result also changes, so scroll again after that.
  await settled();
  form.dispatchEvent(new CustomEvent("selfcheck:ended", { bubbles: true }));
  setTimeout(() => heading.scrollIntoView());
}

/**
 * The groups with questions that were skipped, and those without a grade.
 * @returns {{step: Step, says: Node}[]}
 */
function findLeft() {
  return [...new Set(way.map(({ group }) => group))].flatMap((group) => {
    const open = way.filter((step) => step.group === group && step.item && !answerOf(step));
    const values = { row: group.name, count: open.length };
    return [
      ...(open.length ? [{ step: open[0], says: say(group.name ? "guide_open" : "guide_open_all", values) }] : []),
      ...(isUngraded(group) ? [{ step: gradeStep(group), says: say("guide_ungraded", values) }] : []),
    ];
  });
}
const isAnythingLeft = () => findLeft().length > 0;

/**
 * Goes to a step, or out of the guide.
 * @param {Step | "level" | "left"} [to]
 */
function go(to) {
  clearTimeout(timer);
  at = to;
  const step = current();
  for (const element of all("[data-at]")) element.removeAttribute("data-at");
  for (const details of all("details.behind")) details.open = false;
  for (const part of all("[data-steps]")) part.hidden = !at;
  for (const part of all("[data-step]")) part.hidden = part.dataset.step !== at;
  find("[data-took]").replaceChildren();
  if (!at) {
    form.removeAttribute("data-guided");
    label();
    return;
  }
  form.dataset.guided = step ? (step.item ? "question" : "row") : /** @type {string} */ (at);
  if (step) {
    /** @type {HTMLElement | null} */
    let element = elementOf(step);
    for (const id of element.dataset.ledBy?.split(" ") ?? []) find(`#${CSS.escape(id)}`).closest(".lead").dataset.at = "";
    for (; element && element !== form; element = element.parentElement) {
      element.dataset.at = "";
      if (element.matches("details")) /** @type {HTMLDetailsElement} */ (element).open = true;
    }
  }
  const place = step ? step.place + 1 : at === "left" ? way.length : 0;
  find("[data-progress]").replaceChildren(step ? say("guide_progress", { place, count: way.length }) : "");
  find("[data-progress-bar] > *").style.inlineSize = `${(100 * place) / (way.length || 1)}%`;
  find("[data-left]").replaceChildren(...(at === "left" ? findLeft().map((left) => {
    const button = make("button", { type: "button" }, left.says);
    button.addEventListener("click", () => go(left.step));
    return make("li", {}, button);
  }) : []));
  label();
  focusStep(step);
  find("[data-guide-top]").scrollIntoView();
}

/**
 * Focuses the answers of a step, which are named by its place and its question, or else its heading.
 * @param {Step} [step]
 */
function focusStep(step) {
  if (!step) return find("h3", find(`[data-step=${at}]`)).focus({ preventScroll: true });
  const choices = choicesOf(step);
  choices.dataset.named ??= choices.getAttribute("aria-labelledby");
  choices.setAttribute("aria-labelledby", `guide-progress ${choices.dataset.named}`);
  return (answerOf(step) ?? find("input", choices)).focus({ preventScroll: true });
}

/** Labels the button that goes on with its effect, and the one that starts with the number of answers. */
function label() {
  const step = current();
  const button = find("[data-do=forward]");
  find("[data-do=back]").hidden = button.hidden = at === "level";
  let key = "guide_next";
  if (at === "left") key = "guide_result";
  else if (step && !answerOf(step)) key = step.item ? "guide_skip" : "guide_without";
  button.replaceChildren(say(key));
  button.classList.toggle("main", key === "guide_next" || key === "guide_result");
  if (at) return;
  if (!isLevelOpen()) findWay();
  const answered = isLevelOpen() ? 0 : way.filter(answerOf).length;
  find("[data-do=guide]").replaceChildren(...(answered && answered < way.length
    ? [say("guide_resume", { answered, count: way.length })] : start));
}

/** Goes on after a moment, in which the answer is seen. */
function goOnSoon() {
  const step = current();
  clearTimeout(timer);
  timer = setTimeout(() => { if (step && step === at && answerOf(step)) forward(); }, PAUSE);
}

/** @type {Record<string, (button: HTMLButtonElement) => unknown>} */
const ACTIONS = {
  guide: begin,
  level: chooseLevel,
  go: (button) => go(gradeStep(way[+button.value].group)),
  back,
  forward,
  leave,
};

/** Starts listening. */
export function listen() {
  if (!start.length) return;
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (target.closest("[data-do]"));
    if (button) ACTIONS[/** @type {string} */ (button.dataset.do)]?.(button);
    // A click by a pointer, not one by the arrow keys.
    const step = current();
    if (step && event.detail && target.closest("label") && choicesOf(step).contains(target)) goOnSoon();
  });
  form.addEventListener("keydown", (event) => {
    const step = current();
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (!step || event.ctrlKey || event.altKey || event.metaKey || target.matches("textarea, select, input:not([type=radio])")) return;
    const radio = /^[1-9]$/u.test(event.key) && all("input", choicesOf(step))[Number(event.key) - 1];
    if (radio) {
      radio.checked = true;
      radio.focus({ preventScroll: true });
      changed();
      goOnSoon();
    } else if (event.key === "Enter" && target.type === "radio" && answerOf(step)) {
      event.preventDefault();
      forward();
    }
  });
  form.addEventListener("input", label);
  form.addEventListener("selfcheck:shown", (event) => {
    const { link, result } = /** @type {CustomEvent} */ (event).detail;
    shown = link;
    find("[data-so-far]").replaceChildren(soFar(result));
    label();
  });
}
