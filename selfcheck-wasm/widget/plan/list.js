// The plan: one list of what to raise, each line with its requirements and the module that serves best, and the modules that
// close most gaps.

import { find, make } from "../dom.js";
import { say, spoken } from "../words.js";
import { copyOf } from "widget:kind/outlook.js";
import { stepIn } from "./nearest.js";
import { closing, hasModules, linkTo, marks, serving } from "./modules.js";
import { showLearning } from "./learning.js";

/** The number of lines that are listed before the rest is folded. */
const LISTED = 24;

/**
 * Shows the plan, or hides it if there is nothing to raise.
 * @param {Outlook} outlook
 */
export function showPlan({ isBlank, lines, target, remarks }) {
  const section = find("[data-plan]");
  section.hidden = isBlank || !lines.length;
  const opened = new Set([...section.querySelectorAll("details[open][data-of]")].map((details) => details.dataset.of));
  const needed = lines.filter(({ isNeeded }) => isNeeded);
  const further = lines.filter(({ isNeeded }) => !isNeeded);
  /** @type {Node[]} */
  const content = [];
  if (needed.length) content.push(make("h3", { class: "ours" }, say("outlook_to", { target })), list(needed));
  content.push(...remarks.map(({ key, values }) => make("p", { class: "ours fine" }, say(key, values))));
  if (further.length && needed.length) content.push(make("h3", { class: "ours" }, say("outlook_further")));
  if (further.length) content.push(list(further.slice(0, LISTED)));
  if (further.length > LISTED) {
    content.push(make("details", { "data-of": "rest" },
      make("summary", { class: "ours" }, say("outlook_rest", { count: further.length - LISTED })), list(further.slice(LISTED))));
  }
  find("[data-lines]").replaceChildren(...content);
  for (const details of section.querySelectorAll("details[data-of]")) details.open = opened.has(details.dataset.of);
  if (!hasModules) return;
  find("[data-closing]").replaceChildren(...closings(gapsOf(lines)));
  showLearning(lines);
}

/**
 * The gaps of a plan: the requirements of the lines that are needed, or of all if none is.
 * @param {PlanStep[]} lines
 */
export function gapsOf(lines) {
  const needed = lines.filter(({ isNeeded }) => isNeeded);
  return [...new Set((needed.length ? needed : lines).flatMap(({ requirements }) => requirements))];
}

/** @param {PlanStep[]} lines */
const list = (lines) => make("ol", { class: "lines" }, ...lines.map(item));

/** @param {PlanStep} step */
function item(step) {
  const { id, requirements, gain, isShare, steps, isNeeded } = step;
  const title = make("span", { class: "step" }, spoken((words) => stepIn(words, step)));
  const gained = gain ? make("span", { class: "gain" }, say(`outlook_gain${isShare ? "_share" : ""}${steps > 1 ? "_each" : ""}`, {
    gain, each: Math.round((gain / steps) * 100) / 100 })) : "";
  const line = make("li", { "data-line": id, "data-gain": gain, "data-needed": isNeeded ? "" : "false" });
  if (!requirements.length) {
    line.append(make("p", { class: "ours" }, title, " ", gained));
    return line;
  }
  const isOne = requirements.length === 1;
  line.append(make("details", { "data-of": id },
    make("summary", { class: "ours" }, title, " ", gained,
      ...(isOne ? [] : [" ", make("span", { class: "count" }, say("outlook_requirements", { count: requirements.length }))])),
    make("ol", { class: "asks" }, ...requirements.map((one) => make("li", {}, ...requirement(one, !isOne))))));
  if (hasModules) line.append(...serves(requirements));
  return line;
}

/**
 * A requirement, with the modules that teach it unless the line already names them.
 * @param {string} id
 * @param {boolean} hasBest
 */
function requirement(id, hasBest) {
  const about = copyOf(id);
  for (const element of about.querySelectorAll(".taught")) element.remove();
  if (!hasModules) return [about];
  const [best, ...rest] = serving([id]);
  /** @type {Element[]} */
  const parts = hasBest ? serves([id]) : [];
  if (best && rest.length) {
    parts.push(make("details", { class: "others" }, make("summary", { class: "ours fine" }, say("outlook_module_others", { count: rest.length })),
      make("ul", { class: "ours fine" }, ...rest.map((module) => make("li", {}, ...named(module, [id]))))));
  }
  return [about, ...parts];
}

/**
 * The module that serves some requirements best, or that there is none, with a link to what the role's curriculum covers.
 * @param {string[]} requirements
 */
function serves(requirements) {
  const [best] = serving(requirements);
  const coverage = find("[data-coverage] a");
  if (!best) return [make("p", { class: "serves none ours" }, say("outlook_module_none"), " ", coverage ? coverage.cloneNode(true) : "")];
  return [make("p", { class: "serves ours" }, say("outlook_module_best"), " ", ...named(best, requirements))];
}

/**
 * A link to a module, how deeply it covers the requirements and how many of them, and whose curriculum it belongs to.
 * @param {TaughtModule} module
 * @param {string[]} requirements
 */
function named(module, requirements) {
  const covered = requirements.filter((id) => module.depths.has(id));
  const depth = Math.max(...covered.map((id) => module.depths.get(id) ?? 0));
  /** @type {(Node | string)[]} */
  const content = [linkTo(module), " ", make("span", { class: "fine" }, say(`outlook_module_depth_${depth}`),
    ...(requirements.length > 1 ? [" · ", say("outlook_module_covers", { count: covered.length, all: requirements.length })] : []))];
  return [...content, ...marks(module)];
}

/** @param {string[]} gaps */
function closings(gaps) {
  const chosen = closing(gaps);
  const closed = chosen.reduce((sum, one) => sum + one.closed.length, 0);
  const values = { modules: chosen.length, closed, gaps: gaps.length };
  if (!gaps.length) return [];
  if (!chosen.length) return [make("p", { class: "ours" }, say("outlook_module_close_none", values))];
  return [
    make("p", { class: "ours closes", "data-close": `${chosen.length} ${closed} ${gaps.length}` }, say("outlook_module_close", values)),
    make("ul", { class: "ours" }, ...chosen.map(({ module, closed: ids }) => make("li", {}, linkTo(module), " ",
      make("span", { class: "fine" }, say("outlook_module_closes", { count: ids.length, hours: module.hours })), ...marks(module)))),
    make("p", { class: "ours fine" }, say("outlook_module_close_rule")),
  ];
}
