// Search: queries find the intended results in every reading, over HTTP and from disk. It works by keyboard alone, is announced,
// treats all input as text, and loads nothing before it is opened.

import { test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { browser, server, site } from "./opened.mjs";
import { findIn } from "./axe.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { IN_BOTH, MISSPELT, QUERIES } from "./search-queries.mjs";

const CLAUSE = "cbec-export-operations/5.3.1.2.html";

/** Opens a tab at a page, watched; `fromDisk` opens the folder without a network. */
async function openTab(page, { fromDisk = false, ...options } = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", offline: fromDisk, ...options });
  const tab = await context.newPage();
  const watched = watch(tab, fromDisk ? pathToFileURL(site.folder).href : server.origin);
  watched.at = page;
  await tab.goto(fromDisk ? pathToFileURL(join(site.folder, page)).href : server.url(page));
  return { tab, watched, close: () => context.close() };
}

const field = (tab) => tab.locator("dialog[open] input[type=search]");
const links = (tab) => tab.locator("dialog[open] ol a");
const status = (tab) => tab.locator("dialog[open] [role=status]");

/** Opens search and waits for its index. */
async function openSearch(tab) {
  await tab.locator("button[data-search]").click();
  await tab.waitForSelector("dialog[open][data-whole]");
}

/** Types a query and waits for all of the first results. */
async function seek(tab, query) {
  await field(tab).fill(query);
  await tab.waitForSelector("dialog[open] ol:not([aria-busy])", { state: "attached" });
}

/** The addresses of the first results of a query, relative to the folder of the reading. */
async function firstOf(tab, reading, query, count = 3) {
  await seek(tab, query);
  return tab.evaluate(([folder, number]) => [...document.querySelectorAll("dialog[open] ol a")].slice(0, number)
    .map((link) => link.href.slice(link.href.indexOf(folder) + folder.length)), [`/${reading}/`, count]);
}

/** Types every query and reports those whose result is not among the first three. */
async function ask(queries, options = {}) {
  const faults = [];
  for (const reading of new Set(queries.map(([of]) => of))) {
    const { tab, watched, close } = await openTab(`${reading}/${CLAUSE}`, options);
    await openSearch(tab);
    for (const [, query, wanted] of queries.filter(([of]) => of === reading)) {
      const found = await firstOf(tab, reading, query);
      if (!found.includes(wanted)) faults.push(`${reading}: “${query}” finds ${found.join(", ") || "nothing"}, not ${wanted}`);
    }
    await close();
    faults.push(...byKind(watched.faults));
  }
  assertNone(faults);
}

test("forty queries: the intended result is among the first three", async () => {
  assert.equal(QUERIES.length, 40);
  for (const [reading, , wanted] of [...QUERIES, ...MISSPELT, ...IN_BOTH]) {
    assert.ok(site.files.includes(`${reading}/${wanted.split("#")[0]}`), `${wanted} is not a page of ${reading}`);
  }
  await ask(QUERIES);
});

test("misspelt words and variants are found", () => ask(MISSPELT));

test("from disk without a network it finds the same", () => ask([...QUERIES.filter((_, index) => index % 4 === 0), ...IN_BOTH], { fromDisk: true }));

test("side by side, a query in either language finds the same content, and both languages are shown", async () => {
  await ask(IN_BOTH);
  const { tab, close } = await openTab(`zh-en/${CLAUSE}`);
  await openSearch(tab);
  for (const [query, marked] of [["清关", "清关"], ["customs clearance", "customs"]]) {
    await seek(tab, query);
    const shown = await tab.evaluate(() => [...document.querySelectorAll("dialog ol a")]
      .filter((link) => link.href.endsWith("5.3.5.2.html#a"))
      .map((link) => ({ langs: [...link.querySelectorAll(".text [lang]")].map((span) => span.lang), marks: [...link.querySelectorAll("mark")].map((mark) => mark.textContent) }))[0]);
    assert.deepEqual(shown.langs, ["zh-CN", "en"]);
    assert.ok(shown.marks.includes(marked), `${query}: marked is ${shown.marks}`);
  }
  await close();
});

test("any two adjacent characters of a requirement find it", async () => {
  // Every seventh requirement, cut at every position, independent of any word segmentation.
  const { tab, close } = await openTab(`zh/${CLAUSE}`);
  await openSearch(tab);
  const requirements = await tab.evaluate(() => globalThis.clausebookSearch.data.zh.records
    .filter(({ kind }) => kind === "requirement").map(({ text, path }) => ({ text, path })));
  const permalinks = site.pages.filter((page) => site.kind(page) === "permalink");
  assert.deepEqual(requirements.map(({ path }) => path).toSorted(),
    permalinks.map((page) => page.replace(/^id\/(.*)-([a-z]+)\.html$/u, "$1.html#$2")).toSorted(), "every requirement has a record");
  const faults = await tab.evaluate((sample) => {
    const { build, find, data } = globalThis.clausebookSearch;
    const built = build([data.zh]);
    built.grow();
    const missed = [];
    for (const { text, path } of sample) {
      for (const run of text.match(/\p{Script=Han}{2,}/gu) ?? []) {
        for (let at = 0; at + 2 <= run.length; at += 1) {
          const { isExact, results } = find(built, run.slice(at, at + 2));
          if (!isExact || !results.some(({ place }) => built.records[place].path === path)) missed.push(`${run.slice(at, at + 2)}: ${path}`);
        }
      }
    }
    return missed;
  }, requirements.filter((_, index) => index % 7 === 0));
  assertNone(faults);
  await close();
});

test("results appear before the index is complete", async () => {
  for (const language of ["zh", "en"]) {
    const { tab, close } = await openTab(`${language}/${CLAUSE}`);
    await openSearch(tab);
    const faults = await tab.evaluate(([of, queries]) => {
      const { build, find, data } = globalThis.clausebookSearch;
      const missed = [];
      for (const [, query, wanted] of queries) {
        const built = build([data[of]]);
        if (built.grow(Infinity, query)) missed.push(`${query}: only the complete index answers it`);
        // The order may change once the index is complete, but the results do not.
        const found = find(built, query).results.map(({ place }) => built.records[place].path);
        if (!found.includes(wanted)) missed.push(`${query}: ${wanted} is not among ${found.length}`);
        if (!built.grow() || built.index.documentCount !== built.records.length) missed.push(`${query}: not all are in`);
      }
      return missed;
    }, [language, QUERIES.filter(([reading]) => reading === language)]);
    assertNone(faults);
    await close();
  }
});

test("filters narrow the results to a kind, a role, a level or a dimension", async () => {
  const { tab, close } = await openTab(`zh/${CLAUSE}`);
  await openSearch(tab);
  await seek(tab, "能力");
  const all = await links(tab).count();
  await tab.selectOption("dialog select[name=kind]", "requirement");
  await tab.selectOption("dialog select[name=role]", "logistics");
  await tab.selectOption("dialog select[name=dimension]", "development");
  const found = await firstOf(tab, "zh", "能力", 20);
  // 5.4 applies to every role: 具有市场预判能力, 协调组织能力, 风险控制能力; a is 行业敏锐性.
  assert.deepEqual(found.toSorted(), ["b", "c", "d"].map((letter) => `cbec-export-operations/5.4.html#${letter}`));
  assert.ok(found.length < all);
  await tab.selectOption("dialog select[name=dimension]", "");
  await tab.selectOption("dialog select[name=level]", "mid");
  // 5.3.5.2 is the logistics level; requirements of other levels or roles only are left out.
  const levels = await firstOf(tab, "zh", "物流", 20);
  assert.ok(levels.includes("cbec-export-operations/5.3.5.2.html#c"), levels.join(", "));
  assertNone(levels.filter((path) => /5\.3\.5\.[13]|5\.3\.[1-4]/u.test(path)));
  await field(tab).fill("海报"); // visual design only
  await assertSays(tab, /海报.*筛选/u);
  await close();
});

/** Waits until the status matches a pattern. */
async function assertSays(tab, pattern) {
  await tab.waitForFunction((source) => {
    const element = document.querySelector("dialog[open] [role=status]");
    return element && !element.hasAttribute("data-pending") && new RegExp(source, "u").test(element.textContent);
  }, pattern.source, { timeout: 3000 })
    .catch(async () => assert.fail(`the status says “${await status(tab).textContent()}”, not ${pattern}`));
}

test("by keyboard alone: open, type, choose, open a result; Esc returns the focus", async () => {
  const { tab, watched, close } = await openTab(`zh/${CLAUSE}`);
  const isOpen = () => tab.evaluate(() => Boolean(document.querySelector("dialog[open]")));
  const active = () => tab.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.type ?? document.activeElement.tagName);
  for (const key of ["/", "Control+k"]) {
    await tab.locator(".masthead a").first().focus();
    const from = await active();
    await tab.keyboard.press(key);
    await tab.waitForSelector("dialog[open] select");
    assert.equal(await active(), "search", `${key}: the field has the focus`);
    assert.equal(await field(tab).inputValue(), "", `${key} is not typed into the field`);
    await tab.keyboard.press("Escape");
    assert.ok(!await isOpen(), `${key}: Esc closes`);
    assert.equal(await active(), from, `${key}: the focus returns`);
  }
  await tab.keyboard.press("/");
  await tab.keyboard.type("5.3.5.2");
  await assertSays(tab, /^\d+ 个结果$/u);
  const hrefs = await links(tab).evaluateAll((all) => all.map((link) => link.href));
  assert.ok(hrefs.length >= 5);
  await tab.keyboard.press("ArrowDown");
  assert.equal(await active(), hrefs[0]);
  await tab.keyboard.press("ArrowDown");
  assert.equal(await active(), hrefs[1]);
  await tab.keyboard.press("ArrowUp");
  await tab.keyboard.press("ArrowUp");
  assert.equal(await active(), "search");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("End");
  assert.equal(await active(), hrefs.at(-1));
  await tab.keyboard.press("Home");
  // Typing continues in the field.
  await tab.keyboard.press("Backspace");
  await tab.keyboard.type("3");
  assert.equal(await field(tab).inputValue(), "5.3.5.3");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/zh\/cbec-export-operations\/5\.3\.5\.3\.html$/u);
  assertNone(byKind(watched.faults));
  await close();
});

