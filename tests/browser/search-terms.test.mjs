// How search cuts texts in different scripts into terms, and which spellings it takes for the same.

import { deepEqual, equal, notDeepEqual } from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

const folder = join(import.meta.dirname, "../../themes/default/scripts");
globalThis.MiniSearch = createRequire(import.meta.url)(join(folder, "minisearch.js"));
for (const part of ["search-records.js", "search-index.js"]) await import(join(folder, part));
const { search } = await import(join(folder, "shared/search.js"));
const terms = (text, isQuery) => search.termsOf(text, isQuery).map(({ term }) => term);
const places = (text) => search.termsOf(text).map(({ start, end }) => text.slice(start, end));

test("Han characters and kana are cut into pairs, and other scripts into words", () => {
  deepEqual(places("要求を満たす"), ["要求", "求を", "を満", "満た", "たす", "す"]);
  deepEqual(places("データ分析"), ["デー", "ータ", "タ分", "分析", "析"]);
  deepEqual(places("清关 customs"), ["清关", "关", "customs"]);
  deepEqual(places("إصلاح العجلة"), ["إصلاح", "العجلة"]);
  deepEqual(places("मूल्यांकन प्रपत्र"), ["मूल्यांकन", "प्रपत्र"]);
});

test("accents, vowel signs and compatibility forms make no difference", () => {
  for (const [one, other] of [
    ["évaluación", "evaluacion"],
    ["Škoda", "skoda"],
    ["ﬁnal", "final"],
    ["ＡＢＣ", "abc"],
    ["ｶﾀ", "カタ"],
    ["ﾘﾝｺﾞﾊﾟｲ", "リンゴパイ"],
    ["か\u3099", "が"],
    ["３．５ｍｍ", "3.5mm"],
    ["５．１－ａ", "5.1-a"],
    ["تَقْيِيم", "تقييم"],
    ["إصلاح", "اصلاح"],
    ["e\u0301tude", "étude"],
    ["الخريطه", "الخريطة"],
    ["مبني", "مبنى"],
    ["کتابی", "كتابي"],
  ]) deepEqual(terms(one), terms(other), `${one}, ${other}`);
  notDeepEqual(terms("मूल"), terms("मल"));
});

test("the Arabic article and the particles before it are no part of a term", () => {
  for (const word of ["الفتيل", "والفتيل", "بالفتيل", "للفتيل", "وللفتيل"]) deepEqual(terms(word), terms("فتيل"), word);
  deepEqual(places("يقص الفتيل."), ["يقص", "الفتيل"]);
  for (const word of ["ألم", "لله", "ولد", "باب"]) equal(terms(word)[0].length, word.length, word);
});

test("the place of a term is its place in the text as written", () => {
  const text = "la e\u0301tude";
  deepEqual(places(text), ["la", "e\u0301tude"]);
  equal(search.termsOf("ﬁnal test")[1].start, 5);
});

test("variants of a Han character are the same term, once the records of a language say so", () => {
  const row = (text) => ["", text, "", "", "", "", "#a", ""].join("\u001f");
  const facets = ["requirement", "*", "*", "*"].join("\u001f");
  const language = {
    tag: "zh-Hans", words: {}, roles: [], levels: [], dimensions: [],
    variants: "务務 发發髮 账帐帳賬", rows: [row("发货任务"), row("任意")].join("\u001e"), facets: [facets, facets].join("\u001e"),
  };
  const before = terms("發務");
  const built = search.build([language]);
  notDeepEqual(before, terms("發務"));
  deepEqual(terms("發務"), terms("髮务"));
  built.grow(Infinity, "任務");
  const { isExact, results } = search.find(built, "任務");
  equal(isExact, true);
  deepEqual(results.map(({ place }) => place), [0]);
  deepEqual(search.marked("发货任务", results[0].terms).filter(([, isMarked]) => isMarked).map(([part]) => part), ["任务"]);
});

test("a citation is reduced to the number that is cited", () => {
  for (const [typed, sought] of [
    ["第5.3.4条", "5.3.4"], ["见5.3.4条", "5.3.4"], ["「见第 5.3.4 条」", "「 5.3.4 」"], ["５．３．４", "5.3.4"], ["第5条", "5"],
    ["第5.3.4条a项", "5.3.4-a"], ["5.3.4 a）", "5.3.4-a"], ["5.3.4（b）", "5.3.4-b"], ["5.3.4-c", "5.3.4-c"],
    ["第5.3條和第5.4條", "5.3 5.4"], ["第5.3節を参照", "5.3"], ["Clause 5.3.4", "5.3.4"], ["see section 5.3.4(a)", "5.3.4-a"],
    ["٥.٣.٤", "5.3.4"], ["५.३", "5.3"], ["第5.3.4条 投诉", "5.3.4 投诉"],
    ["清关", "清关"], ["A.5.3.4", "A.5.3.4"], ["version 2", "version 2"], ["1.2.3-abc", "1.2.3-abc"],
  ]) equal(search.uncited(typed), sought, typed);
  deepEqual(terms("٣.٢"), terms("3.2"));
});
