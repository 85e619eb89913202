// Tables for spreadsheets, like those that the handbook offers: every cell is quoted, lines end with CR LF, and no cell is run as a
// formula.

import { make } from "../dom.js";

/** The signs with which a formula begins, also in their full-width forms. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * @param {(string | number)[][]} lines
 */
export const toCsv = (lines) => `\u{feff}${lines.map((cells) => `${cells.map((cell) => {
  const text = `${cell}`;
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}).join(",")}\r\n`).join("")}`;

/**
 * Downloads a table.
 * @param {string} name
 * @param {(string | number)[][]} lines
 */
export function saveCsv(name, lines) {
  const address = URL.createObjectURL(new Blob([toCsv(lines)], { type: "text/csv" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1e4);
}
