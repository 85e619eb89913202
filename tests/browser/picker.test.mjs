// The requirement picker in a real browser: choosing, every format of the text, the link that restores the choice, damaged
// links, the keyboard alone, from a server and from disk.

import { test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse, parseFragment } from "parse5";
import { BASE_URL, builtSite } from "./fixture.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { attribute, elements } from "./markup.mjs";
import { readBlocks, thingFaults } from "./json-ld.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const PAGE = "pottery/picker/glazer.html";
/** A requirement, without its final mark. */
const CITED = { id: "3.3.2.2-a", zh: "为泥料选釉" };

async function openTab(options = {}) {
  const context = await browser.newContext(options);
  if (!options.offline) await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  return { tab, watched: watch(tab, options.offline ? pathToFileURL(site.folder).href : server.origin) };
}

async function openPicker(tab, url) {
  await tab.goto("about:blank");
  await tab.goto(url);
  await tab.waitForSelector(".mark-as input");
}

const choose = (tab, id, value) => tab.check(`input[name="pick.${id}"][value="${value}"]`);
const output = (tab) => tab.inputValue("[data-output]");
const marksOf = (tab) => tab.evaluate(() => Object.fromEntries([...document.querySelectorAll(".mark-as input:checked")]
  .filter((input) => input.value).map((input) => [input.name.slice(5), input.value])));
const permalink = (id) => server.url(`id/pottery/${id}.html`);
const fill = async (tab, values) => { for (const [name, value] of Object.entries(values)) await tab.fill(`form [name=${name}]`, value); };
const SOUND = {
  title: "Selection manager", organisation: "Linhe", place: "Suzhou", country: "CN", published: "2999-01-01",
  expires: "2999-03-01", from: "11000", to: "16000", currency: "CNY", description: "You will select.\n\nAnd stop.",
};

