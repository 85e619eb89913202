// The handbook saved offline on a host with other applications: none of their files are saved or answered, files that the host
// forbids to store are not saved, and when the handbook is withdrawn, its saved copy is deleted.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { openFixture } from "./fixture.mjs";
import { launch, listen, TYPES } from "./site.mjs";

let site;
let browser;
before(async () => { site = openFixture("pottery"); browser = await launch(); });
after(() => browser?.close());

/** A host with the handbook at its root and an application at `/app/`. `headers` are sent with every file of the handbook. */
async function begin(t, headers = {}) {
  const state = { isPublished: true, headers, isDown: false, movedTo: undefined };
  const server = createServer((request, response) => {
    if (state.isDown) return request.socket.destroy();
    const { pathname } = new URL(request.url, "http://x");
    if (state.movedTo && !pathname.startsWith(state.movedTo)) {
      return response.writeHead(301, { location: state.movedTo + pathname.slice(1) }).end();
    }
    if (pathname.startsWith("/app/") || (!state.isPublished && pathname === "/")) {
      return response.writeHead(200, { "content-type": "text/html", "cache-control": "private, no-store" }).end("<title>App</title><h1>private</h1>");
    }
    try {
      if (!state.isPublished) throw new Error("gone");
      const name = pathname.slice(state.movedTo?.length ?? 1).replace(/(^|\/)$/u, "$1index.html");
      const bytes = readFileSync(join(site.folder, name));
      return response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "text/plain", ...state.headers }).end(bytes);
    } catch {
      return response.writeHead(404).end();
    }
  });
  const { port, close } = await listen(server);
  state.url = (page) => `http://localhost:${port}/${page}`;
  const context = await browser.newContext();
  t.after(async () => { await context.close(); await close(); });
  return { host: state, tab: await context.newPage() };
}

const front = () => "en/index.html";
const keptPaths = (tab) => tab.evaluate(async () => {
  const paths = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname + new URL(url).search);
  }
  return paths;
});

/** Presses the button and waits until one of these messages is shown completely. */
async function keep(tab, host, ...keys) {
  await tab.goto(host.url(front()));
  await tab.click("[data-keep] [data-start]");
  const heard = await tab.waitForFunction((names) => {
    const box = document.querySelector("[data-keep]");
    const said = box.querySelector("output").textContent;
    // The words around the placeholders, in order; the placeholders are counts with their nouns.
    return names.find((name) => {
      const parts = box.dataset[name].split(/\{[^}]*\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
      return new RegExp(`^${parts.join(".+?")}$`, "u").test(said);
    });
  }, keys, { timeout: 120_000 });
  return heard.jsonValue();
}

test("on a shared host only files of the handbook are saved and answered, until it is withdrawn", { timeout: 180_000 }, async (t) => {
  const { host, tab } = await begin(t);
  assert.equal(await keep(tab, host, "done", "failed"), "done");
  const { files } = JSON.parse(site.read("offline.json"));
  const listed = new Set([...files.map((file) => `/${file}`), "/offline.json"]);
  for (const page of ["app/inbox?user=2", "app/", `${front()}?user=2`]) await tab.goto(host.url(page));
  await tab.goto(host.url(front()));
  assert.deepEqual((await keptPaths(tab)).filter((path) => !listed.has(path)), []);
  host.isDown = true;
  for (const page of ["app/inbox?user=2", `${front()}?user=2`]) {
    await assert.rejects(tab.goto(host.url(page)), /ERR_/u, `${page} is answered for`);
    // The browser's own error page appears a moment later.
    await tab.waitForFunction(() => location.protocol === "chrome-error:");
  }
  await tab.goto(host.url(front()));
  assert.ok(await tab.locator("h1").first().isVisible());
  // The handbook is gone, and an application is in its place.
  host.isDown = false;
  host.isPublished = false;
  await tab.goto(host.url(""));
  await tab.waitForFunction(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
});

test("a handbook that has moved to another folder is read there, and the copy of its old address is deleted", { timeout: 180_000 }, async (t) => {
  const { host, tab } = await begin(t);
  assert.equal(await keep(tab, host, "done", "failed"), "done");
  host.movedTo = "/new/";
  await tab.goto(host.url(front()));
  assert.equal(new URL(tab.url()).pathname, `/new/${front()}`);
  assert.ok(await tab.locator("h1").first().isVisible());
  await tab.waitForFunction(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
});

test("a host whose responses have a Vary header does not prevent saving", { timeout: 120_000 }, async (t) => {
  const { host, tab } = await begin(t, { vary: "*" });
  assert.equal(await keep(tab, host, "done", "failed", "refused"), "done");
});

for (const value of ["no-store", "private, max-age=60"]) {
  test(`a host that sends ${value} is respected, and the page says so`, { timeout: 60_000 }, async (t) => {
    const { host, tab } = await begin(t, { "cache-control": value });
    assert.equal(await keep(tab, host, "failed", "refused"), "refused");
    assert.deepEqual(await keptPaths(tab).then((paths) => paths.filter((path) => path !== "/offline.json")), []);
  });
}
