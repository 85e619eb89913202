// The parts of the form's rubric that the script itself needs. The core does the arithmetic.

import { form } from "./dom.js";

/**
 * Reads an item of the rubric's lists: scores in hundredths, positions in another list.
 * @param {string} line
 * @returns {RubricItem}
 */
function item(line) {
  const [words, places] = line.split(" /");
  const [id, ...scores] = words.split(" ");
  return { id, scores: scores.map(Number), places: (places?.trim().split(" ") ?? []).map(Number) };
}

/** @type {RubricItem[][]} */
const lists = [[]];
for (const line of form.dataset.rubric.split("\n").slice(1)) {
  if (line) /** @type {RubricItem[]} */ (lists.at(-1)).push(item(line));
  else lists.push([]);
}

/**
 * The lists: the form's standard, edition and role; grades, best first; requirements; assessors; rows, with the scores
 * of the grades and the positions of their requirements; levels, with the positions of their rows; bands, highest
 * first, with their lower bounds (the lowest has none); answers, best first, with the points of those that count; the
 * share of requirements that must be answered.
 */
export const [identity, grades, requirements, , rows, levels, bands, answers, shares] = lists;
