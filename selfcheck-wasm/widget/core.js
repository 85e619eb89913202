// The assessment core, called through its text interface.

/** The separator of a file's entries. */
export const GAP = "\x1f";

/** The core's functions, set by `main.js`. */
export const core = /** @type {Core} */ ({});

/** An error in something read: its code, and the value that it concerns. */
export class Unreadable extends Error {
  /**
   * @param {string} code
   * @param {unknown} [detail]
   */
  constructor(code, detail) {
    super(code);
    this.detail = detail;
  }
}

/**
 * Returns an answer of the core, or throws if it is an error; `about` returns the value that an error concerns.
 * @param {string} answer
 * @param {(code: string) => unknown} [about]
 */
export function checked(answer, about) {
  if (answer[0] === "!") throw new Unreadable(answer.slice(1), about?.(answer.slice(1)));
  return answer;
}

/**
 * @template T
 * @param {number} count
 * @param {() => T} item
 * @returns {T[]}
 */
const list = (count, item) => Array.from({ length: count }, item);

/**
 * Assesses a check. Scores are in hundredths; -1 means none; levels, bands, rows and grades are positions in their lists.
 * `total`, `band` and `indicative` are set once all rows are graded.
 * @param {string} link
 * @returns {Assessment}
 */
export function assess(link) {
  const numbers = core.assess(link).split(" ").map(Number);
  const next = () => /** @type {number} */ (numbers.shift());
  const assessment = /** @type {Assessment} */ ({ as: next(), chosen: next(), advice: /** @type {Advice[]} */ ([]) });
  assessment.forms = list(next(), () => {
    const [graded, rows, sum, least, most, greatest, low] = numbers.splice(0, 8);
    const isComplete = graded === rows;
    return { graded, rows, sum, least, most, greatest, total: isComplete ? sum : -1, band: isComplete ? low : -1 };
  });
  assessment.indicative = assessment.forms[assessment.as]?.band ?? -1;
  while (numbers.length) {
    assessment.advice.push({
      kind: next(), level: next(), band: next(), bound: next(), missing: next(), greatest: next(), steps: next(),
      lines: list(next(), () => ({ row: next(), from: next(), to: next(), gain: next(), isNeeded: next() })),
    });
  }
  return assessment;
}

/**
 * The grades that the answers propose, by row.
 * @param {string} link
 */
export function propose(link) {
  const numbers = core.propose(link).split(" ").map(Number);
  /** @type {Proposal[]} */
  const proposals = [];
  while (numbers.length) {
    const [grade, requirements, answered, , points, possible] = numbers.splice(0, 6);
    proposals.push({ grade, requirements, answered, points, possible });
  }
  return proposals;
}
