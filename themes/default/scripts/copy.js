// Copies a requirement, or all requirements of a page: as a link, plain text, Markdown, HTML or JSON-LD. Every form is
// made from the contents of the page.
import { WRITE, absolute, address, bare, block, html, markdown, term, write } from "./shared/citing.js";
import { put } from "./shared/clipboard.js";
import { all, find } from "./shared/dom.js";
import { fillWords } from "./shared/words.js";
import { wording } from "./shared/wording.js";

/** @typedef {import("./shared/citing.js").CitedForm} CitedForm */
/** @typedef {import("./shared/citing.js").CitedItem} CitedItem */
/**
 * @typedef {{top?: string, heading?: string, list?: string}} CopiedPart A part of what a page asks.
 */

// ---- The contents of the page ----

const template = find("template[data-copy-menu]");
const standard = () => ({ name: template.dataset.standard, url: absolute(template.dataset.contents) });
/** @param {Element} place */
const textsOf = (place) =>
  all(":scope > [lang], :scope > .pair > [lang]", place).map((element) => ({
    lang: element.lang,
    words: bare(wording(element)),
  }));

/**
 * The requirement in a list item, or on its own page.
 * @param {HTMLElement} place
 * @param {string} href
 * @returns {CitedItem}
 */
function requirementAt(place, href) {
  const to = absolute(href);
  const number = find("a.letter", place)?.dataset.number ?? /** @type {HTMLElement} */ (place).dataset.number;
  return { id: number ?? decodeURIComponent(to.replace(/^.*\/|\.html$/gu, "")), href: to, texts: textsOf(place) };
}

/**
 * A heading in the languages of the page.
 * @param {Element} heading
 */
const titleOf = (heading) => {
  const title = find(".title", heading) ?? heading;
  const languages = all(":scope > :is(.first, .second)", title);
  return (languages.length ? languages : [title]).map(wording).join(" / ");
};

/**
 * @param {CitedForm | "json-ld"} form
 * @param {CitedItem} requirement
 */
function one(form, requirement) {
  if (form === "json-ld") return block(term(requirement, standard()));
  const lines = requirement.texts.map((text) => WRITE[form](requirement, text));
  if (form === "html") {
    return lines.map((line, index) => `<p lang="${html(requirement.texts[index].lang)}">${line}</p>`).join("\n");
  }
  return form === "text" ? [...lines, requirement.href].join("\n") : lines.join("\n\n");
}

/**
 * All requirements of the page, under their headings.
 * @param {CitedForm | "json-ld"} form
 * @param {string} href
 */
function whole(form, href) {
  if (form === "json-ld") return wholeBlock(href);
  /** @type {CopiedPart[]} */
  const parts = [];
  for (const element of all("article :is(h1, h2, h3, h4, .requirements)")) {
    if (element.matches("h1")) parts.push(headed(form, titleOf(element), absolute(href)));
    else if (element.matches(".requirements")) parts.push({ list: listed(form, element) });
    else parts.push({ heading: titleOf(element) });
  }
  // A heading without a list after it belongs to something else on the page.
  const kept = parts.filter(
    (part, index) => part.list ?? part.top ?? parts.slice(index + 1).find((next) => next.list || next.heading)?.list,
  );
  return kept
    .map((part) => part.list ?? part.top ?? under(form, /** @type {string} */ (part.heading)))
    .join(form === "html" ? "\n" : "\n\n");
}

/** @type {(form: CitedForm, title: string, href: string) => CopiedPart} */
const headed = (form, title, href) => ({
  top: {
    text: `${title}\n${href}`,
    markdown: `**[${markdown(title)}](${address(href)})**`,
    html: `<p><strong><a href="${html(href)}">${html(title)}</a></strong></p>`,
  }[form],
});
/** @type {(form: CitedForm, title: string) => string} */
const under = (form, title) =>
  ({ text: title, markdown: `**${markdown(title)}**`, html: `<p><strong>${html(title)}</strong></p>` })[form];

/**
 * @param {CitedForm} form
 * @param {Element} list
 */
