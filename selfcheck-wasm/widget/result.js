// The result beside the form: totals, bands, the indicative level, and one sentence that is said aloud.

import { find, make } from "./dom.js";
import { bands, grades, levels, rows } from "./rubric.js";
import { fill, named, say, spoken } from "./words.js";
import { guarded } from "./trouble.js";

/** How long to wait before the sentence is said, in ms, so that passing over grades by arrow key is not told. */
const PAUSE = 700;

/** A band's name, for `say`. */
export const bandName = (place) => named("band", bands[place].id);
/** A level's name, for `say`. */
export const levelName = (place) => named("level", levels[place].id);

/** The place of the grade that a check gives to a row; -1 where it gives none. */
export const gradePlace = (check, row) => grades.findIndex(({ id }) => id === check.g?.[row]);

let timer;

/** Shows an assessment of a check. */
export function showResult(assessment, check) {
  const { as, indicative, forms } = assessment;
  forms.forEach((of, place) => {
    const { id } = levels[place];
    const has = of.band >= 0;
    const part = !has && of.graded;
    find(`output[data-total="${id}"]`).value = has ? of.total / 100 : "";
    find(`[data-sofar="${id}"]`).replaceChildren(part ? say("sum", { ...of, sum: of.sum / 100 }) : "");
    showBand(find(`[data-band="${id}"]`), of.band);
  });
  const level = find("[data-indicative]");
  const bandsOf = readings(forms);
  showBand(level, indicative, say("no_level"));
  level.dataset.bands = bandsOf.map(({ band }) => bands[band].id).join(" ");
  if (bandsOf.length > 1) level.replaceChildren(spoken(withTotals(bandsOf, forms)));

  rows.forEach(({ id, scores }, place) => {
    const score = scores[gradePlace(check, place)];
    find(`output[data-score="${id}"]`).value = score === undefined ? "" : score / 100;
    find(`[data-row="${id}"] .clear`).hidden = score === undefined;
  });
  find("[data-overall=band]").replaceChildren(indicative < 0 ? "" : spoken(bandName(indicative)));
  find("[data-overall=total]").value = indicative < 0 ? "" : forms[as].total / 100;
}

/**
 * The bands that the totals fall in, in the order of the levels, each with the levels whose totals these are. More than one
 * is a result that depends on which total the rules mean.
 */
export function readings(forms) {
  const found = [];
  forms.forEach(({ band }, level) => {
    if (band < 0) return;
    const known = found.find((one) => one.band === band);
    if (known) known.of.push(level);
    else found.push({ band, of: [level] });
  });
  return found;
}

/** Each band with the totals that fall in it, for `say`: “Junior (by the Intermediate total, 78) · Intermediate (by …)”. */
const withTotals = (found, forms) => (words) => found.flatMap(({ band, of }, place) => {
  const total = (level) => fill(words, "by_total", { level: levelName(level), total: forms[level].total / 100 }).join("");
  return [place ? " " : "", make("span", { class: "reading" }, bandName(band)(words),
    make("small", {}, ...fill(words, "by_totals", { totals: of.map(total).join(words.and_totals) })),
    found[place + 1] ? " ·" : "")];
});

function showBand(element, band, none = "") {
  element.dataset.value = band < 0 ? "" : bands[band].id;
  element.replaceChildren(band < 0 ? none : spoken(bandName(band)));
}

/** What stands in one sentence. */
export function sentence({ as, indicative, forms }) {
  const found = readings(forms);
  if (found.length > 1) return say("results", { results: withTotals(found, forms) });
  if (indicative >= 0) {
    const { total, greatest } = forms[as];
    return say("result", {
      level: levelName(as), band: bandName(indicative), total: total / 100, greatest: greatest / 100,
    });
  }
  // The level that the reader named, or else the first that is begun.
  const place = as >= 0 ? as : forms.findIndex((of) => of.graded);
  if (place < 0 || !forms[place].graded) return say("empty");
  const { graded, rows: count, least, most } = forms[place];
  return say("part", { level: levelName(place), graded, rows: count, least: least / 100, most: most / 100 });
}

/** Shows the sentence; after the first time with a pause, once the reader has come to rest. */
export function announce(assessment) {
  const place = find("[data-running]");
  const show = guarded(() => {
    // The guide says where to begin, so it needs no such sentence beside it.
    place.toggleAttribute("data-nothing", assessment.forms.every(({ graded }) => !graded));
    place.replaceChildren(sentence(assessment));
  });
  clearTimeout(timer);
  timer = setTimeout(show, timer ? PAUSE : 0);
  settle = show;
}

let settle;

/** Shows the sentence that waits at once: what comes after it moves no more. */
export function showSentence() {
  clearTimeout(timer);
  settle?.();
}
