// Navigation: switching the reading stays on the same clause; the keyboard reaches and shows everything; a requirement's permalink
// is copied completely.

import { test } from "node:test";
import assert from "node:assert/strict";
import { posix } from "node:path";
import { browser, server, site } from "./opened-pottery.mjs";
import { samplePages } from "./site.mjs";
import { attribute, elements, find, parsePage } from "./markup.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

/** The links of a page's switch: reading, language, target address inside the site, and whether it is the current one. */
function switchOf(page) {
  const nav = find(parsePage(site.read(page)), (element) => element.tagName === "nav" && attribute(element, "data-readings") !== undefined);
  if (!nav) return undefined;
  return [...elements(nav)].filter((element) => element.tagName === "a").map((element) => ({
    reading: attribute(element, "data-reading"),
    language: attribute(element, "hreflang"),
    target: posix.join(posix.dirname(page), decodeURIComponent((attribute(element, "href") ?? "").split("#")[0])),
    current: attribute(element, "aria-current") !== undefined,
  }));
}

/** The clause pages with requirements that have permalinks, in one reading. */
const clausesWithRequirements = (reading) => site.pages.filter((page) =>
  site.kind(page) === "clause" && site.reading(page) === reading && site.read(page).includes("data-copy"));

test("every page of a reading offers all readings of the same page", () => {
  assert.ok(site.readings.length >= 2, `the site has only the readings ${site.readings.join(", ")}`);
  const faults = [];
  for (const page of site.pages.filter((name) => site.reading(name) !== "")) {
    const add = (what) => faults.push({ what, where: page });
    const links = switchOf(page);
    if (!links) {
      add("no nav[data-readings]");
      continue;
    }
    const rest = page.slice(site.reading(page).length);
    const offered = links.map((link) => link.reading).sort();
    if (offered.join() !== [...site.readings].sort().join()) add(`offers ${offered.join(", ") || "nothing"}`);
    for (const { reading, language, target, current } of links) {
      if (target !== `${reading}${rest}`) add(`${reading} leads to ${target}, another page`);
      if (!language) add(`${reading} has no hreflang`);
      if (current !== (reading === site.reading(page))) add(`aria-current is wrong on ${reading}`);
    }
  }
  assertNone(byKind(faults));
});

