// A QR code of a text (ISO/IEC 18004): bytes in UTF-8, with the lowest error correction, since it is shown or printed undamaged.

/** For each version from 1: the error correction codewords of a block, and the number of blocks. */
const CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30,
  30, 30, 30, 30, 30, 30, 30, 30];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22,
  24, 25];

/** @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/**
 * The modules of a code, row by row, true for dark ones; `undefined` if the text is too long.
 * @param {string} text
 * @returns {boolean[][] | undefined}
 */
export function codeOf(text) {
  const bytes = [...new TextEncoder().encode(text)];
  let version = 1;
  const bitsOfLength = () => (version < 10 ? 8 : 16);
  while (version <= 40 && bytes.length * 8 + 4 + bitsOfLength() > dataCodewords(version) * 8) version += 1;
  if (version > 40) return undefined;
  const bits = [0, 1, 0, 0];
  /**
   * @param {number} value
   * @param {number} length
   */
  const push = (value, length) => { for (let at = length - 1; at >= 0; at -= 1) bits.push((value >> at) & 1); };
  push(bytes.length, bitsOfLength());
  for (const byte of bytes) push(byte, 8);
  const capacity = dataCodewords(version) * 8;
  push(0, Math.min(4, capacity - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) push(pad, 8);
  const data = Array.from({ length: bits.length / 8 }, (_, at) => parse(bits.slice(at * 8, at * 8 + 8)));
  return best(version, interleaved(version, data));
}

/** @param {number[]} bits */
const parse = (bits) => bits.reduce((value, bit) => value * 2 + bit, 0);
/** @param {number} version */
const sizeOf = (version) => 17 + 4 * version;

/**
 * The codewords of a version, those for error correction included.
 * @param {number} version
 */
function allCodewords(version) {
  let modules = (16 * version + 128) * version + 64;
  if (version > 1) {
    const count = Math.floor(version / 7) + 2;
    modules -= (25 * count - 10) * count - 55;
    if (version > 6) modules -= 36;
  }
  return Math.floor(modules / 8);
}

/** @param {number} version */
const dataCodewords = (version) => allCodewords(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

/**
 * The product of two elements of the field of 256.
 * @param {number} one
 * @param {number} other
 */
function product(one, other) {
  let result = 0;
  for (let at = 7; at >= 0; at -= 1) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    result ^= ((other >> at) & 1) * one;
  }
  return result;
}

/**
 * The data in blocks with their error correction, interleaved.
 * @param {number} version
 * @param {number[]} data
 */
function interleaved(version, data) {
  const [length, count] = [CORRECTION[version - 1], BLOCKS[version - 1]];
  // The generator polynomial, without its leading 1.
  let generator = [...Array(length - 1).fill(0), 1];
  for (let turn = 0, root = 1; turn < length; turn += 1, root = product(root, 2)) {
    generator = generator.map((factor, at) => product(factor, root) ^ (generator[at + 1] ?? 0));
  }
  const short = Math.floor(data.length / count);
  const longer = data.length % count;
  /** @type {number[][]} */
  const blocks = [];
  for (let at = 0, block = 0; block < count; block += 1) {
    const end = at + short + (block >= count - longer ? 1 : 0);
    blocks.push(data.slice(at, end));
    at = end;
  }
  const corrections = blocks.map((block) => block.reduce((rest, byte) => {
    const factor = byte ^ rest[0];
    return [...rest.slice(1), 0].map((value, at) => value ^ product(generator[at], factor));
  }, Array(length).fill(0)));
  /** @param {number[][]} lists */
  const woven = (lists) => Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, at) => lists.map((list) => list[at])).flat()
    .filter((value) => value !== undefined);
  return [...woven(blocks), ...woven(corrections)];
}

/**
 * The code with the mask that makes it easiest to read.
 * @param {number} version
 * @param {number[]} codewords
 */
function best(version, codewords) {
  const codes = MASKS.map((_, mask) => drawn(version, codewords, mask));
  const penalties = codes.map(penalty);
  return codes[penalties.indexOf(Math.min(...penalties))];
}

