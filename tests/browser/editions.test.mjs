// The comparison of two editions, of the whole standard and of a role: its pages are accessible, silent and no wider than a phone, and
// say what has changed. The second edition is made of the first.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findIn } from "./axe.mjs";
import { assertClean, HIGH_PHONE } from "./clean.mjs";
import { build, rootOf } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { launch, serveFolder } from "./site.mjs";

let browser;
let server;
let folder;

/** Replaces a part of a file, which must have it. */
function replace(file, from, to) {
  const text = readFileSync(file, "utf8");
  assert.ok(text.includes(from), `${file} has ${from}`);
  writeFileSync(file, text.replace(from, to));
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-editions-"));
  cpSync(rootOf("pottery"), folder, { recursive: true });
  const standards = join(folder, "content/standards");
  cpSync(join(standards, "pottery"), join(standards, "pottery-2"), { recursive: true });
  replace(join(folder, "content/handbook.yaml"), "standards: [pottery]", "standards: [pottery-2, pottery]");
  const about = join(standards, "pottery-2/standard.yaml");
  replace(about, "id: pottery\n", "id: pottery-2\n");
  replace(about, "{id: '2031', title: {en: 2031 edition, zh: 2031 年版, ar: طبعة 2031}}",
    "{id: '2036', title: {en: 2036 edition, zh: 2036 年版, ar: طبعة 2036}, replaces: pottery}");
  const clauses = join(standards, "pottery-2/clauses/03-requirements.yaml");
  replace(clauses, "keep the workshop clean;, zh: 保持作坊整洁；, ar: إبقاء الورشة نظيفة؛",
    "keep the workshop clean and dry;, zh: 保持作坊整洁干燥；, ar: إبقاء الورشة نظيفة وجافة؛");
  replace(clauses, "    - text: {en: greet whoever comes in;, zh: 招呼来客；, ar: تحية من يدخل؛}\n", "");
  replace(clauses, "title: {en: Care, zh: 用心, ar: العناية}", "title: {en: Care and safety, zh: 用心与安全, ar: العناية والسلامة}");
  build(folder, join(folder, "site"));
  browser = await launch();
  server = await serveFolder(join(folder, "site"));
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const PAGES = ["editions.html", "role/thrower/editions.html"];

test("axe, console and width find nothing, in every language and both colour schemes", async () => {
  const pages = ["en", "zh", "zh-en", "ar"].flatMap((reading) => PAGES.map((page) => `${reading}/pottery-2/${page}`));
  await assertClean(browser, { server, pages }, async (tab, page) => [...await sideways(tab, page), ...await findIn(tab, page)], { options: HIGH_PHONE });
});

test("the whole standard and a role show what is reworded, moved and withdrawn", async () => {
  const tab = await browser.newPage();
  for (const page of PAGES) {
    await tab.goto(server.url(`en/pottery-2/${page}`));
    const words = (element) => tab.locator(`[id=reworded] + ul .runs ${element}`).evaluateAll((all) => all.map((one) => one.lastChild.textContent.trim()));
    assert.deepEqual(await words("ins"), ["and dry"]);
    assert.deepEqual(await words("del"), []);
    assert.deepEqual(await tab.locator("[id=withdrawn] + ul .number").allTextContents(), ["3.1-b"]);
    // Everything after the withdrawn requirement has moved up.
    assert.deepEqual(await tab.locator("[id=moved] + ul > li > .number").allTextContents(), ["3.1-b", "3.1-c", "3.1-d", "3.1-e", "3.1-f"]);
    assert.equal(await tab.locator("[id=clauses]").count(), page === "editions.html" ? 1 : 0);
  }
  await tab.click("main a:has-text('Changes in the whole standard')");
  assert.equal(tab.url(), server.url("en/pottery-2/editions.html"));
  await tab.close();
});
