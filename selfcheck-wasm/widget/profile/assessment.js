// The assessment of a profile by the core, through its text interface.

import { core } from "../core.js";

/**
 * The states of a target, by number. Without a rule, there are none.
 * @type {TargetResult["status"][]}
 */
const STATUSES = ["reached", "open", "missed", "nothing"];

/**
 * @template T
 * @param {number} count
 * @param {() => T} item
 * @returns {T[]}
 */
const list = (count, item) => Array.from({ length: count }, item);

/**
 * Assesses a check. Targets, dimensions and requirements are positions in their lists; -1 means none. Shares are in whole percent,
 * rounded down. `aim` is the target that `gaps` and `plan` are for.
 * @param {string} link
 * @returns {ProfileAssessment}
 */
export function assess(link) {
  const numbers = core.assess(link).split(" ").map(Number);
  const next = () => /** @type {number} */ (numbers.shift());
  /** @returns {Attained} */
  const attained = () => {
    const [asked, met, partly, notYet, unrated, excluded, percent, possible] = numbers.splice(0, 8);
    return { asked, met, partly, not_yet: notYet, unrated, excluded, rated: asked - unrated, percent, possible };
  };
  const assessment = /** @type {ProfileAssessment} */ ({ aim: next(), isChosen: next() });
  const [count, dimensions] = [next(), next()];
  assessment.targets = list(count, () => ({
    status: STATUSES[next()], all: attained(), dimensions: list(dimensions, attained),
  }));
  assessment.indicated = list(next(), next);
  assessment.gaps = list(next(), () => ({ requirement: next(), reached: next(), expected: next(), isMust: next() }));
  assessment.plan = {
    steps: next(),
    lines: list(next(), () => ({ requirement: next(), from: next(), to: next(), gain: next(), isNeeded: next() })),
  };
  return assessment;
}
