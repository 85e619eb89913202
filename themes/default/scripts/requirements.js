// Filters and sorts the list of requirements. The choice is part of the address, so that it can be linked to.
import { all, find } from "./shared/dom.js";
import { fillWords } from "./shared/words.js";

const nav = find(".facets");
const groups = find(".groups");
const status = find(".narrowed");

const begin = () => {
  const sections = [...groups.children];
  const facets = all("[data-facet]", nav).map(({ dataset }) => /** @type {string} */ (dataset.facet));
  const narrowing = facets.filter((name) => name !== "sort");
  const names = [...narrowing, "sort"];
  for (const facet of all("[data-facet]", nav)) facet.hidden = false;

  /** Reads the choice from the address; a fragment that names a place on the page chooses nothing. */
  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(
      names.map((name) => {
        const value = said.get(name) ?? "";
        return [name, nav.querySelector(`[data-facet="${name}"] [data-choice="${CSS.escape(value)}"]`) ? value : ""];
      }),
    );
  };

  /** @param {string} sort */
  const order = (sort) => {
    /**
     * @param {HTMLElement} section
     * @returns {number[]}
     */
    const rank = (section) => /** @type {string} */ (section.dataset.rank).split(" ").map(Number);
    return sections.toSorted((a, b) => {
      const [[roleA, levelA], [roleB, levelB]] = [rank(a), rank(b)];
      if (sort === "role") return roleA - roleB || levelA - levelB || sections.indexOf(a) - sections.indexOf(b);
      if (sort === "level") return levelA - levelB || roleA - roleB || sections.indexOf(a) - sections.indexOf(b);
      return sections.indexOf(a) - sections.indexOf(b);
    });
  };

  const apply = () => {
    const chosen = read();
    let shown = 0;
    for (const section of sections) {
      section.hidden = narrowing.some((name) => {
        const values = section.getAttribute(`data-${name}`);
        return chosen[name] && values !== "*" && !values.split(" ").includes(chosen[name]);
      });
      if (!section.hidden) shown += all(".requirements > li", section).length;
    }
    // Reinserting everything costs a layout of the whole page, and the order is usually right already.
    const ordered = order(chosen.sort);
    if (ordered.some((section, place) => section !== groups.children[place])) groups.append(...ordered);
    for (const link of all("[data-choice]", nav)) {
      const { facet } = link.closest("[data-facet]").dataset;
      const said = new URLSearchParams(
        Object.entries({ ...chosen, [facet]: link.dataset.choice }).filter(([, value]) => value),
      );
      link.href = `#${said}`;
      if (chosen[facet] === link.dataset.choice) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const isNarrowed = narrowing.some((name) => chosen[name]);
    status.hidden = !isNarrowed;
    status.textContent = isNarrowed ? fillWords(status.dataset.shown, { count: shown }) : "";
  };

  nav.addEventListener("click", (/** @type {MouseEvent & {target: Element}} */ event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest("[data-choice]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash || location.pathname + location.search);
    apply();
  });
  addEventListener("hashchange", apply);
  apply();
};
if (nav && groups) begin();
