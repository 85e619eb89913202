// The self-check's interface. The page's HTML is whole before this begins; this shows what follows from what is entered.

import { all, find, form } from "./dom.js";
import { assess, core, propose, sound } from "./core.js";
import { read, toLink } from "./entry.js";
import { keepInAddress } from "./address.js";
import { isFiled, watchLeaving } from "./unsaved.js";
import { end, guarded } from "./trouble.js";
import { toOwnLink } from "./file.js";
import { announce, showResult } from "./result.js";
import { drawTotals } from "./picture.js";
import { showReasons } from "./reasons.js";
import { showProposals } from "./guide.js";
import { showPosting } from "./posting.js";
import { showComparison } from "./compare.js";
import { listen } from "./actions.js";

let shown;
let rest;

/** Begins, with the functions of the assessment core. */
export function start(functions) {
  Object.assign(core, functions);
  // What they refuse is never a number of the result.
  for (const name of ["assess", "propose"]) core[name] = (link) => sound(functions[name](link));
  if (!core.load(form.dataset.rubric)) throw new Error("the rubric of this page cannot be read");
  for (const part of all("[data-live]")) part.hidden = false;
  const code = find("[data-embed]");
  if (code) code.textContent = code.textContent.replace(code.dataset.src, new URL(code.dataset.src, document.baseURI));
  form.addEventListener("input", update);
  // A browser that comes back to the page may bring back what was entered after scripts have run.
  addEventListener("pageshow", update);
  listen(update);
  update();
}

/** Reads the form, keeps what is entered, and shows what follows from it. */
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

/** Shows what follows from a check, as long as that can be relied on. */
const show = guarded((check) => {
  const link = toLink(check);
  find("[data-link]").value = `${document.URL.split("#")[0]}#${link}`;
  const own = toOwnLink(check, isFiled(check));
  for (const reading of all("[data-readings] a")) reading.href = reading.href.split("#")[0] + (own && `#${own}`);
  form.elements.date.toggleAttribute("data-empty", !check.own.date);
  // Comments are typed letter by letter, and nothing follows from them.
  const seen = JSON.stringify({ ...check, own: { ...check.own, notes: "" } });
  if (seen === shown) return;
  shown = seen;
  const assessment = assess(link);
  showResult(assessment, check);
  announce(assessment);
  // Of several changes at once only the last is worth the rest.
  clearTimeout(rest);
  rest = setTimeout(guarded(() => {
    drawTotals(assessment);
    showReasons(assessment, check);
    showPosting(check);
    showProposals(propose(link), check);
    showComparison(check);
  }));
});
