{% if version -%}
// Saves this handbook for reading offline, for readers who asked for it. The network always comes first: a saved page is
// shown only if the network does not answer, so that no reader is left with an outdated page. The bytes of this script
// change with the handbook; the browser notices at the next visit, and the saved pages are then renewed one by one.
//
// A host may have other applications beside the handbook, or in its place once it has moved. This script therefore
// answers only for the files of the handbook, by name and without a query; it does not save files that the host marks as
// not to be stored; and if the handbook is no longer published here, it removes the saved files and itself.
const VERSION = "{{ version }}";
const ROOT = new URL("./", location.href);
const OWN = `clausebook ${ROOT.pathname} `;
const CURRENT = OWN + VERSION;
const SETTINGS = `${OWN}settings`;
const LIST = new URL("offline.json", ROOT).href;
const OFFLINE = new URL("offline.html", ROOT).href;
/** The files to save: those of `offline.json`. */
const FILES = new Set({{ files }}.map((file) => new URL(file, ROOT).href));
/** How long to wait for the network before showing a saved page, in milliseconds. */
const PATIENCE = 4000;
/** How long after that the page's other files are taken from the saved ones as well, so that they fit together. */
const HASTE = 10_000;
/** The number of files fetched in parallel, and the number renewed per visit. */
const SIDE_BY_SIDE = 3;
const AT_A_VISIT = 60;

let hasteUntil = 0;
let filling;
/** The clients that were given a saved page, since the network did not answer. */
const savedPages = new Set();

/** The host does not allow a file to be stored. */
class Refused extends Error {}

// An update fetches nothing while it is installed; the earlier version stays in use until the new one is complete.
addEventListener("install", (event) => event.waitUntil((async () => {
  try {
    if (!(await isKept())) await (await caches.open(CURRENT)).put(OFFLINE, await get(OFFLINE));
  } catch (error) {
    // The page is told of the refusal when it asks for the handbook to be saved.
    if (!(error instanceof Refused)) throw error;
  }
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  // The latest complete version stays until this one is complete too.
  const earlier = await others();
  const whole = [];
  for (const name of earlier) if (await (await caches.open(name)).match(LIST)) whole.push(name);
  const stays = whole[0] ?? earlier[0];
  for (const name of earlier) if (name !== stays) await caches.delete(name);
  await dropUnlisted();
  await clients.claim();
})()));

/** Removes saved files that are not listed. */
async function dropUnlisted() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(OWN) || name === SETTINGS) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) if (url !== LIST && !FILES.has(url)) await cache.delete(url);
  }
}

/** The caches of other versions, the latest first. */
async function others() {
  return (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== CURRENT && name !== SETTINGS).reverse();
}

addEventListener("message", (event) => {
  if (event.data?.asks === "saved" && savedPages.has(event.source?.id)) event.source.postMessage({ state: "saved" });
  if (typeof event.data?.keep !== "string") return;
  const tell = (message) => event.source?.postMessage(message);
  event.waitUntil((async () => {
    // Only the reader can start; a page that continues must not bring back a handbook removed in the meantime.
    if (!event.data.begins && !(await isKept())) return;
    const settings = { part: event.data.part ? event.data.keep : "" };
    await (await caches.open(SETTINGS)).put(LIST, Response.json(settings));
    await fill(Infinity, tell);
  })().catch(() => tell({ state: "failed" })));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const file = request.method === "GET" && !request.headers.has("range") && fileOf(request.url);
  if (file) event.respondWith(answer(event, request, file));
});

/** The file of the handbook at an address, even if the host leaves `index.html` or `.html` out of its addresses. */
function fileOf(url) {
  const [address] = url.split("#");
  if (address.includes("?")) return undefined;
  const names = address.endsWith("/") ? [`${address}index.html`] : [address, `${address}.html`, `${address}/index.html`];
  return names.find((name) => FILES.has(name));
}

async function answer(event, request, file) {
  const kept = await find(file);
  if (kept && request.mode !== "navigate" && Date.now() < hasteUntil) return kept;
  let timer;
  const late = new Promise((resolve) => {
    // Without a saved file, the only option is to wait.
    if (kept) timer = setTimeout(resolve, PATIENCE);
  });
  // Revalidated, however long the host allows browsers to cache it.
  const network = fetch(request, { cache: "no-cache" }).catch(() => undefined);
  event.waitUntil(network);
  const response = await Promise.race([network, late]);
  clearTimeout(timer);
  if (response && (response.status < 500 || !kept)) {
    if (request.mode === "navigate" && !isCheck(file)) event.waitUntil(renew(file, response.clone(), kept));
    return response;
  }
  if (kept) {
    hasteUntil = Date.now() + HASTE;
    if (request.mode === "navigate") savedPages.add(event.resultingClientId);
    return kept;
  }
  if (request.mode !== "navigate" || file === OFFLINE || !(await find(OFFLINE))) return Response.error();
  return Response.redirect(`${OFFLINE}#${encodeURIComponent(request.url.split("#")[0].slice(ROOT.href.length))}`, 302);
}

/** The saved copy of a file. */
async function find(file) {
  for (const name of [CURRENT, ...await others()]) {
    const found = (await caches.has(name)) && await (await caches.open(name)).match(file);
    if (found) return found;
  }
  return undefined;
}

/** Whether the handbook is still saved: the reader may have removed it in the meantime. */
async function isKept() {
  return caches.has(SETTINGS);
}

