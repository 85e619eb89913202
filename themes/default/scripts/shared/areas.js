// A long list shows its areas, and a script that is loaded with the page brings their texts.
import { all, find, make } from "./dom.js";

/**
 * The page that a script brought. Its links are made to lead from this page.
 * @param {string} html What the script brought.
 * @param {string | undefined} folder The folder from which the links lead, relative to that of this page.
 */
export function brought(html, folder) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  if (folder) {
    for (const link of all("a[href]", body)) {
      const href = link.getAttribute("href");
      if (!/^(?:#|[a-z][a-z0-9+.-]*:)/iu.test(href)) link.setAttribute("href", folder + href);
    }
  }
  return body;
}

/**
 * Puts texts into the areas of the page, each to be opened by itself, and returns the page that has the rest of what the
 * script brought.
 * @param {string} html What the script brought.
 * @param {string} tally The attribute of the element of each area that counts.
 */
export function takeAreas(html, tally) {
  const areas = find("[data-areas]");
  // In a frame, the page is in another folder than the one whose links these are.
  const body = brought(html, areas.dataset.areas);
  const contents = all("[data-texts]", body);
  for (const [place, section] of all("[data-area]", areas).entries()) {
    const [heading] = all(":is(h3, h4)", section);
    const counted = make("span", { class: "tally", [tally]: true });
    const details = make("details", { class: "area", "data-area": true }, make("summary", {}, heading, counted));
    details.append(...contents[place].childNodes);
    section.replaceWith(details);
  }

  // Everything is open in print.
  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details.area:not([open])", areas);
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
  return body;
}
