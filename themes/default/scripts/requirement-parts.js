// Counts the requirements in the parts of a large list to which what is chosen applies, and passes the choice on to their
// pages.
import { all, find } from "./shared/dom.js";
import { fragmentOf, tell, watchFacets } from "./shared/facets.js";
import { fillWords } from "./shared/words.js";

const nav = find(".facets");
const status = find(".narrowed");

/**
 * Whether a choice applies to each requirement: a hexadecimal digit for each four, the first of which is the highest bit.
 * @param {string} digits
 */
const bitsOf = (digits) =>
  [...digits].flatMap((digit) => [8, 4, 2, 1].map((bit) => (Number.parseInt(digit, 16) & bit) > 0));

const begin = () => {
  const entries = all(".tree li").map((entry) => {
    const link = find("a", entry);
    return {
      entry,
      link,
      anchor: link.hash ? decodeURIComponent(link.hash.slice(1)) : "",
      page: link.getAttribute("href").replace(/#.*$/u, ""),
      href: link.getAttribute("href"),
      first: Number(entry.dataset.first),
      count: Number(entry.dataset.count),
    };
  });

  watchFacets(nav, (chosen) => {
    const choices = Object.entries(chosen).filter(([, value]) => value);
    const bits = choices.map(([name, value]) =>
      bitsOf(nav.querySelector(`[data-facet="${name}"] [data-choice="${CSS.escape(value)}"]`).dataset.applies),
    );
    /** The number of requirements before each place to which everything chosen applies. */
    const before = [0];
    for (const place of (bits[0] ?? []).keys()) before.push(before[place] + Number(bits.every((has) => has[place])));
    for (const { entry, link, anchor, page, href, first, count } of entries) {
      const found = choices.length > 0 ? before[first + count] - before[first] : count;
      entry.hidden = found === 0;
      find(".tally", link).textContent = String(found);
      link.setAttribute("href", choices.length > 0 ? page + fragmentOf({ ...chosen, at: anchor }) : href);
    }
    tell(status, choices.length > 0, fillWords(status.dataset.shown, { count: before.at(-1) }));
  });
};
if (nav) begin();
