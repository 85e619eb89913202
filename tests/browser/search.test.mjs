// Search: by keyboard alone, announced, with filters. It treats all input as text, and loads nothing before it is opened. What people
// search for in the shipped standard is in search-shipped.test.mjs.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { findIn } from "./axe.mjs";
import { ask, field, firstOf, openSearch, openTab as openTabIn, seek } from "./search.mjs";
import { assertNone, byKind } from "./faults.mjs";

const CLAUSE = "pottery/3.3.1.2.html";
const openTab = (page, options) => openTabIn({ site, server, browser }, page, options);
const links = (tab) => tab.locator("dialog[open] ol a");
const status = (tab) => tab.locator("dialog[open] [role=status]");

/** What each language's words find. */
const QUERIES = [
  ["en", "cones in sight", "pottery/3.3.3.1.html#b"],
  ["en", "centre a lump", "pottery/3.3.1.1.html#b"],
  ["en", "3.3.2.2-f", "pottery/3.3.2.2.html#f"],
  ["zh", "草木灰", "pottery/3.2.2.2.html#a"],
  ["zh", "与颜料商议价", "pottery/3.3.2.2.html#f"],
  ["ar", "مساومة تاجر", "pottery/3.3.2.2.html#f"],
  ["zh-en", "测温锥放在", "pottery/3.3.3.1.html#b"],
  ["zh-en", "cones in sight", "pottery/3.3.3.1.html#b"],
];

test("from a server and from disk without a network, words in every language find their requirement", async () => {
  for (const fromDisk of [false, true]) await ask({ site, server, browser }, CLAUSE, QUERIES, { fromDisk });
});

test("side by side, a result is shown in both languages", async () => {
  const { tab, close } = await openTab(`zh-en/${CLAUSE}`);
  await openSearch(tab);
  for (const [query, marked] of [["测温锥放在", "测温锥放在"], ["cones in sight", "cones"]]) {
    await seek(tab, query);
    const shown = await tab.evaluate(() => [...document.querySelectorAll("dialog ol a")]
      .filter((link) => link.href.endsWith("3.3.3.1.html#b"))
      .map((link) => ({ langs: [...link.querySelectorAll(".text [lang]")].map((span) => span.lang), marks: [...link.querySelectorAll("mark")].map((mark) => mark.textContent) }))[0]);
    assert.deepEqual(shown.langs, ["zh-CN", "en"]);
    assert.ok(shown.marks.includes(marked), `${query}: marked is ${shown.marks}`);
  }
  await close();
});

test("any two adjacent characters of a requirement find it", async () => {
  // Every requirement, cut at every position, independent of any word segmentation.
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
  }, requirements);
  assertNone(faults);
  await close();
});

test("results appear before the index is complete", async () => {
  for (const language of ["en", "zh", "ar"]) {
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
  await seek(tab, "安排");
  const all = await links(tab).count();
  await tab.selectOption("dialog select[name=kind]", "requirement");
  await tab.selectOption("dialog select[name=role]", "firer");
  // Clause 3.4 applies to every role, and 3.3.3.3 to masters of firing.
  const [every, masters] = ["pottery/3.4.html#c", "pottery/3.3.3.3.html#a"];
  assert.deepEqual((await firstOf(tab, "zh", "安排", 20)).toSorted(), [masters, every]);
  assert.ok(all > 2);
  await tab.selectOption("dialog select[name=dimension]", "growth");
  assert.deepEqual(await firstOf(tab, "zh", "安排", 20), [every]);
  await tab.selectOption("dialog select[name=dimension]", "");
  await tab.selectOption("dialog select[name=level]", "journeyman");
  assert.deepEqual(await firstOf(tab, "zh", "安排", 20), [every]);
  await tab.selectOption("dialog select[name=level]", "master");
  assert.deepEqual((await firstOf(tab, "zh", "安排", 20)).toSorted(), [masters, every]);
  await field(tab).fill("过筛"); // glazers only
  await assertSays(tab, /过筛.*筛选/u);
  await close();
});

test("roles, levels, self-checks, clauses and pages are found by their names in every language", async () => {
  for (const [reading, query, wanted] of [
    ["zh", "thrower", "pottery/role/thrower.html"],
    ["zh", "Throwers apprentice", "pottery/role/thrower/apprentice.html"],
    ["zh", "self-check glazer", "pottery/selfcheck/glazer.html"],
    ["zh", "keyword index", "pottery/keywords.html"],
    ["zh", "拉坯工学徒", "pottery/role/thrower/apprentice.html"],
    ["en", "自评 拉坯工", "pottery/selfcheck/thrower.html"],
    ["en", "拉坯工", "pottery/role/thrower.html"],
    ["ar", "Material", "pottery/3.2.html"],
  ]) {
    const { tab, close } = await openTab(`${reading}/${CLAUSE}`);
    await openSearch(tab);
    const found = await firstOf(tab, reading, query);
    assert.ok(found.includes(wanted), `${reading}: “${query}” finds ${found}, not ${wanted}`);
    await close();
  }
});

test("a wrong character in a Chinese word is tolerated, and single characters are no result", async () => {
  const { tab, close } = await openTab(`zh/${CLAUSE}`);
  await openSearch(tab);
  const nearly = await firstOf(tab, "zh", "草目灰", 20);
  assert.ok(nearly.includes("pottery/3.2.2.2.html#a"), nearly.join(", "));
  for (const text of await links(tab).allTextContents()) assert.match(text, /草木灰/u);
  for (const query of ["草水", "灰木草"]) assert.deepEqual(await firstOf(tab, "zh", query), [], query);
  await close();
});

test("what nothing answers is looked for in the other languages, from a server and from disk, and the search goes on there", async () => {
  for (const fromDisk of [false, true]) {
    const { tab, watched, close } = await openTab(`zh/${CLAUSE}`, { fromDisk });
    await openSearch(tab);
    await seek(tab, "cones in sight");
    const way = tab.locator("dialog[open] .elsewhere a");
    await way.waitFor();
    assert.equal(await way.textContent(), "English: 2 个结果");
    await way.click();
    await tab.waitForSelector("dialog[open] ol a");
    assert.equal(await field(tab).inputValue(), "cones in sight");
    assert.ok(new URL(tab.url()).pathname.endsWith(`/en/${CLAUSE}`), tab.url());
    const found = await tab.locator("dialog[open] ol a").first().evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href);
    assert.ok(found.endsWith("pottery/3.3.3.1.html#b"), found);
    assertNone(byKind(watched.faults));
    await close();
  }
});

