// The header of a page has few lines on every screen, with the three readings of the shipped handbook, and leads to what
// readers come for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, server, site } from "./opened.mjs";

test("the header of a page keeps to its lines at every width", async () => {
  const tab = await (await browser.newContext()).newPage();
  for (const page of site.pages.filter((name) => site.kind(name) === "front" || name.endsWith("/5.1.html"))) {
    await tab.goto(server.url(page));
    for (const width of [320, 375, 768, 1280]) {
      await tab.setViewportSize({ width, height: 812 });
      const rows = await tab.evaluate(() => {
        const parts = [...document.querySelectorAll(".masthead > *")].filter((part) => part.checkVisibility() && part.getBoundingClientRect().width);
        const middles = parts.map((part) => ({ part: part.className || part.tagName, box: part.getBoundingClientRect() }));
        const lines = [];
        for (const { part, box } of middles) {
          const middle = (box.top + box.bottom) / 2;
          const line = lines.find((known) => middle > known.top && middle < known.bottom);
          if (line) line.parts.push(part);
          else lines.push({ top: box.top, bottom: box.bottom, parts: [part] });
        }
        const readings = [...document.querySelectorAll("[data-readings] a")].map((link) => Math.round(link.getBoundingClientRect().top));
        return { lines: lines.map(({ parts: names }) => names.join(" ")), readings: new Set(readings).size, wide: document.documentElement.scrollWidth > innerWidth };
      });
      const most = width < 768 && !page.endsWith("/index.html") ? 2 : 1;
      assert.ok(rows.lines.length <= most && rows.readings === 1 && !rows.wide, `${page} at ${width}: ${JSON.stringify(rows)}`);
    }
  }
  await tab.context().close();
});

test("the destinations of the handbook are in line on a wide page, and behind a button on a narrow one, without script too", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const tab = await (await browser.newContext({ javaScriptEnabled })).newPage();
    const destinations = tab.locator(".destinations a");
    const names = ["Roles", "Self-check", "Standard", "Curricula", "Postings"];
    await tab.setViewportSize({ width: 1280, height: 812 });
    await tab.goto(server.url("en/cbec-export-operations/5.1.html"));
    assert.deepEqual(await destinations.allInnerTexts(), names);
    assert.ok(await destinations.first().isVisible());
    assert.equal(await tab.locator(".to-destinations").isVisible(), false);
    assert.deepEqual(await tab.locator(".destinations [aria-current]").allInnerTexts(), ["Standard"]);
    await tab.setViewportSize({ width: 375, height: 812 });
    assert.equal(await destinations.first().isVisible(), false);
    await tab.locator(".to-destinations").focus();
    await tab.keyboard.press("Enter");
    assert.ok(await destinations.first().isVisible());
    await tab.keyboard.press("Escape");
    assert.equal(await destinations.first().isVisible(), false);
    await tab.locator(".to-destinations").click();
    const box = await tab.locator(".destinations").boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 375, JSON.stringify(box));
    await tab.getByRole("link", { name: "Postings" }).first().click();
    assert.equal(new URL(tab.url()).pathname, new URL(server.url("en/postings/index.html")).pathname);
    assert.deepEqual(await tab.locator(".destinations [aria-current]").allTextContents(), ["Postings"]);
    await tab.context().close();
  }
});
