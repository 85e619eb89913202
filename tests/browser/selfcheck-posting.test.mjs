// The way from a posting to the self-check, to a gap, to a module that covers it, and back; in both languages, from a server and
// from disk.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { rootOf } from "./fixture.mjs";
import { browser, PLACES, server, site } from "./opened-pottery.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, gradesOf, openCheck, openFile, ready, saved } from "./selfcheck.mjs";

const STATES = {
  zh: { met: "达到", partly: "部分达到", not_yet: "尚未达到", unknown: "不明" },
  en: { met: "Met", partly: "Partly met", not_yet: "Not met yet", unknown: "Unknown" },
};

/** The posting of a role whose curriculum covers what it asks for. */
const postingOf = (reading) => `${reading}/postings/thrower.html`;

/** The lists of the shown posting: each requirement, its state, and its status text. */
const lists = (tab) => tab.evaluate(() => [...document.querySelectorAll("section[data-posting]:not([hidden]) .asks")].map((list) => ({
  tally: list.previousElementSibling.querySelector("[data-tally]").innerText,
  items: [...list.children].map((item) => ({
    id: item.dataset.asked,
    state: item.dataset.state,
    said: item.querySelector(".standing strong").innerText,
    why: item.querySelector(".standing").innerText,
    words: item.querySelector(".about")?.innerText ?? "",
  })),
})));

/** The requirements that the criteria of a role's form grade, read from the content. */
function takenUp(role) {
  const folder = join(rootOf("pottery"), "content/standards/pottery/annexes");
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const annex = texts.find((text) => text.includes(`\nrole: ${role}\n`));
  const lines = [...annex.matchAll(/\b(?:restates|summarises): \[?([^\]}\n]*)/gu)];
  return new Set(lines.flatMap(([, names]) => names.split(", ").filter(Boolean)));
}

/** The states of the guided self-check's answers, by the ids in the content. */
const BY_ANSWER = { can: "met", sometimes: "partly", cannot: "not_yet", untried: "unknown" };
/** Answers by requirement, as in a saved check. */
const answersFor = (ids) => Object.fromEntries(ids.map((id, at) => [id, Object.keys(BY_ANSWER)[at % 4]]));

for (const [name, place] of Object.entries(PLACES)) {
  for (const reading of ["zh", "en"]) {
    test(`the complete circle in ${reading}, ${name}`, async () => {
      const { url, allowed, options } = place();
      const tab = await (await browser.newContext({ reducedMotion: "reduce", ...options })).newPage();
      const watched = watch(tab, allowed);
      const posting = postingOf(reading);
      const id = posting.split("/").at(-1).replace(".html", "");
      await tab.goto(url(posting));
      const asked = await tab.evaluate(() => [...document.querySelectorAll(".cited")].map((list) =>
        [...list.querySelectorAll(".number")].map((link) => link.innerText.trim())));
      assert.equal(asked.length, 2, "the posting has musts and nices");
      const texts = await tab.evaluate(() => [...document.querySelectorAll(".cited p")].map((text) => text.innerText.trim()));

      // To the self-check, with the level as the target, compared with the posting.
      await Promise.all([tab.waitForURL(/selfcheck/u), tab.click("a[href*=\"selfcheck\"][href*=\"posting=\"]")]);
      await ready(tab);
      assert.equal(await tab.inputValue("[name=posting]"), id);
      assert.equal(await tab.inputValue("[name=target]"), "apprentice");
      await tab.waitForSelector("section[data-posting]:not([hidden]) .standing");
      let found = await lists(tab);
      assert.deepEqual(found.map(({ items }) => items.map((item) => item.id)), asked, "the requirements are those of the posting");
      assert.ok(found.every(({ items }) => items.every(({ state, said }) => state === "unknown" && said === STATES[reading].unknown)));
      assert.deepEqual(found.flatMap(({ items }) => items.map(({ words }) => words.split(/\n+/u)[1])), texts, "each requirement is there in words");

      // The grades of rows determine the states, except for requirements that the form does not grade.
      const taken = takenUp("thrower");
      const graded = await tab.evaluate(() => [...document.querySelectorAll("[data-row] .behind > ol > li")].map((item) => item.dataset.requirement));
      assert.deepEqual([...taken].toSorted(), graded.toSorted(), "the form lists the requirements that it grades according to the content");
      assert.ok(taken.has("3.1-d") && !taken.has("3.1-g"));
      for (const [row, letter] of [["care", "P"], ["material", "Q"], ["craft-apprentice", "S"]]) {
        await tab.locator(`[name="grade.${row}"][value=${letter}]`).check({ force: true });
      }
      await tab.waitForSelector("section[data-posting] [data-state=not_yet]");
      found = await lists(tab);
      for (const { items } of found) {
        for (const { id: of, state, said, why } of items) {
          let expected = { 3.1: "met", 3.2: "partly", "3.3.1.1": "not_yet" }[/^3\.3\.1\.1|^3\.[12]/u.exec(of)?.[0]] ?? "unknown";
          if (!taken.has(of)) expected = "unknown";
          assert.equal(state, expected, `${of}: ${why}`);
          assert.equal(said, STATES[reading][state]);
        }
      }
      assert.ok(["met", "partly", "not_yet", "unknown"].every((state) => found.some(({ items }) => items.some((item) => item.state === state))));

      // Follow a gap to a module that covers it.
      const gap = found[0].items.find(({ state }) => state === "not_yet").id;
      const module = tab.locator(`section[data-posting]:not([hidden]) [data-asked="${gap}"] ul.taught a`).first();
      const title = (await module.innerText()).replace(/^\d+\s*/u, "");
      await Promise.all([tab.waitForURL(/curricula/u), module.click()]);
      assert.ok((await tab.locator("h1").innerText()).includes(title.trim()));
      assert.ok((await tab.locator("main").innerText()).includes(gap), "the module lists the gap");

      // And back: the entries are still there.
      await tab.goBack();
      await ready(tab);
      await tab.waitForFunction(() => document.querySelector("[name=\"grade.care\"]:checked"));
      assert.equal(await gradesOf(tab), "PQS---");
      assert.equal(await tab.inputValue("[name=posting]"), id);
      await tab.waitForSelector("section[data-posting] [data-state=not_yet]");

      // The other language keeps the posting, and leads back to it.
      const other = reading === "zh" ? "en" : "zh";
      await Promise.all([tab.waitForURL(new RegExp(`/${other}/`, "u")), tab.click(`nav[data-readings] a[data-reading=${other}]`)]);
      await ready(tab);
      assert.equal(await tab.inputValue("[name=posting]"), id);
      assert.equal(await gradesOf(tab), "PQS---");
      await tab.waitForSelector("section[data-posting] [data-state=not_yet]");
      assert.equal((await lists(tab))[0].items.find((item) => item.id === gap).said, STATES[other].not_yet);
      await Promise.all([tab.waitForURL(/postings/u), tab.locator(".aimed:visible a").first().click()]);
      assert.ok(decodeURIComponent(tab.url()).endsWith(`/${other}/postings/${id}.html`));
      assertNone(byKind(watched.faults));
      await tab.context().close();
    });
  }
}

