// Comparisons that the reader chooses, in standards with many roles. Each handbook is built twice: as it is, with a page for
// each pair of roles, and with so many further roles that the reader chooses. What is chosen must say the same as the pages.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, openSite, serveFolder } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { build, openFixture, rootOf } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

const NAMES = ["small", "roles", "ladders", "profile", "pottery"];
const FURTHER = 13;
const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true };

let folder;
let browser;
/** For each handbook, the site with pages and the site with the choice. */
const built = [];

/** Builds a made-up handbook with further roles. */
function buildChoice(name) {
  const wide = widened(rootOf(name), name);
  const out = join(folder, name);
  build(wide, out);
  return openSite(out, wide);
}

/** Copies a handbook and adds roles to each of its standards that has any. */
function widened(root, name) {
  const copy = join(folder, `${name}-content`);
  cpSync(join(root, "content"), join(copy, "content"), { recursive: true });
  const standards = join(copy, "content", "standards");
  for (const standard of readdirSync(standards)) {
    const file = join(standards, standard, "standard.yaml");
    const text = readFileSync(file, "utf8");
    const language = text.match(/^language: (\S+)/mu)[1];
    const roles = Array.from({ length: FURTHER }, (_, place) => `  - {id: further-${place}, title: {${language}: Further ${place}}}\n`);
    writeFileSync(file, text.replace(/^roles:\n/mu, (head) => head + roles.join("")));
  }
  return copy;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-compare-"));
  for (const name of NAMES) built.push({ pages: openFixture(name), choice: buildChoice(name) });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const ladders = () => built[2].choice;
const CHOICE = "en/kitchen/compare.html";

async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const tab = await context.newPage();
  return tab;
}

/** Opens a comparison in a page that is already open or not, and waits until it is shown. */
async function choose(tab, url, fragment) {
  await tab.goto("about:blank");
  await tab.goto(`${url}#${fragment}`);
  await tab.waitForFunction(() => document.querySelector(".compared-status").textContent !== ""
    && !document.querySelector(".compared-result").hasAttribute("aria-busy"));
}

/** Chooses on a page that is already open, and waits until what was chosen is shown. */
async function chooseNext(tab, fragment) {
  await tab.evaluate((hash) => {
    const result = document.querySelector(".compared-result");
    document.querySelector(".compared-status").textContent = "";
    result.replaceChildren();
    location.hash = hash;
  }, fragment);
  await tab.waitForSelector(".compared-result:not([aria-busy]) > .compared-part");
}

/** The requirements that both sides, only the first and only the second ask for: the words of each, by its id. */
const columns = (tab) => tab.evaluate(() => ["both", "first", "second"].map((side) => Object.fromEntries(
  [...document.querySelectorAll(`.columns > .of-${side} .requirements > li`)].map((item) => [item.id,
    [...item.querySelectorAll(":scope > p:not(.fine), :scope > .pair > p")].map((p) => p.textContent)]),
)));

/** The requirements of a page without a comparison, in a tab: the words of each, by its id. */
const requirements = (tab, within = "main") => tab.evaluate((selector) => Object.fromEntries(
  [...document.querySelectorAll(`${selector} .requirements > li[id]`)].map((item) => [item.id,
    [...item.querySelectorAll(":scope > p:not(.fine), :scope > .pair > p")].map((p) => p.textContent)]),
), within);

