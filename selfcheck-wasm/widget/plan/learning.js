// The learning plan: the gaps that the reader chooses, and the modules that close them, in the order in which they build on each
// other, with hours and dates of the reader's own. Choices and dates are stored with this tab.

import { all, find, make } from "../dom.js";
import { say, spoken } from "../words.js";
import { identity } from "widget:kind/outlook.js";
import { stepIn } from "./nearest.js";
import { closing, linkTo, marks, modules } from "./modules.js";

const KEY = ["clausebook-learning", ...identity.map(({ id }) => id)].join(" ");

/**
 * A module of the learning plan, with the requirements that it closes; none if only others build on it.
 * @typedef {{module: TaughtModule, closes: string[], from: string, until: string}} Learned
 */

/** @type {{left: string[], dates: Record<string, [from: string, until: string]>}} */
let kept = { left: [], dates: {} };
try {
  kept = { ...kept, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
} catch { /* Without storage, they last as long as the page. */ }

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* As above. */ }
}

/** @type {PlanStep[]} */
let offered = [];
/** @type {Learned[]} */
let learned = [];
/** What was shown last, so that a field that has the focus is not replaced without need. */
let drawn = "";

/** The modules of the plan in their order. */
export const learning = () => learned;

/**
 * Shows the learning plan for the lines of a plan.
 * @param {PlanStep[]} lines
 */
export function showLearning(lines) {
  const needed = lines.filter(({ isNeeded }) => isNeeded);
  offered = (needed.length ? needed : lines).filter(({ requirements }) => closing(requirements).length);
  find("[data-learning]").hidden = !offered.length;
  find("[data-choices]").replaceChildren(...offered.map((line) => {
    const box = make("input", { type: "checkbox", value: line.id, "data-learn": "" });
    box.checked = !kept.left.includes(line.id);
    return make("label", {}, box, " ", make("span", {}, spoken((words) => stepIn(words, line, true))));
  }));
  arrange();
}

/** Arranges the modules for the chosen lines. */
function arrange() {
  const chosen = offered.filter(({ id }) => !kept.left.includes(id));
  const gaps = [...new Set(chosen.flatMap(({ requirements }) => requirements))];
  const closes = new Map(closing(gaps).map(({ module, closed }) => [module.key, closed]));
  learned = inOrder([...closes.keys()]).map((module) => {
    const [from = "", until = ""] = kept.dates[module.key] ?? [];
    return { module, closes: closes.get(module.key) ?? [], from, until };
  });
  const hours = learned.reduce((sum, { module }) => sum + module.hours, 0);
  find("[data-learning-total]").replaceChildren(learned.length ? say("outlook_module_total", { count: learned.length, hours }) : "");
  const state = JSON.stringify(learned.map(({ module, closes: ids }) => [module.key, ids]));
  if (state === drawn) return;
  drawn = state;
  find("[data-learned]").replaceChildren(...learned.map(row));
}

/**
 * Modules after those that they build on, and otherwise in the order of the curricula.
 * @param {string[]} keys
 */
function inOrder(keys) {
  const known = modules();
  /** @type {Set<string>} */
  const needed = new Set();
  /** @param {string} key */
  const need = (key) => {
    if (needed.has(key) || !known.has(key)) return;
    needed.add(key);
    known.get(key)?.before.forEach(need);
  };
  keys.forEach(need);
  const left = [...needed].map((key) => /** @type {TaughtModule} */ (known.get(key))).sort((one, other) => one.place - other.place);
  /** @type {TaughtModule[]} */
  const ordered = [];
  while (left.length) {
    const at = left.findIndex(({ before }) => !left.some(({ key }) => before.includes(key)));
    // Modules that need each other cannot be ordered.
    ordered.push(...left.splice(Math.max(0, at), 1));
  }
  return ordered;
}

/** @param {Learned} entry */
function row({ module, closes, from, until }) {
  /**
   * @param {"from" | "until"} end
   * @param {string} value
   */
  const field = (end, value) => make("td", {}, make("label", {}, make("span", {}, say(`outlook_module_${end}`), " ",
    make("span", { class: "unseen" }, linkTo(module).textContent ?? "")), " ",
  make("input", { type: "date", "data-date": end, "data-key": module.key, value, max: "2199-12-31",
    ...(value ? {} : { "data-empty": "" }) })));
  return make("tr", {},
    make("th", { scope: "row" }, linkTo(module), " ", make("span", { class: "fine" },
      say(closes.length ? "outlook_module_closes" : "outlook_module_before", { count: closes.length, hours: module.hours }), ...marks(module))),
    field("from", from), field("until", until));
}

/** Starts listening to the reader's choices. */
export function listen() {
  find("[data-learning]").addEventListener("input", (/** @type {InputEvent} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const { date, key = "" } = field.dataset;
    if (date) {
      const [from = "", until = ""] = kept.dates[key] ?? [];
      kept.dates[key] = date === "from" ? [field.value, until] : [from, field.value];
      // On paper, fields without a date are blank.
      field.toggleAttribute("data-empty", !field.value);
    } else {
      kept.left = all("[data-learn]").filter(({ checked }) => !checked).map(({ value }) => value);
    }
    keep();
    arrange();
  });
}
