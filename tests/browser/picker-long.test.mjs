// The picker of a role with very many requirements. It lists areas, a script that is loaded with it brings the texts, and it then
// works as any other; without scripts, the names of the requirements lead to them.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findIn } from "./axe.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { build } from "./fixture.mjs";
import { openWatched } from "./profile.mjs";
import { launch, openSite, REPOSITORY, serveFolder } from "./site.mjs";

const REQUIREMENTS = 460;
const PAGE = "en/catalogue/picker/role-1.html";
const PHONE = { viewport: { width: 390, height: 844 } };

let folder;
let site;
let server;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-picker-"));
  execFileSync(join(REPOSITORY, "target/debug/examples/catalogue"), [folder, ...[REQUIREMENTS, 1, 2, REQUIREMENTS].map(String)]);
  build(folder, join(folder, "site"));
  site = openSite(join(folder, "site"), folder);
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

const ready = (tab) => tab.waitForSelector(".mark-as", { state: "attached" });
const ids = (tab) => tab.locator("[data-requirement]").evaluateAll((all) => all.map((item) => item.dataset.requirement));
const output = (tab) => tab.inputValue("[data-output]");

test("every requirement has its choices in one area, from a server and from disk, and what is marked is in the text", async () => {
  for (const origin of [server.origin, pathToFileURL(site.folder).href]) {
    const { tab, watched, end } = await openWatched({ browser, server: { origin } });
    await tab.goto(`${origin}/${PAGE}`);
    await ready(tab);
    const all = await ids(tab);
    assert.equal(new Set(all).size, REQUIREMENTS);
    assert.equal(all.length, REQUIREMENTS);
    assert.equal(await tab.locator(".mark-as input").count(), REQUIREMENTS * 3);
    assert.equal(await tab.locator("details.area [data-requirement]").count(), REQUIREMENTS);
    assert.equal(await tab.locator(".outline").count(), 0);
    assert.equal(await tab.locator("[data-requirement]:visible").count(), 0);
    const requests = watched.requests;
    const area = tab.locator("details.area").nth(1);
    await area.locator("summary").press("Enter");
    const first = area.locator("[data-requirement]").first();
    const id = await first.getAttribute("data-requirement");
    await first.locator("input[value=must]").focus();
    await tab.keyboard.press("Space");
    assert.match(await output(tab), new RegExp(`\\(${id}\\)`, "u"));
    assert.match(await area.locator("summary").innerText(), /1 must, 0 nice/u);
    assert.equal(await tab.locator("details.area").first().locator(".tally").innerText(), "");
    assert.equal(watched.requests, requests);
    await end();
  }
});

test("a link with a choice opens the areas in which something is marked, and only these", async () => {
  const { tab, end } = await openWatched({ browser, server }, PHONE);
  await tab.goto(server.url(PAGE));
  await ready(tab);
  const all = await ids(tab);
  const [must, nice] = [all[3], all.at(-1)];
  await tab.goto("about:blank");
  await tab.goto(`${server.url(PAGE)}#level=level-2&must=${must}&nice=${nice}`);
  await ready(tab);
  assert.equal(await tab.isChecked("[name=level][value=level-2]"), true);
  const marked = await tab.locator("[data-mark=must], [data-mark=nice]").evaluateAll((items) => items.map((item) => item.id));
  assert.deepEqual(marked, [must, nice]);
  for (const id of marked) assert.equal(await tab.locator(`details[open] [id="${id}"]`).count(), 1);
  assert.equal(await tab.locator("details.area[open]").count(), 2);
  await tab.click("[data-do=all]");
  assert.equal(await tab.locator("[data-mark=must]").count(), REQUIREMENTS);
  await tab.click("[data-do=none]");
  assert.equal(await tab.locator("[data-mark=must], [data-mark=nice]").count(), 0);
  await end();
});

test("without scripts, each name leads to its requirement", async () => {
  const { tab, end } = await openWatched({ browser, server }, { javaScriptEnabled: false });
  await tab.goto(server.url(PAGE));
  const names = await tab.locator(".outline a").evaluateAll((all) => all.map((link) => [link.textContent, link.href]));
  assert.equal(names.length, REQUIREMENTS);
  for (const [name, href] of names) {
    assert.equal(href, server.url(`id/catalogue/${name}.html`));
    assert.ok(site.files.includes(`id/catalogue/${name}.html`), href);
  }
  assert.match(await tab.locator("noscript").first().innerText(), /lists the requirements by name/u);
  assert.equal(await tab.locator("[data-live]:visible").count(), 0);
  await end();
});

test("the page passes axe with an area open, in both colour schemes and on a phone", async () => {
  for (const [options, schemes] of [[{}, ["light", "dark"]], [PHONE, ["light"]]]) {
    const { tab, end } = await openWatched({ browser, server }, options);
    await tab.goto(server.url(PAGE));
    await ready(tab);
    await tab.locator("details.area summary").first().click();
    assertNone(byKind(await findIn(tab, PAGE, schemes)));
    await end();
  }
});
