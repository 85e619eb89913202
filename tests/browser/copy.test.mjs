// The copy menu: every format of a requirement and of a level, by keyboard and pointer, and from disk.

import { test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse, parseFragment } from "parse5";
import { BASE_URL, builtSite } from "./fixture.mjs";
import { browser, server } from "./opened-pottery.mjs";
import { elements } from "./markup.mjs";
import { readBlocks, thingFaults } from "./json-ld.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const STANDARD = "pottery";
/** A requirement, without its final mark. */
const WORDS = "为泥料选釉";
const FORMS = ["link", "text", "markdown", "html", "json-ld"];

async function openTab() {
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  return { tab, watched: watch(tab, server.origin) };
}

const permalink = (id) => server.url(`id/${STANDARD}/${id}.html`);

/** Opens the menu of a button and chooses a format. Returns the content of the clipboard. */
async function copyAs(tab, button, form) {
  await tab.evaluate(() => navigator.clipboard.writeText("nothing"));
  await button.focus();
  await button.press("Enter");
  await tab.click(`[role=menuitem][data-as="${form}"]`);
  await tab.waitForFunction(() => document.querySelector(".announcement").textContent !== "");
  await tab.evaluate(() => { document.querySelector(".announcement").textContent = ""; });
  assert.equal(await button.evaluate((element) => element === document.activeElement), true, "the focus returns");
  return tab.evaluate(() => navigator.clipboard.readText());
}

function readBlock(html) {
  const { blocks, faults } = readBlocks(elements(parse(html)));
  assert.deepEqual([blocks.length, faults], [1, []]);
  assert.deepEqual(thingFaults(blocks[0], server.origin), []);
  return blocks[0];
}

