// A large catalogue, whose text and requirements are in parts: no page is too large, the parts have everything, they lead to each
// other, and each kind is accessible, silent and no wider than a phone.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, openSite, REPOSITORY, samplePages, serveFolder } from "./site.mjs";
import { findIn, prepare } from "./axe.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

/** The program that writes a catalogue, of `tests/examples/catalogue.rs`. */
const CATALOGUE = join(REPOSITORY, "target/debug/examples/catalogue");
const STATEMENTS = 700;

let folder;
let site;
let server;
let browser;

before(async () => {
  assert.ok(process.env.CLAUSEBOOK, "CLAUSEBOOK must name the program");
  folder = mkdtempSync(join(tmpdir(), "clausebook-catalogue-"));
  execFileSync(CATALOGUE, [folder, String(STATEMENTS), "13", "2", "60"]);
  execFileSync(process.env.CLAUSEBOOK, ["build", "--root", folder, "--out", join(folder, "site")], { stdio: "pipe" });
  site = openSite(join(folder, "site"), folder);
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const under = (start) => site.pages.filter((page) => page.startsWith(`en/catalogue/${start}/`));

test("no page is larger than 300 kB", () => {
  assertNone(site.pages.filter((page) => site.read(page).length > 300_000).map((page) => `${page} is too large`));
});

test("the parts have every statement once, and the page above leads to them in order", () => {
  for (const [kind, pattern] of [["whole", /<li id="(S\d+)"/gu], ["requirements", /<a class="letter[^"]*" href="[^"]*#(S\d+)"/gu]]) {
    const parts = under(kind);
    assert.ok(parts.length > 1, kind);
    const found = parts.flatMap((page) => [...site.read(page).matchAll(pattern)].map(([, id]) => id));
    assert.equal(found.length, STATEMENTS, kind);
    assert.equal(new Set(found).size, STATEMENTS, kind);
    const above = site.read(`en/catalogue/${kind}.html`).split("<main")[1];
    const order = [...new Set([...above.matchAll(new RegExp(`href="${kind}/([^"#]+)[#"]`, "gu"))].map(([, name]) => name))];
    assert.deepEqual([...order].toSorted(), parts.map((page) => page.split("/").at(-1)).toSorted());
    // From the first part, "next" leads through all of them, and "prev" back.
    for (const [place, name] of order.entries()) {
      const page = site.read(`en/catalogue/${kind}/${name}`);
      assert.equal(page.match(/rel="next" href="([^"]+)"/u)?.[1], order[place + 1], `after ${kind}/${name}`);
      assert.equal(page.match(/rel="prev" href="([^"]+)"/u)?.[1], order[place - 1], `before ${kind}/${name}`);
      assert.match(page.split('class="trail')[1].split("</ol>")[0], new RegExp(`href="\\.\\./${kind}\\.html"`, "u"));
    }
  }
});

test("a page of every kind: axe, console, requests, width", async (context) => {
  const faults = [];
  const tab = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width: 375, height: 812 } })).newPage();
  await prepare(tab.context());
  const watched = watch(tab, server.origin);
  const pages = samplePages(site).filter((page) => /\/(whole|requirements|compare|role)\b/u.test(page));
  for (const page of pages) {
    watched.at = page;
    await tab.goto(server.url(page));
    const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) faults.push({ what: "the page scrolls sideways on a phone", where: `${page} by ${wider} px` });
    faults.push(...await findIn(tab, page));
  }
  await tab.context().close();
  assertNone(byKind([...faults, ...watched.faults]));
  context.diagnostic(`${pages.length} pages`);
});