function listed(form, list) {
  const items = all(":scope > li", list).map((item) =>
    requirementAt(item, find("a.letter", item).getAttribute("href")),
  );
  return write(form, items);
}

/**
 * The page's own block, completed with the addresses that it could not know.
 * @param {string} href
 */
function wholeBlock(href) {
  const value = JSON.parse(find("script[type='application/ld+json']").textContent);
  const addresses = new Map(
    all(".requirements > li").map((item) => {
      const link = find("a.letter", item);
      return [link.dataset.number ?? item.id, absolute(link.getAttribute("href"))];
    }),
  );
  value.url ??= absolute(href);
  for (const skill of [value.skills ?? []].flat()) {
    const to = addresses.get(skill.termCode);
    if (to) Object.assign(skill, { "@id": to, url: to });
    skill.inDefinedTermSet.url ??= standard().url;
  }
  return block(value);
}

// ---- The menu ----

const status = find(".announcement");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;
/** @param {string} words */
const say = (words) => {
  status.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => {
    status.textContent = "";
  }, 4000);
};

/** @type {HTMLElement | undefined} */
let menu;
/** @type {HTMLElement | undefined} */
let opener;
const items = () => all("[role=menuitem]", menu);

/** @param {boolean} [toOpener] */
function close(toOpener) {
  menu?.remove();
  menu = undefined;
  opener?.setAttribute("aria-expanded", "false");
  if (toOpener) opener?.focus();
}

/** @param {HTMLElement} button */
function open(button) {
  close();
  opener = button;
  menu = /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
  find("main").append(menu);
  button.setAttribute("aria-expanded", "true");
  const at = button.getBoundingClientRect();
  const side = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - menu.offsetWidth - 8));
  menu.style.left = `${side + scrollX}px`;
  menu.style.top = `${at.bottom + scrollY + 4}px`;
  items()[0].focus();
}

/**
 * What is copied in a form.
 * @param {HTMLElement} button
 * @param {CitedForm | "json-ld" | "link"} form
 */
function cited(button, form) {
  const href = /** @type {string} */ (button.dataset.copy);
  if (form === "link") return absolute(href);
  if ("copyAll" in button.dataset) return whole(form, href);
  return one(form, requirementAt(button.closest("li") ?? find(".permalink > .words"), href));
}

/**
 * Shows a text that the browser does not copy, as browsers inside other programs do not, selected for copying by hand.
 * @param {string} text
 * @param {HTMLElement} button
 */
function showUncopied(text, button) {
  const dialog = find("dialog", template.content).cloneNode(true);
  const field = find("textarea", dialog);
  field.value = text;
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  field.select();
}

/** @param {CitedForm | "json-ld" | "link"} form */
async function choose(form) {
  const button = /** @type {HTMLElement} */ (opener);
  const label = form === "link" ? "" : wording(find(`[data-as=${form}]`, menu ?? template.content));
  const text = cited(button, form);
  try {
    await put(text);
  } catch {
    close();
    showUncopied(text, button);
    return;
  }
  say(form === "link" ? status.dataset.copied : fillWords(status.dataset.copiedAs, { form: label }));
  close(true);
}

if (template) {
  // The icon is in the page once, and not in each button, of which a page may have hundreds.
  for (const button of all(".copy")) button.append(find("svg", template.content).cloneNode(true));
  for (const button of all("[data-copy]")) {
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
  }
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLElement | null} */
    const item = target.closest("[role=menuitem][data-as]");
    /** @type {HTMLElement | null} */
    const button = target.closest("[data-copy]");
    if (item) choose(/** @type {CitedForm | "json-ld" | "link"} */ (item.dataset.as));
    else if (button && !(menu && button === opener)) open(button);
    else if (menu) close(Boolean(button));
  });
  document.addEventListener("keydown", (event) => {
    if (!menu) return;
    const list = items();
    const at = list.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      list.at(to % list.length).focus();
      event.preventDefault();
    } else if (event.key === "Escape" || event.key === "Tab") {
      close(true);
      if (event.key === "Escape") event.preventDefault();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (menu && !menu.contains(/** @type {Node} */ (event.target)) && event.target !== opener) close();
  });
  addEventListener("resize", () => close());
}
