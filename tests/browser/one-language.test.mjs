// Handbooks in few languages and in other scripts: one in Arabic that is partly translated into English, and one in Japanese only.
// Their pages are valid, accessible in both colour schemes and no wider than a phone, and search, the self-check and print work.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { launch, samplePages } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { assertClean, HIGH_PHONE } from "./clean.mjs";
import { sideways } from "./layout.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { check, faults as checked } from "./checker.mjs";
import { serveFixture } from "./fixture.mjs";
import { linkFaults } from "./links.mjs";

const NAMES = ["arabic", "japanese"];
const sites = {};
let browser;

before(async () => {
  browser = await launch();
  for (const name of NAMES) sites[name] = await serveFixture(name);
});
after(async () => {
  await browser?.close();
  await Promise.all(Object.values(sites).map(({ server: { close } }) => close()));
});

test("pages and styles are valid, and links lead somewhere", async () => {
  // In one run of the checker, which takes longer to start than to check so few pages.
  const all = Object.values(sites).map(({ site }) => site);
  const folder = dirname(all[0].folder);
  const files = all.flatMap((site) => site.files.filter((file) => /\.(?:html|css|svg)$/u.test(file))
    .map((file) => relative(folder, join(site.folder, file))));
  assertNone(byKind([...checked(await check(folder, files), folder), ...all.flatMap((site) => linkFaults(site))]));
});

for (const name of NAMES) {
  test(`${name}: a page of every kind: axe, console, requests, width`, async () => {
    const { site, server } = sites[name];
    // In one language, the first page leads on to the front page at once.
    const pages = samplePages(site).filter((page) => page !== "index.html" || site.readings.length > 1);
    await assertClean(browser, { server, pages }, async (tab, page) => [...await sideways(tab, page), ...await findIn(tab, page)], { options: HIGH_PHONE });
  });
}

/** The addresses of the results of a query, relative to the folder of the reading. */
async function found(name, reading, query) {
  const { server } = sites[name];
  const tab = await browser.newPage();
  try {
    await tab.goto(server.url(`${reading}/index.html`));
    await tab.keyboard.press("/");
    await tab.waitForSelector("dialog[open][data-whole]");
    await tab.fill("dialog[open] input[type=search]", query);
    await tab.waitForSelector("dialog[open] ol:not([aria-busy]) a");
    const folder = server.url(`${reading}/`);
    return await tab.evaluate((from) => [...document.querySelectorAll("dialog[open] ol a")].map(({ href }) => href.replace(from, "")), folder);
  } finally {
    await tab.close();
  }
}

test("Arabic is found by words, with and without vowel signs, and Latin words in it", async () => {
  for (const query of ["يعجن الطين", "يَعجِن الطين", "إخراج الهواء"]) {
    assert.equal((await found("arabic", "ar", query))[0], "jars/kneading.html#wedging", query);
  }
  // The article is no part of what people look for, and ى is often typed for ي.
  for (const query of ["طين فقاعات", "بالفقاعات", "حتي"]) assert.equal((await found("arabic", "ar", query))[0], "jars/kneading.html#wedging", query);
  assert.equal((await found("arabic", "ar", "PVC"))[0], "jars/kneading.html#storing");
  assert.equal((await found("arabic", "en", "bubbles"))[0], "jars/kneading.html#wedging");
});

test("Japanese is found without spaces, in either kana and in half-width forms", async () => {
  for (const query of ["国際規格", "藍"]) assert.equal((await found("japanese", "ja", query))[0], "washi/dyeing.html#a", query);
  for (const query of ["トロロアオイ", "ﾄﾛﾛｱｵｲ", "とろろあおい", "ねり", "流しすき"]) {
    assert.equal((await found("japanese", "ja", query))[0], "washi/forming.html#a", query);
  }
});

test("the self-check of a standard without a form works in Arabic and in Japanese", async () => {
  for (const [name, page, ids] of [
    ["arabic", "ar/jars/selfcheck/index.html", ["wedging", "storing"]],
    ["japanese", "ja/washi/selfcheck/maker.html", ["boiling-a", "forming-a", "drying-a"]],
  ]) {
    const tab = await browser.newPage();
    await tab.goto(sites[name].server.url(page));
    await tab.waitForSelector("form[data-selfcheck=profile][data-ready], form[data-selfcheck=profile]:not([hidden])");
    for (const id of ids) await tab.check(`[name="rate.${id}"][value="2"]`, { force: true });
    await tab.waitForFunction(() => document.querySelector("[data-indicative]").dataset.value !== "");
    const lowest = { arabic: "beginner", japanese: "novice" }[name];
    assert.equal(await tab.getAttribute("[data-indicative]", "data-value"), lowest, name);
    await tab.close();
  }
});