test("what the reader chooses says the same as the pages of pairs, roles and levels", async (context) => {
  const faults = [];
  let compared = 0;
  const tab = await openTab();
  for (const { pages, choice } of built) {
    const servers = [await serveFolder(pages.folder), await serveFolder(choice.folder)];
    const asked = async (page) => { await tab.goto(servers[0].url(page)); return requirements(tab); };
    for (const reading of pages.readings) {
      for (const standard of pages.standards) {
        const start = `${reading}/${standard}/`;
        const roles = pages.pages.filter((page) => page.startsWith(`${start}role/`) && page.split("/").length === 4)
          .map((page) => page.slice(start.length + 5, -5));
        if (roles.length === 0) continue;
        assert.ok(!choice.pages.some((page) => page.startsWith(`${start}compare/`)), "no page for a pair");
        const url = servers[1].url(`${start}compare.html`);
        const sides = new Map();
        for (const role of roles) {
          sides.set(role, await asked(`${start}role/${role}.html`));
          const levels = pages.pages.filter((page) => page.startsWith(`${start}role/${role}/`));
          for (const page of levels) sides.set(`${role}/${page.split("/").at(-1).slice(0, -5)}`, await asked(page));
        }
        const all = [...sides.keys()];
        const isFirst = reading === pages.readings[0];
        const pairs = all.flatMap((first, place) => all.slice(place + 1).map((second) => [first, second])).filter(([first, second]) => {
          // In the other readings, only whole roles.
          return isFirst || !(first + second).includes("/");
        });
        await tab.goto(url);
        for (const [first, second] of pairs) {
          const where = `${start} ${first} ${second}`;
          await chooseNext(tab, `first=${first}&second=${second}`);
          const [both, one, other] = await columns(tab);
          for (const [name, shown] of [[first, { ...both, ...one }], [second, { ...both, ...other }]]) {
            const wanted = sides.get(name);
            if (JSON.stringify(Object.entries(shown).toSorted()) !== JSON.stringify(Object.entries(wanted).toSorted())) {
              faults.push({ what: `${name} does not ask for ${Object.keys(wanted)} but ${Object.keys(shown)}`, where });
            }
          }
          if (Object.keys(one).some((id) => id in sides.get(second))) faults.push({ what: "only the first, but of both", where });
          if (Object.keys(other).some((id) => id in sides.get(first))) faults.push({ what: "only the second, but of both", where });
          const page = `${start}compare/${first}/${second}.html`;
          if (pages.pages.includes(page)) {
            const parts = pages.read(page).split("<section class=\"of-").slice(1);
            for (const [column, own] of [["1", { ...both, ...one }], ["2", { ...both, ...other }]]) {
              const text = parts.filter((part) => part.startsWith(column)).join("");
              const ids = [...text.matchAll(/<li id="([^"]+)"/gu)].map(([, id]) => id);
              const lacking = ids.filter((id) => !(id in own));
              if (lacking.length > 0) faults.push({ what: `lacks ${lacking} of ${page}`, where });
            }
          }
          compared += 1;
        }
      }
    }
    for (const server of servers) await server.close();
  }
  await tab.context().close();
  assertNone(byKind(faults));
  assert.ok(compared >= 100, `only ${compared} comparisons`);
  context.diagnostic(`${compared} comparisons`);
});

test("terms that differ are shown with the side that states them", async () => {
  const tab = await openTab();
  const url = pathToFileURL(join(ladders().folder, CHOICE)).href;
  await choose(tab, url, "first=grill/hand&second=grill/chief");
  const terms = await tab.locator("[id='1.1-a'] .terms").allInnerTexts();
  assert.deepEqual(terms, ["Grill · Grill hand Aware", "Grill · Chief of the grill Skilled"]);
  assert.equal(await tab.innerText(".compared-status"),
    "Grill · Grill hand / Grill · Chief of the grill: 2 requirements in common, 0 only in the first, 1 only in the second.");
  assert.match(await tab.title(), /^Grill · Grill hand \/ Grill · Chief of the grill · /u);
  await tab.context().close();
});

