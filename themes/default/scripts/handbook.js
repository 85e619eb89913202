// What a script adds to reading: folds that know how wide the page is, links that keep the place, and what has expired.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Notes and contents are open where the styles say so (--open: 1) and folded elsewhere. What the reader opens or
  // folds stays so until the page gets wider or narrower than that.
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
  document.documentElement.dataset.ready = ""; // before styles are asked for, so that they are computed once
  fold();
  addEventListener("resize", fold);

  // On paper everything is open.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details.note:not([open])");
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  // Search opens by its button, by `/` and by Ctrl-K; nothing of it is loaded before.
  const opener = document.querySelector("button[data-search]");
  const assets = new URL(".", document.currentScript.src);
  let search;
  const openSearch = () => {
    if (!search) {
      // All parts at once, the largest first; each runs as soon as it is there, since none needs another to begin.
      const load = (path) => new Promise((done, failed) => {
        const onerror = () => failed(new Error(`${path} did not load`));
        document.head.append(Object.assign(document.createElement("script"), { src: new URL(path, assets), onload: done, onerror }));
      });
      const records = opener.dataset.languages.split(" ").map((name) => load(`../data/search/${name}.js`));
      const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("search.css", assets) });
      style.dataset.searchStyle = "";
      document.head.append(style);
      const [dialog, ...index] = ["search.js", "search-index.js", "minisearch.js"].map(load);
      search = { dialog, index: Promise.all([...index, ...records]) };
      search.index.catch(() => {}); // the dialog says it
    }
    search.dialog.then(() => globalThis.clausebookSearch.open(search.index), () => {
      document.querySelector(".announcement").textContent = opener.dataset.failed;
    });
  };
  opener?.addEventListener("click", openSearch);
  const isSlashOff = () => {
    try { return localStorage.getItem("clausebook-search-key") === "off"; } catch { return false; }
  };
  addEventListener("keydown", (event) => {
    const isField = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!opener || isField || event.defaultPrevented || event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    const isCommand = event.ctrlKey !== event.metaKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isSlashOff();
    if (!isCommand && !isSlash) return;
    event.preventDefault();
    openSearch();
  });

  // The place in the contents is in sight.
  const contents = document.querySelector(".contents");
  const here = contents?.querySelector("[aria-current]");
  if (here && here.getBoundingClientRect().bottom > contents.getBoundingClientRect().bottom) {
    contents.scrollTop = here.offsetTop - contents.clientHeight / 2;
  }

  // The other readings open at the same requirement.
  const keepPlace = () => {
    for (const link of all("[data-readings] a")) link.hash = location.hash;
  };
  keepPlace();
  addEventListener("hashchange", keepPlace);

  // What stood until a day before the reader's is marked as expired.
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const element of all("[data-expires]")) {
    if (element.dataset.expires < today) element.querySelector(".expired").hidden = false;
  }
})();