test("the keys are ignored while a reader types, and `/` can be turned off", async () => {
  const page = site.pages.find((name) => site.kind(name) === "selfcheck" && site.reading(name) === "zh");
  const { tab, close } = await openTab(page);
  const isOpen = () => tab.evaluate(() => Boolean(document.querySelector("dialog[open]")));
  await tab.evaluate(() => document.querySelector("main").prepend(document.createElement("textarea")));
  for (const key of ["/", "Control+k"]) {
    await tab.locator("main > textarea").focus();
    await tab.keyboard.press(key);
    assert.ok(!await isOpen(), `${key} in a field`);
  }
  assert.equal(await tab.locator("main > textarea").inputValue(), "/");
  await openSearch(tab);
  await tab.locator("dialog input[type=checkbox]").uncheck();
  await tab.keyboard.press("Escape");
  await tab.reload();
  await tab.locator(".masthead a").first().focus();
  await tab.keyboard.press("/");
  await tab.keyboard.press("Control+k");
  await tab.waitForSelector("dialog[open]");
  assert.equal(await field(tab).inputValue(), "", "only Ctrl+K opened it");
  await close();
});

test("search is loaded when it is opened, and only once", async () => {
  // No page loads it before: axe.test.mjs watches every page for that.
  for (const page of [`${site.readings[0]}/index.html`, `zh-en/${CLAUSE}`]) {
    const { tab, close } = await openTab(page);
    const asked = [];
    tab.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await openSearch(tab);
    const own = asked.filter((path) => /search/u.test(path));
    assert.ok(own.some((path) => path.startsWith("/data/search/")), own.join(", "));
    const before = asked.length;
    await field(tab).fill("a");
    await tab.keyboard.press("Escape");
    await openSearch(tab);
    await seek(tab, "b");
    assert.equal(asked.length, before, "opened again it loads nothing");
    await close();
  }
});

