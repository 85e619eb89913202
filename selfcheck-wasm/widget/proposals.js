// The grades that a row's answers propose, shown beside the row, and accepting them there.

import { find, form } from "./dom.js";
import { grades, rows, shares } from "./rubric.js";
import { say } from "./words.js";
import { choose } from "./entry.js";
import { gradeName, sections } from "./result.js";

/**
 * Shows the proposal beside each row that has answers.
 * @param {Proposal[]} proposals
 * @param {ReadCheck} check
 */
export function showProposals(proposals, check) {
  proposals.forEach((proposal, place) => {
    const part = find("[data-proposal]", sections.get(rows[place].id));
    if (!part) return;
    const [says, take] = part.children;
    part.hidden = !proposal.answered;
    const grade = grades[proposal.grade]?.id;
    const values = {
      ...proposal, grade: gradeName(proposal.grade), points: proposal.points / 100, possible: proposal.possible / 100,
      share: Math.floor((100 * proposal.points) / proposal.possible), need: Math.ceil((shares[0].scores[0] * proposal.requirements) / 1e4),
    };
    const taken = grade === check.g[place];
    says.replaceChildren(say({ [-1]: "too_few", [-2]: "nothing_counts" }[proposal.grade] ?? "propose", values));
    if (grade && taken) says.append(" ", say("taken", values));
    take.hidden = !grade || taken;
    if (grade) take.replaceChildren(say("take", values));
    take.value = grade ?? "";
  });
}

/**
 * Accepts the proposal whose button was pressed. The row records the grade as one that came from answers.
 * @param {HTMLButtonElement} button
 */
export function take(button) {
  const section = /** @type {HTMLElement} */ (button.closest("[data-row]"));
  const { row } = section.dataset;
  choose(`grade.${row}`, button.value);
  section.dataset.taken = button.value;
  find(`[name="grade.${row}"]:checked`, form).focus();
}
