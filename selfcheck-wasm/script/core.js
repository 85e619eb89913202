// The assessment core, started from the bytes inside this script: nothing is fetched, so it runs from a server, from disk and in a
// sandboxed frame alike.
import packed from "widget:module";
import * as glue from "widget:glue";

/** What the core refuses: `code` is one of the codes in fragment.rs and saved.rs, for which the page has words. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * Starts the core with the rubric of a form, in its compact form (see rubric_text.rs).
 * Rejects where the browser cannot run it; the form then stays what it is without script.
 */
export async function start(rubric) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const { instance } = await WebAssembly.instantiate(await new Response(stream).arrayBuffer(), {});
  glue.__wbg_set_wasm(instance.exports);
  if (!glue.load(rubric)) throw new Refused("rubric");
}

function answer(text) {
  if (text[0] === "!") throw new Refused(text.slice(1));
  return text;
}

/** The numbers of an answer, one after the other; -1 stands for none. */
function reader(text) {
  const numbers = answer(text).split(" ").map(Number);
  let at = 0;
  const next = () => numbers[at++];
  const place = () => {
    const number = next();
    return number < 0 ? null : number;
  };
  const score = () => next() / 100;
  return { next, place, score, more: () => at < numbers.length };
}

const list = (length, item) => Array.from({ length }, item);

/**
 * Assesses a fragment. Levels, bands, rows and grades are places in the rubric's lists:
 * `{evaluatedAs, chosen, forms: [{graded, rows, sum, minimum, maximum, greatest, total, band, lowestBand, highestBand}],
 * advice: [{aimed, level, band, bound, missing, greatest, steps, raises: [{row, from, to}]}]}`.
 * In advice `greatest` is the form's greatest total where that is out of reach, or null; no steps and no `greatest` is reached.
 */
export function assess(fragment) {
  const { next, place, score, more } = reader(glue.assess(fragment));
  const result = { evaluatedAs: place(), chosen: next() === 1, advice: [] };
  result.forms = list(next(), () => {
    const form = { graded: next(), rows: next(), sum: score(), minimum: score(), maximum: score(), greatest: score(), lowestBand: next(), highestBand: next() };
    const complete = form.graded === form.rows;
    form.total = complete ? form.sum : null;
    form.band = complete ? form.lowestBand : null;
    return form;
  });
  while (more()) {
    const advice = { aimed: next() === 1, level: next(), band: next(), bound: score(), missing: score() };
    const greatest = place();
    advice.greatest = greatest === null ? null : greatest / 100;
    advice.steps = next();
    advice.raises = list(next(), () => ({ row: next(), from: place(), to: next() }));
    result.advice.push(advice);
  }
  return result;
}

/**
 * Proposes a grade for each row from the answers in a fragment: `[{grade, requirements, answered, counted, points, possible}]`.
 * `grade` is negative where there is none: -1 too few answers, -2 none of them counts, -3 no rule.
 */
export function propose(fragment) {
  const { next, score, more } = reader(glue.propose(fragment));
  const rows = [];
  while (more()) {
    rows.push({ grade: next(), requirements: next(), answered: next(), counted: next(), points: score(), possible: score() });
  }
  return rows;
}

/** A fragment as it should be, from one that came from outside. */
export const link = (fragment) => answer(glue.link(fragment));

/** The fragment in the entries of a file. */
export const openEntries = (entries) => answer(glue.open_file(entries));

/** The entries of a file from a fragment. */
export const saveEntries = (fragment) => answer(glue.save_file(fragment));
