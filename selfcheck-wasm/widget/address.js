// The page's address holds the check, so that it outlasts a reload: what a link carries is its fragment. What is the reader's
// own stays beside it in the browser's history of the tab, where nobody finds it who is given the address. A sandboxed frame has
// no such place that outlasts a reload, and an address that nobody is given: there it is in the fragment as well.

import { toLink } from "./entry.js";
import { toOwnLink } from "./file.js";
import { guarded } from "./trouble.js";

/** A fragment that holds a check. */
const CHECK = /(^|&)(g|q|as|target|posting|own)=/u;
/** Safari allows 100 changes in half a minute: so many at once, and then one after so many ms. */
const AT_ONCE = 40;
const PAUSE = 600;

let wanted;
let timer;
let spare = AT_ONCE;
let last = 0;

/** What is the reader's own in the check that this address held before, and whether it is in a file; `undefined` if nothing. */
export const ownBefore = () => history.state?.check;

/** Lets the address hold a check. It replaces what was there and never adds to the browser's history. */
export function keepInAddress(check, isFiled) {
  const [base, before] = document.URL.split("#");
  const link = self === top ? toLink(check) : toOwnLink(check, isFiled);
  const hash = link || (CHECK.test(before ?? "") ? "" : before);
  const hasOwn = Object.values(check.own).join("");
  const state = hasOwn ? { check: { own: check.own, isFiled } } : null;
  wanted = { from: document.URL, address: hash ? `${base}#${hash}` : base, state };
  spare = Math.min(AT_ONCE, spare + (performance.now() - last) / PAUSE);
  last = performance.now();
  if (spare >= 1) write();
  else timer ??= setTimeout(guarded(write), PAUSE);
}

function write() {
  clearTimeout(timer);
  timer = undefined;
  const { from, address, state } = wanted;
  // A link that was just followed here is read first.
  if (from !== document.URL) return;
  if (address === from && JSON.stringify(state) === JSON.stringify(history.state)) return;
  spare -= 1;
  try {
    history.replaceState(state, "", address);
  } catch { /* Too many changes for this browser: the next one brings this one along. */ }
}

// The last change may still wait when the page is left.
addEventListener("pagehide", guarded(() => timer && write()));
