// The handbook offline: saved only when the reader asks, read without a network, updated when it is published again, and
// removed when the reader asks.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { copyFixture } from "./fixture.mjs";
import { launch, listen, TYPES } from "./site.mjs";

let site;
let browser;
let host;

/** A static host below a folder, among others, whose network can be cut and which counts requests. */
async function serve() {
  const state = { asked: [], isDown: false, isSlow: false };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (state.isDown) return request.socket.destroy();
    state.asked.push(path);
    if (state.isSlow) return undefined; // never answers
    const name = path.replace(/^\/book\//u, "").replace(/(^|\/)$/u, "$1index.html");
    if (!path.startsWith("/book/") || name.includes("..")) return response.writeHead(404).end();
    try {
      const bytes = readFileSync(join(site.folder, name));
      return response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "text/plain", "cache-control": "max-age=600" }).end(bytes);
    } catch {
      return response.writeHead(404, { "content-type": "text/plain" }).end("not here");
    }
  });
  const { port, close } = await listen(server);
  state.origin = `http://localhost:${port}`;
  state.url = (page) => `${state.origin}/book/${page}`;
  /** Answers again. Requests that are still waiting have to be repeated. */
  state.recover = () => { state.isSlow = false; server.closeAllConnections(); };
  state.close = close;
  return state;
}

/** A new publication of the handbook: `from` becomes `to` on a page, and the worker gets another version. */
function publish(page, from, to, version) {
  const change = (file, edit) => {
    const path = join(site.folder, file);
    const text = readFileSync(path, "utf8");
    const edited = edit(text);
    assert.notEqual(edited, text, `${file} is as before`);
    writeFileSync(path, edited);
  };
  const old = JSON.parse(readFileSync(join(site.folder, "offline.json"), "utf8")).version;
  change(page, (text) => text.replaceAll(from, to));
  for (const file of ["sw.js", "offline.json"]) change(file, (text) => text.replace(old, version));
}

before(async () => {
  site = copyFixture("pottery", "clausebook-offline-");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (site) rmSync(site.folder, { recursive: true });
});

async function begin(t) {
  host = await serve();
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const tab = await context.newPage();
  t.after(async () => { await context.close(); await host.close(); });
  return tab;
}

/** The reading in which the handbook is saved. */
const READING = "en";
const front = () => `${READING}/index.html`;
const caches_ = (tab) => tab.evaluate(() => caches.keys());
async function keep(tab) {
  await tab.goto(host.url(front()));
  await tab.click("[data-keep] [data-start]");
  const words = tab.locator("[data-keep] output");
  const count = JSON.parse(readFileSync(join(site.folder, "offline.json"), "utf8")).files.length;
  const done = (await tab.locator("[data-keep]").getAttribute("data-done"))
    .replace("{all}", count).replace(/\{all:[^{}|]*\|([^{}]*)\}/u, "$1");
  await words.getByText(done).waitFor({ timeout: 120_000 });
}

/** Makes the browser look for a new worker, as it does some time after a visit, and waits until that worker is in charge. */
const renewWorker = (tab) => tab.evaluate(async () => {
  const [registration] = await navigator.serviceWorker.getRegistrations();
  await registration.update();
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  await new Promise((resolve) => {
    const look = () => worker.state === "activated" && resolve();
    worker.addEventListener("statechange", look);
    look();
  });
});