test("the marked requirements appear in every format and language, with permalinks that exist", async () => {
  const { tab, watched } = await openTab();
  await openPicker(tab, `${server.url(`zh/${PAGE}`)}#level=journeyman`);
  const requests = watched.requests;
  assert.equal(await tab.isChecked("[name=level][value=journeyman]"), true);
  assert.match(await tab.innerText("[data-faults]"), /还没有选/u);
  await choose(tab, CITED.id, "must");
  await choose(tab, "3.1-d", "must");
  await choose(tab, "3.4-b", "nice");
  assert.match(await tab.innerText("[data-counts]"), /必须具备 2 项，优先条件 1 项/u);

  const plain = await output(tab);
  const [must, nice] = plain.split("优先条件：");
  assert.ok(must.includes(`- ${CITED.zh}（${CITED.id}）\n  ${permalink(CITED.id)}`), plain);
  assert.ok(must.includes(permalink("3.1-d")) && !must.includes("3.4-b"), plain);
  assert.ok(nice.includes(permalink("3.4-b")), plain);
  assert.ok(nice.includes(server.url("zh/pottery/role/glazer/journeyman.html")), plain);
  assert.ok(nice.includes(`${server.url("zh/pottery/selfcheck/glazer.html")}#target=journeyman`), plain);
  assert.doesNotMatch(plain, /[；;]（/u, "the mark that ends a list item is left out");

  await tab.check("[name=in][value=all]");
  const both = await output(tab);
  assert.ok(both.includes(plain) && /^Must:/mu.test(both) && /^إلزامي:/mu.test(both), both);
  assert.ok(both.includes(server.url("en/pottery/role/glazer/journeyman.html")), both);
  assert.doesNotMatch(await (await tab.check("[name=in][value=en]"), output(tab)), /\p{Script=Han}/u);

  await tab.check("[name=as][value=markdown]");
  const marked = await output(tab);
  assert.ok(marked.includes(`([${CITED.id}](${permalink(CITED.id)}))`), marked);

  await tab.check("[name=as][value=html]");
  const parsed = [...elements(parseFragment(await output(tab)))];
  assert.equal(attribute(parsed[0], "lang"), "en");
  assert.deepEqual(parsed.filter(({ tagName }) => tagName === "li").length, 3);
  const links = parsed.filter(({ tagName }) => tagName === "a").map((link) => attribute(link, "href"));
  const files = new Set(site.files);
  for (const link of links) assert.ok(files.has(decodeURIComponent(new URL(link).pathname.slice(1))), `no page at ${link}`);
  assert.equal(links.length, 5);

  await tab.click("[data-do=copy]");
  await tab.waitForFunction(() => document.querySelector("[data-message=copy]").textContent !== "");
  assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), await output(tab));
  assert.equal(watched.requests, requests, "no request after the page has loaded");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("JSON-LD: missing fields are reported in the reader's language, and the result is valid", async () => {
  const { tab, watched } = await openTab();
  await openPicker(tab, `${server.url(`en/${PAGE}`)}#level=journeyman&must=3.3.2.2-a.b&nice=3.4-b&as=json-ld`);
  const told = () => tab.locator("[data-faults] ul:first-of-type li").allInnerTexts();
  assert.deepEqual(await told(), [
    "The job title is missing.", "The organisation is missing.",
    "The place of work is missing. Search engines require it unless the work can be done entirely remotely.",
    "The country code must be two capital letters, such as CN.", "The description is missing.",
  ]);
  assert.equal(await output(tab), "");
  await tab.click("[data-faults] li:nth-child(2) button");
  assert.equal(await tab.evaluate(() => document.activeElement.name), "organisation");
  await fill(tab, SOUND);
  assert.deepEqual(await tab.locator("[data-faults] li").allInnerTexts(), ["the kind of employment."]);
  await tab.selectOption("[name=employment]", "FULL_TIME");
  assert.equal(await tab.innerText("[data-faults]"), "");

  const read = async () => {
    const { blocks, faults } = readBlocks(elements(parse(await output(tab))));
    assert.deepEqual(faults, []);
    assert.equal(blocks.length, 1);
    return blocks[0];
  };
  const block = await read();
  assert.deepEqual(thingFaults(block, server.origin), ["JobPosting: has no url"], "the page of the posting is not known here");
  assert.equal(block.title, SOUND.title);
  assert.deepEqual(block.skills.map(({ termCode, url }) => [termCode, url]), ["3.3.2.2-a", "3.3.2.2-b", "3.4-b"].map((id) => [id, permalink(id)]));
  assert.deepEqual(block.baseSalary.value, { "@type": "QuantitativeValue", minValue: 11000, maxValue: 16000, unitText: "MONTH" });
  assert.equal(block.validThrough, "2999-03-01T23:59:59");
  assert.ok(block.description.startsWith("<p>You will select.</p>\n<p>And stop.</p>\n"), block.description);

  // Each invalid entry is reported, and there is no result.
  for (const [name, value, sentence] of [
    ["expires", "2998-01-01", /before the date of publication/u], ["to", "10", /below the lowest/u], ["currency", "yuan", /three capital letters/u],
    ["country", "cn", /two capital letters/u], ["website", "javascript:alert(1)", /must begin with http/u], ["published", "", /date of publication/u],
  ]) {
    await tab.fill(`form [name=${name}]`, value);
    assert.match((await told()).join("\n"), sentence);
    assert.equal(await output(tab), "", `${name} = ${value}`);
    await tab.fill(`form [name=${name}]`, SOUND[name] ?? "");
  }
  await fill(tab, { published: "2020-01-01", expires: "2020-02-01" });
  assert.match((await told()).join("\n"), /has expired/u);
  await fill(tab, { published: SOUND.published, expires: SOUND.expires });

  // Entirely remote work needs no place but a country.
  await tab.fill("[name=place]", "");
  await tab.check("[name=remote]");
  const remote = await read();
  assert.equal(remote.jobLocationType, "TELECOMMUTE");
  assert.deepEqual(remote.applicantLocationRequirements, { "@type": "Country", name: "CN" });

  // Entries are text: they end no block and create no element.
  const hostile = "</script><img src=x onerror=alert(1)>{title} $& \u2028";
  await fill(tab, { title: hostile, description: hostile });
  const kept = await read();
  assert.equal(kept.title, hostile.trim());
  const inner = [...elements(parseFragment(kept.description))].map(({ tagName }) => tagName);
  assert.ok(!inner.includes("img") && !inner.includes("script"), inner.join());
  assert.equal(await tab.locator("img").count(), 0);

  // The same page in Chinese has the choice and the details, but its address only has the choice.
  await tab.click("nav[data-readings] a[data-reading=zh]");
  await tab.waitForURL(/\/zh\//u);
  await tab.waitForSelector(".mark-as input");
  assert.equal(await tab.inputValue("[name=title]"), hostile.trim());
  assert.equal(await tab.isChecked("[name=remote]"), true);
  assert.deepEqual(await marksOf(tab), { "3.3.2.2-a": "must", "3.3.2.2-b": "must", "3.4-b": "nice" });
  assert.doesNotMatch(tab.url(), /about=|script/u);
  await tab.fill("[name=organisation]", "");
  assert.match((await told()).join(), /未填写招聘单位/u);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("the link restores the choice; a damaged link restores what can be read and reports the rest", async () => {
  const { tab, watched } = await openTab();
  const url = server.url(`zh/${PAGE}`);
  await openPicker(tab, url);
  await tab.check("[name=level][value=master]");
  await choose(tab, "3.3.2.3-e", "must");
  await choose(tab, "3.2.2.2-c", "nice");
  await choose(tab, "3.2.2.2-a", "nice");
  await tab.check("[name=in][value=all]");
  await tab.check("[name=as][value=markdown]");
  const [link, words] = [await tab.inputValue("[data-link]"), await output(tab)];
  assert.equal(link, `${url}#level=master&must=3.3.2.3-e&nice=3.2.2.2-a.c&in=all&as=markdown`);
  await tab.click("footer a");
  await tab.waitForLoadState();
  await tab.goBack();
  await tab.waitForSelector(".mark-as input");
  assert.equal(await output(tab), words, "going back keeps it");
  await openPicker(tab, link);
  assert.deepEqual(await marksOf(tab), { "3.2.2.2-a": "nice", "3.2.2.2-c": "nice", "3.3.2.3-e": "must" });
  assert.equal(await output(tab), words);
  assert.equal(await tab.innerText("[data-message=page]"), "");

  for (const [fragment, damaged, marks] of [
    ["level=journeyman&must=3.3.2.2-a", 0, { "3.3.2.2-a": "must" }],
    ["level=chief&must=3.3.2.2-a.z", 2, { "3.3.2.2-a": "must" }],
    ["must=3.1-a&nice=3.1-a", 0, { "3.1-a": "must" }],
    ["nice=3.1-a&must=3.1-a", 0, { "3.1-a": "must" }],
    ["must=%E0%A4%A&nice=3.1-b", 1, { "3.1-b": "nice" }],
    ["__proto__=x&constructor=y&toString=z", 3, {}],
    ["about=%7B&must=3.1-c", 1, { "3.1-c": "must" }],
    ["must=%22%5D%2Cinput&x", 3, {}],
    ["3.1-a", 1, {}],
    [`must=${"3.1-d,".repeat(20000)}`, 1, { "3.1-d": "must" }],
  ]) {
    await openPicker(tab, `${url}#${fragment}`);
    assert.deepEqual(await marksOf(tab), marks, fragment.slice(0, 60));
    const message = await tab.innerText("[data-message=page]");
    assert.equal(Number(/有 (\d+) 处/u.exec(message)?.[1] ?? 0), damaged, `${fragment.slice(0, 60)}: “${message}”`);
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("counts of one are singular and others are plural", async () => {
  const { tab, watched } = await openTab();
  for (const [fragment, counts, above, damaged] of [
    ["level=apprentice&must=3.3.2.3-e", /: 1 must, 0 /u, /^1 must is above/u, ""],
    ["level=apprentice&must=3.3.2.3-d.e", /: 2 musts, 0 /u, /^2 musts are above/u, ""],
    ["level=journeyman&must=3.3.2.2-z", /: 0 musts, 0 /u, /^No requirement/u, /^1 part of the link/u],
    ["level=journeyman&must=3.3.2.2-y.z", /: 0 musts, 0 /u, /^No requirement/u, /^2 parts of the link/u],
  ]) {
    await openPicker(tab, `${server.url(`en/${PAGE}`)}#${fragment}`);
    assert.match(await tab.innerText("[data-counts]"), counts, fragment);
    assert.match(await tab.innerText("[data-faults]"), above, fragment);
    const message = await tab.innerText("[data-message=page]");
    if (damaged) assert.match(message, damaged, fragment);
    else assert.equal(message, "", fragment);
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("by keyboard alone: level, marks, format, copy", async () => {
  const { tab, watched } = await openTab({ reducedMotion: "reduce" });
  await openPicker(tab, server.url(`en/${PAGE}`));
  const tabTo = async (selector, key = "Tab") => {
    for (let step = 0; step < 200; step += 1) {
      await tab.keyboard.press(key);
      if (await tab.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    assert.fail(`no way by ${key} to ${selector}`);
  };
  await tabTo("[name=level]");
  await tab.keyboard.press("ArrowRight");
  assert.equal(await tab.isChecked("[name=level][value=journeyman]"), true);
  await tabTo("[data-do=all]");
  await tab.keyboard.press("Enter");
  assert.match(await tab.innerText("[data-counts]"), /Chosen: 26 musts, 0 nice/u);
  await tabTo("[name=\"pick.3.1-b\"]");
  assert.match(await tab.evaluate(() => document.activeElement.closest("[role=radiogroup]").getAttribute("aria-labelledby")
    .split(" ").map((id) => document.getElementById(id).textContent).join(" ")), /^3\.1-b .+/u);
  await tab.keyboard.press("ArrowRight");
  await tabTo("[name=\"pick.3.1-c\"]");
  await tab.keyboard.press("ArrowLeft");
  assert.match(await tab.innerText("[data-counts]"), /Chosen: 24 musts, 1 nice/u);
  await tabTo("[name=as]");
  await tab.keyboard.press("ArrowRight");
  await tabTo("[data-do=copy]");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction(() => document.querySelector("[data-message=copy]").textContent !== "");
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^\*\*Must\*\*\n\n- /u);
  assert.equal(copied.match(/^- /gmu).length, 25);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("from disk: the same text with links to the folder, and a hint about them", async () => {
  const { tab, watched } = await openTab({ offline: true });
  const page = pathToFileURL(join(site.folder, "zh", PAGE)).href;
  await openPicker(tab, `${page}#level=journeyman&must=3.3.2.2-a`);
  const words = await output(tab);
  assert.ok(words.includes(pathToFileURL(join(site.folder, "id/pottery/3.3.2.2-a.html")).href), words);
  assert.match(await tab.innerText("[data-faults]"), /从磁盘打开/u);
  await choose(tab, "3.1-a", "nice");
  assert.equal(await tab.inputValue("[data-link]"), `${page}#level=journeyman&must=3.3.2.2-a&nice=3.1-a`);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("a published site's links are its own, wherever the page was opened", async () => {
  const folder = builtSite("pottery", { isPublished: true });
  const { tab } = await openTab({ offline: true });
  await openPicker(tab, `${pathToFileURL(join(folder, "zh", PAGE)).href}#level=journeyman&must=3.3.2.2-a`);
  const words = await output(tab);
  assert.ok(words.includes(`${BASE_URL}id/pottery/3.3.2.2-a.html`), words);
  assert.equal(await tab.innerText("[data-faults]"), "");
  await tab.context().close();
});

test("without script: every requirement with its permalink, and no controls without a function", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(server.url(`en/${PAGE}`));
  assert.equal(await tab.locator("[data-requirement] a.letter").count(), 31);
  assert.equal(await tab.locator("input:visible, button:visible, textarea:visible, select:visible").count(), 0);
  await context.close();
});

test("recruiters find the picker from the front page, a role, and a level, which is then chosen", async () => {
  const { tab, watched } = await openTab();
  await tab.goto(server.url("zh/index.html"));
  await tab.click(`a[href="${PAGE}"]`);
  await tab.waitForSelector(".mark-as input");
  await tab.goto(server.url("zh/pottery/role/glazer.html"));
  await tab.click("a[href='../picker/glazer.html']");
  await tab.waitForSelector(".mark-as input");
  await tab.goto(server.url("zh/pottery/role/glazer/master.html"));
  await tab.click("a[href^='../../picker/glazer.html']");
  await tab.waitForSelector(".mark-as input");
  assert.equal(await tab.isChecked("[name=level][value=master]"), true);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
