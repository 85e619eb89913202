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
  const menus = all("select", nav);
  const names = facets.map(({ dataset }) => /** @type {string} */ (dataset.facet));
  for (const facet of facets) facet.hidden = false;

  /** Reads the choice from the address; a fragment that names a place on the page chooses nothing. */
  const read = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(
      names.map((name) => {
        const value = said.get(name) ?? "";
        const known = CSS.escape(value);
        const isChoice = nav.querySelector(
          `[data-facet="${name}"] :is([data-choice="${known}"], option[value="${known}"])`,
        );
        return [name, isChoice ? value : ""];
      }),
    );
  };

  const refresh = () => {
    const chosen = read();
    apply(chosen);
    for (const link of all("[data-choice]", nav)) {
      const { facet } = link.closest("[data-facet]").dataset;
      link.href = fragmentOf({ ...chosen, [facet]: link.dataset.choice }) || "#";
      if (chosen[facet] === link.dataset.choice) {
        link.setAttribute("aria-current", "true");
        link.closest("details")?.setAttribute("open", ""); // so that what is chosen is never hidden
      } else link.removeAttribute("aria-current");
    }
    for (const menu of menus) menu.value = chosen[menu.closest("[data-facet]").dataset.facet];
  };

  /** @param {string} fragment */
  const choose = (fragment) => {
    history.replaceState(null, "", fragment || location.pathname + location.search);
    refresh();
  };

  nav.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("[data-choice]"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.hash);
  });
  for (const menu of menus) {
    const { facet } = menu.closest("[data-facet]").dataset;
    menu.addEventListener("change", () => choose(fragmentOf({ ...read(), [facet]: menu.value })));
  }
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
