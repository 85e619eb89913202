// The saved file: JSON on one side, the core's list of entries on the other. What makes a file good or bad is the core's to say
// (saved.rs); here is only what concerns JSON itself.
import { Refused, openEntries, saveEntries } from "./core.js";

/** The largest file that is read, in bytes. The core refuses a list of entries that is longer. */
export const MAX_FILE = 256 * 1024;

const SEPARATOR = "\x1f";
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** `{fragment, date, assessor, name, department, notes}` from the text of a file. What is not in it is empty. */
export function open(text) {
  if (text.length > MAX_FILE) throw new Refused("file-too-large");
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Refused("file-damaged");
  }
  if (!isMap(file)) throw new Refused("file-format");
  const parts = [];
  const put = (group, key, value) => {
    if (typeof value !== "string" || (key + value).includes(SEPARATOR)) throw new Refused("file-damaged");
    parts.push(group, key, value);
  };
  for (const [key, value] of Object.entries(file)) {
    if (isMap(value)) for (const [inner, text] of Object.entries(value)) put(key, inner, text);
    else put("", key, value);
  }
  const fragment = openEntries(parts.join(SEPARATOR));
  const { date = "", assessor = "", name = "", department = "", notes = "" } = file;
  return { fragment, date, assessor, name, department, notes };
}

/** The text of a file. Throws what `open` would throw at it: what is saved can be opened. */
export function save({ fragment, ...said }) {
  const file = {};
  const parts = saveEntries(fragment).split(SEPARATOR);
  for (let at = 0; at < parts.length; at += 3) {
    const [group, key, value] = parts.slice(at, at + 3);
    if (group) (file[group] ??= {})[key] = value;
    else file[key] = value;
  }
  for (const [key, value] of Object.entries(said)) if (value) file[key] = value;
  const text = JSON.stringify(file, null, 2) + "\n";
  open(text);
  return text;
}
