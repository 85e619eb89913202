// On a phone, a page in two languages is twice as long. Readers who choose so in the display settings see the second
// language of a sentence when they tap it.
import { all, make } from "./shared/dom.js";

const root = document.documentElement;
const narrow = matchMedia("(max-width: 47.99rem)");

/**
 * The name of a language in that language.
 * @param {string} tag
 */
const nameOf = (tag) => new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;

/**
 * Adds the button that shows the second language of a sentence.
 * @param {HTMLElement} pair
 */
const add = (pair) => {
  const [first, ...others] = /** @type {HTMLElement[]} */ ([...pair.children]);
  const names = others.map(({ lang }) => make("span", { lang }, nameOf(lang)));
  const button = make("button", { type: "button", class: "show-second", "aria-expanded": "false" }, ...names);
  const turn = () => {
    const isOpen = pair.toggleAttribute("data-open");
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", turn);
  first.addEventListener("click", ({ target }) => {
    const isOther = target instanceof Element && target.closest("a, button, summary");
    const isSelecting = getSelection()?.isCollapsed === false;
    if (root.dataset.second && narrow.matches && !isOther && !isSelecting) turn();
  });
  first.after(button);
};

let isReady = false;
const begin = () => {
  if (isReady || !root.dataset.second || !narrow.matches) return;
  isReady = true;
  for (const pair of all("main .pair")) {
    const isSentence = pair.children.length > 1 && !pair.closest("form, summary, [popover]");
    if (isSentence) add(pair);
  }
};
begin();
narrow.addEventListener("change", begin);
new MutationObserver(begin).observe(root, { attributeFilter: ["data-second"] });
