// The rubric of the page's form, as far as the script needs it itself; the arithmetic is the core's.

import { form } from "./dom.js";

/** An item of a list of the rubric: scores in hundredths, places in another list. */
function item(line) {
  const [words, places] = line.split(" /");
  const [id, ...scores] = words.split(" ");
  return { id, scores: scores.map(Number), places: (places?.trim().split(" ") ?? []).map(Number) };
}

const lists = [[]];
for (const line of form.dataset.rubric.split("\n").slice(1)) {
  if (line) lists.at(-1).push(item(line));
  else lists.push([]);
}

/**
 * The lists: what the form is of (standard, edition, role); grades, best first; requirements; assessors; rows, with the
 * scores of the grades and the places of their requirements; levels, with the places of their rows; bands, highest
 * first, each with its bound but the lowest; answers, best first, those that count with their points; the share of
 * requirements to be answered.
 */
export const [of, grades, requirements, , rows, levels, bands, answers, shares] = lists;
