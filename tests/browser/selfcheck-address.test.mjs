// Entries survive a reload: the page's address holds the shared part, and the tab's history the reader's own texts. The browser
// asks before texts are lost that are stored nowhere else.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { copyFixture } from "./fixture.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { attribute, elements, find, parsePage } from "./markup.mjs";
import { listen } from "./site.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, grade, gradesOf, openCheck, oracle, ready, roleOf, saved, shown } from "./selfcheck.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, reducedMotion: "reduce", acceptDownloads: true };
const OWN = { notes: "两年\ntwo years & <more>", name: "Li Na", department: "作坊", date: "2026-02-28", assessor: "potter" };
let disk;

before(() => {
  disk = copyFixture("pottery", "clausebook 自评 ").folder;
});
after(() => { if (disk) rmSync(disk, { recursive: true }); });

async function openTab() {
  const tab = await (await browser.newContext(PHONE)).newPage();
  const dialogs = [];
  tab.on("dialog", (dialog) => { dialogs.push(dialog.type()); return dialog.accept(); });
  return { tab, dialogs };
}

/** Everything that is entered. */
const entered = (frame) => frame.evaluate(() => Object.fromEntries([...new FormData(document.querySelector("form[data-selfcheck]"))]
  .map(([name, value]) => [name, String(value).replaceAll("\r", "")])));
const hash = (frame) => frame.evaluate(() => decodeURIComponent(location.hash));
const holds = (frame, part) => frame.waitForFunction((text) => location.hash.includes(text), part);

/** Fills in everything: grades, answers, level, target, posting, and the reader's own texts. */
async function fill(frame) {
  await grade(frame, "QPPRSQ");
  for (const [name, at] of [["evaluated-as", 2], ["target", 1], ["posting", 1]]) {
    const choice = frame.locator(`[name=${name}]`);
    if (await choice.count() && await choice.locator("option").count() > at) await choice.selectOption({ index: at });
  }
  await frame.evaluate(() => {
    const groups = new Map([...document.querySelectorAll("[name^='answer.']")].map((radio) => [radio.name, radio]));
    [...groups.keys()].forEach((name, at) => { document.querySelectorAll(`[name="${name}"]`)[at % 3].checked = true; });
  });
  for (const [name, value] of Object.entries(OWN)) {
    if (name === "assessor") await frame.locator(`[name=${name}]`).selectOption({ index: 1 });
    else await frame.fill(`[name=${name}]`, value);
  }
  await frame.waitForFunction(() => location.hash.includes("q=") && history.state?.check.own.assessor);
}

const NOTHING_OF_HERS = /两年|two|Li|作坊|2026-02|potter/u;

test("on a phone, all entries are kept after a reload, after another page and back, and after forward", async () => {
  const { tab } = await openTab();
  for (const page of checkPages(site, site.readings[0]).slice(0, 1)) {
    await openCheck(tab, server.url(page));
    const length = await tab.evaluate(() => history.length);
    await fill(tab);
    const all = await entered(tab);
    const form = find(parsePage(site.read(page)), (element) => attribute(element, "data-selfcheck") !== undefined);
    // What is done with the evidence is not an entry.
    const isEntry = (name) => name && !["print-evidence", "share-evidence"].includes(name);
    const names = new Set([...elements(form)].map((element) => attribute(element, "name")).filter(isEntry));
    assert.deepEqual(Object.keys(all).toSorted(), [...names].toSorted(), "everything is filled in");
    assert.equal(await tab.evaluate(() => history.length), length, "an entry was added to the history");
    assert.doesNotMatch(await hash(tab), NOTHING_OF_HERS);
    for (const way of ["reload", "away and back", "forward"]) {
      if (way === "reload") {
        await tab.reload();
      } else {
        await tab.goto(server.url(`${site.readings[0]}/index.html`));
        await tab.goBack();
        if (way === "forward") {
          await tab.goForward();
          await tab.goBack();
        }
      }
      await ready(tab);
      assert.deepEqual(await entered(tab), all, way);
      assert.deepEqual(await shown(tab), oracle("QPPRSQ", "journeyman"), way);
    }
  }
  await tab.context().close();
});

test("a reload right after the last tap loses nothing", async () => {
  const { tab } = await openTab();
  await openCheck(tab, server.url(checkPages(site)[0]));
  for (const letters of ["Q-----", "QP----", "QPP---", "QPPR--"]) await grade(tab, letters);
  await tab.reload();
  await ready(tab);
  assert.equal(await gradesOf(tab), "QPPR--");
  await tab.context().close();
});

