// Applies the reader's settings: text size, line width, colours, and when a second language is shown. It runs before anything is painted, so that no page
// flashes in another size or colour. Nothing is stored unless the reader changes a default.
import { all, find } from "./shared/dom.js";
import { keep, kept } from "./shared/storage.js";

const KEY = "clausebook-display";
const KNOWN = {
  size: ["small", "large", "largest"],
  width: ["narrow", "wide"],
  scheme: ["light", "dark"],
  second: ["tapped"],
};
const root = document.documentElement;

const read = () => {
  try {
    return JSON.parse(kept(KEY) ?? "{}") ?? {};
  } catch {
    return {}; // the stored value is not a setting
  }
};
let chosen = read();
const apply = () => {
  for (const [name, values] of Object.entries(KNOWN)) {
    if (values.includes(chosen[name])) root.dataset[name] = chosen[name];
    else delete root.dataset[name];
  }
  for (const input of all("[data-display] input")) {
    input.checked = (root.dataset[input.name.replace("display-", "")] ?? "") === input.value;
  }
};
const keepChosen = () => {
  const set = Object.keys(KNOWN).filter((name) => root.dataset[name]);
  keep(
    KEY,
    set.length === 0 ? undefined : JSON.stringify(Object.fromEntries(set.map((name) => [name, root.dataset[name]]))),
  );
};
apply();

// Another tab has changed the settings, or the page comes back from the browser's cache.
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
  for (const menu of /** @type {HTMLDetailsElement[]} */ (all("details.display"))) closes(menu);
  const menu = find("details[data-display]");
  if (!menu) return;
  apply();
  menu.addEventListener("change", (/** @type {Event & {target: HTMLInputElement}} */ { target }) => {
    chosen = { ...chosen, [target.name.replace("display-", "")]: target.value };
    apply();
    keepChosen();
  });
});

/**
 * Closes a menu on Escape, and when the reader moves on.
 * @param {HTMLDetailsElement} menu
 */
function closes(menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    find("summary", menu).focus();
  });
  /** @param {Event} event */
  const leave = ({ target }) => {
    if (menu.open && target instanceof Node && !menu.contains(target)) menu.open = false;
  };
  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
}
