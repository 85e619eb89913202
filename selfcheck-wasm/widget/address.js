// The page's address holds the check, so that it outlasts a reload: what a link carries is its fragment. What is the reader's
// own stays beside it in the browser's history of the tab, where nobody finds it who is given the address.

import { toLink } from "./entry.js";

/** How long one change waits for the next, in ms: Safari allows 100 in half a minute. */
const PAUSE = 400;
/** A fragment that holds a check. */
const CHECK = /(^|&)(g|q|as|target|posting|own)=/u;

let wanted;
let timer;
let last = -PAUSE;

/** What is the reader's own in the check that this address held before, and whether it is in a file; `undefined` if nothing. */
export const ownBefore = () => history.state?.check;

/** Lets the address hold a check. It replaces what was there and never adds to the browser's history. */
export function keepInAddress(check, isFiled) {
  const [base, before] = document.URL.split("#");
  const link = toLink(check);
  const hash = link || (CHECK.test(before ?? "") ? "" : before);
  const hasOwn = Object.values(check.own).join("");
  const state = hasOwn ? { check: { own: check.own, isFiled } } : null;
  wanted = { from: document.URL, address: hash ? `${base}#${hash}` : base, state };
  timer ??= setTimeout(write, last + PAUSE - performance.now());
}

function write() {
  clearTimeout(timer);
  timer = undefined;
  const { from, address, state } = wanted;
  // A link that was just followed here is read first.
  if (from !== document.URL) return;
  if (address === from && JSON.stringify(state) === JSON.stringify(history.state)) return;
  last = performance.now();
  try {
    history.replaceState(state, "", address);
  } catch { /* Too many changes for this browser: the next one brings this one along. */ }
}

// The last change may still wait when the page is left.
addEventListener("pagehide", () => timer && write());