test("printed, pages keep their direction and no text is cut off", async () => {
  const tab = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  await tab.emulateMedia({ media: "print" });
  for (const [name, page, direction] of [["arabic", "ar/jars/whole.html", "rtl"], ["japanese", "ja/washi/whole.html", "ltr"]]) {
    await tab.goto(sites[name].server.url(page));
    const seen = await tab.evaluate(() => ({
      direction: getComputedStyle(document.body).direction,
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    assert.deepEqual(seen, { direction, wider: 0 }, name);
  }
  await tab.close();
});

/** What `measure` returns in a page of a site, on a desktop. */
async function measured(name, path, measure) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await tab.goto(sites[name].server.url(path));
    return await tab.evaluate(measure);
  } finally {
    await tab.close();
  }
}

test("search is beside the display settings, even on a front page without a name and readings above it", async () => {
  const apart = await measured("japanese", "ja/index.html", () => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    return box(".masthead .tools").left - box(".masthead .seek").right;
  });
  assert.ok(apart < 48, `${apart}px apart`);
});

test("a requirement is further from the next than its parts are from each other", async () => {
  const { between, within } = await measured("arabic", "ar/jars/kneading.html", () => {
    const box = (element) => element.getBoundingClientRect();
    const [first, second] = document.querySelectorAll(".requirements > li");
    const parts = [...first.querySelectorAll(":scope > p, :scope > .details")];
    return { between: box(second).top - box(first).bottom, within: box(parts[1]).top - box(parts[0]).bottom };
  });
  assert.ok(between > 1.5 * within && between > 20, `${between}px between, ${within}px within`);
});

test("the self-check by form works in Arabic and in Japanese, and a posting leads to a self-check aimed at it", async () => {
  for (const [name, page, grades] of [
    ["arabic", "ar/kiln-watch/selfcheck/index.html", { safety: "A", heat: "B" }],
    ["japanese", "ja/washi/selfcheck/finisher.html", { colour: "A", drying: "B" }],
  ]) {
    const tab = await browser.newPage();
    await tab.goto(sites[name].server.url(page));
    await tab.waitForSelector("form[data-selfcheck]");
    for (const [row, grade] of Object.entries(grades)) await tab.check(`[name="grade.${row}"][value="${grade}"]`, { force: true });
    await tab.waitForFunction(() => document.querySelector("output[data-overall=total]").textContent === "16");
    await tab.close();
  }
  const tab = await browser.newPage();
  await tab.goto(sites.japanese.server.url("ja/postings/maker.html"));
  await tab.click("a.primary");
  await tab.waitForSelector("form[data-selfcheck=profile]");
  assert.match(tab.url(), /washi\/selfcheck\/maker\.html#target=novice&posting=maker$/u);
  await tab.close();
});

test("a text that stands in for a missing translation is read in its own direction, and aligned with the page", async () => {
  const texts = [];
  for (const page of ["level/skilled", "kiln", "requirements", "whole"]) {
    texts.push(...await measured("arabic", `en/jars/${page}.html`, () => [...document.querySelectorAll('main p[dir="rtl"]')].filter((text) => text.checkVisibility())
      .map((text) => {
        const range = new Range();
        range.selectNodeContents(text);
        const left = Math.min(...[...range.getClientRects()].map((part) => part.left));
        return { words: text.textContent, direction: getComputedStyle(text).direction, apart: left - text.getBoundingClientRect().left };
      })));
  }
  assert.ok(texts.length > 4, `${texts.length} texts`);
  for (const { words, direction, apart } of texts) {
    assert.equal(direction, "rtl", words);
    assert.ok(apart < 2, `“${words}” ends ${apart}px from the edge of the page`);
  }
});

test("a label below its other language begins where that begins", async () => {
  const labels = [];
  for (const page of ["kneading", "level/skilled"]) {
    labels.push(...await measured("arabic", `ar-en/jars/${page}.html`, () => {
      const right = (element) => {
        const range = new Range();
        range.selectNodeContents(element);
        return Math.max(...[...range.getClientRects()].map((part) => part.right));
      };
      return [...document.querySelectorAll('.contents .second[dir="ltr"], .steps .second[dir="ltr"]')].filter((label) => label.checkVisibility())
        .map((label) => ({ words: label.textContent, apart: Math.abs(right(label.parentElement.querySelector(".first")) - right(label)) }));
    }));
  }
  assert.ok(labels.length > 5, `${labels.length} labels`);
  for (const { words, apart } of labels) assert.ok(apart < 2, `“${words}” begins ${apart}px from the label above it`);
});

test("in a side-by-side view, a text without a translation is as large as those with one", async () => {
  const sizes = await measured("arabic", "ar-en/jars/kiln.html", () => [...document.querySelectorAll('.requirements p[lang="ar"]:not(.fine)')]
    .filter((text) => !text.closest(".of-requirement"))
    .map((text) => ({ isPaired: Boolean(text.closest(".pair")), size: getComputedStyle(text).fontSize })));
  assert.deepEqual(new Set(sizes.map(({ isPaired }) => isPaired)), new Set([true, false]));
  assert.equal(new Set(sizes.map(({ size }) => size)).size, 1, JSON.stringify(sizes));
});

test("every depth of requirements has an indentation of its own", async () => {
  const starts = await measured("arabic", "en/jars/kneading.html", () => {
    const item = document.querySelector(".requirements > li");
    return ["", 2, 3, 4, 5].map((depth) => {
      if (depth) item.setAttribute("aria-level", String(depth));
      return item.getBoundingClientRect().left;
    });
  });
  assert.deepEqual([...starts].sort((one, other) => one - other), starts);
  assert.equal(new Set(starts).size, starts.length, String(starts));
});
