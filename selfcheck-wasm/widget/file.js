// Checks from and to files and links. JSON is read and written here; what makes it good or bad is the core's to say.

import { core, GAP, sound, Unreadable } from "./core.js";
import { OWN, toLink } from "./entry.js";

/** The largest file that is read, in bytes. */
const MOST = 256 * 1024;

/** A check as the object that is saved. */
export function toObject(check) {
  const saved = {};
  const entries = sound(core.save_file(toLink(check))).split(GAP);
  while (entries.length) {
    const [group, key, value] = entries.splice(0, 3);
    (group ? (saved[group] ??= {}) : saved)[key] = value;
  }
  for (const [key, value] of Object.entries({ ...check.own, posting: check.posting })) {
    if (value) saved[key] = value;
  }
  fromObject(saved);
  return saved;
}

/** The check in an object that was saved. */
export function fromObject(saved) {
  const entries = [];
  const add = (group, values) => {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value === "string" && !(key + value).includes(GAP)) entries.push(group, key, value);
      else if (value && typeof value === "object" && !group) add(key || "?", value);
      else throw new Unreadable("file-key", key);
    }
  };
  if (!saved || typeof saved !== "object") throw new Unreadable("file-format");
  add("", saved);
  const link = sound(core.open_file(entries.join(GAP)), (code) => saved[code.slice(5)]);
  return { ...fields(link), posting: saved.posting, own: Object.fromEntries(OWN.map((key) => [key, saved[key] ?? ""])) };
}

/** The check in a file. */
export async function fromFile(file) {
  if (file.size > MOST) throw new Unreadable("file-too-large");
  let saved;
  try {
    saved = JSON.parse(await file.text());
  } catch {
    throw new Unreadable("file-damaged");
  }
  return fromObject(saved);
}

/** The keys and values of a fragment. */
const fields = (link) => Object.fromEntries(link.split("&").map((part) => part.split("=")));

/**
 * A link to a check, with what is the reader's own besides, and whether that is in a file: for their way from page to page, not to
 * be shared. The core leaves the keys `own`, `filed` and `posting` alone.
 */
export function toOwnLink(check, isFiled) {
  const own = JSON.stringify(OWN.map((key) => check.own[key]));
  const link = toLink(check);
  return Object.values(check.own).join("") ? `${link}&own=${encodeURIComponent(own)}${isFiled ? "&filed=" : ""}` : link;
}

/**
 * The check in a fragment, and whether what is the reader's own in it is in a file; `undefined` where it holds no check.
 * A fragment that names only a level, an aim or a posting leaves the rest as it is `now`.
 */
export function fromLink(fragment, now) {
  const parts = fragment.split("&");
  const holds = (keys) => parts.find((part) => keys.includes(part.split("=")[0]));
  if (!holds(["g", "q", "as", "target", "posting", "own"])) return undefined;
  const shared = parts.filter((part) => !part.startsWith("own=")).join("&");
  const found = fields(sound(core.link(shared)));
  if (holds(["posting"])) found.posting = fields(shared).posting;
  const check = holds(["g", "q", "own"]) ? { ...found, own: {} } : { ...now, ...found };
  const own = holds(["own"]);
  if (own) {
    try {
      JSON.parse(decodeURIComponent(own.slice(4))).forEach((text, place) => { check.own[OWN[place]] = `${text}`; });
    } catch {
      throw new Unreadable("bad");
    }
    toObject(check);
  }
  return { check, isFiled: Boolean(own && holds(["filed"])) };
}