/**
 * @param {number} version
 * @param {number[]} codewords
 * @param {number} mask
 */
function drawn(version, codewords, mask) {
  const size = sizeOf(version);
  const dark = Array.from({ length: size }, () => Array(size).fill(false));
  const fixed = Array.from({ length: size }, () => Array(size).fill(false));
  /**
   * @param {number} x
   * @param {number} y
   * @param {unknown} isDark
   */
  const set = (x, y, isDark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    dark[y][x] = Boolean(isDark);
    fixed[y][x] = true;
  };
  /**
   * A pattern of nested squares around a point.
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {number[]} light the distances that are light
   */
  const squares = (x, y, radius, light) => {
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) squares(x, y, 4, [2, 4]);
  const places = alignments(version);
  const last = places.length - 1;
  places.forEach((x, column) => places.forEach((y, row) => {
    const isCorner = (column === 0 && row === 0) || (column === 0 && row === last) || (column === last && row === 0);
    if (!isCorner) squares(x, y, 2, [1]);
  }));
  // The error correction level is 1, and the mask follows it.
  const format = checked(8 + mask, 10, 0x537) ^ 0x5412;
  for (let at = 0; at < 15; at += 1) {
    const bit = (format >> at) & 1;
    if (at < 8) set(size - 1 - at, 8, bit);
    else set(8, size - 15 + at, bit);
    if (at < 6) set(8, at, bit);
    else if (at < 8) set(8, at + 1, bit);
    else if (at === 8) set(7, 8, bit);
    else set(14 - at, 8, bit);
  }
  set(8, size - 8, true);
  if (version > 6) {
    const number = checked(version, 12, 0x1f25);
    for (let at = 0; at < 18; at += 1) {
      const [one, other] = [size - 11 + (at % 3), Math.floor(at / 3)];
      set(one, other, (number >> at) & 1);
      set(other, one, (number >> at) & 1);
    }
  }
  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const isUpward = ((right + 1) & 2) === 0;
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y][x]) continue;
        const bit = ((codewords[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        dark[y][x] = Boolean(bit) !== MASKS[mask](x, y);
        at += 1;
      }
    }
  }
  return dark;
}

/**
 * The centres of the alignment patterns.
 * @param {number} version
 */
function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((4 * version + 4) / (2 * count - 2)) * 2;
  const places = Array.from({ length: count - 1 }, (_, at) => sizeOf(version) - 7 - at * step);
  return [6, ...places.reverse()];
}

/**
 * A number followed by the remainder of its division, by which errors in it are found.
 * @param {number} value
 * @param {number} length
 * @param {number} divisor
 */
function checked(value, length, divisor) {
  let rest = value;
  for (let turn = 0; turn < length; turn += 1) rest = (rest << 1) ^ ((rest >> (length - 1)) * divisor);
  return (value << length) | rest;
}

/**
 * How hard a code is to read: long runs, squares of one colour, patterns like those in the corners, and imbalance.
 * @param {boolean[][]} code
 */
function penalty(code) {
  const size = code.length;
  let sum = 0;
  for (const lines of [code, code.map((_, x) => code.map((row) => row[x]))]) {
    for (const line of lines) {
      const written = line.map((isDark) => (isDark ? 1 : 0)).join("");
      for (const run of written.match(/0{5,}|1{5,}/gu) ?? []) sum += run.length - 2;
      sum += 40 * (written.match(/(?=10111010000|00001011101)/gu) ?? []).length;
    }
  }
  for (let y = 1; y < size; y += 1) {
    for (let x = 1; x < size; x += 1) {
      if (code[y][x] === code[y - 1][x] && code[y][x] === code[y][x - 1] && code[y][x] === code[y - 1][x - 1]) sum += 3;
    }
  }
  const dark = code.flat().filter(Boolean).length;
  return sum + 10 * Math.floor(Math.abs((20 * dark) / size ** 2 - 10));
}