test("it works from disk too, without console messages", async () => {
  const tab = await (await browser.newContext(PHONE)).newPage();
  const folder = pathToFileURL(disk).href;
  const watched = watch(tab, folder);
  await openCheck(tab, `${folder}/${checkPages(site)[0]}`);
  await fill(tab);
  const all = await entered(tab);
  // The browser does not ask before the page is left, since everything is in a file.
  await save(tab);
  await tab.reload();
  await ready(tab);
  assert.deepEqual(await entered(tab), all);
  await tab.goto(`${folder}/${site.readings[0]}/index.html`);
  await tab.goBack();
  await ready(tab);
  assert.deepEqual(await entered(tab), all);
  await tab.goto("about:blank");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("the address equals the link, is cleared with the form, and ignores anchors of the page", async () => {
  const { tab } = await openTab();
  const page = server.url(checkPages(site)[0]);
  await openCheck(tab, page);
  assert.equal(tab.url(), page, "an untouched page has its own address");
  await openCheck(tab, `${page}#g=PPQ-RS&as=journeyman`);
  assert.equal(await gradesOf(tab), "PPQ-RS");
  assert.equal(await hash(tab), "#g=PPQ-RS&as=journeyman");
  await grade(tab, "PPQ-RR");
  await holds(tab, "g=PPQ-RR&as=journeyman");
  assert.equal(await tab.inputValue("[data-link]"), tab.url());
  await tab.click("[data-do=reset]");
  await tab.waitForFunction((address) => document.URL === address, page);
  await tab.click("[data-do=undo]");
  await holds(tab, "g=PPQ-RR&as=journeyman");
  // A link that cannot be read does not replace the address of the entries.
  await tab.evaluate(() => { location.hash = "g=TTTTTT"; });
  await holds(tab, "g=PPQ-RR&as=journeyman");
  await openCheck(tab, `${page}#check-result`);
  assert.equal(await hash(tab), "#check-result");
  await tab.context().close();
});

test("a link to an anchor of the page leads there and does not change the address", async () => {
  const { tab } = await openTab();
  for (const page of [checkPages(site)[0], checkPages(site)[0].replace(".html", "/frame.html")]) {
    await openCheck(tab, server.url(page));
    await grade(tab, "QPPRSQ");
    await holds(tab, "g=QPPRSQ");
    const length = await tab.evaluate(() => history.length);
    await tab.focus(".skip");
    await tab.keyboard.press("Enter");
    assert.equal(await tab.evaluate(() => document.activeElement.id), "main");
    assert.equal(await hash(tab), "#g=QPPRSQ");
    assert.equal(await tab.evaluate(() => history.length), length);
  }
  await tab.context().close();
});

test("a link followed in the page replaces the check, and back restores the previous one", async () => {
  const { tab } = await openTab();
  await openCheck(tab, server.url(checkPages(site)[0]));
  await fill(tab);
  const all = await entered(tab);
  await tab.evaluate(() => { location.hash = "g=RRRRRR"; });
  await tab.waitForFunction(() => document.querySelector("[name=notes]").value === "");
  assert.equal(await gradesOf(tab), "RRRRRR");
  await tab.goBack();
  await tab.waitForFunction(() => document.querySelector("[name=notes]").value !== "");
  assert.deepEqual(await entered(tab), all);
  await tab.context().close();
});

test("switching languages keeps all entries, without a warning and without showing them in the address", async () => {
  const { tab, dialogs } = await openTab();
  const [from, to] = site.readings;
  await openCheck(tab, server.url(checkPages(site, from)[0]));
  await fill(tab);
  const all = await entered(tab);
  await tab.click(`[data-readings] [data-reading=${to}]`);
  await tab.waitForURL(new RegExp(`/${to}/`, "u"));
  await ready(tab);
  await tab.waitForFunction(() => !location.hash.includes("own="));
  assert.deepEqual(await entered(tab), all);
  assert.doesNotMatch(await hash(tab), NOTHING_OF_HERS);
  assert.deepEqual(dialogs, []);
  await tab.reload();
  await ready(tab);
  assert.deepEqual(await entered(tab), all);
  await tab.context().close();
});

/** Saves everything to a file, and waits until it exists. */
async function save(tab) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  for await (const part of await download.createReadStream()) assert.ok(part.length > 0);
}

/** Leaves the page. Returns whether the browser asked first. */
async function isAsked(tab, dialogs) {
  dialogs.length = 0;
  await tab.reload();
  await ready(tab);
  return dialogs.includes("beforeunload");
}

test("the browser asks before notes are lost that are stored nowhere else, and only then", async () => {
  const { tab, dialogs } = await openTab();
  const page = checkPages(site)[0];
  await openCheck(tab, server.url(page));
  // A browser only asks after an interaction with the page.
  const touch = () => tab.locator("h1").click();
  await touch();
  await grade(tab, "QPPRSQ");
  assert.equal(await isAsked(tab, dialogs), false, "grades are in the address");

  await tab.locator("[name=notes]").pressSequentially("two years");
  assert.equal(await isAsked(tab, dialogs), true, "a note that is nowhere else");
  await touch();
  await save(tab);
  assert.equal(await isAsked(tab, dialogs), false, "saved to a file");
  await touch();
  assert.equal(await isAsked(tab, dialogs), false, "saved to a file before the last reload");
  await tab.click(`[data-readings] [data-reading=${site.readings[1]}]`);
  await tab.waitForURL(new RegExp(`/${site.readings[1]}/`, "u"));
  await ready(tab);
  await touch();
  assert.equal(await isAsked(tab, dialogs), false, "saved to a file in another language");

  await tab.locator("[name=notes]").pressSequentially(" and more");
  assert.equal(await isAsked(tab, dialogs), true, "changed since");
  await tab.click("[data-do=remember]");
  await tab.waitForFunction(() => document.querySelector("[data-message=browser]").textContent !== "");
  assert.equal(await isAsked(tab, dialogs), false, "remembered in this browser");
  await tab.click("[data-do=forget-all]");
  assert.equal(await isAsked(tab, dialogs), true, "forgotten again");

  await tab.setInputFiles("[data-file=file]", asFile(saved(roleOf(page), { notes: "from a file" })));
  await tab.waitForFunction(() => document.querySelector("[name=notes]").value === "from a file");
  await touch();
  assert.equal(await isAsked(tab, dialogs), false, "opened from a file");
  await tab.fill("[name=notes]", "");
  assert.equal(await isAsked(tab, dialogs), false, "emptied");
  await tab.context().close();
});

/** A host of pages with these lines. It is a real server, since a browser may not reload a frame in pages that a test makes up. */
async function serveCourse(pages) {
  const host = createServer(({ url }, response) => {
    if (!(url in pages)) return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(`<!doctype html><html lang="en"><title>Course</title><h1>Course</h1>${pages[url]}`);
  });
  return listen(host);
}

test("in a frame, entries survive the frame's reload, and the host page's history is unchanged", async (t) => {
  const { tab, dialogs } = await openTab();
  const page = checkPages(site)[0];
  await openCheck(tab, server.url(page));
  const lines = await tab.locator("[data-embed]").textContent();
  const host = await serveCourse({ "/first.html": "", "/course.html": lines });
  t.after(host.close);
  await tab.goto(`${host.origin}/first.html`);
  await tab.goto(`${host.origin}/course.html`);
  const inside = async () => {
    const frame = await (await tab.waitForSelector("iframe")).contentFrame();
    await ready(frame);
    return frame;
  };
  let frame = await inside();
  assert.equal(await frame.evaluate(() => origin), "null");
  const length = await tab.evaluate(() => history.length);
  await fill(frame);
  const all = await entered(frame);
  assert.equal(await tab.evaluate(() => history.length), length, "an entry was added to the host's history");
  await frame.evaluate(() => location.reload());
  await frame.waitForFunction(() => performance.getEntriesByType("navigation")[0].type === "reload");
  frame = await inside();
  assert.deepEqual(await entered(frame), all);
  // One step back leaves the host page, and forward restores everything.
  await tab.goBack();
  assert.equal(tab.url(), `${host.origin}/first.html`);
  await tab.goForward();
  frame = await inside();
  assert.deepEqual(await entered(frame), all);
  // Reloading the host page may load a fresh frame, so the browser asks first if entries would be lost.
  await frame.locator("h1").click();
  dialogs.length = 0;
  await tab.reload();
  assert.deepEqual(dialogs, ["beforeunload"]);
  await inside();
  dialogs.length = 0;
  await tab.reload();
  assert.deepEqual(dialogs, []);
  await tab.context().close();
});
