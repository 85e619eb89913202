// Standards of every shape: the examples in the manual, each of which is a whole handbook, and the made-up handbooks of shapes of
// their own. Their pages are valid, linked, accessible in both colour schemes and no wider than a phone, and search, printing and the
// self-check work. The made-up handbooks in Arabic and Japanese have a file of their own, and small.test.mjs has those of every kind of page.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { launch, openSite, REPOSITORY, samplePages, serveFolder } from "./site.mjs";
import { findIn } from "./axe.mjs";
import { check, faults as checked } from "./checker.mjs";
import { assertClean, HIGH_PHONE } from "./clean.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { build, FIXTURES, openFixture, rootOf } from "./fixture.mjs";
import { sideways } from "./layout.mjs";
import { linkFaults } from "./links.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { Server, Site } from "./site.mjs" */

/** The made-up handbooks that are not pages of the manual, and that neither small.test.mjs nor one-language.test.mjs opens. */
const MADE_UP = readdirSync(rootOf("."), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(rootOf(entry.name), "content/handbook.yaml")))
  .map(({ name }) => name)
  .filter((name) => ![...FIXTURES, "arabic", "japanese"].includes(name));

const PAGES = join(REPOSITORY, "docs/content/pages/en");
const SHAPES = readdirSync(join(PAGES, "shapes")).filter((file) => file.endsWith(".md")).map((file) => file.slice(0, -3));

/** @type {string} */
let folder;
/** @type {Browser} */
let browser;
/** @type {Map<string, { site: Site, server: Server }>} */
const sites = new Map();

/**
 * Writes the files of which a document has blocks that begin with their paths.
 *
 * @param {string} document
 * @param {string} root
 */
function writeFiles(document, root) {
  const text = readFileSync(join(PAGES, document), "utf8");
  for (const [, path, content] of text.matchAll(/^```yaml\n# (content\/\S+)\n([\s\S]*?)^```$/gmu)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "clausebook-shapes-"));
  const roots = MADE_UP.map((name) => ({ name, root: rootOf(name) }));
  for (const shape of SHAPES) {
    const root = join(folder, "handbooks", shape);
    writeFiles("shapes.md", root);
    writeFiles(`shapes/${shape}.md`, root);
    roots.push({ name: `shape-${shape}`, root });
  }
  for (const { name, root } of roots) {
    const out = join(folder, name);
    build(root, out);
    sites.set(name, { site: openSite(out, root), server: await serveFolder(out) });
  }
});
after(async () => {
  await browser?.close();
  await Promise.all([...sites.values()].map(({ server: { close } }) => close()));
  if (folder) rmSync(folder, { recursive: true });
});

/**
 * The faults that the HTML checker finds in the files of sites, which are folders in `parent`. Files that are the same are checked once.
 *
 * @param {Site[]} all
 * @param {string} parent
 */
async function invalid(all, parent) {
  const known = new Set();
  const files = all.flatMap((site) => site.files.filter((file) => /\.(?:html|css|svg)$/u.test(file))
    .filter((file) => !known.has(site.read(file)) && known.add(site.read(file)))
    .map((file) => relative(parent, join(site.folder, file))));
  return checked(await check(parent, files), parent);
}

test("pages and styles are valid, and links lead somewhere", async () => {
  const made = [...sites.values()].map(({ site }) => site);
  const shared = FIXTURES.map((name) => openFixture(name));
  const faults = [...await invalid(made, folder), ...await invalid(shared, dirname(shared[0].folder))];
  assertNone(byKind([...faults, ...[...made, ...shared].flatMap((site) => linkFaults(site))]));
});

test("a page of every kind: axe in both colour schemes, console, requests, width", async () => {
  for (const { site, server } of sites.values()) {
    // In one language, the first page leads on to the front page at once.
    const pages = samplePages(site).filter((page) => page !== "index.html" || site.readings.length > 1);
    await assertClean(browser, { server, pages }, async (tab, page) => [...await sideways(tab, page), ...await findIn(tab, page)], { options: HIGH_PHONE });
  }
});

/**
 * Runs `use` in a new tab at a page.
 *
 * @template Result
 * @param {string} address
 * @param {(tab: Page) => Promise<Result>} use
 */
