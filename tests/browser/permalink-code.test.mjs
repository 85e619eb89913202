// A printed permalink leads back to its page: a QR code of its address, and the address, if the site's address is known.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { launch } from "./site.mjs";
import { BASE_URL, builtSite, openFixture } from "./fixture.mjs";
import { readCode } from "./qr.mjs";

/** @import { Browser } from "playwright-core" */

const PAGES = ["id/pottery/3.1-a.html", "id/pottery/3.3.2.2-a.html"];

/** @type {Browser} */
let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/**
 * The modules of a code in a page, without its border.
 *
 * @param {string} html
 */
function modules(html) {
  const [, width, path] = /class="paper-code"[\s\S]*?viewBox="0 0 (\d+) \1"[^>]*><path d="([^"]+)"/u.exec(html) ?? [];
  assert.ok(path, "the page has no code");
  const size = Number(width) - 8;
  const code = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)\.5h(\d+)/gu)) {
    for (let at = 0; at < Number(length); at += 1) code[Number(y) - 4][Number(x) - 4 + at] = 1;
  }
  return code;
}

test("the code of a permalink is that of its published address", () => {
  const site = openFixture("pottery", { isPublished: true });
  for (const page of PAGES) assert.equal(readCode(modules(site.read(page))), `${BASE_URL}${page}`);
  const unpublished = openFixture("pottery");
  for (const page of PAGES) assert.doesNotMatch(unpublished.read(page), /paper-code/u);
});

test("the code and the address are on paper only", async () => {
  const tab = await browser.newPage();
  const folder = builtSite("pottery", { isPublished: true });
  await tab.goto(pathToFileURL(join(folder, PAGES[0])).href);
  const figure = tab.locator(".paper-code");
  assert.ok(await figure.isHidden(), "the code is shown on screen");
  await tab.emulateMedia({ media: "print" });
  const box = await figure.locator("svg").boundingBox();
  assert.ok(box && box.width >= 75 && Math.abs(box.width - box.height) < 1, `the code is ${box?.width} × ${box?.height} px`);
  assert.equal((await figure.innerText()).trim(), `${BASE_URL}${PAGES[0]}`);
  await tab.close();
});
