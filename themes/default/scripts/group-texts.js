// The view of several people of a long self-check by profile has no texts itself. This takes them from the script that brings
// them to the page of the self-check.
import { all, find, make } from "./shared/dom.js";
import { brought } from "./shared/areas.js";

const store = find("[data-texts-from]");
const texts = brought(globalThis.clausebookRated, store.dataset.textsFrom);
const items = new Map(all("[data-requirement]", store).map((item) => [item.dataset.requirement, item]));
for (const rated of all(".rated", texts)) {
  const about = find(".about", rated);
  const number = about.querySelector(":scope > .number");
  const words = find(":scope > div", about);
  for (const named of all("div[data-name]", words)) named.replaceWith(...named.childNodes);
  const parts = number ? [number, " ", ...words.childNodes] : [...words.childNodes];
  items.get(rated.dataset.choices ?? rated.dataset.requirement)?.append(make("div", { class: "about" }, ...parts));
}
