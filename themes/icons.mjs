// Draws the default theme's PNG icons from the same shapes as themes/default/assets/icon.svg. Machines with the same
// zlib produce the same bytes.
//
//   node themes/icons.mjs

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

/** Lines of the icon on its 32 by 32 square: left, right, middle, and whether the line is a number. */
const LINES = [10, 17, 24].flatMap((middle) => [
  { from: 6, to: 10, middle, isNumber: true },
  { from: 13, to: middle === 24 ? 21 : 26, middle, isNumber: false },
]);
const WIDTH = 2.6;
const RED = [0xc3, 0x38, 0x1d];
const PALE = [0xf6, 0xd9, 0xcd];
const WHITE = [0xff, 0xff, 0xff];
/** Samples along one side of a pixel. */
const FINE = 4;

/** The colour at a point of the square of 32, or none outside its rounded corners. */
function colourAt(x, y, radius) {
  const dx = Math.max(radius - x, x - (32 - radius), 0);
  const dy = Math.max(radius - y, y - (32 - radius), 0);
  if (dx * dx + dy * dy > radius * radius) return undefined;
  const line = LINES.find(({ from, to, middle }) => x >= from && x <= to && Math.abs(y - middle) <= WIDTH / 2);
  if (!line) return RED;
  return line.isNumber ? PALE : WHITE;
}

/** A PNG of `size` pixels a side; `shrink` leaves room around the lines for a mask of any shape. */
function png(size, { radius, shrink }) {
  const rows = [];
  for (let row = 0; row < size; row += 1) {
    const bytes = Buffer.alloc(1 + size * 4);
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0, 0];
      for (let sample = 0; sample < FINE * FINE; sample += 1) {
        const at = (pixel, part) => ((pixel + (part + 0.5) / FINE) / size * 32 - 16) / shrink + 16;
        const colour = shrink < 1
          ? colourAt(at(column, sample % FINE), at(row, Math.floor(sample / FINE)), 0) ?? RED
          : colourAt(at(column, sample % FINE), at(row, Math.floor(sample / FINE)), radius);
        if (!colour) continue;
        for (const part of [0, 1, 2]) sum[part] += colour[part];
        sum[3] += 1;
      }
      const place = 1 + column * 4;
      for (const part of [0, 1, 2]) bytes[place + part] = sum[3] ? Math.round(sum[part] / sum[3]) : 0;
      bytes[place + 3] = Math.round(sum[3] / (FINE * FINE) * 255);
    }
    rows.push(bytes);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // eight bits, red, green, blue and opacity
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const folder = join(import.meta.dirname, "default", "assets");
writeFileSync(join(folder, "icon-192.png"), png(192, { radius: 5, shrink: 1 }));
writeFileSync(join(folder, "icon-512.png"), png(512, { radius: 5, shrink: 1 }));
writeFileSync(join(folder, "icon-maskable.png"), png(512, { radius: 0, shrink: 0.8 }));