test("all input is treated as text", async () => {
  const { tab, watched, close } = await openTab(`zh-en/${CLAUSE}`);
  await openSearch(tab);
  const hostile = ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "{count}{query}", "__proto__", "constructor",
    ".*+?^${}()|[]\\", "\u0000\u202e\ud800", "清".repeat(200), "a ".repeat(100), "%00%0a", "</option><option>", "𠀀𠀁"];
  for (const query of hostile) {
    await seek(tab, query);
    await tab.waitForSelector("dialog[open] [role=status]:not([data-pending])", { state: "attached" });
    assert.equal(await tab.evaluate(() => document.querySelectorAll("dialog img, dialog script").length), 0, query);
  }
  await field(tab).fill("<b>qqqq</b>zzzz");
  await assertSays(tab, /<b>qqqq<\/b>zzzz/u);
  assertNone(byKind(watched.faults));
  await close();
});

test("open, empty, with results and without: axe, in both schemes, wide and on a phone", async () => {
  const faults = [];
  for (const [width, reading] of [[1280, "zh"], [375, "en"], [375, "zh-en"]]) {
    const { tab, watched, close } = await openTab(`${reading}/${CLAUSE}`, { viewport: { width, height: 812 } });
    await openSearch(tab);
    for (const query of ["", "海外仓 overseas", "客户", "customer", "qqzzqqzz"]) {
      await seek(tab, query);
      await tab.waitForSelector("dialog[open] [role=status]:not([data-pending])", { state: "attached" });
      faults.push(...await findIn(tab, `${reading} ${width} “${query}”`, ["light", "dark"], "dialog"));
      const wider = await tab.evaluate(() => {
        const dialog = document.querySelector("dialog");
        return dialog.getBoundingClientRect().right > innerWidth + 1 || [...dialog.querySelectorAll("*")].some((element) => element.getBoundingClientRect().right > innerWidth + 1);
      });
      if (wider) faults.push({ what: "wider than the window", where: `${reading} ${width} “${query}”` });
    }
    faults.push(...watched.faults);
    await close();
  }
  assertNone(byKind(faults));
});

