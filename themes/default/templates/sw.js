{% if version -%}
// Keeps this handbook for reading offline, for readers who asked for it. The network always comes first: what is kept
// is shown only where the network does not answer, so that no reader is ever held by what is old. Its bytes change with
// the handbook; the browser sees that at the next visit, and what is kept is then renewed page by page.
const VERSION = "{{ version }}";
const ROOT = new URL("./", location.href);
const OWN = `clausebook ${ROOT.pathname} `;
const CURRENT = OWN + VERSION;
const SETTINGS = `${OWN}settings`;
const LIST = new URL("offline.json", ROOT).href;
const OFFLINE = new URL("offline.html", ROOT).href;
/** How long the network may take before what is kept is shown, in milliseconds. */
const PATIENCE = 4000;
/** How long after that the other parts of the page come from what is kept as well, so that they fit together. */
const HASTE = 10_000;
/** How many files are fetched side by side, and how many are renewed at a visit. */
const SIDE_BY_SIDE = 3;
const AT_A_VISIT = 60;

let hasteUntil = 0;
let filling;

// An update fetches nothing while it is installed; what was kept stays in use until the new is whole.
addEventListener("install", (event) => event.waitUntil((async () => {
  if (!(await isKept())) await (await caches.open(CURRENT)).put(OFFLINE, await get(OFFLINE));
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  // Of what was kept before, the latest that is whole stays until this version is whole too.
  const earlier = await others();
  const whole = [];
  for (const name of earlier) if (await (await caches.open(name)).match(LIST)) whole.push(name);
  const stays = whole[0] ?? earlier[0];
  for (const name of earlier) if (name !== stays) await caches.delete(name);
  await clients.claim();
})()));

/** What is kept of other versions, the latest first. */
async function others() {
  return (await caches.keys()).filter((name) => name.startsWith(OWN) && name !== CURRENT && name !== SETTINGS).reverse();
}

addEventListener("message", (event) => {
  if (typeof event.data?.keep !== "string") return;
  event.waitUntil((async () => {
    const settings = { part: event.data.part ? event.data.keep : "" };
    await (await caches.open(SETTINGS)).put(LIST, Response.json(settings));
    const tell = (message) => event.source?.postMessage(message);
    await fill(Infinity, tell);
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT.href) || request.headers.has("range")) return;
  event.respondWith(answer(event, request));
});

async function answer(event, request) {
  const kept = await find(request.url);
  if (kept && request.mode !== "navigate" && Date.now() < hasteUntil) return kept;
  let timer;
  const late = new Promise((resolve) => {
    // Without anything to show instead there is nothing but to wait.
    if (kept) timer = setTimeout(resolve, PATIENCE);
  });
  // Asked whether it is still right, however long the host lets a browser keep it.
  const network = fetch(request, { cache: "no-cache" }).then((response) => {
    if (response.ok && response.type === "basic") event.waitUntil(keep(request.url, response.clone()));
    return response;
  }).catch(() => undefined);
  event.waitUntil(network);
  const response = await Promise.race([network, late]);
  clearTimeout(timer);
  if (response && (response.status < 500 || !kept)) {
    if (request.mode === "navigate" && !isCheck(request.url)) event.waitUntil(renew());
    return response;
  }
  if (kept) {
    hasteUntil = Date.now() + HASTE;
    return kept;
  }
  if (request.mode !== "navigate") return Response.error();
  const [address] = request.url.split("#");
  if (address === OFFLINE || !(await find(OFFLINE))) return Response.error();
  return Response.redirect(`${OFFLINE}#${encodeURIComponent(address.slice(ROOT.href.length))}`, 302);
}

/** What is kept of an address, whether or not the host leaves `index.html` or `.html` out of addresses. */
async function find(url) {
  const address = new URL(url);
  const path = address.pathname;
  const names = path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`, `${path}/index.html`];
  for (const name of [CURRENT, ...await others()]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const candidate of names) {
      const found = await cache.match(new URL(candidate, ROOT).href);
      if (found) return found;
    }
  }
  return undefined;
}

async function keep(url, response) {
  if (!(await isKept())) return;
  const address = new URL(url);
  address.hash = "";
  address.search = "";
  await (await caches.open(CURRENT)).put(address.href, whole(response));
}

/** Whether the reader has not removed it meanwhile. */
async function isKept() {
  return caches.has(SETTINGS);
}

/** A response that may be shown for an address, though a host answered by leading elsewhere. */
function whole(response) {
  if (!response.redirected) return response;
  return new Response(response.body, { status: response.status, headers: response.headers });
}

async function get(url) {
  // Asks the host whether what the browser has is still right.
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return whole(response);
}

function isCheck(url) {
  return url.includes("/selfcheck/");
}

/** Whether a self-check is open. It promises that nothing is asked for once it is there. */
async function isChecking() {
  return (await clients.matchAll({ includeUncontrolled: true })).some(({ url }) => isCheck(url));
}

/** Renews some of what is kept after a visit, where a new version has come. */
async function renew() {
  if (navigator.connection?.saveData || !(await isKept())) return;
  await fill(AT_A_VISIT, () => {});
}

/** Fetches what is not kept yet of this version, at most `limit` files; one at a time does so. */
async function fill(limit, tell) {
  while (filling) await filling;
  filling = fetchMissing(limit, tell).catch(() => tell({ state: "failed" }));
  await filling;
  filling = undefined;
}

async function fetchMissing(limit, tell) {
  const cache = await caches.open(CURRENT);
  const { part } = await (await (await caches.open(SETTINGS)).match(LIST))?.json() ?? { part: "" };
  const before = await cache.match(LIST);
  let list = await before?.clone().json();
  // A list that is kept stands for all that it names; one of another part does not.
  if (list && (list.part === part || list.part === "")) {
    tell({ state: list.part ? "part" : "done", all: list.kept });
    return;
  }
  try {
    list = await (await get(LIST)).json();
  } catch {
    tell({ state: "paused", done: (await cache.keys()).length, all: "?" });
    return;
  }
  // The host is just being changed: the browser will come again with the script that fits.
  if (list.version !== VERSION) return;
  const files = list.files.filter((file) => {
    const folder = file.split("/")[0];
    return part === "" || folder === part || !(list.readings.includes(folder) || folder === "id");
  });
  const present = new Set((await cache.keys()).map(({ url }) => url));
  // The reader's own reading and what all pages need come first.
  const missing = files.map((file) => new URL(file, ROOT).href).filter((url) => !present.has(url))
    .sort((a, b) => Number(b.includes("/assets/")) - Number(a.includes("/assets/")));
  let done = files.length - missing.length;
  let isStopped = false;
  const wanted = missing.slice(0, limit);
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let url = wanted.shift(); url && !isStopped; url = wanted.shift()) {
      if (!(await isKept()) || await isChecking()) isStopped = true;
      else {
        try {
          const response = await get(url);
          if (await isKept()) await cache.put(url, response);
          done += 1;
          if (done % 10 === 0) tell({ state: "working", done, all: files.length });
        } catch {
          isStopped = true;
        }
      }
    }
  }));
  if (!(await isKept())) {
    await caches.delete(CURRENT);
    return;
  }
  if (done < files.length) {
    tell({ state: "paused", done, all: files.length });
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
