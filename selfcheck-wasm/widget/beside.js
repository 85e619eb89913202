// The checks of several assessors beside each other: a column for each, a mark for each on the scale of each row, and the
// differences in words that say whose they are. It can be printed as a sheet for the talk about it.

import { all, find, form, make } from "./dom.js";
import { say, spoken } from "./words.js";
import { read } from "widget:kind/entry.js";
import { compared, differ } from "widget:kind/compare.js";

/** @typedef {{check: Check, result: any}} Column */

/**
 * The other checks.
 * @type {Column[]}
 */
let others = [];
/** The result of the check on the page. */
let own = /** @type {any} */ (undefined);

const place = find("[data-beside]");

/**
 * The assessor of a check: the name, else the kind of assessor, else the number. A name that several have is numbered.
 * @param {Column[]} checks
 * @param {number} at
 * @returns {(words: Words) => string}
 */
const nameOf = (checks, at) => (words) => {
  /** @param {Column} one */
  const plain = ({ check: { own: { name, assessor } } }) => name || (assessor && words[`assessor.${assessor}`]) || "";
  const name = plain(checks[at]);
  if (!name) return at ? words.beside_number.replace("{number}", String(at + 1)) : words.beside_this;
  return checks.filter((one) => plain(one) === name).length > 1 ? `${name} (${at + 1})` : name;
};

/** Shows the checks beside each other, if there are others. */
function show() {
  place.hidden = find("[data-do=put-away]").hidden = !others.length;
  if (!others.length) return;
  const checks = [{ check: read(), result: own }, ...others];
  const { caption, subject, lines, totals } = compared(/** @type {any} */ (checks));
  const names = checks.map((_, at) => nameOf(checks, at));
  find("[data-compare]").replaceChildren(make("table", {},
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, head(subject), ...checks.map((one, at) => columnOf(one, at, names[at])),
      head(say("difference")), make("th", { scope: "col", class: "agreed" }, say("beside_agreed")))),
    make("tbody", {}, ...lines.map(({ title, marks, labels }) => line(title, marks.map((mark) => mark?.text ?? "–"),
      [scale(marks, labels), ...differences(marks, names)], differ(marks)))),
    make("tbody", { class: "totals" }, ...totals.map(({ title, texts }) => line(title, texts, [], false)))));
  const people = new Set(checks.map(({ check }) => check.own.person?.trim()).filter(Boolean));
  find("[data-people]").replaceChildren(people.size > 1 ? say("beside_people", { people: [...people].join(" · ") }) : "");
  find("[data-person]").replaceChildren([...people].join(" · "));
  find("[data-comments]").replaceChildren(...checks.flatMap(({ check }, at) => (check.own.notes.trim()
    ? [make("dt", {}, spoken(names[at])), make("dd", {}, check.own.notes)] : [])));
  find("[data-comments]").parentElement.hidden = !find("[data-comments]").hasChildNodes();
  find("[data-signatures]").replaceChildren(...names.map((name) => make("li", {}, spoken(name))));
}

/** @param {Node} title */
const head = (title) => make("th", { scope: "col" }, title);

/**
 * The head of a column: its number, as its marks have it, its assessor, and a button that removes it.
 * @param {Column} check
 * @param {number} at
 * @param {Naming} name
 */
function columnOf({ check: { own: { assessor, name: given, date } } }, at, name) {
  const about = spoken((words) => [given && assessor && words[`assessor.${assessor}`], date].filter(Boolean).join(" · "));
  const remove = make("button", { type: "button", "data-do": "beside-remove", value: at - 1 }, say("beside_remove"),
    make("span", { class: "unseen" }, " ", spoken(name)));
  return make("th", { scope: "col" }, make("span", { class: "mark", "aria-hidden": true }, at + 1), " ", spoken(name),
    make("small", {}, about), ...(at ? [remove] : []));
}

/**
 * @param {Node} title
 * @param {(Node | string)[]} cells
 * @param {Node[]} difference
 * @param {boolean} differs
 */
const line = (title, cells, difference, differs) => make("tr", differs ? { class: "differs" } : {},
  make("th", { scope: "row" }, title), ...cells.map((cell) => make("td", {}, cell)), make("td", {}, ...difference),
  make("td", { class: "agreed" }));

/**
 * The scale with the numbers of the assessors. The columns say the same.
 * @param {(ScaleMark | undefined)[]} marks
 * @param {string[]} labels
 */
const scale = (marks, labels) => make("span", { class: "marks", "aria-hidden": true }, ...labels.map((label, cell) => {
  const here = marks.flatMap((mark, at) => (mark?.cell === cell ? [make("span", { class: "mark" }, at + 1)] : []));
  return make("span", {}, label, ...here);
}));

/**
 * The differences in words: who is higher than the lowest, and who has none.
 * @param {(ScaleMark | undefined)[]} marks
 * @param {Naming[]} names
 */
function differences(marks, names) {
  if (!differ(marks)) return marks[0] ? [make("p", {}, say("beside_same"))] : [];
  /**
   * @param {(mark: ScaleMark | undefined) => boolean} isOne
   * @returns {Naming}
   */
  const who = (isOne) => (words) => names.filter((_, at) => isOne(marks[at])).map((name) => name(words)).join(words.and);
  const heights = [...new Set(marks.flatMap((mark) => (mark && mark.height >= 0 ? [mark.height] : [])))].sort((one, other) => other - one);
  const lowest = /** @type {number} */ (heights.pop());
  const content = heights.map((height) => say("beside_higher", {
    who: who((mark) => mark?.height === height), whom: who((mark) => mark?.height === lowest), steps: height - lowest,
  }));
  if (marks.some((mark) => mark?.height === -1)) content.push(say("beside_excluded", { who: who((mark) => mark?.height === -1) }));
  if (marks.some((mark) => !mark)) content.push(say("beside_open", { who: who((mark) => !mark) }));
  return content.map((one) => make("p", {}, one));
}

/** @type {Record<string, (button: HTMLButtonElement) => unknown>} */
const ACTIONS = {
  "put-away"() {
    others = [];
    show();
    find("[data-file=compare]").focus();
  },
  "beside-remove"({ value }) {
    others.splice(Number(value), 1);
    show();
    if (others.length) find("[data-compare]").focus();
    else find("[data-file=compare]").focus();
  },
  "print-talk"() {
    form.dataset.paper = "talk";
    print();
    delete form.dataset.paper;
  },
};

/** Starts listening. */
export function listen() {
  form.addEventListener("selfcheck:shown", (event) => {
    own = /** @type {CustomEvent} */ (event).detail.result;
    show();
  });
  form.addEventListener("selfcheck:beside", (event) => {
    others.push(/** @type {CustomEvent} */ (event).detail);
    show();
    find("[data-compare]").focus({ preventScroll: true });
    place.scrollIntoView();
  });
  document.addEventListener("click", (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    if (button) ACTIONS[/** @type {string} */ (button.dataset.do)]?.(button);
  });
  // Comments and names are shown as they are entered.
  for (const field of all("[name=notes], [name=name], [name=person], [name=assessor]", form)) field.addEventListener("change", show);
}
