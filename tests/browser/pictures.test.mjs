// Pictures and downloads beside the texts that use them: shown at their size from a server, below a base path, from disk,
// in print and without a connection, on light and on dark paper.

import { after, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openSite } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { build, rootOf } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { openForTests } from "./opening.mjs";
import { assertNone, byKind } from "./faults.mjs";

let root;
let site;
let server;
let browser;

/** Builds the small handbook with pictures. */
function buildPictures() {
  root = mkdtempSync(join(tmpdir(), "clausebook-pictures-"));
  for (const name of ["small", "pictures"]) cpSync(rootOf(name), root, { recursive: true });
  build(root, join(root, "site"));
  return openSite(join(root, "site"), root);
}

openForTests(buildPictures, (opened) => { ({ site, server, browser } = opened); });
after(() => { if (root) rmSync(root, { recursive: true }); });

/** The pictures of the page, once each of them is in view and loaded. */
async function pictures(tab) {
  const found = tab.locator("main img");
  for (const picture of await found.all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((image) => image.decode());
  }
  return found.evaluateAll((images) => images.map((image) => {
    const box = image.getBoundingClientRect();
    return {
      name: decodeURI(image.src.split("/").at(-1)),
      stated: [Number(image.getAttribute("width")), Number(image.getAttribute("height"))],
      natural: [image.naturalWidth, image.naturalHeight],
      ratio: Math.round((box.width / box.height) * 100),
      width: box.width,
      room: image.closest("main").getBoundingClientRect().width,
    };
  }));
}

/** Every picture is there, has the size that the page states, is not distorted, and fits. */
function assertShown(shown, place) {
  for (const { name, stated, natural, ratio, width, room } of shown) {
    // A drawing without a width has the size that the page gives it.
    if (!name.endsWith(".svg")) assert.deepEqual(natural, stated, `${place}: ${name}`);
    for (const sides of [natural, stated]) assert.equal(ratio, Math.round((sides[0] / sides[1]) * 100), `${place}: ${name} is distorted`);
    assert.ok(width > 100 && width <= room, `${place}: ${name} is ${width} px wide, with room for ${room}`);
  }
}

const ALL = ["wheel.svg", "pump.png", "bench.webp", "lamp.avif", "图-1.png"];

test("pictures are shown at their size on a phone and a desktop, and nothing is wider than the page", async () => {
  const faults = [];
  for (const width of [1280, 375]) {
    const tab = await (await browser.newContext({ reducedMotion: "reduce", viewport: { width, height: 800 } })).newPage();
    for (const page of ["en/workshop.html", "zh/workshop.html"]) {
      await tab.goto(server.url(page));
      const shown = await pictures(tab);
      assert.deepEqual(shown.map(({ name }) => name), ALL);
      assertShown(shown, `${page} at ${width} px`);
      faults.push(...await sideways(tab, `${page} at ${width} px`), ...await findIn(tab, page));
    }
    await tab.goto(server.url("en/postings/shop.html"));
    assertShown(await pictures(tab), `the posting at ${width} px`);
    await tab.context().close();
  }
  assertNone(byKind(faults));
});

test("pictures and downloads are found from disk", async () => {
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(join(root, "site", "en", "workshop.html")).href);
  assertShown(await pictures(tab), "from disk");
  const links = await tab.locator('main a[href*="files/"]').evaluateAll((all) => all.map((link) => link.href.split("#")[0]));
  assert.deepEqual(new Set(links), new Set(["curricula/first/worksheet.pdf", "pages/plan-b.pdf"]
    .map((file) => pathToFileURL(join(root, "site", "files", file)).href)));
  await tab.close();
});

test("a reader's server sends each file that the pages name", async () => {
  const tab = await browser.newPage();
  const pages = site.pages.filter((name) => /workshop|curricula\/first|postings\/shop/u.test(name));
  assert.ok(pages.length >= 9, `${pages}`);
  for (const page of pages) {
    await tab.goto(server.url(page));
    const files = await tab.evaluate(async () => {
      const named = [...document.querySelectorAll('main [src*="files/"], main a[href*="files/"]')].map((element) => element.src || element.href);
      return Promise.all(named.map(async (file) => [file, (await fetch(file)).status]));
    });
    for (const [file, status] of files) assert.equal(status, 200, `${page}: ${file}`);
  }
  await tab.close();
});

test("nothing moves while a picture loads", async () => {
  const tab = await browser.newPage();
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await tab.route("**/files/**", async (route) => {
    await released;
    await route.continue();
  });
  await tab.goto(server.url("en/workshop.html"), { waitUntil: "domcontentloaded" });
  await tab.locator("#to-take-along").waitFor();
  const place = () => tab.locator("#to-take-along").evaluate((head) => head.offsetTop);
  const before = await place();
  release();
  await pictures(tab);
  assert.equal(await place(), before);
  await tab.close();
});

test("a drawing on a transparent ground keeps light paper in the dark", async () => {
  for (const [colorScheme, isLight] of [["light", undefined], ["dark", true]]) {
    const tab = await (await browser.newContext({ colorScheme })).newPage();
    await tab.goto(server.url("en/workshop.html"));
    const ground = await tab.locator("main img").first().evaluate((image) => getComputedStyle(image).backgroundColor);
    const parts = ground.match(/[\d.]+/gu).map(Number);
    if (isLight) assert.ok(parts.length === 3 && parts.every((part) => part > 240), ground);
    else assert.equal(parts[3], 0, ground);
    await tab.context().close();
  }
});

test("pictures are printed, at most as wide as the sheet", async () => {
  const tab = await browser.newPage();
  await tab.goto(server.url("en/workshop.html"));
  // A browser that prints for a reader loads the pictures that were not in view first; the protocol prints at once.
  await pictures(tab);
  await tab.emulateMedia({ media: "print" });
  const pdf = (await tab.pdf({ format: "A5" })).toString("latin1");
  // The drawing is printed as paths, the other four as images of the file.
  assert.ok((pdf.match(/\/Subtype \/Image/gu) ?? []).length >= 4, "pictures are missing in print");
  await tab.close();
});
