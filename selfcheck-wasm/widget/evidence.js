// Evidence: a note and a link for each row and each requirement. It is in a hidden field of the form, as the file has it, so
// that it is saved, restored and cleared with the other texts. Here are the fields to edit it, and the list for paper.

import { all, find, form, make } from "./dom.js";
import { say } from "./words.js";

/** The pause after the last letter before evidence is stored, in ms. */
const PAUSE = 300;
const MOST = 1000;

/** The field that holds the evidence. */
const field = form.elements.evidence;
/** The text of the field whose evidence is shown. */
let shown = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @type {{kind: "rows" | "requirements", id: string, element: HTMLElement, details: HTMLDetailsElement}[]} */
const items = [];

/** @returns {Evidence} */
const evidence = () => JSON.parse(field.value || "{}");

/** @param {string} link */
const isLink = (link) => /^https?:\/\/\S+$/u.test(link);

/** Offers evidence for each row and requirement. */
export function listen() {
  if (!field) return;
  // Hidden like all that depends on the core, until the core runs, or if it has failed.
  const state = find("[data-live]").hidden ? { hidden: "" } : {};
  /**
   * @param {"rows" | "requirements"} kind
   * @param {string} id
   * @param {HTMLElement} element
   * @param {HTMLElement} place
   */
  const add = (kind, id, element, place) => {
    const details = make("details", { "data-live": true, class: "evidence ours", ...state }, make("summary", {}));
    place.append(details);
    items.push({ kind, id, element, details });
  };
  for (const row of all("[data-row]")) add("rows", row.dataset.row, row, find(".asked", row));
  for (const item of all("[data-requirement]", form)) {
    if (find(".answers", item)) add("requirements", item.dataset.requirement, item, item);
  }
  items.forEach((item) => {
    label(item, false);
    item.details.addEventListener("toggle", () => fields(item));
  });
  form.addEventListener("selfcheck:shown", show);
  addEventListener("pagehide", store);
  addEventListener("beforeprint", print);
}

/**
 * Labels the evidence of an item.
 * @param {(typeof items)[number]} item
 * @param {boolean} has
 */
const label = ({ details }, has) => {
  details.toggleAttribute("data-has", has);
  /** @type {HTMLElement} */ (details.firstElementChild).replaceChildren(say(has ? "evidence_has" : "evidence_add"));
};

/**
 * Adds the fields of an item when it is first opened.
 * @param {(typeof items)[number]} item
 */
function fields({ kind, id, element, details }) {
  if (details.children[1]) return;
  const piece = evidence()[kind]?.[id] ?? {};
  const note = make("textarea", { rows: 2, maxlength: MOST });
  note.value = piece.note ?? "";
  const link = make("input", { type: "url", maxlength: MOST, placeholder: "https://", dir: "ltr" });
  link.value = piece.link ?? "";
  const message = make("p", { class: "message", role: "status" });
  details.append(make("label", {}, say("evidence_note"), note), make("label", {}, say("evidence_link"), link), message);
  // Fields with the same label are told apart by what they are for.
  const name = find("[id]", find("h3[id], [data-about]", element).parentElement);
  details.setAttribute("role", "group");
  if (name) details.setAttribute("aria-labelledby", name.id);
  for (const one of [note, link]) {
    one.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(store, PAUSE);
    });
    one.addEventListener("change", () => {
      const isGood = !link.value || isLink(link.value);
      message.replaceChildren(isGood ? "" : say("evidence_bad"));
      if (isGood) link.removeAttribute("aria-invalid");
      else link.setAttribute("aria-invalid", "true");
      store();
    });
  }
}

/** Stores what is entered, without links that are not good. */
function store() {
  clearTimeout(timer);
  /** @type {Required<Evidence>} */
  const all = { rows: {}, requirements: {}, ...evidence() };
  for (const { kind, id, details } of items) {
    const [, ...labels] = /** @type {Iterable<HTMLElement>} */ (details.children);
    if (!labels.length) continue;
    const [note, link] = /** @type {HTMLInputElement[]} */ (labels.slice(0, 2).map((one) => one.lastElementChild));
    const address = link.value.trim();
    const piece = { ...(note.value.trim() && { note: note.value }), ...(isLink(address) && { link: address }) };
    if (Object.keys(piece).length) all[kind][id] = piece;
    else delete all[kind][id];
  }
  const kinds = Object.entries(all).filter(([, pieces]) => Object.keys(pieces).length);
  const text = kinds.length ? JSON.stringify(Object.fromEntries(kinds)) : "";
  if (text === field.value) return;
  field.value = text;
  shown = text;
  labelAll();
  form.dispatchEvent(new Event("input"));
}

function labelAll() {
  const all = evidence();
  for (const item of items) label(item, Boolean(all[item.kind]?.[item.id]));
}

/** Shows the evidence of a check that was opened, cleared or restored. */
function show() {
  if (field.value === shown) return;
  shown = field.value;
  const all = evidence();
  for (const { kind, id, details } of items) {
    const [summary] = details.children;
    details.replaceChildren(summary);
    details.open = Boolean(all[kind]?.[id]);
  }
  labelAll();
}

/** Lists the evidence, for paper. */
function print() {
  store();
  const all = evidence();
  const place = find("[data-evidence-list]");
  const entries = items.flatMap(({ kind, id, element }) => {
    const piece = all[kind]?.[id];
    if (!piece) return [];
    const name = find(kind === "rows" ? "h3" : "[data-about]", element).cloneNode(true);
    for (const part of find("*", name) ? [name, ...name.querySelectorAll("*")] : [name]) part.removeAttribute("id");
    for (const part of name.querySelectorAll(".taught, .graded-as")) part.remove();
    return [make("dt", {}, ...name.childNodes), make("dd", {}, ...(piece.note ? [make("p", {}, piece.note)] : []),
      ...(piece.link ? [make("p", {}, make("a", { href: piece.link, rel: "noreferrer" }, piece.link))] : []))];
  });
  place.replaceChildren(...(entries.length ? [make("dl", {}, ...entries)] : []));
  place.parentElement.toggleAttribute("data-printed", form.elements["print-evidence"].checked && place.hasChildNodes());
}
