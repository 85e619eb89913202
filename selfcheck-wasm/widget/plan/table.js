// Results as a table for spreadsheets: comma-separated values with a byte order mark, by which these know the encoding.

/**
 * Writes rows as comma-separated values.
 * @param {(string | number)[][]} rows
 */
export const table = (rows) => `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

/**
 * A cell. A text that a spreadsheet would take for a formula begins with an apostrophe.
 * @param {string | number} value
 */
function cell(value) {
  if (typeof value === "number") return `${value}`;
  return `"${value.replace(/^(?=\s*[=+\-@＝＋－＠])/u, "'").replaceAll('"', '""')}"`;
}
