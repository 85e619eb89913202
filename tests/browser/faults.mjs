// Reports many faults at once.

import { AssertionError } from "node:assert";

/** Fails with the faults as one list, shortened if it is too long to read; passes if there are none. */
export function assertNone(faults, most = 40) {
  if (faults.length === 0) return;
  const more = faults.length > most ? `\n… and ${faults.length - most} more` : "";
  const message = `${faults.length} fault${faults.length === 1 ? "" : "s"}:\n${faults.slice(0, most).join("\n")}${more}`;
  throw new AssertionError({ message, stackStartFn: assertNone });
}

/** Joins faults that are the same on many pages into one line each, with `what` and the first place. */
export function byKind(entries, shown = 3) {
  const kinds = new Map();
  for (const { what, where } of entries) kinds.set(what, [...(kinds.get(what) ?? []), where]);
  return [...kinds].map(([what, places]) => {
    const rest = places.length > shown ? ` and ${places.length - shown} more` : "";
    return `${what}\n    on ${places.slice(0, shown).join("\n       ")}${rest}`;
  });
}
