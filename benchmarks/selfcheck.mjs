// Times one assessment with the built widget's module, in the engine that Node.js shares with Chromium: all 4,096 gradings of a form,
// from text to text as the page's script calls it, alternating with a reference that computes the same three totals in JavaScript.

import { readFileSync } from "node:fs";

const PKG = new URL("../selfcheck-wasm/pkg/", import.meta.url);
const TURNS = 31;

const glue = await import(`data:text/javascript;base64,${readFileSync(new URL("glue.js", PKG)).toString("base64")}`);
const { instance } = await WebAssembly.instantiate(readFileSync(new URL("selfcheck.wasm", PKG)), {});
glue.__wbg_set_wasm(instance.exports);
if (!glue.load(readFileSync(new URL("../selfcheck-wasm/fuzz/seeds/compact_rubric/shipped", import.meta.url), "utf8"))) {
  throw new Error("the rubric cannot be read");
}

const POINTS = [[20, 16, 12, 8], [20, 16, 12, 8], [20, 16, 12, 8], [10, 8, 6, 4], [10, 8, 6, 4], [20, 16, 12, 8]];
const LEVELS = [[0, 1, 2, 5], [0, 1, 2, 3, 5], [0, 1, 2, 3, 4, 5]];
const texts = Array.from({ length: 4096 }, (_, at) =>
  `g=${POINTS.map((_, row) => "ABCD"[Math.floor(at / 4 ** row) % 4]).join("")}&target=senior`);

let sum = 0;
const reference = (text) => {
  for (const level of LEVELS) {
    let total = 0;
    for (const row of level) total += POINTS[row]["ABCD".indexOf(text[2 + row])];
    sum += total;
  }
};
const withAdvice = (text) => { sum += glue.assess(text).length; };

const runs = { "reference: three sums": [reference, []], "with advice, from text to text": [withAdvice, []] };
for (let turn = 0; turn < TURNS + 3; turn += 1) {
  for (const [run, times] of Object.values(runs)) {
    const start = performance.now();
    for (const text of texts) run(text);
    // In the first turns the code is still being compiled.
    if (turn >= 3) times.push((1000 * (performance.now() - start)) / texts.length);
  }
}
const median = (list) => list.sort((one, other) => one - other)[list.length >> 1];
const base = median(runs["reference: three sums"][1]);
for (const [name, [, times]] of Object.entries(runs)) {
  const time = median(times);
  console.log(`wasm     ${name.padEnd(32)} ${time.toFixed(3).padStart(8)} µs ${(time / base).toFixed(1).padStart(8)} ×`);
}
if (!sum) throw new Error("nothing was assessed");
