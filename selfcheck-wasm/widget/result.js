// The result beside the form: totals, bands, the indicative level, and one sentence that screen readers announce.

import { all, find, make } from "./dom.js";
import { bands, grades, levels, rows } from "./rubric.js";
import { bandName, gradeName, gradePlace, levelName } from "./names.js";
import { fill, known, named, say, spoken } from "./words.js";
import { guarded } from "./trouble.js";
import { assess } from "./core.js";
import { toLink } from "./entry.js";

export { bandName, gradeName, gradePlace, levelName } from "./names.js";

/** The delay before the sentence is announced, in ms, so that grades passed over with arrow keys are not announced. */
const PAUSE = 700;

/**
 * The elements with a data attribute, by its value. They are found once, since a form may have hundreds of rows.
 * @param {string} key
 * @returns {Map<string | undefined, any>}
 */
const byRow = (key) => new Map(all(`[data-${key}]`).map((element) => [element.dataset[key], element]));
const scoreOf = byRow("score");
const givenTo = byRow("given");
/** The parts of the form with the rows, by the rows' ids. */
export const sections = byRow("row");
const clearOf = new Map([...sections].map(([id, section]) => [id, find(".clear", section)]));

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Shows the assessment of a check.
 * @param {Assessment} assessment
 * @param {Check} check
 */
export function showResult(assessment, check) {
  const { as, indicative, forms } = assessment;
  forms.forEach((result, place) => {
    const { id } = levels[place];
    const isComplete = result.total >= 0;
    const isPartial = !isComplete && result.graded;
    find(`output[data-total="${id}"]`).value = isComplete ? result.total / 100 : "";
    find(`[data-sofar="${id}"]`).replaceChildren(isPartial ? say("sum", { ...result, sum: result.sum / 100 }) : "");
    if (bands[0]) showBand(find(`[data-band="${id}"]`), result.band);
  });
  if (bands[0]) showIndicative(indicative, forms);

  rows.forEach(({ id, scores }, place) => {
    const grade = gradePlace(check, place);
    const score = scores[grade];
    if (scoreOf.has(id)) scoreOf.get(id).value = score === undefined ? "" : score / 100;
    givenTo.get(id)?.replaceChildren(grade < 0 ? "" : spoken(gradeName(grade)));
    clearOf.get(id).hidden = grade < 0;
  });
  for (const output of all("[data-overall=band]")) output.replaceChildren(indicative < 0 ? "" : spoken(bandName(indicative)));
  const total = forms[as]?.total ?? -1;
  for (const output of all("[data-overall=total]")) output.value = total < 0 ? "" : total / 100;
}

/**
 * Shows the indicative level, or each band with its totals if the totals differ.
 * @param {number} indicative
 * @param {LevelResult[]} forms
 */
function showIndicative(indicative, forms) {
  const level = find("[data-indicative]");
  const found = interpretations(forms);
  showBand(level, indicative, say("no_level"));
  level.dataset.bands = found.map(({ band }) => bands[band].id).join(" ");
  if (found.length > 1) level.replaceChildren(spoken(withTotals(found, forms)));
}

/**
 * The bands of the totals, in the order of the levels, each with the positions of the levels whose totals fall in it. If there is
 * more than one, the result depends on which total the rules mean.
 * @param {LevelResult[]} forms
 */
export function interpretations(forms) {
  /** @type {Interpretation[]} */
  const found = [];
  forms.forEach(({ band }, level) => {
    if (band < 0) return;
    const known = found.find((one) => one.band === band);
    if (known) known.places.push(level);
    else found.push({ band, places: [level] });
  });
  return found;
}

/**
 * The bands with the totals that fall in them, for `say`: “Junior (by the Intermediate total, 78); Intermediate (by …)”. In the
 * headline, each is on a line of its own without a joint.
 * @param {Interpretation[]} found
 * @param {LevelResult[]} forms
 * @param {string} [joint] The key of the words between them.
 * @returns {Speech}
 */
const withTotals = (found, forms, joint = "") => (words) => found.flatMap(({ band, places }, place) => {
  /** @param {number} level */
  const total = (level) => fill(words, "by_total", { level: levelName(level), total: forms[level].total / 100 }).join("");
  return [place ? words[joint] ?? " " : "", make("span", { class: "reading" }, bandName(band)(words),
    make("small", {}, .../** @type {string[]} */ (fill(words, "by_totals", { totals: places.map(total).join(words.and_totals) }))))];
});

/**
 * @param {HTMLElement} element
 * @param {number} band
 * @param {Node | string} none
 */
function showBand(element, band, none = "") {
  element.dataset.value = band < 0 ? "" : bands[band].id;
  element.replaceChildren(band < 0 ? none : spoken(bandName(band)));
}

/**
 * The result in one sentence.
 * @param {Assessment} assessment
 * @param {Check} check
 */
export function sentence({ as, indicative, forms }, check) {
  if (!forms[0]) {
    const graded = rows.filter((_, place) => gradePlace(check, place) >= 0).length;
    return graded ? say("rows_graded", { graded, rows: rows.length }) : say("empty");
  }
  const found = interpretations(forms);
  if (found.length > 1) return say("results", { results: withTotals(found, forms, "and_totals") });
  if (forms[as]?.total >= 0) {
    const { total, greatest } = forms[as];
    const values = { level: levelName(as), total: total / 100, greatest: greatest / 100 };
    return indicative < 0 ? say("result_total", values) : say("result", { ...values, band: bandName(indicative) });
  }
  // The level that the reader chose, or else the first one with a grade.
  const place = as >= 0 ? as : forms.findIndex((result) => result.graded);
  if (place < 0 || !forms[place].graded) return say("empty");
  const { graded, rows: count, least, most } = forms[place];
  return say("part", { level: levelName(place), graded, rows: count, least: least / 100, most: most / 100 });
}

/**
 * Shows the sentence: at once the first time, later after a pause without changes.
 * @param {Assessment} assessment
 * @param {Check} check
 */
export function announce(assessment, check) {
  const place = find("[data-running]");
  const show = guarded(() => {
    // The guide tells the reader where to begin, so the sentence for an empty form is not needed beside it.
    place.toggleAttribute("data-nothing", !check.g?.replaceAll("-", ""));
    place.replaceChildren(sentence(assessment, check));
  });
  clearTimeout(timer);
  timer = setTimeout(show, timer ? PAUSE : 0);
  settle = show;
}

/** @type {(() => void) | undefined} */
let settle;

// The guide ends: a pending sentence is shown at once, so that what comes after it does not move later.
document.addEventListener("selfcheck:ended", () => {
  clearTimeout(timer);
  settle?.();
});

/**
 * The grades of a check and their result, for a list of checks, and the total with its share of the greatest, if there is one.
 * @param {Check} check
 * @returns {Summary}
 */
export function summary(check) {
  const assessment = assess(toLink(check));
  const { as, indicative } = assessment;
  const given = check.g ?? "";
  const letters = known(`grade.${grades[0].id}`) ? spoken(named("grade", ...given)) : given;
  const form = assessment.forms[as];
  const total = form?.total >= 0 ? { value: form.total / 100, share: form.total / form.greatest } : undefined;
  if (indicative >= 0) return [letters, say("remembered_as", { band: bandName(indicative), level: levelName(as) }), total];
  return [letters, bands[0] ? say("no_level") : sentence(assessment, check), total];
}
