// The interview sheet for what is chosen. It is a view of the same page, so that nothing that was entered is lost on the way
// there and back, and the link to the choice opens it.
import { CHOICES, LANGUAGES, all, data, field, find, form, say } from "./form.js";
import { bare } from "../shared/citing.js";
import { put } from "../shared/clipboard.js";
import { find as findInPage, make } from "../shared/dom.js";

/**
 * @typedef {import("./form.js").PickerLanguage} PickerLanguage
 * @typedef {import("./form.js").PickerRequirement} PickerRequirement
 * @typedef {import("./form.js").PickerState} PickerState
 */

const sheet = find("[data-interview-sheet]");
const heading = findInPage("h1 .title");
const titles = { picker: [...heading.childNodes], name: document.title };

/** The lines by the ids of their requirements: what was entered stays while the choice changes. @type {Map<string, HTMLElement>} */
const lines = new Map();

/**
 * @param {string} id
 * @returns {PickerLanguage}
 */
const languageOf = (id) => /** @type {any} */ (LANGUAGES.get(id));

/** The languages of the page. */
const languages = data.shown.map(languageOf);

/**
 * Shows the sheet if it is asked for and anything is chosen, or else the picker.
 * @param {PickerState} state
 */
export function showInterview({ rank, must, nice }) {
  const isAsked = field("interview").checked;
  const isShown = isAsked && must.length + nice.length > 0;
  find("[data-message=interview]").replaceChildren(isAsked && !isShown ? say("nothing") : "");
  find("[data-message=sheet]").textContent = "";
  if (isShown) fill({ rank, must, nice });
  if (isShown === !sheet.hidden) return;
  sheet.hidden = !isShown;
  form.parentElement.classList.toggle("as-interview", isShown);
  const title = find("[data-interview-title]").content.cloneNode(true);
  heading.replaceChildren(...(isShown ? [title, " "] : titles.picker));
  const name = find(".first", heading) ?? heading;
  document.title = isShown ? `${name.textContent.trim()} · ${aims(rank)[0].title}` : titles.name;
}

/** @param {Pick<PickerState, "rank" | "must" | "nice">} state */
function fill({ rank, must, nice }) {
  find("[data-interview-aim]").replaceChildren(
    make("a", { href: aims(rank)[0].href }, ...inEach(aims(rank).map(({ title }) => title))),
  );
  for (const [as, chosen] of Object.entries({ must, nice })) {
    const list = find(`[data-interview-list=${as}]`);
    list.replaceChildren(...chosen.map((requirement) => described(line(requirement), requirement.id, rank)));
    list.parentElement.hidden = !chosen.length;
  }
}

/**
 * The role with the level, if it has levels, in each language of the page.
 * @param {number} rank
 */
const aims = (rank) =>
  languages.map(({ role, levels, aim }) => {
    const level = levels[rank];
    return level ? { ...level, title: `${role} · ${level.title}` } : aim;
  });

/**
 * Words in each language of the page.
 * @param {string[]} words
 */
const inEach = (words) =>
  words.flatMap((text, at) => [
    at ? " " : "",
    make(
      "span",
      { lang: languages[at].tag, dir: languages[at].dir, class: words.length > 1 && (at ? "second" : "first") },
      text,
    ),
  ]);

/** @param {PickerRequirement} requirement */
function line(requirement) {
  const known = lines.get(requirement.id);
  if (known) return known;
  const made = find("[data-interview-line]").content.firstElementChild.cloneNode(true);
  const { id, text, own } = requirement;
  const [name, words, found] = [".number", ".pair", ".found"].map((part) => find(part, made));
  name.href = requirement.href;
  name.textContent = id;
  words.id = `asked-${id}`;
  const spoken = data.shown.map((language) => (own.includes(language) ? language : data.source));
  for (const language of new Set(spoken)) {
    const { tag, dir } = languageOf(language);
    words.append(make("p", { lang: tag, dir }, bare(text[language])));
  }
  found.setAttribute("aria-labelledby", words.id);
  for (const input of all("[type=radio]", found)) input.name = `interview.${id}`;
  lines.set(id, made);
  return made;
}

/**
 * Shows on a line how its requirement reads at a level, and examples, as far as the standard has them.
 * @param {HTMLElement} shown
 * @param {string} id
 * @param {number | undefined} rank
 */
function described(shown, id, rank) {
  const at = `${rank ?? ""}`;
  const parts = all(":scope > template", CHOICES.get(id)?.item).filter(
    ({ dataset }) => (dataset.described ?? at) === at,
  );
  find(".described", shown).replaceChildren(...parts.map(({ content }) => content.cloneNode(true)));
  return shown;
}

/** @param {boolean} isAsked */
function ask(isAsked) {
  field("interview").checked = isAsked;
  form.dispatchEvent(new Event("input"));
  if (isAsked === sheet.hidden) return;
  scrollTo(0, 0);
  findInPage("main").focus();
}

/** @type {Record<string, () => void | Promise<void>>} */
const ACTIONS = {
  open: () => ask(true),
  close: () => ask(false),
  print: () => print(),
  async link() {
    const message = find("[data-message=sheet]");
    try {
      await put(find("[data-link]").value);
      message.replaceChildren(say("link_copied"));
    } catch {
      message.replaceChildren(say("not_copied"));
    }
  },
};

form.addEventListener("click", (/** @type {Event & {target: HTMLElement}} */ event) => {
  const action = event.target.closest("button")?.dataset.interview;
  if (action) ACTIONS[action]();
});
