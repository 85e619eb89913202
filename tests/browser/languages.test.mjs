// On every page, Chinese words are in an element marked as Chinese, so that screen readers pronounce them and browsers draw them
// correctly. Where an author quotes Japanese, the same characters are marked as Japanese.

import { test } from "node:test";
import { assertNone, byKind } from "./faults.mjs";
import { parsePage } from "./markup.mjs";
import { openSite } from "./site.mjs";

const site = openSite();

/** Elements that contain only text, so that no part of it can be marked, or that contain data. */
const TEXT_ONLY = new Set(["title", "script", "style", "textarea", "option", "desc"]);

/** Each run of Han characters below a node, with its declared language. */
function* hanRuns(node, lang = "") {
  if (node.nodeName === "#text") {
    for (const [run] of node.value.matchAll(/\p{Script=Han}+/gu)) yield { run, lang };
    return;
  }
  if (TEXT_ONLY.has(node.tagName)) return;
  const own = node.attrs?.find(({ name }) => name === "lang")?.value ?? lang;
  for (const child of (node.content ?? node).childNodes ?? []) yield* hanRuns(child, own);
}

test("Chinese words are marked as Chinese on every page", (context) => {
  const faults = [];
  let count = 0;
  for (const page of site.pages) {
    for (const { run, lang } of hanRuns(parsePage(site.read(page)))) {
      count += 1;
      if (!/^(?:zh|ja)(?:-|$)/u.test(lang)) faults.push({ what: `in lang="${lang}": ${run}`, where: page });
    }
  }
  assertNone(byKind(faults));
  if (count === 0) throw new Error("no page holds Chinese words");
  context.diagnostic(`${count} runs on ${site.pages.length} pages`);
});

test("language marks are neither empty nor nested", () => {
  const faults = [];
  for (const page of site.pages) {
    const html = site.read(page);
    if (/<span lang="[^"]*"><\/span>/u.test(html)) faults.push({ what: "an empty mark", where: page });
    if (/<span lang="([^"]*)"><span lang="\1">/u.test(html)) faults.push({ what: "a mark in a mark", where: page });
  }
  assertNone(byKind(faults));
});
