// What would be lost with the page, since it is in no file, not remembered in this browser and not in the page's address: the browser
// asks before it is left.

import { toLink } from "./entry.js";
import { isRemembered } from "./keep.js";

const filed = new Set();
/** What of a check would be lost: texts, and in a frame everything, since a host that is reloaded loads the frame anew. */
const atRisk = (check) => [check.own.notes, check.own.name, check.own.department, self === top ? "" : toLink(check)].join("\n");

/** What is at risk of this check is in a file of the reader's. */
export const setFiled = (check) => filed.add(atRisk(check));
export const isFiled = (check) => filed.has(atRisk(check));

const warn = (event) => {
  event.preventDefault();
  // What older browsers ask for.
  event.returnValue = true;
};

/** Lets the browser ask before the page is left, as long as something would be lost. */
export function watchLeaving(check) {
  const isLost = atRisk(check).trim() && !isFiled(check) && !isRemembered(check, atRisk);
  if (isLost) addEventListener("beforeunload", warn);
  else letGo();
}

/** The next page takes along what is entered: nothing would be lost. */
export const letGo = () => removeEventListener("beforeunload", warn);
