// The gaps of a group: how many people are short of each requirement, and the modules that would close most of these gaps.

/**
 * Counts the states of each requirement, the largest gap first. A requirement that is not yet met counts twice as much as one that
 * is partly met. Requirements that are asked of nobody are left out.
 * @param {Measured[]} measured
 * @returns {Need[]}
 */
export function needsOf(measured) {
  const count = measured[0]?.needs.length ?? 0;
  const needs = Array.from({ length: count }, (_, place) => {
    const need = { place, asked: 0, met: 0, partly: 0, not_yet: 0, unknown: 0 };
    for (const { needs: states } of measured) {
      const state = states[place];
      if (state) {
        need.asked += 1;
        need[state] += 1;
      }
    }
    return need;
  });
  /** @param {Need} need */
  const gap = (need) => need.not_yet * 2 + need.partly;
  return needs.filter(({ asked }) => asked).sort((one, other) => gap(other) - gap(one) || one.place - other.place);
}

/**
 * Chooses modules one after another, each time the one that closes most of the gaps still open; of equal ones, the first. A gap
 * is a requirement that a person meets partly or not yet.
 * @param {Measured[]} measured
 * @param {Map<number, number[]>} taught the modules for each requirement
 * @param {number} most how many to choose
 */
export function modulesFor(measured, taught, most) {
  const isOpen = (/** @type {Measured} */ { needs }, /** @type {number} */ place) => needs[place] === "partly" || needs[place] === "not_yet";
  /** @type {Map<number, number>} */
  const open = new Map();
  let total = 0;
  let without = 0;
  for (const place of measured[0]?.needs.keys() ?? []) {
    const people = measured.filter((one) => isOpen(one, place)).length;
    total += people;
    if (taught.has(place)) open.set(place, people);
    else without += people;
  }
  /** @type {Map<number, number[]>} */
  const covers = new Map();
  for (const [place, modules] of taught) {
    for (const module of modules) covers.set(module, [...covers.get(module) ?? [], place]);
  }
  /** @type {Choice[]} */
  const chosen = [];
  let closed = 0;
  while (chosen.length < most) {
    let best = { module: -1, gaps: 0 };
    for (const [module, places] of [...covers].sort(([one], [other]) => one - other)) {
      const gaps = places.reduce((sum, place) => sum + (open.get(place) ?? 0), 0);
      if (gaps > best.gaps) best = { module, gaps };
    }
    if (best.module < 0) break;
    const places = /** @type {number[]} */ (covers.get(best.module)).filter((place) => open.get(place));
    const people = measured.filter((one) => places.some((place) => isOpen(one, place))).length;
    for (const place of places) open.delete(place);
    closed += best.gaps;
    chosen.push({ ...best, people, closed });
  }
  return { chosen, total, without };
}
