// Converts checks from and to files and links. This module reads and writes the JSON; the core validates it.

import { core, GAP, checked, Unreadable } from "./core.js";
import { KEYS, OWN, toLink, WHOLE } from "widget:kind/entry.js";

/** The largest accepted file, in bytes. */
const MAX_SIZE = 256 * 1024;

/**
 * Converts a check to the object that is saved.
 * @param {Check} check
 */
export function toObject(check) {
  /** @type {SavedCheck} */
  const saved = {};
  const entries = checked(core.save_file(toLink(check))).split(GAP);
  while (entries.length) {
    const [group, key, value] = entries.splice(0, 3);
    /** @type {SavedCheck} */ (group ? (saved[group] ??= {}) : saved)[key] = value;
  }
  for (const [key, value] of Object.entries({ ...check.own, posting: check.posting })) {
    if (value) saved[key] = key === "evidence" ? JSON.parse(value) : value;
  }
  fromObject(saved);
  return saved;
}

/**
 * Reads the check in a saved object.
 * @param {unknown} saved
 * @returns {Check}
 */
export function fromObject(saved) {
  /** @type {string[]} */
  const entries = [];
  /**
   * @param {object} values
   * @param {string[]} path
   */
  const add = (values, ...path) => {
    const [group = "", kind, id] = path;
    for (const [key, value] of Object.entries(values)) {
      if (typeof value === "string" && !(key + value).includes(GAP)) {
        // The core has a group of notes and one of links for each kind of item.
        entries.push(.../** @type {string[]} */ (id ? [`${kind}.${key}`, id, value] : [kind ? "?" : group, key, value]));
      } else if (value && typeof value === "object" && /^\w+$/u.test(path[0] ?? key) && (!group || (group === "evidence" && !id))) {
        add(value, ...path, key);
      } else throw new Unreadable("file-key", key);
    }
  };
  if (!saved || typeof saved !== "object") throw new Unreadable("file-format");
  add(saved);
  const link = checked(core.open_file(entries.join(GAP)), (code) => /** @type {SavedCheck} */ (saved)[code.slice(5)]);
  return { ...fields(link), posting: /** @type {Record<string, string>} */ (saved).posting,
    own: Object.fromEntries(OWN.map((key) => {
      const text = /** @type {Record<string, unknown>} */ (saved)[key] ?? "";
      return [key, /** @type {string} */ (key === "evidence" && text ? JSON.stringify(text) : text)];
    })) };
}

/**
 * Reads the JSON in a file.
 * @param {File} file
 * @returns {Promise<unknown>}
 */
export async function objectIn(file) {
  if (file.size > MAX_SIZE) throw new Unreadable("file-too-large");
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new Unreadable("file-damaged");
  }
}

/**
 * Reads the check in a file.
 * @param {File} file
 */
export const fromFile = async (file) => fromObject(await objectIn(file));

/**
 * Splits a fragment into its keys and values.
 * @param {string} link
 * @returns {Record<string, string>}
 */
const fields = (link) => Object.fromEntries(link.split("&").map((part) => part.split("=")));

/**
 * A link to a check that also holds the reader's own texts and whether these are in a file. It carries them from page to page
 * and is not for sharing. The core ignores the keys `own`, `filed` and `posting`.
 * @param {Check} check
 * @param {boolean} isFiled
 */
export function toOwnLink(check, isFiled) {
  const own = JSON.stringify(OWN.map((key) => check.own[key] ?? ""));
  const link = toLink(check);
  return Object.values(check.own).join("") ? `${link}&own=${encodeURIComponent(own)}${isFiled ? "&filed=" : ""}` : link;
}

/**
 * Reads the check in a fragment, and whether its own texts are in a file; `undefined` if the fragment holds no check.
 * A fragment with only a level, target or posting keeps the other entries of `now`.
 * @param {string} fragment
 * @param {Check} now
 * @returns {{check: Check, isFiled: boolean} | undefined}
 */
export function fromLink(fragment, now) {
  const parts = fragment.split("&");
  /** @param {string[]} keys */
  const holds = (keys) => parts.find((part) => keys.includes(part.split("=")[0]));
  if (!holds(KEYS)) return undefined;
  const shared = parts.filter((part) => !part.startsWith("own=")).join("&");
  const found = fields(checked(core.link(shared)));
  if (holds(["posting"])) found.posting = fields(shared).posting;
  const check = holds(WHOLE) ? { ...found, own: {} } : { ...now, ...found };
  const own = holds(["own"]);
  if (own) {
    try {
      /** @type {unknown[]} */ (JSON.parse(decodeURIComponent(own.slice(4)))).forEach((text, place) => { check.own[OWN[place]] = `${text}`; });
      toObject(check);
    } catch (error) {
      throw error instanceof Unreadable ? error : new Unreadable("bad");
    }
  }
  return { check, isFiled: Boolean(own && holds(["filed"])) };
}
