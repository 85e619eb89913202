// Reads the files of several people.

import { Unreadable } from "../core.js";
import { fromObject, objectIn } from "../file.js";

/** The longest name, as in a file. */
const MAX_NAME = 200;

/**
 * Reads a file. The person is the one that it names, or else is known by the name of the file.
 * @param {File} file
 * @returns {Promise<Person>}
 */
export async function readPerson(file) {
  const { person, ...saved } = /** @type {SavedCheck} */ (Object(await objectIn(file)));
  if (person !== undefined && (typeof person !== "string" || [...person].length > MAX_NAME || /\p{Cc}/u.test(person))) {
    throw new Unreadable("file-text", person);
  }
  const name = person?.trim();
  return {
    name: name || file.name.replace(/\.json$/iu, ""),
    // A file's name is not a person's, so that two files of the same name may be of two people.
    key: name ? name.normalize("NFKC").replaceAll(/\s+/gu, " ").toLowerCase() : undefined,
    check: fromObject(saved),
    content: JSON.stringify([name, saved]),
  };
}

/**
 * The files to count and the earlier ones of the same people. Of each person the latest counts, and of several of one day the
 * one that was added last.
 * @param {Person[]} people
 */
export function latestOf(people) {
  /** @type {Map<unknown, Person[]>} */
  const byPerson = new Map();
  for (const one of people) {
    const all = byPerson.get(one.key ?? one);
    if (all) all.push(one);
    else byPerson.set(one.key ?? one, [one]);
  }
  return [...byPerson.values()].map((all) => {
    const sorted = all.sort((one, other) => (one.check.own.date < other.check.own.date ? -1 : Number(one.check.own.date > other.check.own.date)));
    return { person: /** @type {Person} */ (sorted.at(-1)), earlier: sorted.slice(0, -1) };
  });
}
