// A long self-check by profile lists the areas of what is rated, and a script that is loaded with the page brings their texts.
// This puts them into the page, each area to be opened by itself, before anything else looks for them.
import { all, find, make } from "./shared/dom.js";

const areas = find("[data-areas]");
const { body } = new DOMParser().parseFromString(globalThis.clausebookRated, "text/html");
/** @type {HTMLElement} */
const texts = find("[data-profile]", body);

// In a frame, the page is in another folder than the one whose links these are.
const { areas: folder } = areas.dataset;
if (folder) {
  for (const link of all("a[href]", texts)) {
    const href = link.getAttribute("href");
    if (!/^(?:#|[a-z][a-z0-9+.-]*:)/iu.test(href)) link.setAttribute("href", folder + href);
  }
}

const contents = all("[data-texts]", texts);
for (const [place, section] of all("[data-area]", areas).entries()) {
  const [heading] = all(":is(h3, h4)", section);
  const rated = make("span", { class: "tally", "data-area-rated": true });
  const details = make("details", { class: "area", "data-area": true }, make("summary", {}, heading, rated));
  details.append(...contents[place].childNodes);
  section.replaceWith(details);
}
document.querySelector("table.each tbody")?.append(...all("table:last-child tr", texts));
find("form[data-selfcheck]").dataset.profile = texts.dataset.profile;

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
