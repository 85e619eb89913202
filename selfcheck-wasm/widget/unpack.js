// Decodes the core's bytes from printable ASCII, which can be read in whatever encoding the script is served and compresses as
// well as the bytes themselves. `widget-builder pack` writes it.

/** The number of byte values that a single character encodes. A preceding space or `!` adds it once or twice. */
const ALONE = 91;

/**
 * Decodes a packed text.
 * @param {string} text
 */
export function unpack(text) {
  const bytes = [];
  let above = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 34) {
      above = ALONE * (code - 31);
    } else {
      // The encoding skips the quotation mark and the backslash, which a string would have to escape.
      bytes.push(code - (code > 92 ? 36 : 35) + above);
      above = 0;
    }
  }
  return new Uint8Array(bytes);
}
