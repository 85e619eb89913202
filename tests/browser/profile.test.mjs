// The self-check by profile, in a handbook of its own: every rating by keyboard and mouse, results computed independently, links and
// files, hostile fragments, what it does without WebAssembly and storage, and no request once it is loaded.

import { test } from "node:test";
import assert from "node:assert/strict";
import { json } from "node:stream/consumers";
import { findIn } from "./axe.mjs";
import { openFixture } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { openForTests } from "./opening.mjs";
import { asFile, openCheck, openFile, ready, said } from "./selfcheck.mjs";
import {
  ASKED, askedStates, comparedRows, LEVELS, openWatched, oracle, randomFrom, rate as rateAll, ratingsOf as ratingsOfAll, saved, shown,
} from "./profile.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true };
const PAGE = "en/beekeeping/selfcheck/apiarist.html";
const IDS = ASKED.map(([id]) => id);

let site;
let server;
let browser;
openForTests(() => openFixture("profile"), (opened) => { ({ site, server, browser } = opened); });

const openTab = (options) => openWatched({ browser, server }, options);
const open = (tab, fragment = "", page = PAGE) => openCheck(tab, `${server.url(page)}#${fragment}`);
const ratingsOf = (tab) => ratingsOfAll(tab, IDS);
const rate = (tab, ...ratings) => rateAll(tab, IDS, ...ratings);
const holds = (tab, part) => tab.waitForFunction((text) => decodeURIComponent(location.hash).includes(text), part);

/** Ratings that differ from call to call, the same in every run. */
function* someRatings(count) {
  const next = randomFrom(20240229);
  for (let run = 0; run < count; run += 1) yield IDS.map(() => "2221100x-"[next(9)]).join("");
}

test("each role of a standard without a form has a self-check, in each reading and in a frame", () => {
  for (const reading of site.readings) {
    for (const role of ["apiarist", "breeder"]) {
      for (const page of [`${role}.html`, `${role}/frame.html`]) {
        const html = site.read(`${reading}/beekeeping/selfcheck/${page}`);
        assert.match(html, /<form data-selfcheck="profile"/u, page);
      }
    }
    assert.match(site.read(`${reading}/beekeeping/role/apiarist/elder.html`), /selfcheck\/apiarist\.html#target=elder"/u);
  }
});

test("the guide asks for the level, and then for what it requires, one requirement at a time, on a phone", async () => {
  const { tab, end } = await openTab(PHONE);
  await open(tab);
  await tab.tap("[data-do=guide]");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "check-which");
  await tab.tap("[data-do=level][value=journeyman]");
  assert.equal(await tab.inputValue("[name=target]"), "journeyman");
  const asked = ASKED.filter(([, , level]) => level !== "elder").map(([id]) => id);
  for (const [place, id] of asked.entries()) {
    await tab.waitForFunction((name) => document.activeElement.name === name, `rate.${id}`);
    assert.equal(await tab.locator("[data-progress]").innerText(), `${place + 1} of ${asked.length}`);
    assert.deepEqual(await tab.locator("[data-requirement]:visible").evaluateAll((all) => all.map((item) => item.dataset.requirement)), [id]);
    const sizes = await tab.locator(`[data-requirement="${id}"] .answers label`).evaluateAll((all) => all.map((label) => {
      const { width, height } = label.getBoundingClientRect();
      return [Math.round(width), Math.round(height)].join(" ");
    }));
    assert.equal(new Set(sizes).size, 1, "all answers are equal");
    assert.ok(Number(sizes[0].split(" ")[1]) >= 48);
    if (place === 1) await tab.tap("[data-do=forward]");
    else await tab.locator(`[data-requirement="${id}"] .answers label`).first().tap();
  }
  // One was skipped.
  await tab.waitForFunction(() => document.activeElement.id === "check-left");
  assert.deepEqual(await tab.locator("[data-left] button").allInnerTexts(), ["1 requirement not rated"]);
  assert.deepEqual([...await findIn(tab, "left"), ...await sideways(tab, "left")], []);
  await tab.tap("[data-left] button");
  await tab.waitForFunction((name) => document.activeElement.name === name, `rate.${asked[1]}`);
  assert.equal(await tab.locator("[data-so-far]").innerText(), "So far: 83% of Journeyman");
  assert.deepEqual([...await findIn(tab, "question"), ...await sideways(tab, "question")], []);
  await tab.tap("[data-do=leave]");
  assert.equal(await ratingsOf(tab), ASKED.map(([id, , level]) => (level === "elder" || id === asked[1] ? "-" : "2")).join(""));
  assert.equal(await tab.locator("[data-do=guide]").innerText(), "Continue: 5 of 6 answered");
  await end();
});

