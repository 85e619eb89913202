// A long self-check by profile has the choices for a rating once. This adds them to every requirement, with all that the
// self-check needs to find there, before it starts.
import { all, find, make } from "./shared/dom.js";

/** @type {HTMLTemplateElement} */
const template = find("template[data-shared-choices]");

for (const item of all("[data-choices]")) {
  const { choices: id, ledBy } = item.dataset;
  const asked = ledBy ? `${ledBy} asked-*` : "asked-*";
  const choices = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  for (const { attributes } of all("*", choices)) {
    for (const attribute of attributes) attribute.value = attribute.value.replace("asked-*", asked).replaceAll("*", id);
  }
  const about = find(".about", item);
  about.dataset.about = "";
  find("div", about).id = `asked-${id}`;
  if (!about.querySelector("[data-name]")) find(".number", about).dataset.name = "";
  item.append(choices);
  item.dataset.requirement = id;
  delete item.dataset.choices;
}

for (const clause of all(".rated-clause > .clause")) {
  if (!clause.querySelector("[data-not-asked]")) {
    clause.append(make("span", { class: "not-asked ours", "data-not-asked": true }));
  }
}