test("a requirement in every format, on the pages of its clause and level and on its own page", async () => {
  const { tab, watched } = await openTab();
  for (const [page, item] of [["3.3.2.2.html", "#a"], ["role/glazer/journeyman.html", "[id=\"3.3.2.2-a\"]"]]) {
    await tab.goto(server.url(`zh/${STANDARD}/${page}`));
    const button = tab.locator(`${item} [data-copy]`);
    const url = permalink("3.3.2.2-a");
    assert.equal(await copyAs(tab, button, "link"), url);
    assert.equal(await copyAs(tab, button, "text"), `${WORDS}（3.3.2.2-a）\n${url}`);
    assert.equal(await copyAs(tab, button, "markdown"), `${WORDS}（[3.3.2.2-a](${url})）`);
    assert.equal(await copyAs(tab, button, "html"), `<p lang="zh-CN">${WORDS}（<a href="${url}">3.3.2.2-a</a>）</p>`);
    const term = readBlock(await copyAs(tab, button, "json-ld"));
    assert.deepEqual([term.termCode, term.name, term.url], ["3.3.2.2-a", WORDS, url]);
    assert.equal(term.inDefinedTermSet.url, server.url(`zh/${STANDARD}/index.html`));
  }
  await tab.goto(permalink("3.3.2.2-a"));
  const lines = (await copyAs(tab, tab.locator("[data-copy]"), "text")).split("\n");
  assert.deepEqual(lines, ["choose a glaze for a clay (3.3.2.2-a)", `${WORDS}（3.3.2.2-a）`, "اختيار طلاء يناسب الطين (3.3.2.2-a)", permalink("3.3.2.2-a")]);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("words that the browser has translated are not copied as the standard's", async () => {
  const { tab, watched } = await openTab();
  await tab.goto(server.url(`zh/${STANDARD}/3.3.2.2.html`));
  // Browsers put the translation into the page, within elements of their own.
  await tab.evaluate(() => {
    for (const text of document.querySelectorAll("main p, main h1, main .title")) {
      const words = document.createElement("font");
      words.textContent = "translated";
      text.replaceChildren(words);
    }
    document.documentElement.lang = "fr";
  });
  const url = permalink("3.3.2.2-a");
  assert.equal(await copyAs(tab, tab.locator("#a [data-copy]"), "text"), `${WORDS}（3.3.2.2-a）\n${url}`);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("where the browser does not copy, the text is shown and selected", async () => {
  const { tab, watched } = await openTab();
  await tab.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await tab.goto(server.url(`zh/${STANDARD}/3.3.2.2.html`));
  const button = tab.locator("#a [data-copy]");
  const url = permalink("3.3.2.2-a");
  for (const [form, text] of [["link", url], ["text", `${WORDS}（3.3.2.2-a）\n${url}`]]) {
    await button.click();
    await tab.click(`[role=menuitem][data-as="${form}"]`);
    const field = tab.locator("dialog[open] textarea");
    assert.equal(await field.inputValue(), text);
    const selected = await field.evaluate((element) => element.value.slice(element.selectionStart, element.selectionEnd));
    assert.equal(selected, text);
    await tab.keyboard.press("Escape");
    await tab.waitForSelector("dialog[open]", { state: "detached" });
    assert.equal(await button.evaluate((element) => element === document.activeElement), true, "the focus returns");
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("copied text ends like exported text: without the list's final mark, but with the point of “etc.”", async () => {
  const { tab, watched } = await openTab();
  await tab.goto(permalink("3.3.2.2-a"));
  const ends = { "开店；": "开店", "开店。": "开店", "Open a shop;": "Open a shop", "Open a shop.": "Open a shop",
    "Shops, stalls, etc.;": "Shops, stalls, etc.", "Shops, stalls, etc.": "Shops, stalls, etc.", "Shops, stalls, etc;": "Shops, stalls, etc", "开店": "开店", "افتح متجرا؛": "افتح متجرا" };
  for (const [words, end] of Object.entries(ends)) {
    // A new element, since the words that the page was published with are kept.
    await tab.evaluate((all) => {
      const place = document.querySelector(".permalink > .words [lang]");
      const changed = place.cloneNode();
      changed.textContent = all;
      place.replaceWith(changed);
    }, words);
    const copied = await copyAs(tab, tab.locator("[data-copy]"), "text");
    assert.equal(copied.split(/[ （]\(?3\.3\.2\.2-a/u)[0], end, words);
  }
  // The generator wrote the same words for programs into the page of the level.
  await tab.goto(server.url(`en/${STANDARD}/role/glazer/journeyman.html`));
  const { blocks: [occupation] } = readBlocks(elements(parse(await tab.content())));
  const shown = await tab.locator(".requirements > li > p[lang]").allTextContents();
  // The mark that closes an item belongs to the list. The page begins with what the level adds.
  const names = shown.map((words) => words.trim().replace(/(?<!etc)[;.]$/u, ""));
  assert.deepEqual(occupation.skills.map(({ name }) => name).toSorted(), names.toSorted());
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("the requirements of a level in every format", async () => {
  const { tab, watched } = await openTab();
  for (const reading of ["en", "zh-en"]) {
    const page = server.url(`${reading}/${STANDARD}/role/glazer/journeyman.html`);
    await tab.goto(page);
    const ids = await tab.locator(".requirements > li").evaluateAll((items) => items.map((item) => item.id));
    assert.equal(ids.length, 26);
    const button = tab.locator("[data-copy-all]");
    assert.equal(await copyAs(tab, button, "link"), page);
    const plain = await copyAs(tab, button, "text");
    assert.ok(plain.split("\n")[1] === page, plain.slice(0, 200));
    assert.equal(plain.match(/^- /gmu).length, ids.length);
    // Each list is under the heading of its clause, also of those that are folded.
    const headings = plain.split("\n").slice(2).filter((line) => line !== "" && !/^- | *https?:/u.test(line));
    if (reading === "en") assert.deepEqual(headings, ["Journeyman", "Care", "Basics", "Stores", "Apprentice", "Growth"]);
    assert.doesNotMatch(plain, /Grading|undefined/u, "the grading is not among the requirements");
    const marked = await copyAs(tab, button, "markdown");
    for (const id of ids) assert.ok(marked.includes(`[${id}](${permalink(id)})`), `${reading}: no ${id}`);
    const parsed = [...elements(parseFragment(await copyAs(tab, button, "html")))];
    assert.equal(parsed.filter(({ tagName }) => tagName === "li").length, ids.length);
    const occupation = readBlock(await copyAs(tab, button, "json-ld"));
    assert.equal(occupation.url, page);
    assert.deepEqual(occupation.skills.map(({ url }) => url).toSorted(), ids.map(permalink).toSorted());
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("the menu by keyboard: arrows, ends, Escape, Tab; and by clicking outside", async () => {
  const { tab, watched } = await openTab();
  await tab.goto(server.url(`en/${STANDARD}/3.3.2.2.html`));
  const button = tab.locator("#a [data-copy]");
  const focused = () => tab.evaluate(() => document.activeElement.dataset.as ?? document.activeElement.dataset.copy);
  assert.equal(await button.getAttribute("aria-haspopup"), "menu");
  await button.focus();
  await tab.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  const seen = [await focused()];
  for (const key of ["ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"]) {
    await tab.keyboard.press(key);
    seen.push(await focused());
  }
  assert.deepEqual(seen, ["link", "text", "json-ld", "link", "json-ld", "link"]);
  assert.deepEqual(await tab.locator("[role=menuitem]").evaluateAll((items) => items.map((item) => item.dataset.as)), FORMS);
  for (const key of ["Escape", "Tab"]) {
    if (await tab.locator("[role=menu]").count() === 0) await tab.keyboard.press("Enter");
    await tab.keyboard.press(key);
    assert.equal(await tab.locator("[role=menu]").count(), 0, key);
    if (key === "Escape") assert.equal(await focused(), await button.getAttribute("data-copy"));
    assert.equal(await button.getAttribute("aria-expanded"), "false");
  }
  await button.click();
  await tab.mouse.click(5, 5);
  assert.equal(await tab.locator("[role=menu]").count(), 0);
  await button.click();
  await button.click();
  assert.equal(await tab.locator("[role=menu]").count(), 0, "the button closes it too");

  // On a phone the menu is completely in view.
  await tab.setViewportSize({ width: 320, height: 600 });
  for (const reading of ["en", "zh-en"]) {
    await tab.goto(server.url(`${reading}/${STANDARD}/3.3.2.2.html`));
    await tab.locator("#f [data-copy]").click();
    const box = await tab.locator("[role=menu]").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
    assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 320);
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("text copied from disk cites the published page if the site's address is known", async () => {
  const folder = builtSite("pottery", { isPublished: true });
  const context = await browser.newContext({ offline: true });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(join(folder, "zh", STANDARD, "3.3.2.2.html")).href);
  await tab.evaluate(() => { navigator.clipboard.writeText = async (words) => { globalThis.copiedWords = words; }; });
  await tab.locator("#a [data-copy]").first().press("Enter");
  await tab.click('[role=menuitem][data-as="link"]');
  const address = await (await tab.waitForFunction(() => globalThis.copiedWords)).jsonValue();
  assert.equal(address, `${BASE_URL}id/${STANDARD}/3.3.2.2-a.html`);
  await context.close();
});
