// The modules that teach the requirements on the page: which serves best, and which close most gaps together.

import { all, find, make } from "../dom.js";
import { say } from "../words.js";

/** The least depth that closes a gap: practised. */
const CLOSES = 2;

/** @type {Record<string, [hours: number, isOwn: number, isExample: number, before: string[]]>} */
const facts = JSON.parse(find("[data-plan]").dataset.modules || "{}");
const order = Object.keys(facts);

/** Whether there are any modules. */
export const hasModules = order.length > 0;

/** @type {Map<string, TaughtModule> | undefined} */
let found;

/** The modules on the page, by their keys. They are read once the requirements of a long list have got their parts. */
export function modules() {
  if (found) return found;
  found = new Map();
  for (const element of all("[data-requirement] [data-about] [data-module], [data-before] [data-module]")) {
    const { module: key, depth } = element.dataset;
    const [hours, isOwn, isExample, before] = facts[key];
    const known = found.get(key) ?? {
      key, element, hours, before, isOwn: Boolean(isOwn), isExample: Boolean(isExample), place: order.indexOf(key), depths: new Map(),
    };
    // Modules on which others build may teach nothing that is on this page.
    if (depth) known.depths.set(element.closest("[data-requirement]").dataset.requirement, Number(depth));
    found.set(key, known);
  }
  return found;
}

/**
 * How well a module serves some requirements, to compare: first those of a curriculum for the role, then those that are offered,
 * then by the number of requirements that it practises or assesses, then by depth, and then in the order of the curricula.
 * @param {TaughtModule} module
 * @param {string[]} requirements
 */
function rank({ isOwn, isExample, depths, place }, requirements) {
  const reached = requirements.map((id) => depths.get(id) ?? 0);
  return [Number(isOwn), Number(!isExample), reached.filter((depth) => depth >= CLOSES).length, Math.max(...reached),
    reached.reduce((sum, depth) => sum + depth, 0), -place];
}

/**
 * The modules that teach any of the requirements, the best first.
 * @param {string[]} requirements
 */
export function serving(requirements) {
  const teaching = [...modules().values()].filter(({ depths }) => requirements.some((id) => depths.has(id)));
  const ranks = new Map(teaching.map((module) => [module, rank(module, requirements)]));
  return teaching.sort((one, other) => compare(ranks.get(other), ranks.get(one)));
}

/**
 * @param {number[]} [one]
 * @param {number[]} [other]
 */
function compare(one = [], other = []) {
  const at = one.findIndex((number, place) => number !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}

/**
 * The modules that together close as many gaps as modules can, the one that closes most first, each with the gaps that it closes
 * and none before it does.
 * @param {string[]} gaps the ids of requirements
 */
export function closing(gaps) {
  /** @type {{module: TaughtModule, closed: string[]}[]} */
  const chosen = [];
  const left = new Set(gaps);
  for (;;) {
    const closedBy = (/** @type {TaughtModule} */ { depths }) => [...left].filter((id) => (depths.get(id) ?? 0) >= CLOSES);
    const best = [...modules().values()]
      .map((module) => ({ module, closed: closedBy(module) }))
      .sort((one, other) => compare(
        [other.closed.length, Number(other.module.isOwn), Number(!other.module.isExample), -other.module.place],
        [one.closed.length, Number(one.module.isOwn), Number(!one.module.isExample), -one.module.place],
      ))[0];
    if (!best?.closed.length) return chosen;
    chosen.push(best);
    for (const id of best.closed) left.delete(id);
  }
}

/**
 * A link to a module.
 * @param {TaughtModule} module
 */
export function linkTo({ element }) {
  const link = find("a", element).cloneNode(true);
  link.removeAttribute("aria-current");
  return link;
}

/**
 * The remarks on whose curriculum a module belongs to.
 * @param {TaughtModule} module
 */
export const marks = ({ isOwn, isExample }) => [
  ...(isOwn ? [] : [" ", make("span", { class: "tag" }, say("outlook_module_other"))]),
  ...(isExample ? [" ", make("span", { class: "tag" }, say("outlook_module_example"))] : []),
];