test("without script, the page of all requirements replaces search", async () => {
  const { tab, close } = await openTab(`zh/${CLAUSE}`, { javaScriptEnabled: false });
  assert.ok(!await tab.locator("button[data-search]").isVisible());
  const way = tab.locator("a[data-search-without]");
  assert.ok(await way.isVisible());
  await way.click();
  await tab.waitForURL(/\/zh\/cbec-export-operations\/requirements\.html$/u);
  await close();
});

test("text typed before anything is loaded is not lost", async () => {
  const { tab, watched, close } = await openTab(`zh/${CLAUSE}`);
  let isWanted;
  const wanted = new Promise((done) => { isWanted = done; });
  await tab.route(/search/u, async (route) => {
    await wanted;
    await route.continue();
  });
  await tab.keyboard.press("/");
  await tab.keyboard.type("5.3.5.2");
  assert.equal(await field(tab).inputValue(), "5.3.5.2");
  isWanted();
  await assertSays(tab, /^\d+ 个结果$/u);
  assert.match(await links(tab).first().getAttribute("href"), /\/zh\/cbec-export-operations\/5\.3\.5\.2\.html$/u);
  assertNone(byKind(watched.faults));
  await close();
});

test("while the index loads slowly, the dialog says so until it answers", async () => {
  const { tab, close } = await openTab(`zh/${CLAUSE}`);
  let isWanted;
  const wanted = new Promise((done) => { isWanted = done; });
  await tab.route("**/data/search/zh.js", async (route) => {
    await wanted;
    await route.continue();
  });
  await tab.locator("button[data-search]").click();
  await assertSays(tab, /^正在载入……$/u);
  isWanted();
  await assertSays(tab, /^$/u);
  await close();
});

test("if the index does not load, the dialog says so and where to look instead", async () => {
  for (const missing of ["**/data/search/*", "**/data/search/texts/*", "**/assets/minisearch.js"]) {
    const { tab, close } = await openTab(`zh/${CLAUSE}`);
    await tab.route(missing, (route) => route.abort());
    await tab.locator("button[data-search]").click();
    const way = "dialog[open] [role=status] a[href$='requirements.html']";
    await tab.waitForSelector(way);
    if (missing.includes("texts")) {
      // The loaded records can be searched, and the dialog still says that some are missing.
      await field(tab).fill("清关");
      await assertSays(tab, /^\d+ 个结果 · 部分文字未能载入，结果可能不全。 /u);
      assert.equal(await tab.locator(way).count(), 1);
    }
    await close();
  }
});

test("if the dialog does not load, the page says so, and the reader can try again", async () => {
  const { tab, close } = await openTab(`zh/${CLAUSE}`);
  await tab.route("**/assets/search.js", (route) => route.abort());
  const opener = tab.locator("button[data-search]");
  await opener.click();
  await tab.waitForFunction(() => document.querySelector(".announcement").textContent !== "");
  assert.equal(await tab.locator("dialog").count(), 0);
  assert.ok(await opener.evaluate((button) => button === document.activeElement), "the focus returns");
  await tab.unroute("**/assets/search.js");
  await openSearch(tab);
  assert.notEqual((await firstOf(tab, "zh", "清关")).length, 0);
  await close();
});
