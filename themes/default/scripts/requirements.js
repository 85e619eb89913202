// Filters and sorts the list of requirements.
import { all, find, make } from "./shared/dom.js";
import { fragmentOf, tell, watchFacets } from "./shared/facets.js";
import { fillWords } from "./shared/words.js";

const nav = find(".facets");
const groups = find(".groups");
const status = find(".narrowed");

const begin = () => {
  const sections = [...groups.children];
  // On the page of a part, the pages around it keep what is chosen.
  const around = "part" in nav.dataset ? all(".onward a, .trail li:last-child a") : [];

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

  const counts = new Map(sections.map((section) => [section, all(".requirements > li", section).length]));
  /**
   * Whether a section has the values that are chosen.
   * @param {HTMLElement} section
   * @param {Record<string, string>} chosen
   */
  const fits = (section, chosen) =>
    Object.entries(chosen).every(([name, value]) => {
      const values = section.getAttribute(`data-${name}`);
      return name === "sort" || !value || values === "*" || values?.split(" ").includes(value);
    });
  /**
   * How many requirements a choice leaves.
   * @param {Record<string, string>} chosen
   */
  const count = (chosen) =>
    sections.reduce(
      (sum, section) => sum + (fits(section, chosen) ? /** @type {number} */ (counts.get(section)) : 0),
      0,
    );
  const choices = all("[data-facet]:not([data-facet=sort]) [data-choice]", nav).map((link) => {
    const tally = make("span", { class: "tally", "data-live": "" });
    link.append(" ", tally);
    return { tally, facet: link.closest("[data-facet]").dataset.facet, value: link.dataset.choice };
  });

  watchFacets(nav, (chosen) => {
    const narrowing = Object.keys(chosen).filter((name) => name !== "sort");
    for (const section of sections) section.hidden = !fits(section, chosen);
    const shown = count(chosen);
    for (const { tally, facet, value } of choices) tally.textContent = String(count({ ...chosen, [facet]: value }));
    // Reinserting everything costs a layout of the whole page, and the order is usually right already.
    const ordered = order(chosen.sort);
    if (ordered.some((section, place) => section !== groups.children[place])) groups.append(...ordered);
    for (const link of around) link.hash = fragmentOf(chosen);
    const isNarrowed = narrowing.some((name) => chosen[name]);
    tell(status, isNarrowed, fillWords(status.dataset.shown, { count: shown }));
  });

  /** Shows the clause that the address names beside what is chosen. */
  const show = () => {
    const at = new URLSearchParams(location.hash.slice(1)).get("at");
    if (at) document.getElementById(at)?.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();
};
if (nav && groups) begin();