async function inTab(address, use) {
  const tab = await browser.newPage();
  try {
    await tab.goto(address);
    return await use(tab);
  } finally {
    await tab.close();
  }
}

/**
 * The last requirement of a site that has a text, with the clause page on which it is. Nothing if there is none.
 *
 * @param {Server} server
 * @param {Site} site
 */
async function lastRequirement({ url }, site) {
  // In one language, since texts side by side are mixed on paper.
  const [first] = site.readings.toSorted((a, b) => a.length - b.length);
  const clauses = site.pages.filter((page) => site.kind(page) === "clause" && site.reading(page) === first);
  const page = clauses.findLast((one) => site.read(one).includes('class="requirements"'));
  if (!page) return undefined;
  return inTab(url(page), (tab) => tab.evaluate((from) => {
    const found = [...document.querySelectorAll("main .requirements li[id]")].at(-1);
    // Formulas are found by other words than those that are seen.
    const words = found?.querySelector("p:not(:has(math))")?.textContent?.trim();
    return words ? { page: from, id: found?.id, words } : undefined;
  }, page));
}

/** Only the letters and digits of a text, since paper breaks lines and words where a page does not. */
const letters = (/** @type {string} */ text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

test("a requirement is found by its words, and is on paper", async (context) => {
  let found = 0;
  for (const [name, { site, server }] of sites) {
    const requirement = await lastRequirement(server, site);
    if (!requirement) continue;
    found++;
    const { page, id, words } = requirement;
    const first = await inTab(server.url(`${page.split("/")[0]}/index.html`), async (tab) => {
      await tab.keyboard.press("/");
      await tab.fill("dialog[open] input[type=search]", words);
      await tab.waitForSelector("dialog[open] ol:not([aria-busy]) a");
      return tab.evaluate(() => /** @type {HTMLAnchorElement} */ (document.querySelector("dialog[open] ol a")).href);
    });
    assert.equal(first, `${server.url(page)}#${id}`, `${name}: ${words}`);
    const pdf = join(folder, `${name}.pdf`);
    const whole = site.pages.find((one) => one === `${dirname(page)}/whole.html`);
    assert.ok(whole, `${name}: no page has the whole text`);
    await inTab(server.url(whole), (tab) => tab.pdf({ path: pdf, format: "A4", preferCSSPageSize: true }));
    const printed = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
    assert.ok(letters(printed).includes(letters(words)), `${name}: not on paper: ${words}`);
  }
  context.diagnostic(`${found} of ${sites.size} handbooks have requirements with texts`);
  assert.ok(found >= SHAPES.length);
});

test("every self-check tells its result for the best and for the lowest answers", async () => {
  let count = 0;
  for (const [name, { site, server }] of sites) {
    const checks = site.pages.filter((page) => site.read(page).includes("<form data-selfcheck") && !site.isFrame(page));
    for (const page of checks) {
      count++;
      await inTab(server.url(page), async (tab) => {
        await tab.waitForSelector("[data-live]:not([hidden])", { state: "attached" });
        const [best, lowest] = await tab.evaluate(() => {
          const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-selfcheck]"));
          const radios = [...form.querySelectorAll("input[type=radio]")].filter((one) => /^(?:grade|rate)\./u.test(/** @type {HTMLInputElement} */ (one).name));
          const groups = Map.groupBy(/** @type {HTMLInputElement[]} */ (radios), ({ name }) => name);
          return [0, -1].map((place) => {
            for (const group of groups.values()) {
              const chosen = group.filter(({ value }) => value !== "-").at(place);
              if (chosen) chosen.checked = true;
            }
            form.dispatchEvent(new Event("input", { bubbles: true }));
            return [...form.querySelectorAll("output, [data-indicative]")].filter((output) => output.checkVisibility())
              .map((output) => output.textContent?.trim() ?? "");
          });
        });
        assert.ok(best.length > 0 && best.every(Boolean), `${name}/${page}: ${JSON.stringify(best)}`);
        assert.notDeepEqual(best, lowest, `${name}/${page}`);
      });
    }
  }
  assert.ok(count > SHAPES.length, `${count} self-checks`);
});