test("nothing is registered, saved or requested without the reader's action", async (t) => {
  const tab = await begin(t);
  // The first page once more, so that what it may do later has been done.
  for (const page of [front(), site.pages.find((name) => site.kind(name) === "selfcheck"), front()]) {
    await tab.goto(host.url(page));
    assert.deepEqual(await caches_(tab), []);
    assert.equal(await tab.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  }
  assert.ok(!host.asked.some((path) => /sw\.js|offline\.|webmanifest/u.test(path) && !path.includes("offline.js")), host.asked.join("\n"));
});

test("a saved handbook works without a network, is updated when published again, and is deleted when removed", { timeout: 300_000 }, async (t) => {
  const tab = await begin(t);
  const faults = [];
  tab.on("pageerror", (error) => faults.push(error.message));
  await keep(tab);

  host.isDown = true;
  // The state of the translations is for editors, so it is not saved.
  const saved = site.pages.filter((page) => !["notfound", "redirect", "translation-status"].includes(site.kind(page)));
  const kinds = new Map(saved.map((page) => [`${site.path(page)} ${site.reading(page)}`, page]));
  for (const page of [...kinds.values(), saved.at(-1)]) {
    await tab.goto(host.url(page));
    assert.equal(new URL(tab.url()).pathname.split("#")[0], `/book/${page}`, "the reader arrives at another page");
    const look = await tab.evaluate(() => ({ h1: Boolean(document.querySelector("h1")), font: getComputedStyle(document.body).marginTop }));
    assert.deepEqual(look, { h1: true, font: "0px" }, `${page} is not whole`);
  }
  // The reader is told that the page is the saved one, although the browser takes itself to be online.
  assert.equal(await tab.evaluate(() => navigator.onLine), true);
  await tab.goto(host.url(site.pages.find((page) => site.kind(page) === "clause")));
  await tab.locator("[data-away]").waitFor();
  // Search works too, though it was never opened with a network.
  await tab.goto(host.url(site.pages.find((page) => site.kind(page) === "clause" && site.reading(page) === "zh-en")));
  await tab.click("button[data-search]");
  await tab.waitForSelector("dialog[open][data-whole]");
  await tab.fill("dialog[open] input[type=search]", "测温锥");
  assert.notEqual(await tab.locator("dialog[open] ol a").count(), 0, "search finds nothing");
  const check = site.pages.find((page) => site.kind(page) === "selfcheck");
  await tab.goto(host.url(check));
  await tab.evaluate(() => { location.hash = "g=PPPPPP"; });
  await tab.reload();
  await tab.waitForFunction(() => [...document.querySelectorAll("output[data-total]")].some((output) => /\d/u.test(output.textContent)));

  // Addresses outside the handbook are left to the browser.
  await assert.rejects(tab.goto(host.url(`${site.readings[0]}/a/b/nowhere.html`)), /ERR_/u);
  await tab.waitForFunction(() => location.protocol === "chrome-error:");

  // After a new publication, with a network, the reader gets the new words at the first load.
  host.isDown = false;
  const clause = site.pages.find((page) => site.kind(page) === "clause");
  const other = site.pages.filter((page) => site.kind(page) === "clause").at(-1);
  publish(clause, "</h1>", " (new words)</h1>", "1".repeat(32));
  const heading = async (page) => { await tab.goto(host.url(page)); return tab.innerText("h1"); };
  assert.match(await heading(clause), /new words/u);
  assert.equal(await tab.locator("[data-away]").isVisible(), false, "a page from the host is called a saved one");

  await tab.waitForFunction(async () => {
    const kept = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).match(location.href)));
    return (await Promise.all(kept.map((page) => page?.text()))).some((text) => text?.includes("new words"));
  });

  // The old copy is still available without a network while the new one is incomplete.
  host.isDown = true;
  assert.match(await heading(clause), /new words/u);
  assert.ok(await heading(other));

  // After another visit, everything is of the new version and nothing of the old one remains.
  host.isDown = false;
  await renewWorker(tab);
  // Each visit updates some files, until the worker has saved its list. The next visit comes once the last one has had an effect.
  const renewed = (before) => tab.waitForFunction(async ([version, least]) => {
    const name = (await caches.keys()).find((key) => key.endsWith(version));
    const files = name ? await (await caches.open(name)).keys() : [];
    const isWhole = files.some(({ url }) => url.endsWith("/offline.json"));
    return (isWhole || files.length > least) && { isWhole, count: files.length };
  }, ["1".repeat(32), before]).then((found) => found.jsonValue());
  for (let state = await renewed(-1); !state.isWhole; state = await renewed(state.count)) await tab.goto(host.url(clause));
  await tab.waitForFunction(async () => (await caches.keys()).length === 2);
  const names = await caches_(tab);
  assert.equal(names.filter((name) => !name.endsWith("settings")).join(), `clausebook /book/ ${"1".repeat(32)}`);

  // The worker does not wait for a host that never answers.
  host.isSlow = true;
  assert.match(await heading(clause), /new words/u);
  host.recover();
  await tab.goto(host.url(clause));

  // While a self-check is open, the worker requests nothing.
  publish(clause, "new words", "newer words", "2".repeat(32));
  await tab.goto(host.url(check));
  await renewWorker(tab);
  host.asked.length = 0;
  // If asked to save a version of which it has nothing yet, it postpones that.
  const state = await tab.evaluate(() => new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data.state));
    navigator.serviceWorker.startMessages();
    navigator.serviceWorker.getRegistrations().then(([{ active }]) => active.postMessage({ keep: "", part: false }));
  }));
  assert.equal(state, "paused");
  // The browser itself may look for a new worker at any time.
  assert.deepEqual(host.asked.filter((path) => path !== "/book/sw.js"), []);

  // Copies of other handbooks on this host remain.
  await tab.goto(host.url(front()));
  await tab.evaluate(() => caches.open("clausebook /book/other/ 3"));
  // Removal also works while the browser waits for the host's answer about a new worker.
  host.isSlow = true;
  await tab.evaluate(async () => { (await navigator.serviceWorker.getRegistrations())[0].update().catch(() => {}); });
  await tab.click("[data-keep] [data-remove]");
  await tab.locator("[data-keep] output").getByText(await tab.getAttribute("[data-keep]", "data-removed")).waitFor();
  assert.deepEqual(await caches_(tab), ["clausebook /book/other/ 3"]);
  host.recover();
  await tab.goto(host.url(front()));
  assert.equal(await tab.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  assert.deepEqual(await caches_(tab), ["clausebook /book/other/ 3"], "it came back");
  assert.deepEqual(faults, []);
});