test("in the browser: through all readings and back, on the same clause", async () => {
  const tab = await (await browser.newContext()).newPage();
  const watched = watch(tab, server.origin);
  const start = clausesWithRequirements(site.readings[0])[0];
  assert.ok(start, "no clause page has a requirement with a permalink");
  const rest = start.slice(site.readings[0].length);
  await tab.goto(server.url(start));
  for (const reading of [...site.readings.slice(1), site.readings[0]]) {
    await tab.click(`nav[data-readings] a[data-reading="${reading}"]`);
    await tab.waitForURL((url) => decodeURIComponent(url.pathname) === `/${reading}${rest}`);
    assert.ok(await tab.locator("main h1").first().isVisible(), `${reading}: no heading`);
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("keyboard: the skip link comes first and leads into main", async () => {
  const faults = [];
  const tab = await (await browser.newContext()).newPage();
  for (const page of samplePages(site).filter((name) => site.reading(name) !== "")) {
    await tab.goto(server.url(page));
    await tab.keyboard.press("Tab");
    const first = await tab.evaluate(() => {
      const link = document.activeElement;
      const box = link.getBoundingClientRect();
      return { href: link.getAttribute("href"), seen: box.width > 1 && box.height > 1 && box.left >= 0 && box.top >= 0 };
    });
    if (!first.href?.startsWith("#")) faults.push({ what: `the first stop is not the skip link but ${first.href}`, where: page });
    else if (!first.seen) faults.push({ what: "the focused skip link is not in sight", where: page });
    else {
      await tab.keyboard.press("Enter");
      await tab.keyboard.press("Tab");
      const inside = await tab.evaluate((id) => {
        const target = document.getElementById(id);
        const main = document.querySelector("main");
        const active = document.activeElement;
        const after = active === document.body || Boolean(main.compareDocumentPosition(active)
          & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
        return Boolean(target) && (target === main || main.contains(target)) && after;
      }, first.href.slice(1));
      if (!inside) faults.push({ what: "the skip link does not lead into main", where: page });
    }
  }
  await tab.context().close();
  assertNone(byKind(faults));
});

test("keyboard: every stop is visible and marked, light and dark, and there is no trap", async () => {
  const faults = [];
  const tab = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  // Focus looks the same in all readings.
  for (const page of samplePages(site).filter((name) => ["", site.readings.at(-1)].includes(site.reading(name)))) {
    await walkThrough(tab, page, faults);
    for (const colorScheme of ["light", "dark"]) {
      await tab.emulateMedia({ colorScheme });
      for (const name of await tab.evaluate(unmarked)) faults.push({ what: `focus on ${name} is not marked, ${colorScheme}`, where: page });
    }
  }
  await tab.context().close();
  assertNone(byKind(faults));
});

/** Tabs through a page, at most 60 stops, remembers these as `stops`, and reports those that are hidden. */
async function walkThrough(tab, page, faults) {
  await tab.goto(server.url(page));
  for (let stop = 0; stop < 60; stop += 1) {
    await tab.keyboard.press("Tab");
    const found = await tab.evaluate(() => {
      const active = document.activeElement;
      globalThis.stops ??= new Set();
      if (!active || active === document.body || active === document.documentElement || globalThis.stops.has(active)) return undefined;
      globalThis.stops.add(active);
      const box = active.getBoundingClientRect();
      return {
        name: `${active.tagName.toLowerCase()}.${active.className}`,
        seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      };
    });
    if (!found) break;
    if (!found.seen) faults.push({ what: `focus on ${found.name} is out of sight`, where: page });
  }
}

/** The names of the remembered stops that look the same with and without focus. After a key was pressed, focus by a script is marked too. */
function unmarked() {
  const look = (element) => {
    const style = getComputedStyle(element);
    return ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "backgroundColor", "textDecorationLine"]
      .map((name) => style[name]).join("|");
  };
  return [...globalThis.stops].filter((element) => {
    element.focus({ preventScroll: true });
    const focused = look(element);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    element.blur();
    return (outlineStyle === "none" || outlineWidth === "0px") && look(element) === focused;
  }).map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
}

test("every requirement has its permalink to copy, in every reading", () => {
  const faults = [];
  const permalinks = site.pages.filter((page) => site.kind(page) === "permalink");
  assert.ok(permalinks.length > 0, "the site has no permalink");
  for (const permalink of permalinks) {
    const [, standard, requirement] = /^id\/([^/]+)\/(.+)\.html$/u.exec(permalink) ?? [];
    const [, clause, letter] = /^(.+)-([a-z]+)$/u.exec(requirement ?? "") ?? [];
    if (!letter) {
      faults.push({ what: "a permalink that names no requirement", where: permalink });
      continue;
    }
    for (const reading of site.readings) {
      const page = `${reading}/${standard}/${clause}.html`;
      if (!site.pages.includes(page)) {
        faults.push({ what: "a permalink whose clause has no page", where: page });
        continue;
      }
      const element = find(parsePage(site.read(page)), (candidate) => attribute(candidate, "id") === letter);
      const copies = element ? [...elements(element)].map((inner) => attribute(inner, "data-copy")).filter(Boolean) : [];
      const targets = copies.map((value) => posix.join(posix.dirname(page), value));
      if (!element) faults.push({ what: "a requirement without an anchor", where: `${page}#${letter}` });
      else if (!targets.includes(permalink)) faults.push({ what: "a requirement without its copy button", where: `${page}#${letter}` });
    }
  }
  assertNone(byKind(faults));
});

test("the first entry of a copy menu copies the absolute permalink, by mouse and by keyboard, and reports it", async () => {
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  for (const reading of site.readings) {
    const page = clausesWithRequirements(reading)[0];
    assert.ok(page, `${reading}: no clause page has a copy button`);
    await tab.goto(server.url(page));
    const buttons = tab.locator("button[data-copy]");
    for (const [index, press] of [[0, (button) => button.click()], [(await buttons.count()) - 1, (button) => button.press("Enter")]]) {
      const button = buttons.nth(index);
      const wanted = new URL(await button.getAttribute("data-copy"), server.url(page)).href;
      assert.match(wanted, new RegExp(`^${server.origin}/id/.+\\.html$`, "u"));
      await tab.evaluate(() => navigator.clipboard.writeText("nothing"));
      await tab.evaluate(listen);
      await button.focus();
      await press(button);
      await press(tab.locator("[role=menuitem]").first());
      await tab.waitForFunction(async (text) => await navigator.clipboard.readText() === text, wanted, { timeout: 3000 })
        .catch(async () => assert.fail(`${page}: the clipboard holds “${await tab.evaluate(() => navigator.clipboard.readText())}”, not “${wanted}”`));
      await tab.waitForFunction(() => globalThis.told.length > 0, undefined, { timeout: 3000 })
        .catch(() => assert.fail(`${page}: no message that the link was copied`));
    }
  }
  assertNone(byKind(watched.faults));
  await context.close();
});

/** From now on, collects in `told` all changes that a screen reader announces: in live regions and in the names of buttons. */
function listen() {
  globalThis.told = [];
  globalThis.listener?.disconnect();
  globalThis.listener = new MutationObserver((changes) => {
    for (const { target, type } of changes) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      if (type !== "attributes" && element?.closest("[aria-live], [role=status], [role=alert], output, button")?.textContent.trim()) {
        globalThis.told.push(element.textContent.trim());
      } else if (type === "attributes" && element.getAttribute("aria-label")) {
        globalThis.told.push(element.getAttribute("aria-label"));
      }
    }
  });
  globalThis.listener.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ["aria-label"] });
}