test("the results are those of exact fractions, whatever the ratings and the aim", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  assert.deepEqual(await shown(tab), { ...oracle("-------"), gaps: [] });
  for (const ratings of ["2222222", "2222---", "xxxxxxx", "xxxx222", "22221--", "0000000", ...someRatings(60)]) {
    for (const target of ["", ...LEVELS]) {
      await rate(tab, ratings, target);
      assert.deepEqual(await shown(tab), oracle(ratings, target), `${ratings} ${target}`);
    }
  }
  await end();
});

test("every rating can be given by mouse and cleared", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  for (const value of ["2", "1", "0", "x"]) {
    for (const id of IDS) await tab.click(`label:has([name="rate.${id}"][value="${value}"])`);
    assert.equal(await ratingsOf(tab), value.repeat(IDS.length));
    assert.deepEqual((await shown(tab)).attained, oracle(value.repeat(IDS.length)).attained);
  }
  for (const id of IDS) await tab.click(`[data-requirement="${id}"] [data-do=clear]`);
  assert.equal(await ratingsOf(tab), "-------");
  assert.equal(await tab.locator("[data-do=clear]:visible").count(), 0);
  await end();
});

test("every rating can be given by keyboard, cleared with Delete, and the next unrated one is found", async () => {
  const { tab, end } = await openTab();
  await open(tab);
  for (const id of IDS) {
    const first = tab.locator(`[name="rate.${id}"]`).first();
    await first.focus();
    await tab.keyboard.press("Space");
    const given = [];
    for (let turn = 0; turn < 4; turn += 1) {
      given.push(await tab.evaluate((name) => document.querySelector(`[name="${name}"]:checked`).value, `rate.${id}`));
      await tab.keyboard.press("ArrowRight");
    }
    assert.deepEqual(given, ["2", "1", "0", "x"], id);
  }
  assert.equal(await ratingsOf(tab), "2222222");
  await tab.keyboard.press("Delete");
  assert.equal(await ratingsOf(tab), "222222-");
  await tab.selectOption("[name=target]", "journeyman");
  assert.equal(await tab.locator("[data-do=next]").isDisabled(), true, "the aim does not ask for the last one");
  await tab.selectOption("[name=target]", "elder");
  await tab.focus("[data-do=next]");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.name), "rate.2.3-a");
  await end();
});

test("a link holds ratings, aim and posting, survives a reload, and reaches the other readings", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const tab = await context.newPage();
  // The browser asks before notes are lost that are in no file.
  tab.on("dialog", (dialog) => dialog.accept());
  await open(tab, "other=1&target=elder&p=2012x-1&posting=valley");
  assert.equal(await ratingsOf(tab), "2012x-1");
  await holds(tab, "#p=2012x-1&target=elder&posting=valley");
  await tab.fill("[name=notes]", "Ask Mairi");
  const link = await tab.inputValue("[data-link]");
  assert.match(link, /#p=2012x-1&target=elder&posting=valley$/u);
  await tab.reload();
  await ready(tab);
  assert.equal(await ratingsOf(tab), "2012x-1");
  assert.equal(await tab.inputValue("[name=notes]"), "Ask Mairi");
  await tab.click("[data-readings] a[data-reading=zh]");
  await ready(tab);
  assert.equal(await ratingsOf(tab), "2012x-1");
  assert.equal(await tab.inputValue("[name=notes]"), "Ask Mairi");
  assert.deepEqual(await shown(tab), oracle("2012x-1", "elder"));
  const other = await context.newPage();
  await openCheck(other, link);
  assert.equal(await other.inputValue("[name=notes]"), "", "a link holds no notes");
  assert.equal(await other.inputValue("[name=posting]"), "valley");
  await context.close();
});

