// Self-checks on paper, by form and by profile, in one language and in two, from the left and from the right: the form is the first sheet;
// the result, the plan and what is agreed are the second; and each sheet says of which handbook and edition it is, and of which day.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser, server, site } from "./opened-pottery.mjs";
import { build, openFixture, rootOf } from "./fixture.mjs";
import { ASKED, rate } from "./profile.mjs";
import { checkPages, openCheck, roleOf } from "./selfcheck.mjs";
import { openSite, serveFolder } from "./site.mjs";

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), "clausebook-paper-")); });
after(() => { if (folder) rmSync(folder, { recursive: true }); });

/** Words that print may write with other glyphs or in another order: without spaces, marks of direction and hyphens. */
const bare = (text) => text.normalize("NFKC").replaceAll(/[\s\p{Cf}\p{Pd}]/gu, "");

/** Prints the page in a tab. Returns the text of each sheet, and what should be in its head. */
async function print(tab) {
  const heads = await tab.evaluate(() => ["start", "end"].map((name) => [...document.querySelector(`[data-head=${name}]`).children]
    .map((part) => (part.querySelector(".first") ?? part).textContent).filter(Boolean)).flat());
  const file = join(folder, "check.pdf");
  await tab.pdf({ path: file, format: "A4", preferCSSPageSize: true });
  const sheets = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" }).split("\f").slice(0, -1).map(bare);
  const day = await tab.evaluate(() => document.querySelector("[data-today]").textContent);
  assert.match(day, /^\d{4}-\d\d-\d\d$/u);
  return { sheets, heads: [...heads, day].map(bare) };
}

/** The texts of some elements of the page, in its first language. */
const textsOf = async (tab, ...selectors) => (await tab.evaluate((all) => all.map((one) => {
  const element = document.querySelector(one);
  return (element.querySelector(".first") ?? element).textContent;
}), selectors)).map(bare);

async function assertSheets(tab, where) {
  const [form, result, plan, agreed] = await textsOf(tab, "#check-form", "#check-result", "#check-plan", "#check-agreed");
  const { sheets, heads } = await print(tab);
  assert.equal(sheets.length, 2, `${where} takes ${sheets.length} sheets`);
  assert.ok(heads.length >= 2, where);
  // Letters of Arabic are joined in ways of which the text of a PDF says nothing.
  const isRead = (text) => !/\p{Script=Arabic}/u.test(text);
  for (const [at, sheet] of sheets.entries()) {
    for (const head of heads.filter(isRead)) assert.ok(sheet.includes(head), `${where}, sheet ${at + 1}: no ${head}`);
  }
  if (isRead(form)) {
    assert.ok(sheets[0].includes(form) && !sheets[0].includes(agreed), where);
    for (const part of [result, plan, agreed]) assert.ok(sheets[1].includes(part), `${where}: ${part}`);
  }
}

test("by form, a filled check takes two sheets in every reading, and a blank one a single sheet", async () => {
  const tab = await (await browser.newContext()).newPage();
  for (const page of site.readings.map((reading) => checkPages(site, reading).find((one) => roleOf(one) === "thrower"))) {
    await openCheck(tab, server.url(page));
    assert.equal((await print(tab)).sheets.length, 1, `${page}, blank`);
    await openCheck(tab, `${server.url(page)}#g=QQPRSR&as=journeyman&target=journeyman`);
    await tab.waitForSelector("[data-line]");
    await assertSheets(tab, page);
  }
  await tab.context().close();
});

test("by profile, a filled check takes two sheets in every reading", async () => {
  const profile = openFixture("profile");
  const { url, close } = await serveFolder(profile.folder);
  const tab = await (await browser.newContext()).newPage();
  try {
    for (const reading of profile.readings) {
      await openCheck(tab, url(`${reading}/beekeeping/selfcheck/apiarist.html`));
      await rate(tab, ASKED.map(([id]) => id), "210-x21", "elder");
      await tab.waitForSelector("[data-line]");
      await assertSheets(tab, reading);
    }
  } finally {
    await tab.context().close();
    await close();
  }
});

