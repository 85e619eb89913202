// The explanations below the form: the reason for the level, and the possible outcomes.

import { all, find, make } from "./dom.js";
import { bands, levels } from "./rubric.js";
import { named, say } from "./words.js";
import { bandName, levelName } from "./names.js";
import { interpretations } from "./result.js";

/**
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
const paragraph = (key, values) => make("p", {}, say(key, values));

/**
 * Shows the explanations for an assessment.
 * @param {Assessment} assessment
 */
export function showReasons(assessment) {
  const content = why(assessment);
  find("[data-part=why]").hidden = !content.length;
  find("[data-why]").replaceChildren(...content);
  for (const section of all("[data-outcomes]")) {
    section.hidden = section.dataset.outcomes !== bands[assessment.indicative]?.id;
  }
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
