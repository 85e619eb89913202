// The JSON-LD of every page parses, each thing in it has the required properties, and it agrees with the page.

import { test } from "node:test";
import assert from "node:assert/strict";
import { BASE_URL, openFixture } from "./fixture.mjs";
import { attribute, elements, find, hasWord, parsePage, text } from "./markup.mjs";
import { readBlocks, thingFaults } from "./json-ld.mjs";
import { assertNone, byKind } from "./faults.mjs";

/** The type of thing that each kind of page describes. Pages of other kinds do not describe one. */
const DESCRIBES = { permalink: "DefinedTerm", level: "Occupation", posting: "JobPosting" };

const squeezed = (words) => words.replaceAll(/\s+/gu, " ").trim();
/** The words of an element in the page's own language. */
const firstWords = (element) => squeezed(text(find(element, (inner) => hasWord(inner, "class", "first")) ?? element,
  (inner) => hasWord(inner, "class", "unseen")));

function pageFaults(site, page, base) {
  const parsed = parsePage(site.read(page));
  const all = [...elements(parsed)];
  const { blocks, faults } = readBlocks(all);
  for (const block of blocks) faults.push(...thingFaults(block, base));
  const wanted = DESCRIBES[site.kind(page)];
  if (wanted && blocks.filter((block) => block["@type"] === wanted).length !== 1) {
    faults.push(`a page of the kind ${site.kind(page)} does not describe one ${wanted}`);
  }
  for (const block of blocks) faults.push(...againstPage(block, all));
  return { faults, blocks };
}

/** The disagreements between a block and its page. */
function againstPage(block, all) {
  const faults = [];
  const heading = firstWords(all.find((element) => element.tagName === "h1") ?? { childNodes: [] });
  const codes = (terms) => [terms ?? []].flat().map((term) => term.termCode);
  faults.push(...untoldTranslations(block));
  if (block["@type"] === "DefinedTerm" && block.termCode !== heading) faults.push("a term other than the page's");
  if (block["@type"] === "JobPosting") {
    if (squeezed(block.title) !== heading) faults.push("a title other than the page's");
    const days = all.filter((element) => element.tagName === "time").map((element) => attribute(element, "datetime"));
    if (days.join() !== [block.datePosted, block.validThrough.slice(0, 10)].join()) faults.push("dates other than the page's");
    const cited = all.filter((element) => hasWord(element, "class", "cited"))
      .flatMap((list) => [...elements(list)].filter((inner) => inner.tagName === "a" && hasWord(inner, "class", "number")))
      .map((link) => text(link));
    if (cited.sort().join() !== codes(block.skills).sort().join()) faults.push("requirements other than the page's");
  }
  if (block["@type"] === "Occupation") {
    const asked = all.filter((element) => hasWord(element, "class", "requirements"))
      .flatMap((list) => [...elements(list)].filter((inner) => inner.tagName === "li")).map((item) => attribute(item, "id"));
    // The page begins with what the level adds, and the block is in the order of the standard.
    if (asked.sort().join() !== codes(block.skills).sort().join()) faults.push("requirements other than the page's");
  }
  return faults;
}

/** How a translation of the handbook, whose standard is in English, is marked in each of its other languages. */
const TRANSLATIONS = [
  [/\p{Script=Han}/u, /^非官方译文：(.*)（原文：[^\p{Script=Han}]*）$/u],
  [/\p{Script=Arabic}/u, /^ترجمة غير رسمية: (.*) \(الأصل: [^\p{Script=Arabic}]*\)$/u],
];

/** Requirements in a block that are translations but not marked as such, or marked but not translations. */
function untoldTranslations(thing) {
  if (typeof thing !== "object" || thing === null) return [];
  const faults = Object.values(thing).flatMap(untoldTranslations);
  if (thing["@type"] !== "DefinedTerm") return faults;
  const [, mark] = TRANSLATIONS.find(([script]) => script.test(thing.name)) ?? [];
  const said = mark?.exec(thing.description ?? "");
  const isTold = said && thing.name.startsWith(said[1]) && thing.name.length - said[1].length <= 1;
  if (mark ? !isTold : thing.description !== undefined) faults.push(`${thing.termCode}: the mark of a translation is missing or wrong`);
  return faults;
}

test("the tables of properties find errors", () => {
  const term = { "@type": "DefinedTerm", name: "x", termCode: "1-a", inDefinedTermSet: { "@type": "DefinedTermSet", name: "s" } };
  assert.deepEqual(thingFaults(term), []);
  const base = "https://a.example/";
  for (const [thing, expected] of [
    [{ ...term, name: " " }, /name: wrong/u],
    [{ ...term, termCode: 7 }, /termCode: wrong/u],
    [{ ...term, url: `${base}x` }, /on a site without a base URL/u],
    [{ ...term, colour: "red" }, /no such property/u],
    [{ "@type": "DefinedTerm" }, /has no name/u],
    [{ "@type": "Recipe" }, /unknown type/u],
    [{ "@type": "QuantitativeValue", unitText: "MONTH", minValue: 2, maxValue: 1 }, /an increasing range/u],
    [{ "@type": "JobPosting", datePosted: "2026-02-01", validThrough: "2026-01-01" }, /ends before it starts/u],
    [{ "@type": "JobPosting", datePosted: "1.2.2026" }, /datePosted: wrong/u],
    [{ "@type": "Course", name: "x", description: "y", teaches: [] }, /empty list/u],
  ]) assert.match(thingFaults(thing).join("\n"), expected);
  assert.match(thingFaults(term, base).join("\n"), /has no url/u);
  assert.match(thingFaults({ ...term, "@id": base, url: "/x" }, base).join("\n"), /not an address of this site/u);
});

for (const [name, base] of [["without a base URL", undefined], ["with a base URL", BASE_URL]]) {
  test(`every block of every page is valid, ${name}`, (context) => {
    const site = openFixture("pottery", { isPublished: base !== undefined });
    const found = new Map();
    const faults = [];
    for (const page of site.pages) {
      const { faults: here, blocks } = pageFaults(site, page, base);
      faults.push(...here.map((what) => ({ what, where: page })));
      for (const block of blocks) found.set(block["@type"], (found.get(block["@type"]) ?? 0) + 1);
    }
    assertNone(byKind(faults));
    for (const type of ["DefinedTerm", "Occupation", "JobPosting", "Course"]) assert.ok(found.get(type), `no page describes a ${type}`);
    context.diagnostic([...found].map(([type, count]) => `${type} ${count}`).join(", "));
  });
}
