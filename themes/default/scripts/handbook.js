// Additions to every page: folds that follow the width of the page, the search button, links that keep the reader's
// place, and marks for expired postings.
import { today } from "./shared/day.js";
import { all, find, make } from "./shared/dom.js";
import { keepReading } from "./shared/reading.js";
import { isSlashOff } from "./shared/slash.js";

// Notes and contents are open where the styles set --open to 1, and folded elsewhere. What the reader opens or folds
// stays that way until the page crosses that width.
const folds = all("details.note, .contents > details");
const applied = new Map();
const fold = () => {
  const wanted = folds.map((details) => getComputedStyle(details).getPropertyValue("--open").trim() === "1");
  folds.forEach((details, index) => {
    if (applied.get(details) === wanted[index]) return;
    applied.set(details, wanted[index]);
    details.open = wanted[index];
  });
};
const root = document.documentElement;
root.dataset.ready = ""; // before styles are read, so that they are computed once
fold();
addEventListener("resize", fold);

// Everything is open in print.
/** @type {HTMLDetailsElement[]} */
let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details:is(.note, .taken-over, :is(.note, .prose) details):not([open])");
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});

// The head of printed sheets. Page margins get their text only from styles; where they have none, it is printed once.
const heads = all("[data-head]");
if (heads[0] && "CSSMarginRule" in globalThis) root.dataset.headed = "";
addEventListener("beforeprint", () => {
  for (const place of all("[data-today]")) place.textContent = today();
  for (const head of heads) {
    // There is room for one language. Marks of isolation keep dates in order where the text runs from the right.
    const parts = [...head.children].map((part) => `\u2068${(part.querySelector(".first") ?? part).textContent}\u2069`);
    root.style.setProperty(`--head-${head.dataset.head}`, JSON.stringify(parts.join(" · ")));
  }
});

// Search is opened by its button, by `/` and by Ctrl-K; none of it is loaded before. Its field is there at once, so
// that no letter is lost and a phone shows its keyboard; styles and results follow.
const opener = find("button[data-search]");
const own = /** @type {HTMLScriptElement} */ (document.currentScript);
const assets = new URL(".", own.src);
/**
 * The search dialog and its field, once opened.
 * @type {{dialog: HTMLDialogElement, field: HTMLInputElement} | undefined}
 */
let opened;
const beginSearch = () => {
  const field = make("input", {
    type: "search",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: 200,
  });
  const bar = make("div", { class: "bar", role: "search" }, field);
  const dialog = make("dialog", { class: "search" }, make("div", { class: "search-sheet sans" }, bar));
  for (const element of [dialog, field]) element.setAttribute("aria-label", opener.getAttribute("aria-label"));
  dialog.style.opacity = "0"; // until its styles are loaded
  // All parts load at once, the largest first; each runs as soon as it is loaded, since none needs another to start.
  /** @param {string} path */
  const load = (path) =>
    new Promise((done, failed) => {
      const script = make("script", { src: new URL(path, assets).href });
      script.addEventListener("load", done);
      script.addEventListener("error", () => failed(new Error(`${path} did not load`)));
      document.head.append(script);
    });
  /** @type {string[]} */
  const names = opener.dataset.languages.split(" ");
  const records = names.map((name) => load(`../data/search/${name}.js`));
  const show = () => {
    dialog.style.opacity = "";
  };
  const styles = make("link", { rel: "stylesheet", href: new URL("search.css", assets).href });
  for (const event of ["load", "error"]) styles.addEventListener(event, show);
  document.head.append(styles);
  const [script, ...index] = ["search.js", "search-index.js", "search-records.js", "minisearch.js"].map(load);
  const parts = Promise.all([...index, ...records]);
  parts.catch(() => {}); // the dialog reports it
  const loadTexts = () => Promise.all(names.map((name) => load(`../data/search/texts/${name}.js`)));
  script.then(
    () => globalThis.clausebookSearch.begin(parts, loadTexts),
    () => {
      dialog.close();
      dialog.remove();
      opened = undefined;
      find(".announcement").textContent = opener.dataset.failed;
    },
  );
  document.body.append(dialog);
  return { dialog, field };
};
const openSearch = () => {
  opened ??= beginSearch();
  opened.dialog.showModal();
  opened.field.focus();
  opened.field.select();
  return opened.field;
};
opener?.addEventListener("click", openSearch);
// A search that found nothing in another reading goes on here.
const continued = new URLSearchParams(location.hash.slice(1)).get("search");
if (opener && continued) {
  openSearch().value = continued;
}
addEventListener("keydown", (event) => {
  const isField = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (!opener || isField || event.defaultPrevented || event.isComposing || event.altKey || find("dialog[open]")) return;
  const isCommand = event.ctrlKey !== event.metaKey && !event.shiftKey && event.key.toLowerCase() === "k";
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isSlashOff();
  if (!isCommand && !isSlash) return;
  event.preventDefault();
  openSearch();
});

// Scrolls the contents to the current page.
const contents = find(".contents");
const here = contents?.querySelector("[aria-current]");
if (here && here.getBoundingClientRect().bottom > contents.getBoundingClientRect().bottom) {
  contents.scrollTop = here.offsetTop - contents.clientHeight / 2;
}

// Links to the other readings open them at the same requirement.
const keepPlace = () => {
  for (const link of all("[data-readings] a")) link.hash = location.hash;
};
keepPlace();
addEventListener("hashchange", keepPlace);

// A handbook opens in the reading that was last chosen.
for (const link of all("a[data-reading]")) link.addEventListener("click", () => keepReading(link.dataset.reading));

// Postings that expired before the reader's date are marked.
for (const element of all("[data-expires]")) {
  if (element.dataset.expires < today()) {
    const mark = find(".expired", element);
    if (mark) mark.hidden = false;
    else element.append(element.dataset.expired);
  }
}

// A reader without a connection is told that the page is the saved one. The worker knows when a host does not answer.
const away = find("[data-away]");
const worker = away && globalThis.top === globalThis.self ? navigator.serviceWorker : undefined;
if (worker) {
  let isSaved = false;
  const tell = () => {
    away.hidden = !worker.controller || (navigator.onLine && !isSaved);
  };
  worker.addEventListener("message", ({ data }) => {
    if (data?.state !== "saved") return;
    isSaved = true;
    tell();
  });
  for (const change of ["online", "offline"]) addEventListener(change, tell);
  tell();
  worker.startMessages();
  worker.controller?.postMessage({ asks: "saved" });
}
