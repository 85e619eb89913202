// The filters of the page of all requirements: each choice says how many requirements it leaves, whatever else is chosen.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./site.mjs";
import { serveFixture } from "./fixture.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveFixture>>} */
let site;

before(async () => { [browser, site] = [await launch(), await serveFixture("pottery")]; });
after(async () => { await browser?.close(); await site?.server.close(); });

test("each choice of a filter says how many requirements it leaves", async () => {
  const tab = await browser.newPage();
  for (const reading of ["en", "zh-en"]) {
    await tab.goto(site.server.url(`${reading}/pottery/requirements.html`));
    const links = tab.locator(".facets [data-facet]:not([data-facet=sort]) [data-choice]");
    const listed = () => tab.locator(".requirements > li:visible").count();
    const all = await listed();
    const seen = new Set();
    for (let at = 0; at < await links.count(); at += 1) {
      const link = links.nth(at);
      const told = Number(await link.locator(".tally").innerText());
      await link.click();
      assert.equal(await listed(), told, `${reading}: ${await link.innerText()}`);
      seen.add(told);
    }
    // The last choice of each filter is still chosen, so that fewer are left.
    assert.ok(seen.size > 4 && await listed() < all, `${reading}: ${[...seen]}`);
  }
  await tab.close();
});