test("before anything is typed, there are roles, self-checks and frequent words; filters come with results", async () => {
  const { tab, close } = await openTab(`en/${CLAUSE}`, { viewport: { width: 375, height: 812 } });
  await openSearch(tab);
  const start = tab.locator("dialog[open] .start");
  assert.deepEqual(await start.locator("h2").allTextContents(), ["Roles", "Self-checks", "Frequent words"]);
  assert.deepEqual(await start.locator("ul").first().locator("a").allTextContents(), ["Throwers", "Glazers", "Firers"]);
  const filters = tab.locator("dialog[open] .filters");
  assert.equal(await filters.isVisible(), false);
  const word = start.locator("button").first();
  const words = await word.textContent();
  await word.click();
  assert.equal(await field(tab).inputValue(), words);
  assert.notEqual(await links(tab).count(), 0);
  assert.ok(await filters.isVisible());
  assert.equal(await start.isVisible(), false);
  await field(tab).fill("qqzzqqzz");
  assert.equal(await filters.isVisible(), false);
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
    await tab.waitForSelector("dialog[open] .start a");
    assert.equal(await active(), "search", `${key}: the field has the focus`);
    assert.equal(await field(tab).inputValue(), "", `${key} is not typed into the field`);
    await tab.keyboard.press("Escape");
    assert.ok(!await isOpen(), `${key}: Esc closes`);
    assert.equal(await active(), from, `${key}: the focus returns`);
  }
  await tab.keyboard.press("/");
  await tab.keyboard.type("3.3.2.2");
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
  assert.equal(await field(tab).inputValue(), "3.3.2.3");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/zh\/pottery\/3\.3\.2\.3\.html$/u);
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
    for (const query of ["", "泥料 clay", "坯体", "glaze", "qqzzqqzz"]) {
      await seek(tab, query);
      await tab.waitForSelector("dialog[open] [role=status]:not([data-pending])", { state: "attached" });
      faults.push(...await findIn(tab, `${reading} ${width} “${query}”`, ["light", "dark"], "dialog"));
      const wider = await tab.evaluate(() => {
        const dialog = document.querySelector("dialog");
        return dialog.getBoundingClientRect().right > innerWidth + 1 || [...dialog.querySelectorAll("*")].some((element) => element.getBoundingClientRect().right > innerWidth + 1);
      });
      if (wider) faults.push({ what: "wider than the window", where: `${reading} ${width} “${query}”` });
      const isSeen = await tab.evaluate(() => {
        const { left, right, top, height } = document.querySelector("dialog input[type=search]").getBoundingClientRect();
        const sheet = document.querySelector("dialog").getBoundingClientRect();
        return right - left > sheet.width / 2 && height >= 40 && top >= sheet.top && left >= sheet.left;
      });
      if (!isSeen) faults.push({ what: "the field is cut", where: `${reading} ${width} “${query}”` });
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
  await tab.waitForURL(/\/zh\/pottery\/requirements\.html$/u);
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
  await tab.keyboard.type("3.3.2.2");
  assert.equal(await field(tab).inputValue(), "3.3.2.2");
  isWanted();
  await assertSays(tab, /^\d+ 个结果$/u);
  assert.match(await links(tab).first().getAttribute("href"), /\/zh\/pottery\/3\.3\.2\.2\.html$/u);
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
      await field(tab).fill("测温锥");
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
  assert.notEqual((await firstOf(tab, "zh", "测温锥")).length, 0);
  await close();
});