test("answers take precedence over grades, and are saved in the file with the posting", async () => {
  const tab = await (await browser.newContext({ acceptDownloads: true })).newPage();
  const watched = watch(tab, server.origin);
  const posting = postingOf("en");
  const id = posting.split("/").at(-1).replace(".html", "");
  await tab.goto(server.url(posting));
  const asked = await tab.evaluate(() => [...document.querySelectorAll(".cited .number")].map((link) => link.innerText.trim()));
  await Promise.all([tab.waitForURL(/selfcheck/u), tab.click("a[href*=\"posting=\"]")]);
  await ready(tab);
  const role = new URL(tab.url()).pathname.split("/").at(-1).replace(".html", "");
  // Requirements listed in a row of this form can be answered.
  const known = await tab.evaluate((ids) => ids.filter((one) => document.querySelector(`[data-requirement="${one}"]`)), asked);
  const answers = answersFor(known);
  const grades = Object.fromEntries(["care", "material", "craft-apprentice", "growth"].map((row) => [row, "P"]));
  await openFile(tab, "file", asFile(saved(role, { posting: id, answers, grades })));
  await tab.waitForSelector("section[data-posting] [data-state=not_yet]");
  for (const { tally, items } of await lists(tab)) {
    const count = { met: 0, partly: 0, not_yet: 0, unknown: 0 };
    for (const { id: of, state, why } of items) {
      assert.equal(state, BY_ANSWER[answers[of]] ?? state, `${of}: ${why}`);
      count[state] += 1;
    }
    assert.equal(tally.replaceAll(/\s+/gu, " "), `${count.met} of ${items.length} met, ${count.partly} partly, ${count.not_yet} not yet, ${count.unknown} unknown`);
  }
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  const kept = await json(await download.createReadStream());
  assert.equal(kept.posting, id);
  // The shared link names the posting too.
  assert.ok((await tab.inputValue("[data-link]")).includes(`posting=${id}`));
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("a posting that is not on the page is reported, and the rest of the link is read", async () => {
  const tab = await (await browser.newContext()).newPage();
  const watched = watch(tab, server.origin);
  for (const page of checkPages(site, "en")) {
    for (const name of ["gone", "%3Cimg%20src=x%3E", "<img src=x onerror=alert(1)>", "", "__proto__", "\"]"]) {
      await openCheck(tab, `${server.url(page)}#g=QPPRSQ&target=master&posting=${name}`);
      assert.equal(await gradesOf(tab), "QPPRSQ");
      assert.equal(await tab.inputValue("[name=target]"), "master");
      assert.equal(await tab.locator("section[data-posting]:visible").count(), 0);
      const message = await tab.locator("[data-message=page]").innerText();
      assert.equal(message.includes("not on this page"), name !== "", `${page} ${name}: ${message}`);
      assert.ok(!(await tab.inputValue("[data-link]")).includes("posting"));
    }
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
