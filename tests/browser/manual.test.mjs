// The manual in docs/, a handbook of pages alone: its links hold, its pages are valid, accessible and silent, and search finds rules.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findIn } from "./axe.mjs";
import { check, faults } from "./checker.mjs";
import { assertClean, expand, HIGH_PHONE } from "./clean.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { build } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { linkFaults } from "./links.mjs";
import { openForTests } from "./opening.mjs";
import { firstOf, openSearch, openTab } from "./search.mjs";
import { openSite, REPOSITORY } from "./site.mjs";

let out;
let opened;

function buildManual() {
  const root = join(REPOSITORY, "docs");
  out = mkdtempSync(join(tmpdir(), "clausebook-manual-"));
  build(root, join(out, "site"));
  return openSite(join(out, "site"), root);
}

openForTests(buildManual, (all) => { opened = all; });
after(() => { if (out) rmSync(out, { recursive: true }); });

test("links and anchors of the manual hold", () => {
  assertNone(byKind(linkFaults(opened.site)));
});

test("pages of the manual are valid", async () => {
  const { site } = opened;
  const pages = site.pages.filter((page) => /^en\/|^zh\/rules/u.test(page));
  assertNone(byKind(faults(await check(site.folder, pages), site.folder)));
});

test("pages of the manual are accessible and silent, on a desktop and on a phone", async () => {
  const { browser, server } = opened;
  const pages = ["index.html", "zh/index.html", "en/index.html", "en/tutorials/standard.html", "zh/shapes/ladder.html", "en/rules.html",
    "zh/rules/permalinks.html", "en/reference.html", "zh/addresses.html"];
  await assertClean(browser, { server, pages }, (tab, page) => findIn(tab, page, ["light", "dark"]));
  const phone = { ...HIGH_PHONE, hasTouch: true, isMobile: true };
  await assertClean(browser, { server, pages }, async (tab, page) => {
    await expand(tab);
    return [...await sideways(tab, page), ...await findIn(tab, page, ["light"])];
  }, { options: phone });
});

test("search finds a rule by its name, and a key, an address and a task in the words of the reader", async () => {
  for (const [language, query, page] of [
    ["en", "unknown-key", "rules/files.html"],
    ["en", "prerequisites", "curriculum.html"],
    ["en", "take-along.html", "addresses.html"],
    ["zh", "嵌入", "embed.html"],
    ["zh", "护目镜", "tutorials/"],
  ]) {
    const { tab, close } = await openTab(opened, `${language}/index.html`);
    await openSearch(tab);
    const found = await firstOf(tab, language, query, 5);
    assert.ok(found.some((address) => address.includes(page)), `${query}: ${found.join(", ")}`);
    await close();
  }
});
