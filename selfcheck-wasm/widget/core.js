// The assessment core, through its face on texts.

/** What parts the entries of a file. */
export const GAP = "\x1f";

/** The functions of the face; `main.js` puts them here. */
export const core = {};

/** What cannot be read: the code of the fault, and a word that it is about. */
export class Unreadable extends Error {
  constructor(code, detail) {
    super(code);
    this.detail = detail;
  }
}

/** An answer of the core, where it is no fault; `about` gives the word that a fault is about. */
export function sound(answer, about) {
  if (answer[0] === "!") throw new Unreadable(answer.slice(1), about?.(answer.slice(1)));
  return answer;
}

const list = (count, item) => Array.from({ length: count }, item);

/**
 * The assessment of what is entered. Scores are in hundredths; -1 is none; levels, bands, rows, grades are places.
 * `total`, `band` and `indicative` are there once all rows are graded.
 */
export function assess(link) {
  const numbers = core.assess(link).split(" ").map(Number);
  const next = () => numbers.shift();
  const assessment = { as: next(), chosen: next(), advice: [] };
  assessment.forms = list(next(), () => {
    const [graded, rows, sum, least, most, greatest, low] = numbers.splice(0, 8);
    const has = graded === rows;
    return { graded, rows, sum, least, most, greatest, total: has ? sum : -1, band: has ? low : -1 };
  });
  assessment.indicative = assessment.forms[assessment.as]?.band ?? -1;
  while (numbers.length) {
    assessment.advice.push({
      isAim: next(), level: next(), band: next(), bound: next(), missing: next(), greatest: next(), steps: next(),
      raises: list(next(), () => ({ row: next(), from: next(), to: next() })),
    });
  }
  return assessment;
}

/** What the answers propose, by row. */
export function propose(link) {
  const numbers = core.propose(link).split(" ").map(Number);
  const proposals = [];
  while (numbers.length) {
    const [grade, requirements, answered, , points, possible] = numbers.splice(0, 6);
    proposals.push({ grade, requirements, answered, points, possible });
  }
  return proposals;
}
