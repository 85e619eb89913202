// Handbooks in few languages and in other scripts: one in Arabic that is partly translated into English, and one in Japanese only.
// Their pages are valid, accessible in both colour schemes and no wider than a phone, and search, the self-check and print work.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { inParallel, launch, samplePages } from "./site.mjs";
import { findIn, prepare } from "./axe.mjs";
import { watch } from "./watch.mjs";
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
  await Promise.all(Object.values(sites).map(({ close }) => close()));
});

for (const name of NAMES) {
  test(`${name}: pages and styles are valid, and links lead somewhere`, async () => {
    const { site } = sites[name];
    const files = site.files.filter((file) => /\.(?:html|css|svg)$/u.test(file));
    assertNone(byKind([...checked(await check(site.folder, files), site.folder), ...linkFaults(site)]));
  });

  test(`${name}: a page of every kind: axe, console, requests, width`, async (context) => {
    const { site, server } = sites[name];
    const faults = [];
    const opened = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 375, height: 4000 } });
    context.after(() => opened.close());
    await prepare(opened);
    const tabs = await Promise.all([1, 2].map(async () => {
      const tab = await opened.newPage();
      return { tab, watched: watch(tab, server.origin) };
    }));
    // In one language, the first page leads on to the front page at once.
    const pages = samplePages(site).filter((page) => page !== "index.html" || site.readings.length > 1);
    await inParallel(pages, tabs.length, async (page, worker) => {
      const { tab, watched } = tabs[worker];
      watched.at = page;
      await tab.goto(server.url(page));
      const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wider > 0) faults.push({ what: "the page scrolls sideways on a phone", where: `${page} by ${wider} px` });
      faults.push(...await findIn(tab, page));
    });
    for (const { watched } of tabs) faults.push(...watched.faults);
    assertNone(byKind(faults));
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
