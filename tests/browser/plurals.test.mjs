// The forms of counted words: the scripts of the theme and of the self-check choose as the program does. The table of forms
// is fixtures/plurals.txt, which a test of the program also uses.

import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fillWords } from "../../themes/default/scripts/shared/words.js";

const table = readFileSync(join(import.meta.dirname, "../fixtures/plurals.txt"), "utf8");
const [numbers, ...languages] = table.split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(" "));

// The widget reads its words from the page when it is loaded.
globalThis.document = { querySelector: () => ({ dataset: { words: JSON.stringify({ links: {}, languages: [] }) } }) };
const { fill } = await import("../../selfcheck-wasm/widget/words.js");

/** A word whose forms are 0, 1, 2, …, as many as the language has. */
const word = (tag, count) => `{n@${tag}:${Array.from({ length: count }, (_, place) => place).join("|")}}`;

for (const [tag, count, places] of languages) {
  test(`both scripts choose the forms of ${tag} as the program does`, () => {
    const counted = word(tag, Number(count));
    const theme = numbers.map((number) => fillWords(counted, { n: number })).join("");
    const widget = numbers.map((number) => fill({ words: counted }, "words", { n: Number(number) }).join("")).join("");
    equal(theme, places);
    equal(widget, places);
  });
}

test("forms without a language are for 1 and for all other numbers", () => {
  const words = "{n} {n:page|pages}";
  for (const [n, filled] of [[0, "0 pages"], [1, "1 page"], [2, "2 pages"], [21, "21 pages"]]) {
    equal(fillWords(words, { n }), filled);
    equal(fill({ words }, "words", { n }).join(""), filled);
  }
});

test("a form can contain the number", () => {
  const words = "{n@ar:none|a single page|two pages|{n} few|{n} many|{n} other} of {all}";
  for (const [n, filled] of [[0, "none of 9"], [2, "two pages of 9"], [3, "3 few of 9"], [11, "11 many of 9"]]) {
    equal(fillWords(words, { n, all: 9 }), filled);
    equal(fill({ words }, "words", { n, all: 9 }).join(""), filled);
  }
});

test("what has no value stays", () => {
  for (const words of ["{other}", "{other:a|b}", "{other@pl:a|b|{n}|d}", "{n:a", "{}"]) equal(fillWords(words, { n: 1 }), words);
  deepEqual(fill({ words: "a {}" }, "words", {}), ["a ", "{}", ""]);
});
