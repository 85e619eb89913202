// Handles the reader's actions: buttons, files, and links to a check.

import { all, find, form, make } from "./dom.js";
import { known, say } from "./words.js";
import { choose, isEmpty, PREFIX, read, toLink, write } from "widget:kind/entry.js";
import { Unreadable } from "./core.js";
import { fromFile, fromLink } from "./file.js";
import { copy, describe, download, forget, forgetAll, remember, remembered, showHistory, today } from "./keep.js";
import { assess } from "widget:kind/show.js";
import { ownBefore } from "./address.js";
import { letGo, setFiled } from "./unsaved.js";
import { guarded } from "./trouble.js";

/** @type {() => void} */
let update;
/**
 * The entries before a check was opened or cleared, for undoing.
 * @type {ReadCheck}
 */
let before;

/**
 * Starts listening; `whenChanged` is called after every change.
 * @param {() => void} whenChanged
 * @param {Record<string, (button: HTMLButtonElement) => unknown>} own The actions of this kind of self-check.
 */
export function listen(whenChanged, own) {
  update = whenChanged;
  Object.assign(ACTIONS, own);
  document.addEventListener("click", guarded((/** @type {MouseEvent} */ event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
    const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    const doing = button && ACTIONS[/** @type {string} */ (button.dataset.do)]?.(button);
    update();
    if (link) follow(link, event);
    return doing;
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", guarded((/** @type {KeyboardEvent} */ event) => {
    if (/^(Delete|Backspace)$/u.test(event.key) && /** @type {HTMLInputElement} */ (event.target).name?.startsWith(PREFIX)) {
      choose(/** @type {HTMLInputElement} */ (event.target).name);
      update();
    }
  }));
  for (const input of all("[data-file]")) input.addEventListener("change", guarded(() => openFile(input)));
  addEventListener("hashchange", guarded(arrive));
  arrive();
  recall();
}

/**
 * Handles a click on a link: no link may lose the entries, and the address holds the check instead of an anchor of the page.
 * @param {HTMLAnchorElement} link
 * @param {MouseEvent} event
 */
function follow(link, event) {
  const [page, place] = link.href.split("#");
  const target = page === document.URL.split("#")[0] && document.getElementById(place);
  if (target) {
    event.preventDefault();
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView();
  } else if (self !== top && !link.closest("[data-readings]")) {
    // In a frame a link would replace the self-check.
    link.target = "_blank";
  } else if (link.closest("[data-readings], form") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    // The same page in another language receives the entries. For the way back from a module or a requirement, the tab keeps
    // them. Nothing is left if the link opens in another tab or window.
    letGo();
  }
}

/**
 * Shows a message at a place of the page and clears the others. With `undo`, offers to restore the previous entries.
 * @param {string} place
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 * @param {boolean} [undo]
 */
function showMessage(place, key, values, undo) {
  for (const message of all("[data-message]")) message.replaceChildren();
  const message = find(`[data-message=${place}]`);
  message.append(say(key, values));
  if (undo) message.append(" ", make("button", { type: "button", "data-do": "undo", value: place }, say("undo")));
}

/**
 * Shows why something cannot be read.
 * @param {string} place
 * @param {unknown} error
 */
function refuse(place, error) {
  if (!(error instanceof Unreadable)) throw error;
  const { message, detail = "" } = error;
  const key = message.replaceAll("-", "_");
  showMessage(place, known(key) ? key : "bad", { detail: String(detail).slice(0, 60) });
  find(`[data-message=${place}]`).append(" ", say("nothing_changed"));
}

/**
 * Enters a check and offers to restore the previous entries.
 * @param {Check} check
 * @param {string} place
 */
function enter(check, place) {
  before = read();
  write(check);
  showMessage(place, "opened", { what: describe(check) }, !isEmpty(before));
  reportMissingPosting(check, place);
}

/**
 * Reports that a check names a posting that is not on this page.
 * @param {Check} check
 * @param {string} place
 */
function reportMissingPosting({ posting }, place) {
  if (posting && posting !== read().posting) find(`[data-message=${place}]`).append(" ", say("no_posting"));
}

/**
 * Enters the check in the page's address, together with the reader's own texts.
 * @param {Event} [event]
 */
function arrive(event) {
  try {
    const before = ownBefore();
    const found = fromLink(location.hash.slice(1), read());
    if (found || (before && !event)) {
      const check = { ...(found?.check ?? read()), ...(before && { own: before.own }) };
      if (found?.isFiled || before?.isFiled) setFiled(check);
      if (event) {
        enter(check, "page");
      } else {
        write(check);
        reportMissingPosting(check, "page");
      }
    }
  } catch (error) {
    refuse("page", error);
  }
  if (event) update();
}

/** @param {HTMLInputElement} input */
async function openFile(input) {
  const place = /** @type {string} */ (input.dataset.file);
  for (const file of /** @type {FileList} */ (input.files)) {
    try {
      const check = await fromFile(file);
      if (place === "file") {
        setFiled(check);
        enter(check, place);
      } else layBeside(check);
    } catch (error) {
      refuse(place, error);
      if (input.multiple) find(`[data-message=${place}]`).prepend(file.name, ": ");
      break;
    }
  }
  input.value = "";
  update();
}

/**
 * Passes a check to the script that shows it beside the one on the page.
 * @param {Check} check
 */
function layBeside(check) {
  form.dispatchEvent(new CustomEvent("selfcheck:beside", { detail: { check, result: assess(toLink(check)) } }));
}

/** Shows the checks remembered in this browser. */
function recall() {
  const damaged = showHistory();
  if (damaged) showMessage("browser", "storage_damaged", { count: damaged });
}

/**
 * Performs an action on the remembered checks and shows a message, or a different one if the browser allows no storage.
 * @param {() => void} work
 * @param {string} [message]
 */
function withStorage(work, message) {
  try {
    work();
    recall();
    if (message) showMessage("browser", message);
  } catch (error) {
    if (error instanceof DOMException) showMessage("browser", "no_storage");
    else refuse("browser", error);
  }
}

/** The current check, with today's date if it has none. */
function dated() {
  form.elements.date.value ||= today();
  return read();
}

/** @type {Record<string, (button: HTMLButtonElement) => unknown>} */
const ACTIONS = {
  async copy() {
    const field = find("[data-link]");
    showMessage("link", (await copy(field.value, field)) ? "link_copied" : "link_here");
  },
  async "copy-embed"() {
    const code = find("[data-embed]");
    showMessage("embed", (await copy(code.textContent, code)) ? "copied" : "link_here");
  },
  save() {
    try {
      const check = dated();
      showMessage("file", self === top ? "saved" : "saved_in_frame", { name: download(check) });
      setFiled(check);
    } catch (error) {
      refuse("file", error);
    }
  },
  remember: () => withStorage(() => remember(dated()), "remembered"),
  open: (button) => withStorage(() => enter(remembered(+button.value), "browser")),
  lay: (button) => withStorage(() => layBeside(remembered(+button.value))),
  forget(button) {
    withStorage(() => forget(+button.value), "forgotten");
    find("[data-do=remember]").focus();
  },
  "forget-all"() {
    withStorage(forgetAll, "forgotten");
    find("[data-do=remember]").focus();
  },
  print: () => print(),
  reset() {
    before = read();
    write({});
    showMessage("paper", "cleared", {}, !isEmpty(before));
  },
  undo(button) {
    write(before);
    showMessage(button.value, "undone");
  },
};
