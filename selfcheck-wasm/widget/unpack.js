// The core's bytes, from printable ASCII: every browser that runs the core can read it, in whatever encoding the script is
// served, and it compresses as well as the bytes themselves. `widget-builder pack` writes it.

/** How many bytes one character alone stands for; a space or `!` before it adds this once or twice. */
const ALONE = 91;

/** The bytes of a packed text. */
export function unpack(text) {
  const bytes = [];
  let above = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 34) {
      above = ALONE * (code - 31);
    } else {
      // No quotation mark and no backslash, which a string would have to escape.
      bytes.push(code - (code > 92 ? 36 : 35) + above);
      above = 0;
    }
  }
  return new Uint8Array(bytes);
}
