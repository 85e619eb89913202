// A handbook other than the shipped one, with other roles, levels and rows: one page of each kind in each reading is accessible,
// silent and no wider than a phone.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, openSite, samplePages, serveFolder } from "./site.mjs";
import { findIn, prepare } from "./axe.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const SOURCE = join(import.meta.dirname, "..", "fixtures", "small");

let folder;
let site;
let server;
let browser;

before(async () => {
  assert.ok(process.env.CLAUSEBOOK, "CLAUSEBOOK must name the program");
  folder = mkdtempSync(join(tmpdir(), "clausebook-small-"));
  execFileSync(process.env.CLAUSEBOOK, ["build", "--root", SOURCE, "--out", join(folder, "site")], { stdio: "pipe" });
  site = openSite(join(folder, "site"));
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

test("a page of every kind: axe, console, requests, width", async (context) => {
  const faults = [];
  const tab = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 375, height: 812 } })).newPage();
  await prepare(tab.context());
  const watched = watch(tab, server.origin);
  // Lists of the whole standard have addresses like clauses.
  const pages = samplePages(site, ["requirements.html", "keywords.html"]);
  for (const page of pages) {
    watched.at = page;
    await tab.goto(server.url(page));
    const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) faults.push({ what: "the page scrolls sideways on a phone", where: `${page} by ${wider} px` });
    faults.push(...await findIn(tab, page, ["light"]));
  }
  assertNone(byKind([...faults, ...watched.faults]));
  await tab.context().close();
  context.diagnostic(`${pages.length} pages`);
});
