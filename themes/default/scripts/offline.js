// Saves the handbook in this browser when the reader asks for it, and removes it again. Until then, nothing is
// registered, fetched or stored. The service worker (sw.js in the site's root) does the work.
import { all, find } from "./shared/dom.js";
import { fillWords } from "./shared/words.js";

// On the page that the worker shows for an address that is not saved: the link back to that address.
const place = find("[data-again]") && find("[data-root]");
if (place) {
  const root = new URL(place.dataset.root || "./", location.href);
  const wanted = new URL(decodeURIComponent(location.hash.slice(1)) || "./", root);
  for (const link of all("[data-again]")) {
    if (!wanted.href.startsWith(root.href) || !location.hash) continue;
    link.href = wanted.href;
    link.hidden = false;
  }
}

const box = find("[data-keep]");
const begin = () => {
  const root = new URL(box.dataset.root || "./", location.href);
  const start = find("[data-start]", box);
  const remove = find("[data-remove]", box);
  const output = find("output", box);
  /** @param {string} words */
  const say = (words, values = {}) => {
    output.textContent = fillWords(words, values);
  };

  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = "app.webmanifest";
  document.head.append(manifest);

  const registration = async () => {
    const found = await navigator.serviceWorker.getRegistration(root);
    return found?.scope === root.href ? found : undefined;
  };
  /** @param {boolean} isKept */
  const show = (isKept) => {
    const moved = document.activeElement === (isKept ? start : remove);
    start.hidden = isKept;
    remove.hidden = !isKept;
    if (moved) (isKept ? remove : start).focus();
  };

  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (!(data?.state in box.dataset) || !remove.isConnected || remove.hidden) return;
    say(box.dataset[data.state], data);
  });

  /**
   * Waits until a registered worker runs. Throws if it could not be installed.
   * @param {ServiceWorkerRegistration} found
   * @returns {Promise<ServiceWorker>}
   */
  const installed = (found) =>
    new Promise((resolve, reject) => {
      const worker = /** @type {ServiceWorker} */ (found.installing ?? found.waiting ?? found.active);
      const look = () => {
        if (worker.state === "activated") resolve(worker);
        else if (worker.state === "redundant") reject(new Error("not installed"));
      };
      worker.addEventListener("statechange", look);
      look();
    });

  /**
   * @param {ServiceWorker} active
   * @param {boolean} begins
   */
  const keep = async (active, begins) => {
    const reading = new URL("./", location.href).pathname.slice(root.pathname.length, -1);
    active.postMessage({ keep: reading, begins, part: Boolean(navigator.connection?.saveData) });
  };

  const empty = async () => {
    // The space ends the path, so that caches of other handbooks on this host do not match.
    const own = (await caches.keys()).filter((name) => name.startsWith(`clausebook ${root.pathname} `));
    await Promise.all(own.map((name) => caches.delete(name)));
  };

  start.addEventListener("click", async () => {
    start.disabled = true;
    say("");
    try {
      const found = await navigator.serviceWorker.register(new URL("sw.js", root), {
        scope: root.href,
        updateViaCache: "none",
      });
      const worker = await installed(found);
      show(true);
      await keep(worker, true);
    } catch {
      await (await registration())?.unregister();
      await empty();
      show(false);
      say(box.dataset.failed);
    }
    start.disabled = false;
  });

  remove.addEventListener("click", async () => {
    const found = await registration();
    // The browser may still be asking a silent host for a new worker, and unregisters only after that.
    const gone = found?.unregister();
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 2000))]);
    await empty();
    show(false);
    say(box.dataset.removed);
    await gone;
    await empty();
  });

  (async () => {
    const found = await registration();
    show(Boolean(found));
    box.hidden = false;
    // Shows the progress, and continues an interrupted download.
    if (found?.active) await keep(found.active, false);
  })();
};

// Opened from disk, everything is available anyway; in a frame, the page is a guest.
const isPossible =
  location.protocol.startsWith("http") &&
  "serviceWorker" in navigator &&
  "caches" in globalThis &&
  globalThis.top === globalThis.self;
if (box && isPossible) begin();
