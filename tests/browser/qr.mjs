// Reads an undamaged QR code (ISO/IEC 18004) with error correction level L, up to version 10, and checks that its error correction fits.

import assert from "node:assert/strict";

/** For each version from 1: the numbers of data codewords of its blocks, and the error correction codewords of each. */
const BLOCKS = [
  [[19], 7], [[34], 10], [[55], 15], [[80], 20], [[108], 26], [[68, 68], 18], [[78, 78], 20], [[97, 97], 24], [[116, 116], 30],
  [[68, 68, 69, 69], 18],
];
/** The centres of the alignment patterns, for each version from 1. */
const CENTRES = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

/** The powers of 2 in the field of 256, and their logarithms. */
const POWERS = [1];
while (POWERS.length < 255) POWERS.push(POWERS[POWERS.length - 1] * 2 > 255 ? (POWERS[POWERS.length - 1] * 2) ^ 285 : POWERS[POWERS.length - 1] * 2);
const times = (/** @type {number} */ value, /** @type {number} */ power) => (value ? POWERS[(POWERS.indexOf(value) + power) % 255] : 0);

const MASKS = [
  (/** @type {number} */ i, /** @type {number} */ j) => (i + j) % 2, (/** @type {number} */ i) => i % 2,
  (/** @type {number} */ _, /** @type {number} */ j) => j % 3, (/** @type {number} */ i, /** @type {number} */ j) => (i + j) % 3,
  (/** @type {number} */ i, /** @type {number} */ j) => (Math.trunc(i / 2) + Math.trunc(j / 3)) % 2,
  (/** @type {number} */ i, /** @type {number} */ j) => ((i * j) % 2) + ((i * j) % 3),
  (/** @type {number} */ i, /** @type {number} */ j) => (((i * j) % 2) + ((i * j) % 3)) % 2,
  (/** @type {number} */ i, /** @type {number} */ j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
];

/**
 * The text of a code.
 *
 * @param {number[][]} code its modules, row by row, 1 for dark ones
 */
export function readCode(code) {
  const size = code.length;
  const version = (size - 17) / 4;
  assert.ok(Number.isInteger(version) && version >= 1 && version <= 10, `version ${version}`);
  const format = Number.parseInt([0, 1, 2, 3, 4, 5, 7, 8].map((x) => code[8][x]).concat([7, 5, 4, 3, 2, 1, 0].map((y) => code[y][8])).join(""), 2) ^ 0b101010000010010;
  assert.equal(format >> 13, 1, "error correction level L");
  const mask = MASKS[(format >> 10) & 7];
  const isFunction = (/** @type {number} */ y, /** @type {number} */ x) => x === 6 || y === 6 || (x < 9 && y < 9) || (x < 9 && y > size - 9) || (x > size - 9 && y < 9)
    || (version > 6 && ((x < 6 && y > size - 12) || (y < 6 && x > size - 12)))
    || CENTRES[version - 1].some((cy) => CENTRES[version - 1].some((cx) => Math.abs(cy - y) < 3 && Math.abs(cx - x) < 3
      && !((cy === 6 && cx === 6) || (cy === 6 && cx === size - 7) || (cx === 6 && cy === size - 7))));
  let bits = "";
  let isUp = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step += 1) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!isFunction(y, x)) bits += code[y][x] ^ (mask(y, x) === 0 ? 1 : 0);
    }
    isUp = !isUp;
  }
  const codewords = (bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2));
  const [lengths, correction] = /** @type {[number[], number]} */ (BLOCKS[version - 1]);
  /** @type {number[][]} */
  const blocks = lengths.map(() => []);
  let at = 0;
  for (let place = 0; place < Math.max(...lengths); place += 1) blocks.forEach((block, index) => { if (place < lengths[index]) block.push(codewords[at++]); });
  const data = blocks.flat();
  for (let place = 0; place < correction; place += 1) blocks.forEach((block) => block.push(codewords[at++]));
  for (const block of blocks) {
    for (let root = 0; root < correction; root += 1) {
      assert.equal(block.reduce((sum, value) => times(sum, root) ^ value, 0), 0, `a remainder is left at root ${root}`);
    }
  }
  const stream = data.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  assert.equal(stream.slice(0, 4), "0100", "bytes");
  const wide = version < 10 ? 8 : 16;
  const count = Number.parseInt(stream.slice(4, 4 + wide), 2);
  const bytes = Array.from({ length: count }, (_, place) => Number.parseInt(stream.slice(4 + wide + place * 8, 12 + wide + place * 8), 2));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
}