test("from disk: chosen by keyboard, kept in the address, Back and Forward, and damaged addresses", async () => {
  const tab = await openTab({ offline: true, viewport: { width: 1280, height: 900 } });
  const watched = watch(tab, pathToFileURL(ladders().folder).href);
  await tab.goto(pathToFileURL(join(ladders().folder, CHOICE)).href);
  const says = (text) => tab.waitForFunction((wanted) => document.querySelector(".compared-status").textContent.includes(wanted), text);
  assert.equal(await tab.locator(".compared-status").isVisible(), false);
  await tab.focus("#first-role");
  await tab.keyboard.type("Grill");
  await tab.waitForFunction(() => location.hash === "#first=grill");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "first-role", "the focus stays");
  await tab.waitForSelector("#first-level:visible");
  await tab.focus("#second-role");
  await tab.keyboard.type("Sink");
  await says("Grill / Sink");
  assert.equal(await tab.evaluate(() => location.hash), "#first=grill&second=sink");
  await tab.focus("#first-level");
  await tab.keyboard.type("Chief");
  await says("Chief of the grill / Sink");
  assert.equal(await tab.evaluate(() => location.hash), "#first=grill/chief&second=sink");
  await tab.goBack();
  await says("Grill / Sink");
  assert.equal(await tab.inputValue("#first-level"), "");
  await tab.goForward();
  await says("Chief of the grill / Sink");
  assert.equal(await tab.inputValue("#first-level"), "chief");
  // Another role has other levels.
  await tab.selectOption("#first-role", "sink");
  await says("Both sides are the same");
  assert.equal(await tab.locator(".compared-part").count(), 0);
  for (const fragment of ["first=nobody&second=sink", "first=%E0%A4&second=__proto__", "first=grill/nothing&second=sink"]) {
    await tab.evaluate((hash) => { location.hash = hash; }, fragment);
    await tab.waitForFunction(() => !document.querySelector(".compared-result").hasAttribute("aria-busy"));
  }
  await says("Grill / Sink");
  await tab.context().close();
  assertNone(byKind(watched.faults));
});

test("data that does not load is said, and chosen again it is asked for again", async () => {
  const server = await serveFolder(ladders().folder);
  const tab = await openTab();
  await tab.route("**/compare/sink.js", (route) => route.abort());
  await tab.goto(`${server.url(CHOICE)}#first=grill&second=sink`);
  const says = (text) => tab.waitForFunction((wanted) => document.querySelector(".compared-status").textContent.includes(wanted), text);
  await says("could not be loaded");
  await tab.unroute("**/compare/sink.js");
  await tab.selectOption("#second-role", "further-1");
  await says("Grill / Further 1");
  await tab.selectOption("#second-role", "sink");
  await says("Grill / Sink");
  await tab.context().close();
  await server.close();
});

test("without a script, the page says so and leads to the roles", async () => {
  const tab = await openTab({ javaScriptEnabled: false });
  await tab.goto(pathToFileURL(join(ladders().folder, CHOICE)).href);
  assert.match(await tab.innerText("main"), /JavaScript is turned off/u);
  assert.equal(await tab.locator(".compared-pair").isVisible(), false);
  await tab.click(".elsewhere a >> text=Grill");
  assert.match(tab.url(), /role\/grill\.html$/u);
  // The page of a role leads back, and its comparison begins with the role.
  const way = await tab.locator(".compare-ways a").getAttribute("href");
  assert.equal(way, "../compare.html#first=grill");
  await tab.context().close();
});

test("accessible, silent and no wider than the screen, in every reading, on phone and desktop", async () => {
  const faults = [];
  for (const { choice } of [built[0], built[2]]) {
    const server = await serveFolder(choice.folder);
    for (const options of [PHONE, { viewport: { width: 1280, height: 900 } }]) {
      const tab = await openTab(options);
      const watched = watch(tab, server.origin);
      for (const page of choice.pages.filter((name) => name.endsWith("/compare.html"))) {
        watched.at = page;
        await tab.goto(server.url(page));
        const ids = await tab.locator("#first-role option").evaluateAll((all) => all.map((option) => option.value).filter(Boolean));
        const own = ids.filter((id) => !id.startsWith("further"));
        await choose(tab, server.url(page), `first=${own[0]}&second=${own[1] ?? "further-1"}`);
        faults.push(...await sideways(tab, page));
        const twice = await tab.evaluate(() => {
          const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
          return ids.filter((id, place) => ids.indexOf(id) !== place);
        });
        if (twice.length > 0) faults.push({ what: `ids twice: ${twice}`, where: page });
        faults.push(...await findIn(tab, page));
      }
      faults.push(...watched.faults);
      await tab.context().close();
    }
    await server.close();
  }
  assertNone(byKind(faults));
});
