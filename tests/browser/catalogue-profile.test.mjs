// The self-check of a role with many requirements: its page has the choices for a rating once, a script adds them to each, and it
// then works as any other; without scripts it can be read and printed.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findIn } from "./axe.mjs";
import { serveCatalogue } from "./catalogue.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { openWatched, ratingsOf } from "./profile.mjs";
import { launch } from "./site.mjs";

const ASKED = 130;
const PAGE = "en/catalogue/selfcheck/role-1.html";
const FRAME = "en/catalogue/selfcheck/role-1/frame.html";

let catalogue;
let site;
let server;
let browser;

before(async () => {
  catalogue = await serveCatalogue({ statements: 200, roles: 1, levels: 3, asked: ASKED });
  ({ site, server } = catalogue);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await catalogue?.close();
});

const openTab = (options) => openWatched({ browser, server }, options);
const begun = (tab) => tab.waitForSelector("[data-live]:not([hidden])", { state: "attached" });
const idsOn = (tab) => tab.locator(".rated").evaluateAll((all) => all.map((item) => item.dataset.requirement));

test("a requirement takes a few hundred bytes of the page", () => {
  for (const page of [PAGE, FRAME]) {
    assert.ok(site.read(page).length < 50_000 + ASKED * 500, `${page}: ${site.read(page).length}`);
    assert.equal(site.read(page).match(/name="rate\./gu).length, 4);
  }
});

test("every requirement has choices of its own, named by its words, in the page, in the frame and from disk", async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  for (const address of [server.url(PAGE), server.url(FRAME), pathToFileURL(join(site.folder, PAGE)).href]) {
    await tab.goto(address);
    await begun(tab);
    const ids = await idsOn(tab);
    assert.equal(new Set(ids).size, ASKED);
    const groups = await tab.locator(".rated").evaluateAll((all) => all.map((item) => {
      const radios = [...item.querySelectorAll("input[type=radio]")];
      const named = document.getElementById(item.querySelector("[role=radiogroup]").getAttribute("aria-labelledby"));
      const clear = item.querySelector("button").getAttribute("aria-labelledby").split(" ").map((id) => item.querySelector(`[id="${id}"]`));
      return {
        name: [...new Set(radios.map((radio) => radio.name))].join(" "),
        values: radios.map((radio) => radio.value).join(""),
        isNamed: item.querySelector(".about div") === named && clear.every(Boolean),
      };
    }));
    assert.deepEqual(groups, ids.map((id) => ({ name: `rate.${id}`, values: "210x", isNamed: true })));
  }
  await context.close();
});

test("ratings are counted, stored in the address, cleared, and survive a reload", async () => {
  const { tab, end } = await openTab();
  await tab.goto(server.url(PAGE));
  await begun(tab);
  const ids = await idsOn(tab);
  await tab.getByRole("radio", { name: "Met", exact: true }).first().check();
  await tab.locator(`[name="rate.${ids[1]}"][value="1"]`).check();
  await tab.waitForFunction(() => location.hash.includes("p="));
  await tab.reload();
  await begun(tab);
  assert.equal((await ratingsOf(tab, ids)).slice(0, 3), "21-");
  await tab.locator(`[data-requirement="${ids[0]}"] [data-do=clear]`).click();
  assert.equal((await ratingsOf(tab, ids)).slice(0, 3), "-1-");
  await tab.locator(`[data-requirement="${ids[1]}"] .number`).waitFor();
  await end();
});

test("without scripts every requirement can be read, and a rating written by hand", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  for (const page of [PAGE, FRAME]) {
    await tab.goto(server.url(page));
    assert.equal(await tab.locator(".rated:visible").count(), ASKED);
    assert.equal(await tab.locator(".by-hand:visible li").count(), 4);
    await tab.emulateMedia({ media: "print" });
    assert.equal(await tab.locator(".by-hand:visible li").count(), 4);
    await tab.emulateMedia({ media: "screen" });
  }
  await context.close();
});

test("axe in both schemes, and no wider than a phone", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 375, height: 812 } });
  const tab = await context.newPage();
  await tab.goto(server.url(PAGE));
  await begun(tab);
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  }
  assertNone(byKind(await findIn(tab, PAGE)));
  await context.close();
});
