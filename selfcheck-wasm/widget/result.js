// The result beside the form: totals, bands, the indicative level, and one sentence that is said aloud.

import { find } from "./dom.js";
import { bands, grades, levels, rows } from "./rubric.js";
import { named, say, spoken } from "./words.js";

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
  showBand(find("[data-indicative]"), indicative, say("no_level"));

  rows.forEach(({ id, scores }, place) => {
    const score = scores[gradePlace(check, place)];
    find(`output[data-score="${id}"]`).value = score === undefined ? "" : score / 100;
    find(`[data-row="${id}"] .clear`).hidden = score === undefined;
  });
  find("[data-overall=band]").replaceChildren(indicative < 0 ? "" : spoken(bandName(indicative)));
  find("[data-overall=total]").value = indicative < 0 ? "" : forms[as].total / 100;
}

function showBand(element, band, none = "") {
  element.dataset.value = band < 0 ? "" : bands[band].id;
  element.replaceChildren(band < 0 ? none : spoken(bandName(band)));
}

/** What stands in one sentence. */
export function sentence({ as, indicative, forms }) {
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
  clearTimeout(timer);
  timer = setTimeout(() => place.replaceChildren(sentence(assessment)), timer ? PAUSE : 0);
}
