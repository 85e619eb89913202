// Warns before the page is left if entries would be lost: those that are not in a file, in this browser or in the address.

import { toLink } from "widget:kind/entry.js";
import { isRemembered } from "./keep.js";

/** @type {Set<string>} */
const filed = new Set();
/**
 * The part of a check that could be lost: texts, and in a frame everything, since reloading the host page reloads the frame.
 * @param {Check} check
 */
const atRisk = (check) => [check.own.notes, check.own.name, check.own.department, check.own.person, check.own.evidence, self === top ? "" : toLink(check)].join("\n");

/**
 * Records that the part of this check that could be lost is in a file.
 * @param {Check} check
 */
export const setFiled = (check) => filed.add(atRisk(check));
/** @param {Check} check */
export const isFiled = (check) => filed.has(atRisk(check));

/** @param {BeforeUnloadEvent} event */
const warn = (event) => {
  event.preventDefault();
  // Older browsers require this.
  event.returnValue = true;
};

/**
 * Makes the browser ask before leaving the page while entries would be lost.
 * @param {Check} check
 */
export function watchLeaving(check) {
  const isLost = atRisk(check).trim() && !isFiled(check) && !isRemembered(check, atRisk);
  if (isLost) addEventListener("beforeunload", warn);
  else letGo();
}

/** Stops the warning, because the next page receives the entries. */
export const letGo = () => removeEventListener("beforeunload", warn);
