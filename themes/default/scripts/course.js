// Connects the self-check of a package with the course that opened it (SCORM 1.2). Nothing of the learner's is sent unless she
// submits it or chooses to keep it in the course.
import { all, find } from "./shared/dom.js";

/** @typedef {Record<string, (...values: string[]) => unknown>} CourseApi */

/** How many windows further up the course's API may be, as the specification has it. */
const FURTHEST = 7;
/** The most characters of `cmi.suspend_data`. */
const LONGEST = 4096;
/** The delay after a change before the answers are stored, in ms. */
const PAUSE = 1000;

/**
 * The API of a window or of one of those around it. Windows of other websites cannot be asked.
 * @param {(Window & {API?: CourseApi}) | null | undefined} start
 */
function around(start) {
  let within = start;
  try {
    for (let up = 0; within && up <= FURTHEST; up += 1) {
      if (within.API) return within.API;
      if (within.parent === within) return undefined;
      within = within.parent;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

/** The window that opened this one, or the one around it. */
function opener() {
  try {
    return window.opener ?? window.top?.opener;
  } catch {
    return undefined;
  }
}

const api = around(window) ?? around(opener());

/**
 * Calls a function of the course; whatever it does, the self-check goes on.
 * @param {string} name
 * @param {string[]} values
 */
function call(name, ...values) {
  try {
    return String(api?.[name](...values) ?? "");
  } catch (error) {
    console.error(error);
    return "";
  }
}

/**
 * Shows the parts of the page with these names among `names`, and hides the others.
 * @param {string[]} names
 * @param {string[]} shown
 */
function show(names, ...shown) {
  for (const part of all("[data-course]")) {
    if (names.includes(part.dataset.course)) part.hidden = !shown.includes(part.dataset.course);
  }
}

const form = find("form[data-selfcheck]");
const keep = find("[name=course-keep]");
const isConnected = api !== undefined && call("LMSInitialize", "") === "true";
show(["connected", "none", "unready"], isConnected ? "connected" : api ? "unready" : "none");

/** @typedef {{link: string, score: number | undefined, most: number, isComplete: boolean, level: string}} CourseResult */
/** @type {CourseResult | undefined} */
let result;
/** The link of the result that the course has accepted. */
let submitted = "";
/** Whether the learner has written something, which the course does not get. */
let hasTexts = false;
/** Whether the course has everything that would be lost when the page is left. */
let isSafe = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {number} value */
const rounded = (value) => Math.round(value * 100) / 100;

/**
 * What the page shows, as far as it is sent. The specification has scores from 0 to 100: those of forms with more points are
 * in per cent of their maximum.
 * @param {{link: string, state: Check, result: Assessment & ProfileAssessment}} detail
 * @returns {CourseResult}
 */
function found({ link, state, result: { targets, aim, forms, as } }) {
  const level = find("[data-indicative]")?.dataset.value ?? "";
  if (targets) {
    const { percent, rated, asked } = targets[aim].all;
    return { link, score: percent < 0 ? undefined : percent, most: 100, isComplete: rated === asked, level };
  }
  const own = forms[as];
  if (!own) return { link, score: undefined, most: 100, isComplete: !state.g?.includes("-"), level };
  const { total, greatest } = own;
  const isComplete = total >= 0;
  const isInPercent = forms.some((one) => one.greatest > 1e4);
  const value = isInPercent ? rounded((total / greatest) * 100) : total / 100;
  return { link, score: isComplete ? value : undefined, most: isInPercent ? 100 : greatest / 100, isComplete, level };
}

/** Shows what would be sent. */
function preview() {
  if (!result) return;
  const { score, most, isComplete, level } = result;
  show(["complete", "incomplete"], isComplete ? "complete" : "incomplete");
  show(["score"], score === undefined ? "" : "score");
  show(["level"], level ? "level" : "");
  const value = find("[data-course-score]");
  if (value) value.value = `${score ?? ""} / ${most}`;
  find("[data-course-level]").replaceChildren(
    ...[...(find("[data-indicative]")?.childNodes ?? [])].map((node) => node.cloneNode(true)),
  );
}

/**
 * Sets elements of the course's data model. Returns whether it has taken all of them.
 * @param {Record<string, string>} values
 */
const set = (values) => Object.entries(values).every(([name, value]) => call("LMSSetValue", name, value) === "true");

/** Submits the result, and shows the answer of the course. */
function submit() {
  if (!result) return;
  const { link, score, most, isComplete, level } = result;
  const isTaken = set({
    "cmi.core.score.min": "0",
    "cmi.core.score.max": String(most),
    "cmi.core.score.raw": score === undefined ? "" : String(score),
    "cmi.core.lesson_status": isComplete ? "completed" : "incomplete",
  });
  const error = isTaken ? "" : call("LMSGetLastError");
  // Not every course records these.
  const named = find("[data-course-level]").textContent.trim().replaceAll(/\s+/gu, " ");
  const hasLevel =
    !level ||
    set({ "cmi.objectives.0.id": `level.${level.replaceAll(" ", ".")}`, "cmi.objectives.0.status": "completed" });
  if (isTaken && hasLevel && named) call("LMSSetValue", "cmi.comments", named);
  const isAccepted = isTaken && call("LMSCommit", "") === "true";
  if (isAccepted) submitted = link;
  else {
    const code = error || call("LMSGetLastError");
    find("[data-course-error]").textContent = [code, call("LMSGetErrorString", code)].filter(Boolean).join(" ");
  }
  show(["accepted", "no-level", "changed", "refused"], isAccepted ? (hasLevel ? "accepted" : "no-level") : "refused");
}

/** Stores the answers in the course, if the learner wants that. */
function store() {
  clearTimeout(timer);
  timer = undefined;
  if (!result) return;
  const link = keep.checked ? result.link : "";
  const isShort = link.length <= LONGEST;
  const isStored =
    isShort &&
    set({ "cmi.suspend_data": link, "cmi.core.exit": link && "suspend" }) &&
    call("LMSCommit", "") === "true";
  isSafe = isStored && link !== "";
  show(
    ["kept", "deleted", "not-kept", "too-long"],
    !isShort ? "too-long" : !isStored ? "not-kept" : keep.checked ? "kept" : "deleted",
  );
}

/** Ends the connection. A course may count a self-check as completed if it is told nothing, so it is told otherwise. */
function leave() {
  if (timer) store();
  const status = call("LMSGetValue", "cmi.core.lesson_status");
  if (!submitted && !["completed", "passed", "failed"].includes(status)) {
    set({ "cmi.core.lesson_status": "incomplete" });
  }
  call("LMSFinish", "");
}

if (isConnected) {
  const kept = call("LMSGetValue", "cmi.suspend_data");
  if (/^[\w.=&-]+$/u.test(kept)) {
    keep.checked = true;
    isSafe = true;
    if (!location.hash) history.replaceState(null, "", `#${kept}`);
  }
  form.addEventListener("selfcheck:shown", (/** @type {CustomEvent} */ { detail }) => {
    result = found(detail);
    const { notes, name, department, person, evidence } = detail.state.own;
    hasTexts = Boolean(notes || name || department || person || evidence);
    show(["submission"], "submission");
    preview();
    if (submitted && submitted !== result.link) show(["accepted", "no-level", "changed", "refused"], "changed");
    if (keep.checked) {
      clearTimeout(timer);
      timer = setTimeout(store, PAUSE);
    }
  });
  find("[data-course-do=submit]").addEventListener("click", submit);
  keep.addEventListener("change", store);
  // The self-check asks before its answers would be lost, which those that the course has are not.
  addEventListener("beforeunload", (event) => isSafe && !hasTexts && event.stopImmediatePropagation());
  addEventListener("pagehide", leave);
  // What the browser brings back has ended its connection.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
