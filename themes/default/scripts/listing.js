// Filters a long list of curricula or postings, and shows a part of it at a time.
import { today } from "./shared/day.js";
import { find } from "./shared/dom.js";
import { tell, watchFacets } from "./shared/facets.js";
import { fillWords } from "./shared/words.js";

const more = find("[data-more]");
// What has expired comes last.
const written = [...document.querySelectorAll(".listing > section")];
const hasExpired = (/** @type {Element} */ entry) => find("[data-expires]", entry)?.dataset.expires < today();
const entries = [...written.filter((entry) => !hasExpired(entry)), ...written.filter(hasExpired)];
more.before(...entries);
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
    const found = find("[data-found]");
    tell(found, wanted.length > 0, fillWords(found.dataset.words, { count: chosen.length }));
  });
}
show();