test("hostile and damaged fragments change nothing and are explained", async () => {
  const { tab, end } = await openTab();
  const bad = ["p=", "p=222222", "p=22222222", "p=3222222", "p=222222-&p=2222222", "target=queen", "p=<img src=x onerror=alert(1)>",
    "p=%32222222", "p=２222222", "target=__proto__", "p=2222222&own=%", `p=${"2".repeat(5000)}`];
  for (const fragment of bad) {
    await open(tab, fragment);
    await tab.waitForFunction(() => document.querySelector("[data-message=page]").textContent);
    assert.equal(await ratingsOf(tab), "-------", fragment);
    assert.equal(await tab.locator("[data-broken]").isVisible(), false, fragment);
    assert.doesNotMatch(await said(tab, "page"), /undefined|\{/u, fragment);
  }
  for (const fragment of ["result", "g=AAAAAA&as=mid", "P=2222222", "constructor=1&__proto__=2", "&&=&"]) {
    await open(tab, fragment);
    assert.equal(await said(tab, "page"), "", fragment);
    assert.equal(await ratingsOf(tab), "-------", fragment);
  }
  // A link that is followed on the page is refused without losing entries.
  await open(tab, "p=2101x--");
  await tab.evaluate(() => { location.hash = "p=9"; });
  await tab.waitForFunction(() => document.querySelector("[data-message=page]").textContent);
  assert.equal(await ratingsOf(tab), "2101x--");
  await end();
});

test("a saved file holds everything by name, and reads back", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=20x1--2&target=journeyman&posting=valley");
  await tab.fill("[name=notes]", "two\nlines & <more>");
  await tab.fill("[name=name]", "Mairi");
  await tab.fill("[name=date]", "2024-02-29");
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  assert.equal(download.suggestedFilename(), "selfcheck-apiarist-2024-02-29.json");
  const content = await json(await download.createReadStream());
  assert.deepEqual(content, saved({
    target: "journeyman", posting: "valley", date: "2024-02-29", name: "Mairi", notes: "two\nlines & <more>",
    ratings: { "1-a": "2", "1-b": "0", "2.1-a": "x", "2.1-b": "1", "2.3-a": "2" },
  }));
  await open(tab, "p=1------");
  await openFile(tab, "file", asFile({ ...content, ratings: Object.fromEntries(Object.entries(content.ratings).reverse()) }));
  await holds(tab, "#p=20x1--2&target=journeyman&posting=valley");
  assert.equal(await tab.inputValue("[name=notes]"), "two\nlines & <more>");
  assert.deepEqual(await shown(tab), oracle("20x1--2", "journeyman"));
  await tab.click("[data-message=file] [data-do=undo]");
  assert.equal(await ratingsOf(tab), "1------");
  await end();
});

test("a file that does not belong here is refused with the reason", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=2------");
  const reasons = new Set();
  for (const content of [
    "{", saved({ format: "clausebook-selfcheck" }), saved({ standard: "goats" }), saved({ edition: "2025" }), saved({ role: "breeder" }),
    saved({ ratings: { "1-a": "3" } }), saved({ ratings: { "2.4-a": "1" } }), saved({ target: "queen" }), saved({ date: "2024-02-30" }),
    saved({ grades: { "1-a": "A" } }), saved({ notes: "\u0007" }), saved({ version: "2" }),
  ]) {
    await openFile(tab, "file", asFile(content));
    await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent);
    const message = await said(tab, "file");
    assert.doesNotMatch(message, /undefined|\{detail/u);
    reasons.add(message);
    assert.equal(await ratingsOf(tab), "2------");
  }
  assert.ok(reasons.size >= 9, [...reasons].join("\n"));
  await end();
});

