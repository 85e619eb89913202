// The page that a static host shows for a missing address at any depth: it looks like a page of the handbook, and its links lead
// to it. A site built without a base URL is assumed to be at the root of its host.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { BASE_URL, openFixture } from "./fixture.mjs";
import { host } from "./host.mjs";
import { launch } from "./site.mjs";
import { watch } from "./watch.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const CASES = [
  { what: "without a base URL, at the root of its host", isPublished: false, base: "/" },
  { what: "with one, where it says", isPublished: true, base: new URL(BASE_URL).pathname },
];

for (const { what, isPublished, base } of CASES) {
  test(`a missing address, ${what}`, async () => {
    const site = openFixture("pottery", { isPublished });
    const server = await host(site.folder, { base });
    const tab = await (await browser.newContext()).newPage();
    const { faults } = watch(tab, server.origin);
    for (const missing of ["missing.html", "zh/no/such/page.html", "a/b/c/d/e", "a/b/"]) {
      const answer = await tab.goto(server.url(missing));
      assert.equal(answer.status(), 404, missing);
      const hrefs = await tab.$$eval("a[href]", (links) => links.filter((a) => a.hash === "").map((a) => a.href));
      assert.ok(hrefs.length >= site.readings.length, `${missing}: ${hrefs.length} links`);
      for (const href of new Set(hrefs)) {
        const there = await tab.request.get(href);
        assert.equal(there.status(), 200, `${missing}: ${href}`);
      }
      const paper = await tab.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper"));
      assert.notEqual(paper, "", `${missing}: without the handbook's styles`);
    }
    assert.deepEqual(faults.filter(({ what: fault }) => !fault.startsWith("answer 404") && !/status of 404/u.test(fault)), []);
    await tab.context().close();
    await server.close();
  });
}
