// A built site: its files, the kind of each page, a server on the loopback address, and the browser.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { accessSync, constants, readdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, extname, join, posix, resolve, sep } from "node:path";
import { chromium } from "playwright-core";

/** @import { AddressInfo } from "node:net" */
/** @import { LaunchOptions } from "playwright-core" */

/**
 * A page in the program's table of addresses: its path, its kind and template, and the reading and the standard that it belongs to.
 *
 * @typedef {{ path: string, kind: string, template: string, reading?: string, standard?: string }} Entry
 */

/**
 * A built site: its folder, its files and pages, and what they are.
 *
 * @typedef {ReturnType<typeof openSite>} Site
 */

/**
 * A site on the loopback address.
 *
 * @typedef {{ origin: string, url: (page: string) => string, close: () => Promise<void> }} Server
 */

/**
 * The media type of a file by its extension.
 *
 * @type {Record<string, string>}
 */
export const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".atom": "application/atom+xml",
};

/** The folder under test: the argument, or the environment variable SITE. */
export function siteFolder(argument = process.env.SITE) {
  if (!argument) throw new Error("SITE is not set: it must name the folder of a built site");
  const folder = resolve(argument);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`SITE names no folder: ${folder}`);
  }
  return folder;
}

/**
 * All files of a folder, as sorted paths with forward slashes. Links are not followed.
 *
 * @param {string} folder
 */
export function walk(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).split(sep).join("/"))
    .sort();
}

/** This repository, whose handbook is the one under test. */
export const REPOSITORY = resolve(import.meta.dirname, "../..");

/** The program of `tests/examples/list_pages.rs`: the value of the environment variable LIST_PAGES, or the one that cargo builds. */
const LIST_PAGES = process.env.LIST_PAGES ?? join(REPOSITORY, "target/debug/examples/list_pages");

/**
 * Lists the pages of the site of the handbook in the folder `root`, from the program's own table of addresses, and every kind and
 * template that pages can have.
 *
 * @param {string} root
 * @returns {{ kinds: string[], templates: string[], pages: Entry[] }}
 */
export function listPages(root) {
  try {
    return JSON.parse(execFileSync(LIST_PAGES, [root], { encoding: "utf8", maxBuffer: 256 << 20 }));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw new Error(`${LIST_PAGES} is not there: run “cargo build --workspace --examples”`, { cause: error });
  }
}

/** Reads the structure of a site that was built from the handbook in the folder `root`. Throws if it does not have that site's pages. */
export function openSite(folder = siteFolder(), root = REPOSITORY) {
  const files = walk(folder);
  const pages = files.filter((file) => file.endsWith(".html"));
  const { pages: listed, kinds, templates } = listPages(root);
  const entries = new Map(listed.map((entry) => [entry.path, entry]));
  const entryOf = (/** @type {string} */ page) => {
    const entry = entries.get(page);
    if (!entry) throw new Error(`${folder} has no page ${page}`);
    return entry;
  };
  const [one] = [...pages.filter((page) => !entries.has(page)), ...[...entries.keys()].filter((page) => !pages.includes(page))];
  if (one || pages.length === 0) throw new Error(`${folder} was not built from the handbook in ${root}: ${one ?? "it has no page"}`);
  const named = (/** @type {"reading" | "standard"} */ part) =>
    [...new Set(pages.flatMap((page) => entryOf(page)[part] || []))];
  return {
    folder, files, pages, kinds, templates,
    readings: named("reading"), standards: named("standard"),
    read: (/** @type {string} */ file) => readFileSync(join(folder, file), "utf8"),
    /** The name of a page's template, which is that of its kind, except for annexes and self-checks by profile. */
    kind: (/** @type {string} */ page) => entryOf(page).template.replace(/\.html$/u, ""),
    /** The path that the table of addresses has for the page's kind. */
    path: (/** @type {string} */ page) => entryOf(page).kind,
    /** The reading that the page is in; empty if it is in none. */
    reading: (/** @type {string} */ page) => entryOf(page).reading ?? "",
    /** Whether the page is for a frame in another page. */
    isFrame: (/** @type {string} */ page) => entryOf(page).kind.endsWith("/frame.html"),
  };
}

