// Texts that are in no file and not remembered in this browser: the browser asks before they are left.

import { isRemembered } from "./keep.js";

const filed = new Set();
const texts = ({ own }) => [own.notes, own.name, own.department].join("\n");

/** The texts of this check are in a file of the reader's. */
export const setFiled = (check) => filed.add(texts(check));
export const isFiled = (check) => filed.has(texts(check));

const warn = (event) => {
  event.preventDefault();
  // What older browsers ask for.
  event.returnValue = true;
};

/** Lets the browser ask before the page is left, as long as texts would be lost. */
export function watchLeaving(check) {
  const isLost = texts(check).trim() && !isFiled(check) && !isRemembered(check, texts);
  if (isLost) addEventListener("beforeunload", warn);
  else letGo();
}

/** The next page takes along what is entered: nothing would be lost. */
export const letGo = () => removeEventListener("beforeunload", warn);
