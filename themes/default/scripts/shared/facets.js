// Facets of a list of requirements. What is chosen is part of the address, so that it can be linked to.
import { all } from "./dom.js";

/**
 * The fragment of the address with what is chosen.
 * @param {Record<string, string>} chosen
 */
export const fragmentOf = (chosen) => {
  const said = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
  return said.size > 0 ? `#${said}` : "";
};

/**
 * Shows the facets, and calls `apply` with what is chosen, at once and after each change.
 * @param {HTMLElement} nav
 * @param {(chosen: Record<string, string>) => void} apply
 */
export const watchFacets = (nav, apply) => {
  const facets = all("[data-facet]", nav);
  const names = facets.map(({ dataset }) => /** @type {string} */ (dataset.facet));
  for (const facet of facets) facet.hidden = false;

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

  const refresh = () => {
    const chosen = read();
    apply(chosen);
    for (const link of all("[data-choice]", nav)) {
      const { facet } = link.closest("[data-facet]").dataset;
      link.href = fragmentOf({ ...chosen, [facet]: link.dataset.choice }) || "#";
      if (chosen[facet] === link.dataset.choice) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  nav.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("[data-choice]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash || location.pathname + location.search);
    refresh();
  });
  addEventListener("hashchange", refresh);
  refresh();
};

/**
 * Says how many requirements are listed, if any facet is chosen.
 * @param {HTMLElement} status
 * @param {boolean} isNarrowed
 * @param {string} words
 */
export const tell = (status, isNarrowed, words) => {
  status.hidden = !isNarrowed;
  status.textContent = isNarrowed ? words : "";
};