/**
 * One page of every kind and template in every reading: the first of each, or all of those in `wanted`. Redirects are left out,
 * since a browser leaves them at once.
 *
 * @param {Site} site
 * @param {string[]} [wanted] the ends of addresses
 */
export function samplePages(site, wanted = []) {
  const chosen = new Map();
  for (const page of site.pages.filter((name) => site.kind(name) !== "redirect")) {
    const key = `${site.path(page)} ${site.kind(page)} ${site.reading(page)}`;
    if (wanted.some((ending) => page.endsWith(`/${ending}`))) chosen.set(page, page);
    else if (!chosen.has(key)) chosen.set(key, page);
  }
  return [...new Set(chosen.values())].sort();
}

/**
 * One page of every kind and template in every reading, of several sites: `sites` with the `pages` of each, which are of kinds or
 * templates that no site before it has.
 *
 * @template {{ site: Site }} Sited
 * @param {Sited[]} sites
 */
export function samplesOf(sites) {
  const known = new Set();
  return sites.map((one) => {
    const parts = (/** @type {string} */ page) => [one.site.path(page), one.site.kind(page)];
    const pages = samplePages(one.site).filter((page) => parts(page).some((part) => !known.has(part)));
    for (const part of pages.flatMap(parts)) known.add(part);
    return { ...one, pages };
  });
}

/**
 * Serves the site's folder on the loopback address. Returns `{origin, close, url(page)}`. The browser may keep everything but pages,
 * as with most hosts; reading scripts and styles afresh for every page would take a fifth of the tests' time.
 *
 * @param {string} folder
 * @returns {Promise<Server>}
 */
export async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "", "http://x").pathname);
    const file = join(folder, posix.normalize(path));
    const found = file.startsWith(folder) && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!found) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found");
      return;
    }
    const caching = extname(file) === ".html" ? "no-cache" : "max-age=600";
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": caching });
    response.end(readFileSync(file));
  });
  const { origin, close } = await listen(server);
  const url = (/** @type {string} */ page) => `${origin}/${page.split("/").map(encodeURIComponent).join("/")}`;
  return { origin, url, close };
}

/**
 * Starts a server at a free port of the loopback address. Returns the address, and a way to close it at once.
 *
 * @param {import("node:http").Server} server
 */
export async function listen(server) {
  await new Promise((done) => { server.listen(0, "127.0.0.1", () => done(undefined)); });
  const { port } = /** @type {AddressInfo} */ (server.address());
  /** @returns {Promise<void>} */
  const close = () => new Promise((done) => { server.close(() => done()); server.closeAllConnections(); });
  return { origin: `http://127.0.0.1:${port}`, port, close };
}

/**
 * The browser's program: the environment variable CHROMIUM, or the first of the usual names on PATH. The headless shell is the same
 * browser without windows. Chromium draws a window for each context even when headless, which takes longer than most pages do.
 */
export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch { /* the next one */ }
    }
  }
  throw new Error("no Chromium on PATH: install it, or name it by the environment variable CHROMIUM");
}

/**
 * The browser's options, without background network traffic.
 *
 * @param {LaunchOptions} [options]
 * @returns {LaunchOptions}
 */
export function launchOptions({ args = [], ...options } = {}) {
  return {
    executablePath: chromiumPath(),
    ...options,
    args: [
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--hide-scrollbars",
      // A language that no handbook of the tests has, so that the page with the choice of a language stays.
      "--accept-lang=eo",
      // Chromium's sandbox does not start for root, which is the user in most containers.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ...args,
    ],
  };
}

/**
 * A browser for one test file: the one at the address in the environment variable TEST_BROWSER (started by run.mjs), or a new one.
 * Closing the former only closes what was opened in it.
 */
export function launch() {
  const shared = process.env.TEST_BROWSER;
  return shared ? chromium.connect(shared) : chromium.launch(launchOptions());
}

/**
 * Calls `work(item, worker)` for all items, `width` at a time.
 *
 * @template Item
 * @param {Item[]} items
 * @param {number} width
 * @param {(item: Item, worker: number) => Promise<void>} work
 */
export async function inParallel(items, width, work) {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, async (_, worker) => {
    while (next < items.length) await work(items[next++], worker);
  }));
}
