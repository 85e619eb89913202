// The self-check's interface. The page's HTML is complete without it; this shows the results of the entries.

import { all, find, form } from "./dom.js";
import { checked, core } from "./core.js";
import { read, toLink } from "widget:kind/entry.js";
import { actions, data, SCORED, showFirst, showRest } from "widget:kind/show.js";
import { keepInAddress } from "./address.js";
import { isFiled, watchLeaving } from "./unsaved.js";
import { end, guarded } from "./trouble.js";
import { toOwnLink } from "./file.js";
import { listen } from "./actions.js";

/** @type {string | undefined} */
let shown;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;

/**
 * Starts the interface with the functions of the assessment core.
 * @param {Core} functions
 */
export function start(functions) {
  Object.assign(core, functions);
  // An error must never be read as numbers of a result.
  for (const name of SCORED) core[name] = (/** @type {string} */ link) => checked(functions[name](link));
  if (!core.load(data)) throw new Error("the data of this page cannot be read");
  for (const part of all("[data-live]")) part.hidden = false;
  const code = find("[data-embed]");
  if (code) code.textContent = code.textContent.replace(code.dataset.src, new URL(code.dataset.src, document.baseURI));
  form.addEventListener("input", update);
  // A browser that returns to the page may restore the entries after scripts have run.
  addEventListener("pageshow", update);
  listen(update, actions);
  update();
}

/** Reads the form, stores the entries in the address, and shows their results. */
function update() {
  try {
    const check = read();
    keepInAddress(check, isFiled(check));
    watchLeaving(check);
    show(check);
  } catch (error) {
    end("later", error);
  }
}

/** Shows the results of a check, unless the self-check has failed. */
const show = guarded((/** @type {ReadCheck} */ check) => {
  const link = toLink(check);
  // Evidence is shared only on request.
  const { evidence } = check.own;
  const shared = form.elements["share-evidence"]?.checked ? toOwnLink({ ...check, own: { evidence } }, false) : link;
  find("[data-link]").value = `${document.URL.split("#")[0]}#${shared}`;
  const own = toOwnLink(check, isFiled(check));
  for (const reading of all("[data-readings] a")) reading.href = reading.href.split("#")[0] + (own && `#${own}`);
  form.elements.date.toggleAttribute("data-empty", !check.own.date);
  // Notes are typed letter by letter and do not affect the results.
  const seen = JSON.stringify({ ...check, own: { ...check.own, notes: "" } });
  if (seen === shown) return;
  shown = seen;
  const detail = { link, state: check, result: showFirst(check, link) };
  // After several quick changes, only the last one is shown in full.
  clearTimeout(rest);
  rest = setTimeout(guarded(() => {
    showRest(check, link);
    // For the page's other scripts.
    form.dispatchEvent(new CustomEvent("selfcheck:shown", { detail }));
  }));
});
