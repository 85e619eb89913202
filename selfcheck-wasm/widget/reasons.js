// The explanations below the form: the reason for the level, possible outcomes, missing points, and what to work on.

import { all, find, make } from "./dom.js";
import { answers, bands, grades, levels, requirements, rows } from "./rubric.js";
import { named, say } from "./words.js";
import { bandName, gradeName, gradePlace, interpretations, levelName } from "./result.js";

/**
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
const paragraph = (key, values) => make("p", {}, say(key, values));
/** @param {number} place */
const rowName = (place) => named("row", rows[place].id);

/**
 * Shows a part with its content, or hides it if there is none.
 * @param {string} name
 * @param {Node[]} content
 */
function part(name, ...content) {
  find(`[data-part=${name}]`).hidden = !content.length;
  find(`[data-${name}]`).replaceChildren(...content);
}

/**
 * Shows all explanations for an assessment of a check.
 * @param {Assessment} assessment
 * @param {Check} check
 */
export function showReasons(assessment, check) {
  part("why", ...why(assessment));
  for (const section of all("[data-outcomes]")) {
    section.hidden = section.dataset.outcomes !== bands[assessment.indicative]?.id;
  }
  part("missing", ...missing(assessment, check.target));
  part("work", ...work(assessment, check));
}

/** @param {Assessment} assessment */
function why({ as, chosen, indicative, forms }) {
  if (indicative < 0) return [];
  const from = bands[indicative].scores[0] / 100;
  const below = bands[indicative - 1]?.scores[0] / 100;
  const values = { level: levelName(as), total: forms[as].total / 100, band: bandName(indicative), from, below };
  let kind = "why_between";
  if (!indicative) kind = "why_top";
  else if (indicative === bands.length - 1) kind = "why_low";

  let reason = "as_only";
  if (levels[1]) reason = chosen ? "as_chosen" : "as_default";

  /** @type {Node[]} */
  const content = [paragraph(reason, values), paragraph(kind, values)];
  const found = interpretations(forms);
  if (found.length > 1) {
    content.push(paragraph("differ"), make("ul", { class: "readings" }, ...found.map(({ band, places }) => make("li", {},
      say("differ_each", { band: bandName(band), levels: named("level", ...places.map((level) => levels[level].id)), count: places.length })))));
  } else if (found[0].places.length > 1) {
    content.push(paragraph("same"));
  }
  return levels[1] ? [...content, paragraph("formulas")] : content;
}

/**
 * @param {Assessment} assessment
 * @param {string | undefined} aim
 */
function missing({ as, indicative, advice, forms }, aim) {
  // Omit forms without grades, and advice that another piece repeats.
  const relevant = advice.filter((one) => forms[one.level].graded && (one.isAim
    || !advice.some((other) => other.isAim && other.level === one.level && other.band === one.band)));
  const content = relevant.flatMap((one) => {
    const values = {
      level: levelName(one.level), band: bandName(one.band), bound: one.bound / 100, missing: one.missing / 100,
      greatest: one.greatest / 100, steps: one.steps, worst: gradeName(grades.length - 1),
    };
    const head = make("h3", {}, say(one.isAim ? "to_aim" : "to_next", values));
    if (one.greatest >= 0) return [head, paragraph("unreachable", values)];
    if (!one.missing) return [head, paragraph("reached", values)];
    return [head, paragraph("steps", values), make("ul", {}, ...one.raises.map((raise) => make("li", {},
      say(raise.from < 0 ? "raise_open" : "raise", {
        row: rowName(raise.row), from: gradeName(raise.from), to: gradeName(raise.to),
      })))), ...(forms[one.level].total < 0 ? [paragraph("open_rows", values)] : [])];
  });
  if (aim && !relevant.length) content.push(paragraph("aim_open"));
  if (!content.length && indicative === 0) content.push(paragraph("nothing_missing", { level: levelName(as) }));
  return content;
}

/**
 * The requirements of the rows below the best grade, lowest grade first.
 * @param {Assessment} assessment
 * @param {Check} check
 */
function work({ as }, check) {
  return rows
    .map((row, place) => ({ row, place, grade: gradePlace(check, place) }))
    .filter(({ row, place, grade }) => grade > 0 && row.places.length && (as < 0 || levels[as].places.includes(place)))
    .sort((one, other) => other.grade - one.grade)
    .map(({ row, place, grade }, index) => {
      // Requirements that are met or do not apply are left out, unless that would leave none.
      /** @param {number} requirement */
      const isOpen = (requirement) => {
        const answer = answers[/** @type {number} */ (/** @type {unknown} */ (check.q?.[requirement]))];
        return !answer || answer.scores[0] < answers[0].scores[0];
      };
      const open = row.places.filter(isOpen);
      const shown = open.length ? open : row.places;
      const details = make("details", {},
        make("summary", { class: "ours" }, say("work_row", { row: rowName(place), grade: gradeName(grade) }), " ",
          make("span", { class: "count" }, shown.length)),
        make("ol", {}, ...shown.map(requirementItem)));
      details.open = !index;
      return details;
    });
}

/** @param {number} place */
const requirementItem = (place) => make("li", {}, requirement(requirements[place].id));

/**
 * A copy of a requirement's text from its row.
 * @param {string} id
 * @returns {Element}
 */
export function requirement(id) {
  const about = find(`[data-requirement="${id}"] [data-about]`).cloneNode(true);
  for (const element of all("[id]", about)) element.removeAttribute("id");
  return about;
}
