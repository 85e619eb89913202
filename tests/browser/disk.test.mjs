// The folder works when opened from disk: without a server or network, and without console messages.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { copyFixture } from "./fixture.mjs";
import { launch, samplePages } from "./site.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

let site;
let browser;

before(async () => {
  // In a folder with a space and Chinese in its name, as on readers' disks.
  site = copyFixture("pottery", "clausebook 手册 ");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (site) rmSync(site.folder, { recursive: true });
});

const address = (page) => pathToFileURL(join(site.folder, page)).href;

/** Opens a tab without network that may only read the folder. */
async function openTab() {
  const context = await browser.newContext({ offline: true });
  const tab = await context.newPage();
  return { tab, watched: watch(tab, pathToFileURL(site.folder).href) };
}

test("a page of every kind opens from disk with its styles, complete, and without console messages", async () => {
  const { tab, watched } = await openTab();
  // 404.html is shown by hosts; nobody opens it from disk.
  for (const page of samplePages(site).filter((name) => name !== "404.html")) {
    watched.at = page;
    await tab.goto(address(page));
    const state = await tab.evaluate(() => ({
      title: document.title, heading: Boolean(document.querySelector("h1")),
      sheets: [...document.styleSheets].reduce((sum, sheet) => {
        try { return sum + sheet.cssRules.length; } catch { return sum + 1; } // a sheet from disk may hide its rules
      }, 0),
    }));
    if (!state.title) watched.faults.push({ what: "no title", where: page });
    if (!state.heading) watched.faults.push({ what: "no h1", where: page });
    if (state.sheets === 0) watched.faults.push({ what: "no style", where: page });
  }
  await tab.context().close();
  assertNone(byKind(watched.faults));
});

test("a reader gets from the first page to a clause by clicking", async () => {
  const { tab, watched } = await openTab();
  const clause = site.pages.find((page) => site.kind(page) === "clause");
  assert.ok(clause, "the site has no clause page");
  const visited = ["index.html"];
  await tab.goto(address("index.html"));
  for (const next of [`${site.reading(clause)}/index.html`, clause.replace(/[^/]+$/u, "index.html"), clause]) {
    watched.at = visited.at(-1);
    const href = await tab.evaluate((wanted) => [...document.querySelectorAll("a[href]")]
      .find((link) => link.href.split("#")[0] === wanted)?.getAttribute("href"), address(next));
    assert.ok(href, `${visited.at(-1)} has no link to ${next}`);
    await tab.goto(new URL(href, tab.url()).href);
    assert.equal(await tab.evaluate(() => document.URL.split("#")[0]), address(next));
    visited.push(next);
  }
  await tab.click("nav[data-readings] a[data-reading]:not([aria-current])");
  await tab.waitForLoadState();
  assert.notEqual(tab.url().split("#")[0], address(clause));
  assert.ok(tab.url().endsWith(clause.split("/").at(-1)), `the switch left the clause: ${tab.url()}`);
  await tab.context().close();
  assertNone(byKind(watched.faults));
});
