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
  fold();
  document.documentElement.dataset.ready = "";
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
