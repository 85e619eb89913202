// Reading needs no script: every kind of page shows the same text with JavaScript turned off.

import { test } from "node:test";
import { browser, server, site } from "./opened-pottery.mjs";
import { samplePages } from "./site.mjs";
import { assertNone, byKind } from "./faults.mjs";

/**
 * The visible text of `main`, piece by piece. Left out are parts that only a script could offer (buttons, the status that they
 * report, parts marked `data-live`, an address that a script completes), and texts shown only without script.
 */
function visibleText() {
  const main = document.querySelector("main");
  if (!main) return undefined;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const pieces = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("button, script, style, template, noscript, output, [role=status], [aria-live], [data-live], [data-embed]")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const text = walker.currentNode.data.replaceAll(/\s+/gu, " ").trim();
    if (text) pieces.push(text);
  }
  return pieces;
}

/** The first difference between two versions of a page's text. */
function difference(withScript, without) {
  const at = withScript.findIndex((piece, index) => piece !== without[index]);
  if (at >= 0) return `with script “${withScript[at]}”, without “${without[at] ?? "nothing"}”`;
  return without.length > withScript.length ? `only without script: “${without[withScript.length]}”` : undefined;
}

/** The buttons without a function that can be seen. */
const deadButtons = () => [...document.querySelectorAll("button:not([popovertarget], [commandfor])")]
  .filter((button) => !(button.form && button.type !== "button"))
  .filter((button) => button.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map((button) => button.outerHTML.slice(0, 80));

test("a page of every kind, and every clause: the same text without script, and no buttons without a function", async () => {
  const faults = [];
  const scripted = await (await browser.newContext()).newPage();
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const clauses = site.pages.filter((page) => ["clause", "annex"].includes(site.kind(page))
    && site.reading(page) === site.readings.at(-1));
  for (const page of new Set([...samplePages(site), ...clauses])) {
    const [withScript, without] = await Promise.all([scripted, plain].map(async (tab) => {
      await tab.goto(server.url(page));
      return tab.evaluate(visibleText);
    }));
    for (const what of new Set(await plain.evaluate(deadButtons))) faults.push({ what: `a dead button: ${what}`, where: page });
    if (!without) {
      faults.push({ what: "no element main", where: page });
    } else if (without.join("").length < 20 && site.kind(page) !== "choice") {
      faults.push({ what: "hardly any text without script", where: page });
    } else {
      const what = difference(withScript, without);
      if (what) faults.push({ what, where: page });
    }
  }
  assertNone(byKind(faults));
});
