// What the card and the plan show of a check of a form.

import { answers, bands, grades, levels, requirements, rows } from "./rubric.js";
import { bandName, gradeName, gradePlace, levelName, rowName } from "./names.js";
import { status } from "./posting.js";
import { nearest } from "./plan/nearest.js";

export { identity } from "./rubric.js";
export { requirement as copyOf } from "./requirement.js";

/**
 * The outlook of a check with its assessment.
 * @param {ReadCheck} check
 * @param {Assessment} assessment
 * @returns {Outlook}
 */
export function outlook(check, assessment) {
  const { forms, indicative } = assessment;
  const advice = leading(check, assessment);
  const form = forms[advice.level];
  const places = levels[advice.level]?.places ?? rows.map((_, place) => place);
  const lines = steps(check, advice.lines);
  const { state, sentence } = verdictOn(advice, form);
  const isShort = state === "short" || state === "open" || state === "never";
  const needed = lines.filter(({ isNeeded }) => isNeeded);
  const missing = isShort || state === "unreachable" ? advice.missing / 100 : 0;
  /** @type {Sentence[]} */
  const verdict = sentence ? [sentence] : [];
  if (state === "blank" && check.target) verdict.push({ key: "aim_open" });
  if (state === "none" && !indicative) verdict.push({ key: "nothing_missing", values: { level: levelName(assessment.as) } });
  if (isShort) verdict.push(...nearest(needed));
  for (const other of assessment.advice) {
    // The same aim by another total.
    if (other.kind === 1 && advice.kind === 1 && other !== advice && forms[other.level].graded) {
      const also = verdictOn(other, forms[other.level]).sentence;
      if (also) verdict.push(also);
    }
  }
  return {
    isBlank: !/[^-]/u.test(check.g + check.q),
    state,
    verdict,
    missing,
    level: indicative < 0 ? undefined : bandName(indicative),
    ruler: form && {
      max: form.greatest / 100, value: form.sum / 100, most: form.graded ? form.most / 100 : 0, unit: "",
      aim: advice.band < 0 || !form.graded ? -1 : advice.bound / 100,
      zones: bands.map(({ scores }, place) => ({ from: (scores[0] ?? 0) / 100, name: bandName(place) }))
        .filter(({ from }) => from <= form.greatest / 100).reverse(),
    },
    hasBars: false,
    bars: places.map((place) => bar(check, place, advice.lines)),
    target: advice.band < 0 ? undefined : bandName(advice.band),
    lines,
    table: {
      head: ["row", "outlook_given", "outlook_points", "outlook_maximum", "outlook_aim"],
      rows: [...rows.map((row, place) => {
        const grade = gradePlace(check, place);
        const to = advice.lines.find((line) => line.isNeeded && line.row === place)?.to;
        return [rowName(place), gradeName(grade) ?? "", row.scores[grade] / 100, row.scores[0] / 100, to === undefined ? "" : gradeName(to)];
      }), ...forms.map(({ total, band, greatest }, place) => [levelName(place), band < 0 ? "" : bandName(band),
        total < 0 ? "" : total / 100, greatest / 100, ""])],
    },
    remarks: needed.some(({ from }) => !from) ? [{ key: "open_rows", values: { worst: gradeName(grades.length - 1) } }] : [],
  };
}

/**
 * The advice that the verdict and the plan follow: for the aim by the total of the level that the reader chose, or else by that
 * of the aim itself; without an aim, for the next band.
 * @param {ReadCheck} check
 * @param {Assessment} assessment
 */
function leading({ target }, { advice, as, chosen, forms }) {
  const relevant = advice.filter(({ level }) => level < 0 || forms[level].graded);
  const aims = (relevant.length ? relevant : advice).filter(({ kind }) => kind === 1);
  if (target && aims.length) return aims.find(({ level }) => (level === as) === Boolean(chosen)) ?? aims[0];
  return relevant.find(({ kind }) => kind !== 1) ?? advice[0];
}

/**
 * @param {Advice} advice
 * @param {LevelResult | undefined} form
 * @returns {{state: Outlook["state"], sentence?: Sentence}}
 */
function verdictOn({ kind, level, band, bound, missing, greatest }, form) {
  if (!form?.graded) return { state: kind === 2 ? "none" : "blank" };
  if (band < 0) return { state: "none" };
  const isComplete = form.total >= 0;
  const values = {
    band: bandName(band), level: levelName(level), total: form.sum / 100, greatest: form.greatest / 100, least: form.least / 100,
    most: form.most / 100, bound: bound / 100, missing: missing / 100, gap: (bound - form.most) / 100,
  };
  if (greatest >= 0) return { state: "unreachable", sentence: { key: "unreachable", values } };
  if (!missing) return { state: "reached", sentence: { key: isComplete ? "outlook_reached" : "reached", values } };
  if (isComplete) return { state: "short", sentence: { key: kind ? "outlook_short" : "outlook_next", values } };
  if (form.most < bound) return { state: "never", sentence: { key: "outlook_never", values } };
  return { state: "open", sentence: { key: "outlook_undecided", values } };
}

/**
 * The lines of the plan. The requirements of a row are with its first line.
 * @param {ReadCheck} check
 * @param {PlanLine[]} lines
 * @returns {PlanStep[]}
 */
function steps(check, lines) {
  return lines.map(({ row, from, to, gain, isNeeded }, at) => ({
    id: rows[row].id,
    name: rowName(row),
    from: from < 0 ? undefined : gradeName(from),
    to: gradeName(to),
    gain: gain / 100,
    isShare: false,
    steps: (from < 0 ? grades.length - 1 : from) - to,
    isNeeded: Boolean(isNeeded),
    requirements: lines.findIndex((line) => line.row === row) < at ? [] : open(check, rows[row].places),
  }));
}

/**
 * The ids of requirements, without those that are met or do not apply, unless that would leave none.
 * @param {ReadCheck} check
 * @param {number[]} places
 */
function open(check, places) {
  const left = places.filter((place) => {
    const answer = answers[/** @type {number} */ (/** @type {unknown} */ (check.q[place]))];
    return !answer || answer.scores[0] < answers[0].scores[0];
  });
  return (left.length ? left : places).map((place) => requirements[place].id);
}

/**
 * @param {ReadCheck} check
 * @param {number} place
 * @param {PlanLine[]} lines
 * @returns {CardBar}
 */
function bar(check, place, lines) {
  const { scores, places } = rows[place];
  const worst = grades.length - 1;
  const grade = gradePlace(check, place);
  const to = lines.find(({ row, isNeeded }) => isNeeded && row === place)?.to;
  // Without points, the grades are steps of the same length.
  /** @param {number} at */
  const share = (at) => (scores[0] ? scores[at] / scores[0] : worst ? (worst - at) / worst : 1);
  const values = { grade: gradeName(grade), to: to === undefined ? undefined : gradeName(to), score: scores[grade] / 100, max: scores[0] / 100 };
  const key = to === undefined ? "outlook_row" : "outlook_row_aim";
  return {
    name: rowName(place),
    value: grade < 0 ? 0 : share(grade),
    aim: to === undefined ? -1 : share(to),
    sentence: grade < 0 ? (to === undefined ? undefined : { key: "outlook_row_open", values })
      : { key: scores.length ? key : "outlook_grade", values },
    marks: places.map((at) => status({ asked: requirements[at].id }, check).state),
  };
}
