// Links to the self-check: on every kind of page about requirements, the first action leads there, with the page's role and level
// selected.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertNone, byKind } from "./faults.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { ready } from "./selfcheck.mjs";

const STANDARD = "pottery";
const PHONE = { width: 375, height: 812 };

/** For pages within a reading, the role of the self-check that each leads to, and the level selected there. */
const KNOWN = [
  [`${STANDARD}/role/thrower.html`, "thrower", ""],
  [`${STANDARD}/role/thrower/journeyman.html`, "thrower", "journeyman"],
  [`${STANDARD}/role/firer/apprentice.html`, "firer", "apprentice"],
  [`${STANDARD}/B.html`, "glazer", ""],
  ["curricula/first-year/index.html", "thrower", "apprentice"],
  ["curricula/first-year/01-clay.html", "thrower", "apprentice"],
];

const OPEN = [`${STANDARD}/4.html`, `${STANDARD}/4.1.html`, `${STANDARD}/4.2.html`, `${STANDARD}/4.3.2.html`];

/** The pages that know their role, in every reading. A function, since the site is opened before the tests. */
const pages = () => [
  ...site.readings.flatMap((reading) => KNOWN.map(([page, ...rest]) => [`${reading}/${page}`, ...rest])),
  [`id/${STANDARD}/3.3.1.2-a.html`, "thrower", "journeyman"],
  [`id/${STANDARD}/3.2.2.1-a.html`, "glazer", ""],
];

/** The first visible action in `main`: its kind, and its target. */
const firstAction = () => {
  const actions = document.querySelectorAll("main :is(button, .actions a)");
  const first = [...actions].find((action) => action.checkVisibility());
  if (!first) return undefined;
  const box = first.getBoundingClientRect();
  const style = getComputedStyle(first);
  return {
    isPrimary: first.matches("a.primary"), isFilled: style.backgroundColor !== "rgba(0, 0, 0, 0)",
    height: box.height, left: box.left, right: box.right, href: first.getAttribute("href"), words: first.textContent.trim(),
  };
};

/** Opens each page in the same tab, one after another, and calls `work(tab, page, ...)` with what else the entry holds. */
async function openEach(entries, options, work) {
  const context = await browser.newContext({ viewport: PHONE, ...options });
  try {
    const tab = await context.newPage();
    for (const [page, ...rest] of entries) {
      await tab.goto(server.url(page));
      await work(tab, page, ...rest);
    }
  } finally {
    await context.close();
  }
}

function assertPrimary(action, page) {
  assert.ok(action?.isPrimary && action.isFilled, `${page}: ${JSON.stringify(action)}`);
  assert.ok(action.height >= 44 && action.left >= 0 && action.right <= PHONE.width, `${page}: ${JSON.stringify(action)}`);
  assert.ok(action.words, `${page}: the action has no words`);
}

test("the first action leads to the self-check of the role, with the level selected", () => openEach(pages(), {}, async (tab, page, role, level) => {
  const action = await tab.evaluate(firstAction);
  assertPrimary(action, page);
  // The action is the same in every reading. It is followed in one reading, and from levels in all.
  const fragment = level ? `#as=${level}&target=${level}` : "";
  assert.ok(action.href.endsWith(`selfcheck/${role}.html${fragment}`), `${page}: ${action.href}`);
  if (!/^(?:zh|id)\/|\/journeyman\.html$/u.test(page)) return;
  await Promise.all([tab.waitForURL(/\/selfcheck\//u), tab.locator("main a.primary").click()]);
  await ready(tab);
  assert.ok(new URL(tab.url()).pathname.endsWith(`/selfcheck/${role}.html`), `${page}: ${tab.url()}`);
  const chosen = await tab.evaluate(() => ["evaluated-as", "target"].map((name) => document.querySelector(`[name="${name}"]`).value));
  assert.deepEqual(chosen, [level, level], page);
  assert.equal(await tab.locator("[data-message=page]").textContent(), "", page);
}));

test("if the role is not known, the first action leads to the choice of one, without script too", async () => {
  const requirement = `id/${STANDARD}/3.1-a.html`;
  const places = site.readings.flatMap((reading) =>
    (reading === "zh" ? [...OPEN.map((name) => `zh/${name}`), requirement] : [`${reading}/${OPEN[0]}`]));
  await openEach(places.map((page) => [page]), { javaScriptEnabled: false }, async (tab, page) => {
    await tab.locator("main a.primary").click();
    await tab.waitForURL(/#self-check/u);
    const place = await tab.locator(":target").boundingBox();
    assert.ok(place && place.y >= 0 && place.y < PHONE.height, `${page}: the choice is at ${place?.y}`);
    const roles = await tab.locator("section:has(> :target) li").count();
    assert.equal(roles, 3, page);
  });
});

test("the front page shows the first action on its first screen, and each role and level leads to its self-check", async () => {
  await openEach(site.readings.map((reading) => [`${reading}/index.html`]), {}, async (tab, page) => {
    assertPrimary(await tab.evaluate(firstAction), page);
    const box = await tab.locator("main a.primary").boundingBox();
    assert.ok(box.y + box.height <= PHONE.height, `${page}: the way ends at ${box.y + box.height}`);
    const links = await tab.locator(".checks li").evaluateAll((items) => items.map((item) => [...item.querySelectorAll("a")].map((link) => link.getAttribute("href"))));
    assert.equal(links.length, 3);
    for (const [role, ...levels] of links) {
      assert.match(role, /\/selfcheck\/[a-z-]+\.html$/u);
      assert.deepEqual(levels, ["apprentice", "journeyman", "master"].map((level) => `${role}#as=${level}&target=${level}`));
    }
  });
});

test("no page has two primary actions", () => {
  const faults = site.pages
    .filter((page) => (site.read(page).match(/class="primary"/gu) ?? []).length > 1)
    .map((where) => ({ what: "two primary actions", where }));
  assertNone(byKind(faults));
});

test("every page links to a self-check above and below its content", () => {
  const faults = [];
  for (const page of site.pages) {
    const html = site.read(page);
    const above = /<a class="to-check" href="[^"]*(?:#self-check|\/selfcheck\/)/u.test(html);
    const below = /<footer class="colophon">[\s\S]*?<a href="[^"]*#self-check/u.test(html);
    if (html.includes('<header class="masthead">') && !site.isFrame(page)) {
      if (!above && site.kind(page) !== "front") faults.push({ what: "no link in the masthead", where: page });
    }
    if (html.includes('<footer class="colophon">') && !below) faults.push({ what: "no link in the footer", where: page });
  }
  assertNone(byKind(faults));
});

test("links to self-checks are not printed", async () => {
  const places = [`zh/${STANDARD}/role/firer/journeyman.html`, `en/${STANDARD}/A.html`, `id/${STANDARD}/3.3.1.2-a.html`, "zh-en/index.html"];
  await openEach(places.map((page) => [page]), {}, async (tab, page) => {
    await tab.emulateMedia({ media: "print" });
    const ways = tab.locator(".primary, .to-check, .checks");
    assert.notEqual(await ways.count(), 0, page);
    assert.deepEqual(await ways.evaluateAll((all) => all.filter((way) => way.checkVisibility()).map((way) => way.className)), [], page);
  });
});
