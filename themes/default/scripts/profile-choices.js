// A long self-check by profile has the choices for a rating once. This adds them to every requirement, with all that the
// self-check needs to find there, before it starts.
import { all, find, make } from "./shared/dom.js";

/** @type {HTMLTemplateElement} */
const template = find("template[data-shared-choices]");
/** @type {HTMLElement | undefined} */
const criteriaOf = all("[data-criteria]", template.content)[0];
criteriaOf?.remove();

/**
 * Moves the descriptions of a requirement, one for each level, into its choices.
 *
 * @param {string} id
 * @param {Element} descriptions
 * @param {DocumentFragment} choices
 */
const describe = (id, descriptions, choices) => {
  for (const [place, words] of [...descriptions.children].entries()) {
    const name = `step-${id}-${(place + 1).toString(16)}`;
    const label = find(`[id="${name}"]`, choices).parentElement;
    const [criteria] = all(":scope > ul", words);
    criteria?.remove();
    if (words.hasChildNodes()) {
      const descriptor = make("span", { class: "descriptor", id: `${name}-text` }, ...words.childNodes);
      label.append(descriptor);
      find("input", label).setAttribute("aria-describedby", descriptor.id);
    }
    if (criteria && criteriaOf) {
      const details = /** @type {HTMLDetailsElement} */ (criteriaOf.cloneNode(true));
      delete details.dataset.criteria;
      details.open = "open" in criteria.dataset;
      delete criteria.dataset.open;
      find("summary", details).setAttribute("aria-describedby", name);
      details.append(criteria);
      label.after(details);
    }
  }
  descriptions.remove();
};

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
  const [descriptions] = all(":scope > .described", item);
  if (descriptions) describe(id, descriptions, choices);
  item.append(choices);
  item.dataset.requirement = id;
  delete item.dataset.choices;
}

for (const clause of all(".rated-clause > .clause")) {
  if (!clause.querySelector("[data-not-asked]")) {
    clause.append(make("span", { class: "not-asked ours", "data-not-asked": true }));
  }
}
