// The display settings: saved only when changed, applied before the first paint, and never in the way.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { sidewaysWhenLarge } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const KEY = "clausebook-display";
const CLAUSE = "en/pottery/3.1.html";

async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
  const tab = await context.newPage();
  return { tab, watched: watch(tab, server.origin) };
}

const stored = (tab) => tab.evaluate(() => Object.entries(localStorage));
const choose = (tab, name, value) => tab.check(`[data-display] input[name="display-${name}"][value="${value}"]`, { force: true });
const look = (tab) => tab.evaluate(() => {
  const style = getComputedStyle(document.querySelector("main h1"));
  return { size: parseFloat(style.fontSize), ink: style.color, paper: getComputedStyle(document.documentElement).backgroundColor };
});

test("size, width and colours change at once, are saved, and apply before the first paint", async () => {
  const { tab, watched } = await openTab({ colorScheme: "light" });
  await tab.goto(server.url(CLAUSE));
  const before = await look(tab);
  assert.deepEqual(await stored(tab), [], "something is stored although nothing was changed");
  await tab.click("[data-display] > summary");
  assert.deepEqual(await stored(tab), [], "opening the menu stores something");
  await choose(tab, "size", "largest");
  await choose(tab, "scheme", "dark");
  await choose(tab, "width", "narrow");
  const changed = await look(tab);
  assert.ok(Math.abs(changed.size / before.size - 1.3) < 0.01, `${before.size} became ${changed.size}`);
  assert.notEqual(changed.paper, before.paper);
  assert.deepEqual(await stored(tab), [[KEY, JSON.stringify({ size: "largest", width: "narrow", scheme: "dark" })]]);

  // Record the root's attributes when the body starts: nothing is painted before that.
  await tab.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      globalThis.atFirst = { ...document.documentElement.dataset };
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  for (const page of [CLAUSE, "index.html", site.pages.find(site.isFrame)]) {
    await tab.goto(server.url(page));
    const { size, width, scheme } = await tab.evaluate(() => globalThis.atFirst);
    assert.deepEqual({ size, width, scheme }, { size: "largest", width: "narrow", scheme: "dark" }, page);
  }

  await tab.goto(server.url(CLAUSE));
  assert.deepEqual(await look(tab), changed);
  await tab.click("[data-display] > summary");
  assert.ok(await tab.isChecked('[name="display-size"][value="largest"]'));
  for (const name of ["size", "width", "scheme"]) await choose(tab, name, "");
  assert.deepEqual(await look(tab), before);
  assert.deepEqual(await stored(tab), [], "the default is stored like a choice");
  await tab.context().close();
  assertNone(byKind(watched.faults));
});

test("the reader's colours override the system's, and neither affects print", async () => {
  const { tab } = await openTab({ colorScheme: "dark" });
  await tab.goto(server.url(CLAUSE));
  const dark = await look(tab);
  await tab.evaluate(() => { document.documentElement.dataset.scheme = "light"; });
  const light = await look(tab);
  assert.notEqual(light.paper, dark.paper);
  for (const scheme of ["dark", "light"]) {
    await tab.evaluate((value) => { Object.assign(document.documentElement.dataset, { scheme: value, size: "largest" }); }, scheme);
    await tab.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal((await look(tab)).ink, "rgb(0, 0, 0)", scheme);
    const size = (await look(tab)).size;
    await tab.evaluate(() => { delete document.documentElement.dataset.size; });
    assert.equal((await look(tab)).size, size, "the size on the screen reaches paper");
    await tab.emulateMedia({ media: "screen" });
  }
  await tab.context().close();
});

test("the menu works by keyboard alone, closes, and returns the focus", async () => {
  const { tab } = await openTab();
  await tab.goto(server.url(CLAUSE));
  await tab.focus("[data-display] > summary");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("ArrowRight");
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.size), "large");
  await tab.keyboard.press("Escape");
  assert.equal(await tab.getAttribute("[data-display]", "open"), null);
  assert.ok(await tab.evaluate(() => document.activeElement.matches("[data-display] > summary")), "focus is lost");
  await tab.keyboard.press("Enter");
  await tab.click("h1");
  assert.equal(await tab.getAttribute("[data-display]", "open"), null, "it stays open over the text");
  await tab.context().close();
});

test("whatever the storage contains, the page has default settings and reports no errors", async () => {
  const { tab, watched } = await openTab();
  await tab.goto(server.url(CLAUSE));
  const before = await look(tab);
  for (const damaged of ["", "null", "3", "[]", "{", '{"size":"huge","scheme":["dark"],"width":{}}', '"'.repeat(9999)]) {
    await tab.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, damaged]);
    await tab.reload();
    assert.deepEqual(await look(tab), before, damaged.slice(0, 40));
  }
  await tab.context().close();
  assertNone(byKind(watched.faults));
});

test("no page scrolls sideways with the largest text or at 400 % zoom", async () => {
  const faults = [];
  const kinds = new Map(site.pages.map((page) => [`${site.path(page)} ${site.reading(page)}`, page]));
  const { tab } = await openTab();
  for (const page of kinds.values()) {
    await tab.goto(server.url(page));
    faults.push(...await sidewaysWhenLarge(tab, page));
  }
  await tab.context().close();
  assertNone(byKind(faults));
});

test("with and without forced colours, the chosen grade and the shown level stand out", async () => {
  const page = (kind) => site.pages.find((name) => site.kind(name) === kind);
  for (const forcedColors of ["active", "none"]) {
    const { tab } = await openTab({ forcedColors });
    await tab.goto(server.url(page("selfcheck")));
    await tab.check('[data-selfcheck] input[name="grade.care"][value="Q"]', { force: true });
    const marks = await tab.$$eval('[data-selfcheck] input[name="grade.care"]', (inputs) => inputs.map((input) => {
      const { borderTopColor, backgroundColor } = getComputedStyle(input.parentElement.querySelector(".grade"));
      return `${borderTopColor} ${backgroundColor}`;
    }));
    assert.equal(new Set(marks).size, 2, `${forcedColors}: ${marks}`);
    assert.equal(marks.filter((mark) => mark === marks[1]).length, 1, `${forcedColors}: ${marks}`);
    // Show each level of a role in turn.
    const first = page("level").replace(/[^/]*$/u, "");
    for (const level of site.pages.filter((name) => name.startsWith(first))) {
      await tab.goto(server.url(level));
      const rules = await tab.$$eval(".steps a", (links) => links.map((link) => [link.hasAttribute("aria-current"),
        `${getComputedStyle(link).borderTopStyle} ${getComputedStyle(link).borderTopColor}`]));
      const own = rules.find(([isCurrent]) => isCurrent)[1];
      assert.equal(rules.filter(([, rule]) => rule === own).length, 1, `${forcedColors} ${level}: ${rules}`);
    }
    await tab.context().close();
  }
});