/** A file of the handbook from the host, in a form that can be stored. */
async function get(url) {
  // Revalidates the browser's cached copy.
  const response = await fetch(url, { cache: "no-cache" });
  const isLedElsewhere = response.redirected && fileOf(response.url) !== url;
  if (!response.ok || isLedElsewhere) throw new Error(`${url}: ${response.status}`);
  if (/(^|[\s,])(no-store|private)\b/iu.test(response.headers.get("cache-control") ?? "")) throw new Refused(url);
  // The new response has no record of a redirect, and without `Vary` it matches every later request.
  const headers = new Headers(response.headers);
  headers.delete("vary");
  return new Response(response.body, { status: response.status, headers });
}

function isCheck(url) {
  return url.startsWith(ROOT.href) && url.includes("/selfcheck/");
}

/** Whether a self-check is open. Its page promises to make no requests once it is loaded. */
async function isChecking() {
  return (await clients.matchAll({ includeUncontrolled: true })).some(({ url }) => isCheck(url) && fileOf(url));
}

/** The list that the host has now; `undefined` if it no longer has one. Throws if the host cannot be reached. */
async function published() {
  const response = await fetch(LIST, { cache: "no-cache" });
  if (response.redirected || [404, 410].includes(response.status)) return undefined;
  if (!response.ok) throw new Error(`${LIST}: ${response.status}`);
  try {
    const list = await response.json();
    return Array.isArray(list?.files) && typeof list.version === "string" ? list : undefined;
  } catch {
    return undefined;
  }
}

/** Removes all saved files and this script, since the handbook is no longer published here. */
async function end() {
  for (const name of await caches.keys()) if (name.startsWith(OWN)) await caches.delete(name);
  await registration.unregister();
}

/** Renews some of the saved files after a visit to a page that differs from its saved copy. */
async function renew(file, response, kept) {
  if (!(await isKept())) return;
  // An unchanged page needs no renewal, and shows that the handbook is still published.
  const isWhole = await (await caches.open(CURRENT)).match(LIST);
  if (isWhole && kept && response.ok && await response.text() === await kept.text()) return;
  if (navigator.connection?.saveData && response.ok && !isWhole) return;
  await fill(AT_A_VISIT, () => {}, file);
}

/** Fetches up to `limit` missing files of this version, `first` before the others; only one call runs at a time. */
async function fill(limit, tell, first) {
  while (filling) await filling;
  filling = fetchMissing(limit, tell, first).catch(() => tell({ state: "failed" }));
  await filling;
  filling = undefined;
}

async function fetchMissing(limit, tell, first) {
  // The reader may have removed the handbook while this call waited for another; opening a cache would bring it back.
  if (!(await isKept())) return;
  const cache = await caches.open(CURRENT);
  const { part } = await (await (await caches.open(SETTINGS)).match(LIST))?.json() ?? { part: "" };
  const whole = await (await cache.match(LIST))?.json();
  // A saved list means that all its files are saved, unless it is the list of another part.
  const isWhole = whole && (whole.part === part || whole.part === "");
  if (isWhole && !first) {
    tell({ state: whole.part ? "part" : "done", all: whole.kept });
    return;
  }
  let list;
  if (!(await isChecking())) {
    try {
      list = await published();
      if (!list) {
        await end();
        tell({ state: "failed" });
        return;
      }
    } catch { /* no network, or the host fails: try again later */ }
  }
  if (!list) {
    tell({ state: "paused", done: (await cache.keys()).length, all: FILES.size });
    return;
  }
  // The site is just being updated: the browser will load the matching script later. The page just read is saved now.
  if (first && list.version !== VERSION && list.files.some((file) => new URL(file, ROOT).href === first)) {
    await cache.put(first, await get(first));
  }
  if (isWhole || list.version !== VERSION) return;
  const files = list.files.filter((file) => {
    const folder = file.split("/")[0];
    return part === "" || folder === part || !(list.readings.includes(folder) || folder === "id");
  }).map((file) => new URL(file, ROOT).href).filter((url) => FILES.has(url));
  const present = new Set((await cache.keys()).map(({ url }) => url));
  // The page being read and the files that all pages need come first.
  const rank = (url) => (url === first ? 2 : Number(url.includes("/assets/")));
  const missing = files.filter((url) => !present.has(url)).sort((a, b) => rank(b) - rank(a));
  let done = files.length - missing.length;
  let stopped;
  const wanted = missing.slice(0, limit);
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let url = wanted.shift(); url && !stopped; url = wanted.shift()) {
      if (!(await isKept()) || await isChecking()) stopped = "paused";
      else {
        try {
          const response = await get(url);
          if (await isKept()) await cache.put(url, response);
          done += 1;
          if (done % 10 === 0) tell({ state: "working", done, all: files.length });
        } catch (error) {
          stopped = error instanceof Refused ? "refused" : "paused";
          // Storage that is full or unavailable is a failure, not an interruption: trying again would not help.
          if (error instanceof DOMException) stopped = "failed";
        }
      }
    }
  }));
  if (!(await isKept())) {
    await caches.delete(CURRENT);
    return;
  }
  if (done < files.length) {
    tell({ state: stopped ?? "paused", done, all: files.length });
    return;
  }
  await cache.put(LIST, Response.json({ version: VERSION, part, kept: files.length }));
  for (const name of await others()) await caches.delete(name);
  tell({ state: part ? "part" : "done", all: files.length });
}
{% else -%}
// A preview is not saved. If a published handbook was saved at this address before, it is removed.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  const own = `clausebook ${new URL("./", location.href).pathname} `;
  for (const name of await caches.keys()) {
    if (name.startsWith(own)) await caches.delete(name);
  }
  await registration.unregister();
})()));
{% endif -%}
