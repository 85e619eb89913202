// Roles in groups within groups where one is chosen, in English and Arabic: accessible on a desktop and a phone, with the keyboard, and
// what is chosen is never hidden.

import { test } from "node:test";
import assert from "node:assert/strict";
import { findIn } from "./axe.mjs";
import { assertClean, expand } from "./clean.mjs";
import { openFixture } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { openForTests } from "./opening.mjs";
import { openTab } from "./search.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true };
const PAGES = ["en", "ar", "en-ar"].flatMap((reading) => ["requirements.html", "picker/keeper.html"].map((page) => `${reading}/harbour/${page}`));
const GROUPS = ["On land", "On land › Sheds", "On land › Sheds › Cold store", "On the water", "On the water › Tugs"];

let site;
let server;
let browser;
openForTests(() => openFixture("groups"), (opened) => { ({ site, server, browser } = opened); });

for (const [name, options] of [["a desktop", {}], ["a phone", PHONE]]) {
  test(`on ${name}, with everything expanded: axe, console, requests, width`, async () => {
    await assertClean(browser, { server, pages: PAGES }, async (tab, page) => {
      await expand(tab);
      return [...await sideways(tab, page), ...await findIn(tab, page)];
    }, { options });
  });
}

test("a folded group opens where one of its roles is chosen, by the address or with the keyboard", async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${server.url("en/harbour/requirements.html")}#role=packer`);
  const open = tab.locator("[data-facet=role] details[open]");
  await open.waitFor();
  assert.deepEqual(await open.locator("summary").allTextContents(), ["On land\u00A0› Sheds"]);
  assert.equal(await open.getByRole("link", { name: "Packer" }).getAttribute("aria-current"), "true");
  await tab.goto(server.url("en/harbour/requirements.html"));
  await tab.reload();
  await tab.locator("summary", { hasText: "Tugs" }).focus();
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  assert.match(tab.url(), /#role=deckhand$/u);
  assert.deepEqual(await tab.locator(".groups > section:visible .requirements > li").count(), 5);
  await context.close();
});

test("search offers the roles by group", async () => {
  const { tab, close } = await openTab({ site, server, browser }, "en/index.html");
  await tab.keyboard.press("/");
  const groups = tab.locator("dialog[open] select[name=role] > optgroup");
  await tab.locator("dialog[open] select[name=role]").waitFor({ state: "attached" });
  const labels = await groups.evaluateAll((all) => all.map((group) => group.label.replace("\u00A0", " ").replace("\u00A0", " ")));
  assert.deepEqual(labels, GROUPS);
  assert.deepEqual(await tab.locator("dialog[open] select[name=role] > option").allTextContents(), ["All roles", "Harbour master"]);
  await close();
});