test("the forms of the shipped standard take two sheets when filled, in every reading", async () => {
  const shipped = openSite();
  const { url, close } = await serveFolder(shipped.folder);
  const tab = await (await browser.newContext()).newPage();
  try {
    for (const page of checkPages(shipped)) {
      await openCheck(tab, `${url(page)}#g=BBAACB&as=mid&target=senior`);
      await tab.waitForSelector("[data-line]");
      await assertSheets(tab, page);
    }
  } finally {
    await tab.context().close();
    await close();
  }
});

test("beside the printed result, the names of levels and bands are each on one line", async () => {
  const shipped = openSite();
  const { url, close } = await serveFolder(shipped.folder);
  const tab = await (await browser.newContext({ viewport: { width: 680, height: 1000 } })).newPage();
  try {
    const page = checkPages(shipped).find((path) => path.startsWith("zh/"));
    await openCheck(tab, `${url(page)}#g=AAB-CD&as=mid`);
    await tab.waitForSelector("[data-line]");
    await tab.emulateMedia({ media: "print" });
    const lines = await tab.locator(".totals :is(th, [data-band])").evaluateAll((cells) => cells
      .filter((cell) => cell.textContent.trim())
      .map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return { name: cell.textContent.trim(), lines: new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size };
      }));
    assert.ok(lines.length > 4);
    assert.deepEqual(lines.filter((one) => one.lines > 1), []);
  } finally {
    await tab.context().close();
    await close();
  }
});

/** A copy of the made-up handbook in which each of a role's gaps has a module of its own, with a long title. */
function withManyModules() {
  const root = join(folder, "many");
  cpSync(rootOf("pottery"), root, { recursive: true });
  const curriculum = join(root, "content/curricula/first-year");
  const gaps = ["3.2.2.1-a", "3.2.2.2-a", ...[..."abcd"].map((letter) => `3.3.2.1-${letter}`), ...[..."abcdef"].map((letter) => `3.3.2.2-${letter}`)];
  const names = gaps.map((_gap, at) => `${at + 10}-more`);
  for (const [at, gap] of gaps.entries()) {
    for (const [language, title] of Object.entries({
      en: "A further module with rather many words in its title on",
      zh: "标题相当长的另一个课程单元，讲授",
      ar: "وحدة إضافية عنوانها طويل نوعًا ما تدرّس المتطلب في ورشة الفخار",
    })) {
      const covers = language === "en" ? `covers: {practises: [${gap}]}\n` : "";
      writeFileSync(join(curriculum, `${names[at]}.${language}.md`), `---\ntitle: ${title} ${gap}\nhours: 4\n${covers}---\n\n${title}\n`);
    }
  }
  const about = join(curriculum, "curriculum.yaml");
  const text = readFileSync(about, "utf8").replace("hours: 40", `hours: ${40 + 4 * gaps.length}`);
  writeFileSync(about, `${text.trimEnd()}\n${names.map((name) => `  - ${name}\n`).join("")}`);
  build(root, join(root, "site"));
  return { site: openSite(join(root, "site"), root), modules: gaps.length + 1 };
}

test("a plan of a dozen modules with long titles still takes two sheets, in every reading", async () => {
  const { site: many, modules } = withManyModules();
  const { url, close } = await serveFolder(many.folder);
  const tab = await (await browser.newContext()).newPage();
  try {
    for (const reading of many.readings) {
      await openCheck(tab, `${url(`${reading}/pottery/selfcheck/glazer.html`)}#g=SSSSSS&as=master&target=master`);
      await tab.waitForSelector("[data-line]");
      assert.equal(await tab.locator("[data-learned] tr").count(), modules);
      await assertSheets(tab, `${reading}, ${modules} modules`);
    }
  } finally {
    await tab.context().close();
    await close();
  }
});
