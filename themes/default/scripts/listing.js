// Filters a long list of curricula or postings, and shows a part of it at a time.
import { find } from "./shared/dom.js";
import { watchFacets } from "./shared/facets.js";
import { fillWords } from "./shared/words.js";

const entries = [...document.querySelectorAll(".listing > section")];
const more = find("[data-more]");
const button = find("button", more);
const step = Number(button.dataset.shown);

/** How many of the chosen entries are shown. */
let limit = step;
let chosen = entries;

const show = () => {
  for (const entry of entries) entry.toggleAttribute("hidden", !chosen.slice(0, limit).includes(entry));
  const rest = chosen.length - limit;
  more.hidden = rest <= 0;
  button.textContent = fillWords(button.dataset.words, { count: Math.min(rest, step) });
};

button.addEventListener("click", () => {
  const first = chosen[limit];
  limit += step;
  show();
  // The button may be gone; reading goes on with what has appeared.
  find("a", first).focus();
});

const nav = find(".facets");
if (nav) {
  nav.hidden = false;
  watchFacets(nav, (choice) => {
    const has = (/** @type {Element} */ entry, /** @type {string} */ facet, /** @type {string} */ value) =>
      (entry.getAttribute(`data-${facet}`) ?? "").split(" ").includes(value);
    const wanted = Object.entries(choice).filter(([, value]) => value);
    chosen = entries.filter((entry) => wanted.every(([facet, value]) => has(entry, facet, value)));
    limit = step;
    show();
  });
}
show();
