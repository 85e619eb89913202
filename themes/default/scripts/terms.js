// Shows the definition of a term beside it: on hover, on focus, and on the first tap. Without this script, and on a
// second tap or Enter, the term is a link to its entry.
import { all } from "./shared/dom.js";

// The pointer may need to cross a gap between the term and its definition.
const PATIENCE = 250;
const GAP = 6;
/** @type {{ term: HTMLElement, box: HTMLElement } | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let leaving;

/**
 * Returns the box with the definition of a term.
 * @returns {HTMLElement | null | undefined}
 * @param {HTMLElement} term
 */
const boxOf = (term) =>
  document.getElementById(/** @type {string} */ (term.getAttribute("aria-describedby")))?.closest("[popover]");

/**
 * Shows a box below the term's last line, or above its first if there is no room below; it never covers the term or
 * leaves the page.
 * @param {HTMLElement} term
 * @param {HTMLElement} box
 */
const place = (term, box) => {
  const lines = term.getClientRects();
  const [first, last] = [lines[0], lines[lines.length - 1]];
  const page = document.documentElement;
  const isBelow = last.bottom + GAP + box.offsetHeight <= page.clientHeight || first.top < box.offsetHeight + GAP;
  const left = Math.max(GAP, Math.min((isBelow ? last : first).left, page.clientWidth - box.offsetWidth - GAP));
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${(isBelow ? last.bottom + GAP : first.top - GAP - box.offsetHeight) + scrollY}px`;
};

const hide = () => {
  clearTimeout(leaving);
  if (shown?.box.matches(":popover-open")) shown.box.hidePopover();
  shown = null;
};

/** @param {HTMLElement} term */
const show = (term) => {
  clearTimeout(leaving);
  if (shown?.term === term) return;
  const box = boxOf(term);
  if (!box) return;
  hide();
  shown = { term, box };
  box.showPopover();
  place(term, box);
};

const leave = () => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (shown && document.activeElement !== shown.term) hide();
  }, PATIENCE);
};

const begin = () => {
  for (const term of all("a.term")) {
    term.addEventListener("pointerenter", (/** @type {PointerEvent} */ event) => {
      if (event.pointerType === "mouse") show(term);
    });
    term.addEventListener("pointerleave", leave);
    term.addEventListener("focus", () => {
      if (term.matches(":focus-visible")) show(term);
    });
    term.addEventListener("blur", leave);
    // The first tap of a finger or pen shows the definition; the second follows the link.
    term.addEventListener("click", (/** @type {PointerEvent} */ event) => {
      if (!["touch", "pen"].includes(event.pointerType) || shown?.term === term) return;
      event.preventDefault();
      show(term);
    });
    const box = boxOf(term);
    box?.addEventListener("pointerenter", () => clearTimeout(leaving));
    box?.addEventListener("pointerleave", leave);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && !event.composedPath().some((place) => place === shown?.box || place === shown?.term)) hide();
  });
  addEventListener("resize", hide);
};
if ("popover" in HTMLElement.prototype) begin();
