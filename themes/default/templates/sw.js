{% if version -%}
// Keeps this handbook for reading offline, for readers who asked for it. The network always comes first: what is kept
// is shown only where the network does not answer, so that no reader is ever held by what is old. Its bytes change with
// the handbook; the browser sees that at the next visit, and what is kept is then renewed page by page.
//
// A host may have other applications beside the handbook, or in its place once it has moved. So this script answers for the
// files of the handbook alone, by their names and without a query; it keeps nothing that the host asks not to be kept; and it ends
// itself, and removes what it kept, where the handbook is no longer published here.
const VERSION = "{{ version }}";
const ROOT = new URL("./", location.href);
const OWN = `clausebook ${ROOT.pathname} `;
const CURRENT = OWN + VERSION;
const SETTINGS = `${OWN}settings`;
const LIST = new URL("offline.json", ROOT).href;
const OFFLINE = new URL("offline.html", ROOT).href;
/** The files that are kept: those of `offline.json`. */
const FILES = new Set({{ files }}.map((file) => new URL(file, ROOT).href));
/** How long the network may take before what is kept is shown, in milliseconds. */
const PATIENCE = 4000;
/** How long after that the other parts of the page come from what is kept as well, so that they fit together. */
const HASTE = 10_000;
/** How many files are fetched side by side, and how many are renewed at a visit. */
const SIDE_BY_SIDE = 3;
const AT_A_VISIT = 60;

let hasteUntil = 0;
let filling;

/** The host asks that a file not be kept. */
class Refused extends Error {}

// An update fetches nothing while it is installed; what was kept stays in use until the new is whole.
addEventListener("install", (event) => event.waitUntil((async () => {
  try {
    if (!(await isKept())) await (await caches.open(CURRENT)).put(OFFLINE, await get(OFFLINE));
  } catch (error) {
    // The page is told that the host refuses once it asks for the handbook.
    if (!(error instanceof Refused)) throw error;
  }
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  // Of what was kept before, the latest that is whole stays until this version is whole too.
  const earlier = await others();
  const whole = [];
  for (const name of earlier) if (await (await caches.open(name)).match(LIST)) whole.push(name);
  const stays = whole[0] ?? earlier[0];
  for (const name of earlier) if (name !== stays) await caches.delete(name);
  await dropUnlisted();
  await clients.claim();
})()));

/** Removes what is no longer listed, or never was. */
async function dropUnlisted() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(OWN) || name === SETTINGS) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) if (url !== LIST && !FILES.has(url)) await cache.delete(url);
  }
}

/** What is kept of other versions, the latest first. */
async function others() {
  return (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== CURRENT && name !== SETTINGS).reverse();
}

addEventListener("message", (event) => {
  if (typeof event.data?.keep !== "string") return;
  const tell = (message) => event.source?.postMessage(message);
  event.waitUntil((async () => {
    // Only the reader begins; a page that goes on must not bring back what was removed meanwhile.
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

/** The file of the handbook that an address is of, whether or not the host leaves `index.html` or `.html` out of addresses. */
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
    // Without anything to show instead there is nothing but to wait.
    if (kept) timer = setTimeout(resolve, PATIENCE);
  });
  // Asked whether it is still right, however long the host lets a browser keep it.
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
    return kept;
  }
  if (request.mode !== "navigate" || file === OFFLINE || !(await find(OFFLINE))) return Response.error();
  return Response.redirect(`${OFFLINE}#${encodeURIComponent(request.url.split("#")[0].slice(ROOT.href.length))}`, 302);
}

/** What is kept of a file. */
async function find(file) {
  for (const name of [CURRENT, ...await others()]) {
    const found = (await caches.has(name)) && await (await caches.open(name)).match(file);
    if (found) return found;
  }
  return undefined;
}

/** Whether the reader has not removed it meanwhile. */
async function isKept() {
  return caches.has(SETTINGS);
}

/** A file of the handbook from the host, as it can be kept. */
async function get(url) {
  // Asks the host whether what the browser has is still right.
  const response = await fetch(url, { cache: "no-cache" });
  const isLedElsewhere = response.redirected && fileOf(response.url) !== url;
  if (!response.ok || isLedElsewhere) throw new Error(`${url}: ${response.status}`);
  if (/(^|[\s,])(no-store|private)\b/iu.test(response.headers.get("cache-control") ?? "")) throw new Refused(url);
  // The response may not say that it was led here, and must match every later request: `Vary` says that it may not.
  const headers = new Headers(response.headers);
  headers.delete("vary");
  return new Response(response.body, { status: response.status, headers });
}

function isCheck(url) {
  return url.startsWith(ROOT.href) && url.includes("/selfcheck/");
}

/** Whether a self-check is open. It promises that nothing is asked for once it is there. */
async function isChecking() {
  return (await clients.matchAll({ includeUncontrolled: true })).some(({ url }) => isCheck(url) && fileOf(url));
}

/** The list that the host has now; `undefined` where it has none any more. Throws where the host cannot be asked. */
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

/** Removes everything that is kept, and ends this script: the handbook is not published here any more. */
async function end() {
  for (const name of await caches.keys()) if (name.startsWith(OWN)) await caches.delete(name);
  await registration.unregister();
}

/** Renews some of what is kept after a visit, where a page is another than the one that is kept. */
async function renew(file, response, kept) {
  if (!(await isKept())) return;
  // A page that is as it was needs nothing, and shows that the handbook is still there.
  const isWhole = await (await caches.open(CURRENT)).match(LIST);
  if (isWhole && kept && response.ok && await response.text() === await kept.text()) return;
  if (navigator.connection?.saveData && response.ok && !isWhole) return;
  await fill(AT_A_VISIT, () => {}, file);
}

/** Fetches what is not kept yet of this version, at most `limit` files, `first` before the others; one at a time does so. */
async function fill(limit, tell, first) {
  while (filling) await filling;
  filling = fetchMissing(limit, tell, first).catch(() => tell({ state: "failed" }));
  await filling;
  filling = undefined;
}

async function fetchMissing(limit, tell, first) {
  const cache = await caches.open(CURRENT);
  const { part } = await (await (await caches.open(SETTINGS)).match(LIST))?.json() ?? { part: "" };
  const whole = await (await cache.match(LIST))?.json();
  // A list that is kept stands for all that it names; one of another part does not.
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
    } catch { /* no network, or a host in trouble: later */ }
  }
  if (!list) {
    tell({ state: "paused", done: (await cache.keys()).length, all: FILES.size });
    return;
  }
  // The host is just being changed: the browser will come again with the script that fits. What was just read is kept at once.
  if (first && list.version !== VERSION && list.files.some((file) => new URL(file, ROOT).href === first)) {
    await cache.put(first, await get(first));
  }
  if (isWhole || list.version !== VERSION) return;
  const files = list.files.filter((file) => {
    const folder = file.split("/")[0];
    return part === "" || folder === part || !(list.readings.includes(folder) || folder === "id");
  }).map((file) => new URL(file, ROOT).href).filter((url) => FILES.has(url));
  const present = new Set((await cache.keys()).map(({ url }) => url));
  // The page that is being read and what all pages need come first.
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
          // Storage that is full or closed is no interruption: it would come again.
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
// A preview is not kept. Where a published handbook was kept at this address before, that ends here.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  const own = `clausebook ${new URL("./", location.href).pathname} `;
  for (const name of await caches.keys()) {
    if (name.startsWith(own)) await caches.delete(name);
  }
  await registration.unregister();
})()));
{% endif -%}
