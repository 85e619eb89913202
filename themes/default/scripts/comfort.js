// What a reader has set for reading: text size, line width, colours. It runs before anything is painted, so that no
// page flashes in another size or colour. Nothing is kept unless the reader sets something other than the standard.
(() => {
  const KEY = "clausebook-display";
  const KNOWN = { size: ["small", "large", "largest"], width: ["narrow", "wide"], scheme: ["light", "dark"] };
  const root = document.documentElement;

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {}; // storage that is closed, as in a sandboxed frame, or holds what is no setting
    }
  };
  let chosen = read();
  const apply = () => {
    for (const [name, values] of Object.entries(KNOWN)) {
      if (values.includes(chosen[name])) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
    for (const input of document.querySelectorAll("[data-display] input")) {
      input.checked = (root.dataset[input.name.replace("display-", "")] ?? "") === input.value;
    }
  };
  const keep = () => {
    const set = Object.keys(KNOWN).filter((name) => root.dataset[name]);
    try {
      if (set.length === 0) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(set.map((name) => [name, root.dataset[name]]))));
    } catch { /* set for this page alone */ }
  };
  apply();

  // Another tab has changed it, or an older page comes back.
  const again = () => {
    chosen = read();
    apply();
  };
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) again();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) again();
  });

  addEventListener("DOMContentLoaded", () => {
    const menu = document.querySelector("details[data-display]");
    if (!menu) return;
    apply();
    menu.addEventListener("change", ({ target }) => {
      chosen = { ...chosen, [target.name.replace("display-", "")]: target.value };
      apply();
      keep();
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      event.preventDefault();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    // It closes where the reader goes on elsewhere.
    const leave = ({ target }) => {
      if (menu.open && target instanceof Node && !menu.contains(target)) menu.open = false;
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
  });
})();
