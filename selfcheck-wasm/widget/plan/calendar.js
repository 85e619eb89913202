// The dated modules of a learning plan as calendar entries (RFC 5545).

/** The longest line, in bytes. */
const LONGEST = 75;

/**
 * A calendar with an entry for a whole day or several for each module with a date.
 * @param {import("./learning.js").Learned[]} modules
 * @param {(entry: import("./learning.js").Learned) => {title: string, about: string, address: string}} describe
 * @param {string} owner an id that is the same each time the plan is saved
 * @param {Date} now
 */
export function calendar(modules, describe, owner, now) {
  const stamp = `${now.toISOString().replaceAll(/[-:]|\.\d+/gu, "")}`;
  const entries = modules.filter(({ from }) => from).flatMap((entry) => {
    const { title, about, address } = describe(entry);
    const last = entry.until > entry.from ? entry.until : entry.from;
    return [
      "BEGIN:VEVENT",
      `UID:${owner}.${entry.module.key.replaceAll("/", ".")}@clausebook`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${entry.from.replaceAll("-", "")}`,
      // The end is the day after the last.
      `DTEND;VALUE=DATE:${dayAfter(last)}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(about)}`,
      ...(/^https?:/u.test(address) ? [`URL:${address}`] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  });
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clausebook//Learning plan//EN", ...entries, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} date */
function dayAfter(date) {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10).replaceAll("-", "");
}

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[\\;,]/gu, "\\$&").replaceAll(/\r?\n/gu, "\\n");

/**
 * Folds a line so that no part is longer than allowed, without parting a character.
 * @param {string} line
 */
function folded(line) {
  const encoder = new TextEncoder();
  let text = "";
  let length = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (length + size > LONGEST) {
      text += "\r\n ";
      length = 1;
    }
    text += character;
    length += size;
  }
  return text;
}
