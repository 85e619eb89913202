// Keeps the check in the page's address, so that it survives a reload: the fragment holds the part that links share. The
// reader's own texts go into the tab's history state, so that people who are given the address do not see them. A sandboxed
// frame has no history state that survives a reload, and nobody shares its address, so there the fragment holds the texts too.

import { KEYS, toLink } from "widget:kind/entry.js";
import { toOwnLink } from "./file.js";
import { guarded } from "./trouble.js";

/** Matches a fragment that holds a check. */
const CHECK = new RegExp(`(^|&)(${KEYS.join("|")})=`, "u");
/** Safari allows 100 changes in half a minute: this many are made at once, and then one every `PAUSE` ms. */
const AT_ONCE = 40;
const PAUSE = 600;

/** @type {{from: string, address: string, state: object | null} | undefined} */
let wanted;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let spare = AT_ONCE;
let last = 0;

/**
 * The reader's own texts stored with this address, and whether they are in a file; `undefined` if there are none.
 * @returns {{own: Record<string, string>, isFiled: boolean} | undefined}
 */
export const ownBefore = () => history.state?.check;

/**
 * Stores a check in the address. It replaces the current history entry and never adds one.
 * @param {ReadCheck} check
 * @param {boolean} isFiled
 */
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
  const { from, address, state } = /** @type {NonNullable<typeof wanted>} */ (wanted);
  // If a link to another check was just followed, that check is read first.
  if (from !== document.URL) return;
  if (address === from && JSON.stringify(state) === JSON.stringify(history.state)) return;
  spare -= 1;
  try {
    history.replaceState(state, "", address);
  } catch { /* Too many changes for this browser: the next change includes this one. */ }
}

// The last change may still be pending when the page is left.
addEventListener("pagehide", guarded(() => timer && write()));
