// axe finds nothing in the self-check in any of its states, in both colour schemes, wide and on a phone. What is around it is the same
// in every state, and checked with the other pages.

import { test } from "node:test";
import { findIn } from "./axe.mjs";
import { expand } from "./clean.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { sideways } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, openCheck, openFile, saved } from "./selfcheck.mjs";

/** The steps to each state, from a page that was just opened at its fragment. */
const STATES = {
  empty: ["", async () => {}],
  part: ["g=PQ--R-&target=journeyman", async () => {}],
  full: ["g=QPPRSQ&target=master", async (tab) => {
    await tab.click("[data-do=remember]");
    await expand(tab);
  }],
  "asked for the level": ["", (tab) => tab.click("[data-do=guide]")],
  "asked a question": ["g=PQ--R-&as=apprentice", async (tab) => {
    await tab.click("[data-do=guide]");
    await tab.locator(".answers input:visible").first().check();
  }],
  "asked for a grade": ["as=apprentice", async (tab) => {
    await tab.click("[data-do=guide]");
    while (!await tab.locator(".grades:visible").count()) {
      const before = await tab.locator("[data-progress]").innerText();
      await tab.click("[data-do=forward]");
      await tab.waitForFunction((then) => document.querySelector("[data-progress]").innerText !== then
        || document.querySelector("[data-guided=row]"), before);
    }
  }],
  "asked for what is left": ["as=apprentice", async (tab) => {
    await tab.click("[data-do=guide]");
    while (!await tab.locator("[data-step=left]:visible").count()) {
      await tab.click("[data-do=forward]");
      await tab.waitForTimeout(50);
    }
  }],
  compared: ["g=QPPRSQ", async (tab, role) => {
    await openFile(tab, "compare", asFile(saved(role, { name: "Li Na", date: "2024-02-29", grades: { care: "P", growth: "Q" } })));
    await tab.waitForSelector("[data-compare]:not([hidden]) table");
  }],
  refused: ["g=TTTTTT", async (tab) => {
    await openFile(tab, "file", asFile("{"));
    await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "");
  }],
  "against a posting": ["g=QPSR-P&target=journeyman", async (tab) => {
    await tab.selectOption("[name=posting]", { index: 1 });
    await tab.waitForSelector("section[data-posting]:not([hidden]) .standing");
  }],
};

/** A role with a posting, so that every state exists. */
const pageOf = (reading) => checkPages(site, reading).find((page) => site.read(page).includes("name=\"posting\""));

for (const [reading, options] of [
  ["zh", {}], ["en", {}], ["zh-en", {}], ["zh-en", { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true }],
]) {
  test(`every state in ${reading}${options.isMobile ? ", on a phone" : ""}: axe, light and dark`, async () => {
    const faults = [];
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const tab = await context.newPage();
    const watched = watch(tab, server.origin);
    const page = pageOf(reading);
    for (const [state, [fragment, come]] of Object.entries(STATES)) {
      watched.at = state;
      await openCheck(tab, `${server.url(page)}#${fragment}`);
      await come(tab, page.split("/").at(-1).replace(".html", ""));
      faults.push(...await sideways(tab, state), ...await findIn(tab, state, undefined, "main"));
      await tab.evaluate(() => localStorage.clear());
    }
    await context.close();
    assertNone(byKind([...faults, ...watched.faults]));
  });
}
