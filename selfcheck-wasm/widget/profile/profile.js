// The parts of the page's profile that the script itself needs. The core does the arithmetic.

import { find, form } from "../dom.js";

/** The profile in its compact form, as the core reads it. */
export const data = form.dataset.profile;

/** @type {string[][]} */
const lists = [[]];
for (const line of data.split("\n").slice(1)) {
  if (line) /** @type {string[]} */ (lists.at(-1)).push(line);
  else lists.push([]);
}
const [[names, ...dimensionLines], requirementLines, targetLines, rule] = lists;

/** The standard, the edition and, if there is one, the role. */
export const identity = names.split(" ").map((id) => ({ id }));

/** The ids of the dimensions. */
export const dimensions = dimensionLines;

/** The requirements: each with its id, the number of its steps, its dimensions, and whether the steps are levels. */
export const requirements = requirementLines.map((line) => {
  const [id, steps, , ...places] = line.split(" ");
  return { id, steps: Number(steps), dimensions: places.map(Number), hasLevels: Boolean(find(`[data-requirement="${id}"] .scale`, form)) };
});

/**
 * The number of steps that a rating stands for.
 * @param {string} rating
 */
export const stepsOf = (rating) => Number.parseInt(rating, 16);

/** The targets: each with its id, and the steps that it expects of the requirements that it asks for, by position. */
export const targets = targetLines.map((line) => {
  const [name, asks = ""] = line.split(" /");
  const numbers = asks.trim().split(" ").map(Number);
  /** @type {Map<number, number>} */
  const expected = new Map();
  for (let at = 0; at + 2 < numbers.length; at += 3) expected.set(numbers[at], numbers[at + 1]);
  return { id: name.split(" ")[0], expected };
});

/** The share of the whole that the rule requires, in percent; -1 if it requires none. */
export const share = Number(rule.find((line) => line.startsWith("share "))?.slice(6) ?? -100) / 100;