/** A profile in its compact form with the requirements in the reverse order. */
function reversed(profile) {
  const [head, requirements, targets, ...rest] = profile.split("\n\n");
  const lines = requirements.split("\n");
  const turned = targets.split("\n").map((line) => {
    const [name, asks] = line.split(" / ");
    const all = asks.match(/\d+ \d+ \d+/gu).map((ask) => ask.split(" ")).reverse();
    return `${name} / ${all.map(([place, ...steps]) => [lines.length - 1 - place, ...steps].join(" ")).join(" ")}`;
  });
  return [head, lines.reverse().join("\n"), turned.join("\n"), ...rest].join("\n\n");
}

test("a file survives a new order of requirements", async () => {
  const { tab, end } = await openTab();
  await tab.route(server.url(PAGE), async (route) => {
    const page = await (await route.fetch()).text();
    await route.fulfill({ contentType: "text/html", body: page.replace(/data-profile="([^"]*)"/u, (_, text) => `data-profile="${reversed(text)}"`) });
  });
  await open(tab);
  await openFile(tab, "file", asFile(saved({ target: "elder", ratings: { "1-a": "2", "2.1-b": "1", "2.3-a": "x" } })));
  await holds(tab, "#p=x--1--2&target=elder");
  assert.equal(await ratingsOf(tab), "2--1--x");
  assert.deepEqual((await shown(tab)).attained, oracle("2--1--x", "elder").attained);
  await end();
});

test("two checks are compared in words, and a posting shows the state of each of its requirements", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=2012x-1&target=elder&posting=valley");
  await openFile(tab, "compare", asFile(saved({ name: "Iain", ratings: { "1-a": "2", "1-b": "1", "2.1-a": "0", "2.2-b": "x" } })));
  await tab.waitForSelector("[data-compare]:not([hidden]) table");
  assert.deepEqual(await comparedRows(tab), [
    ["1-b", "Not met yet", "Partly met", "Iain 1 step higher than This check"],
    ["2.1-a", "Partly met", "Not met yet", "This check 1 step higher than Iain"],
    ["2.1-b", "Met", "–", "Iain: none yet"],
    ["2.2-a", "Does not apply", "–", "This check: does not apply; Iain: none yet"],
    ["2.2-b", "–", "Does not apply", "Iain: does not apply; This check: none yet"],
    ["2.3-a", "Partly met", "–", "Iain: none yet"],
  ]);
  assert.deepEqual(await askedStates(tab), [
    ["1-b", "not_yet"], ["2.1-a", "partly"], ["2.1-b", "met"], ["2.2-a", "unknown"], ["2.2-b", "unknown"], ["2.4-a", "unknown"],
  ]);
  await end();
});

test("once loaded, the page requests nothing, whatever the reader does", async () => {
  const { tab, watched, end } = await openTab();
  await open(tab);
  await tab.waitForLoadState("networkidle");
  const loaded = watched.requests;
  await rate(tab, "2101x-2", "elder");
  await tab.click("[data-do=remember]");
  await openFile(tab, "file", asFile(saved({ ratings: { "1-a": "1" } })));
  await openFile(tab, "compare", asFile(saved({ ratings: { "1-a": "2" } })));
  await tab.waitForSelector("[data-compare]:not([hidden]) table");
  await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  await tab.selectOption("[name=posting]", "valley");
  await tab.click("[data-do=reset]");
  // The saved file is an address of the browser's own.
  assert.equal(watched.requests - loaded, 0);
  await end();
});

test("remembered checks are listed, opened and deleted, and without storage the page says so", async () => {
  const { tab, end } = await openTab();
  await open(tab, "p=22221--");
  await tab.click("[data-do=remember]");
  await open(tab);
  assert.match(await tab.innerText(".history"), /Indicative result: Novice/u);
  await tab.click("[data-do=open]");
  assert.equal(await ratingsOf(tab), "22221--");
  await tab.click("[data-do=forget-all]");
  assert.equal(await tab.locator("[data-history]").isVisible(), false);
  await end();
});

