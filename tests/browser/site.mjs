// A built site: its files, the kind of each page, a server on the loopback address, and the browser.

import { createServer } from "node:http";
import { accessSync, constants, readdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, extname, join, posix, resolve, sep } from "node:path";
import { chromium } from "playwright-core";

/** Top-level folders that are not readings. */
const NOT_READINGS = new Set(["id", "data", "ims", "assets"]);

/** The media type of a file by its extension. */
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

/** All files of a folder, as sorted paths with forward slashes. Links are not followed. */
export function walk(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).split(sep).join("/"))
    .sort();
}

/** Reads the structure of a site. Throws if it has no page, so that no test passes on an empty folder. */
export function openSite(folder = siteFolder()) {
  const files = walk(folder);
  const pages = files.filter((file) => file.endsWith(".html"));
  if (pages.length === 0) throw new Error(`${folder} holds no page`);
  const readings = pages
    .map((page) => page.split("/"))
    .filter((parts) => parts.length === 2 && parts[1] === "index.html" && !NOT_READINGS.has(parts[0]))
    .map((parts) => parts[0]);
  const standards = [...new Set(pages.map((page) => page.split("/"))
    .filter((parts) => parts.length === 3 && parts[2] === "whole.html" && readings.includes(parts[0]))
    .map((parts) => parts[1]))];
  const site = { folder, files, pages, readings, standards };
  site.read = (file) => readFileSync(join(folder, file), "utf8");
  site.kind = (page) => kindOf(site, page);
  site.reading = (page) => (readings.includes(page.split("/")[0]) ? page.split("/")[0] : "");
  return site;
}

/** The kind of a page by its address, as in the design's table of addresses. */
function kindOf(site, page) {
  const parts = page.split("/");
  if (page === "index.html") return "choice";
  if (page === "404.html") return "missing";
  if (page === "offline.html") return "offline";
  if (parts[0] === "id") return "permalink";
  if (!site.readings.includes(parts[0])) return "other";
  const [, second, third, fourth] = parts;
  if (parts.length === 2) return second === "index.html" ? "home" : "page";
  if (!site.standards.includes(second)) return second; // curricula, postings, pages in a folder
  if (parts.length === 3) {
    if (third === "index.html") return "contents";
    if (third === "terms.html") return "terms";
    if (third === "whole.html") return "whole";
    if (third === "compare.html") return "compare";
    return /^[A-Z]\.html$/u.test(third) ? "annex" : "clause";
  }
  if (third === "compare") return parts.length === 4 ? "compare-levels" : "compare-roles";
  if (third === "role") return parts.length === 4 ? "role" : "level";
  if (third === "selfcheck") return parts.length === 4 ? "selfcheck" : "frame";
  return third ?? fourth;
}

/** One page of every kind in every reading: the first of each, or all of those in `wanted`. */
export function samplePages(site, wanted = []) {
  const chosen = new Map();
  for (const page of site.pages) {
    const key = `${site.kind(page)} ${site.reading(page)}`;
    if (wanted.some((ending) => page.endsWith(`/${ending}`))) chosen.set(page, page);
    else if (!chosen.has(key)) chosen.set(key, page);
  }
  return [...new Set(chosen.values())].sort();
}

/**
 * Serves the site's folder on the loopback address. Returns `{origin, close, url(page)}`. The browser may keep everything but pages,
 * as with most hosts; reading scripts and styles afresh for every page would take a fifth of the tests' time.
 */
export async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
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
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const url = (page) => `${origin}/${page.split("/").map(encodeURIComponent).join("/")}`;
  const close = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
  return { origin, url, close };
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

/** The browser's options, without background network traffic. */
export function launchOptions({ args = [], ...options } = {}) {
  return {
    executablePath: chromiumPath(),
    ...options,
    args: [
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--hide-scrollbars",
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

/** Calls `work(item, worker)` for all items, `width` at a time. */
export async function inParallel(items, width, work) {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, async (_, worker) => {
    while (next < items.length) await work(items[next++], worker);
  }));
}
