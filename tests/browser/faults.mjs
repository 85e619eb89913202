// Reports many faults at once.

import { AssertionError } from "node:assert";

/**
 * A fault, and the page or place that has it.
 *
 * @typedef {{ what: string, where: string }} Fault
 */

/**
 * Fails with the faults as one list, shortened if it is too long to read; passes if there are none.
 *
 * @param {string[]} faults
 * @param {number} [most]
 */
export function assertNone(faults, most = 40) {
  if (faults.length === 0) return;
  const more = faults.length > most ? `\n… and ${faults.length - most} more` : "";
  const message = `${faults.length} fault${faults.length === 1 ? "" : "s"}:\n${faults.slice(0, most).join("\n")}${more}`;
  throw new AssertionError({ message, stackStartFn: assertNone });
}

/**
 * Joins faults that are the same on many pages into one line each, with `what` and the first places.
 *
 * @param {Fault[]} entries
 * @param {number} [shown] how many places
 */
export function byKind(entries, shown = 3) {
  /** @type {Map<string, string[]>} */
  const kinds = new Map();
  for (const { what, where } of entries) kinds.set(what, [...(kinds.get(what) ?? []), where]);
  return [...kinds].map(([what, places]) => {
    const rest = places.length > shown ? ` and ${places.length - shown} more` : "";
    return `${what}\n    on ${places.slice(0, shown).join("\n       ")}${rest}`;
  });
}