test("in a sandboxed frame it works, and says that nothing can be stored", async () => {
  const { tab, end } = await openTab();
  const code = `<iframe sandbox="allow-scripts" src="${PAGE.replace(".html", "/frame.html")}#p=2222---" width="900" height="800"></iframe>`;
  await tab.route("**/host.html", (route) => route.fulfill({
    contentType: "text/html", body: `<!doctype html><html lang="en"><title>Host</title>${code}`,
  }));
  await tab.goto(server.url("host.html"));
  const frame = await (await tab.waitForSelector("iframe")).contentFrame();
  await ready(frame);
  assert.equal((await shown(frame)).indicative, "novice");
  await frame.click("[data-do=remember]");
  assert.match(await said(frame, "browser"), /does not let the page save/u);
  await end();
});

test("without WebAssembly the page says why, shows no result, and the list can still be filled in", async () => {
  for (const page of site.readings.map((reading) => PAGE.replace("en/", `${reading}/`)).concat(PAGE.replace(".html", "/frame.html"))) {
    const context = await browser.newContext({ ...PHONE, reducedMotion: "reduce" });
    const tab = await context.newPage();
    await tab.addInitScript(() => { delete globalThis.WebAssembly; });
    await tab.goto(`${server.url(page)}#p=2222222`);
    await tab.waitForSelector("[data-broken]", { state: "visible" });
    assert.deepEqual(await tab.locator("[data-broken] [data-reason]:visible").evaluateAll((all) => all.map((one) => one.dataset.reason)), ["wasm"]);
    const links = await tab.locator("[data-broken] a").evaluateAll((all) => all.map((link) => new URL(link.href).pathname.slice(1)));
    assert.equal(links.length, LEVELS.length);
    for (const link of links) assert.ok(site.pages.includes(link), link);
    assert.equal(await tab.locator("main button:visible, main select:visible, main output:visible, main input[type=file]:visible").count(), 0);
    assert.equal(await tab.locator("[name^='rate.']").first().isDisabled(), false);
    await context.close();
  }
});

test("printed, it holds the requirements with their ratings and the result, and before any rating no result", async () => {
  const { tab, end } = await openTab();
  const visible = (selector) => tab.locator(selector).first().isVisible();
  await open(tab, "p=2012x-1&target=elder");
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("[data-requirement]:visible").count(), IDS.length);
  assert.equal(await tab.locator("[name^='rate.']:checked:visible").count(), 6);
  assert.equal(await visible(".brief [data-attained]"), true);
  for (const part of ["[data-lines]", ".agreement"]) assert.equal(await visible(part), true, part);
  for (const part of [".running-bar", ".keep", "[data-part=why]", ".embed", ".masthead", "[data-do=clear]", "[data-save]"]) {
    assert.equal(await visible(part), false, part);
  }
  await tab.emulateMedia({ media: "screen" });
  await open(tab);
  await tab.emulateMedia({ media: "print" });
  for (const part of [".brief", ".agreement"]) assert.equal(await visible(part), false, part);
  await end();
});

for (const [reading, options] of [["en", {}], ["zh", {}], ["en-zh", {}], ["en-zh", PHONE]]) {
  test(`every state in ${reading}${options.isMobile ? ", on a phone" : ""}: axe in both schemes, and no wider than the screen`, async () => {
    const { tab, watched, end } = await openTab(options);
    const page = PAGE.replace("en/", `${reading}/`);
    const states = {
      empty: ["", async () => {}],
      rated: ["p=2012x-1&target=elder&posting=valley", () => tab.waitForSelector("section[data-posting] .standing")],
      reached: ["p=2222222", async () => tab.click("[data-do=remember]")],
      compared: ["p=2012x-1", async () => {
        await openFile(tab, "compare", asFile(saved({ name: "Iain", ratings: { "1-a": "0" } })));
        await tab.waitForSelector("[data-compare]:not([hidden]) table");
      }],
      refused: ["p=9", async () => {}],
    };
    for (const [state, [fragment, come]] of Object.entries(states)) {
      watched.at = state;
      await open(tab, fragment, page);
      await come();
      watched.faults.push(...await sideways(tab, state), ...await findIn(tab, state));
    }
    await end();
  });
}