test("with Data Saver only one reading is saved", { timeout: 120_000 }, async (t) => {
  const tab = await begin(t);
  await tab.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  await tab.goto(host.url(front()));
  await tab.click("[data-keep] [data-start]");
  await tab.waitForFunction(() => {
    const words = document.querySelector("[data-keep] output").textContent;
    const [before] = document.querySelector("[data-keep]").dataset.part.split("{all}");
    return words.startsWith(before);
  }, undefined, { timeout: 60_000 });
  const kept = await tab.evaluate(async () => {
    const name = (await caches.keys()).find((key) => !key.endsWith("settings"));
    return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname.split("/")[2]);
  });
  const folders = new Set(kept.filter((name) => site.readings.includes(name)));
  assert.deepEqual([...folders], [READING]);
  assert.ok(kept.includes("assets"));
});

test("the installed handbook has a name, icons and a start page in every reading", async () => {
  for (const reading of site.readings) {
    const manifest = JSON.parse(site.read(`${reading}/app.webmanifest`));
    const at = (link) => new URL(link, `http://x/${reading}/app.webmanifest`).pathname.slice(1);
    assert.ok(manifest.name && manifest.lang);
    assert.equal(at(manifest.start_url), `${reading}/index.html`);
    assert.equal(at(manifest.scope), "");
    for (const [size, purpose] of [[192, "any"], [512, "any"], [512, "maskable"]]) {
      const icon = manifest.icons.find((entry) => entry.sizes === `${size}x${size}` && entry.purpose === purpose);
      assert.ok(icon, `${size} ${purpose}`);
      const bytes = readFileSync(join(site.folder, at(icon.src)));
      assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [size, size]);
    }
  }
});
