// The requirement picker: the choice of requirements, and the text of the posting made from it. Nothing is requested or
// sent, and the reader's input is only ever used as text.
import { checked, jobPosting } from "./picker/job-posting.js";
import {
  CHOICES,
  FIELDS,
  LANGUAGES,
  LEVELS,
  REQUIREMENTS,
  all,
  data,
  field,
  find,
  form,
  mark,
  markOf,
  say,
} from "./picker/form.js";
import { fromFragment, toFragment } from "./picker/address.js";
import { openMarked, showAreas } from "./picker/areas.js";
import { showInterview } from "./picker/interview.js";
import { textIn } from "./picker/text.js";
import { absolute, block } from "./shared/citing.js";
import { put } from "./shared/clipboard.js";
import { today } from "./shared/day.js";

/**
 * @typedef {import("./picker/form.js").PickerRequirement} PickerRequirement
 * @typedef {import("./picker/form.js").PickerState} PickerState
 * @param {string} place
 * @param {string} [key]
 * @param {Record<string, unknown>} [values]
 */
const tell = (place, key, values) => find(`[data-message=${place}]`).replaceChildren(key ? say(key, values) : "");

// ---- The choice ----

function begin() {
  const template = find("[data-choice]").content.firstElementChild;
  for (const item of all("[data-requirement]")) {
    const { requirement } = item.dataset;
    const choice = template.cloneNode(true);
    const name = find("a.letter", item);
    // A title, a paragraph, one in each language, or blocks.
    const words = /** @type {HTMLElement} */ (name.nextElementSibling);
    name.id = `name-${requirement}`;
    words.id = `words-${requirement}`;
    choice.setAttribute("aria-labelledby", `${name.id} ${words.id}`);
    const inputs = all("input", choice);
    for (const input of inputs) input.name = `pick.${requirement}`;
    item.append(choice);
    CHOICES.set(requirement, { item, inputs });
  }
  for (const part of all("[data-live]")) part.hidden = false;
}

/** @returns {PickerState} */
function read() {
  /** @param {string} value */
  const chosen = (value) => data.requirements.filter(({ id }) => markOf(id) === value);
  const languages =
    field("in")?.value === "all" ? data.languages : [LANGUAGES.get(field("in")?.value) ?? data.languages[0]];
  return {
    // A standard without levels has no choice of levels.
    level: field("level")?.value,
    rank: /** @type {number} */ (LEVELS.get(field("level")?.value)),
    languages,
    as: field("as").value,
    must: chosen("must"),
    nice: chosen("nice"),
    about: details(),
  };
}

function details() {
  return Object.fromEntries(
    FIELDS.map((name) => [name, field(name).type === "checkbox" ? field(name).checked : field(name).value.trim()]),
  );
}

// ---- Output ----

/**
 * A list of sentences, each a link to its field.
 * @param {string} key
 * @param {[string, string][]} entries
 */
function faultList(key, entries) {
  const list = document.createElement("ul");
  for (const [name, sentence] of entries) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "plain" });
    button.dataset.to = name;
    button.append(say(sentence));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  return entries.length ? [paragraph(key), list] : [];
}

/**
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
function paragraph(key, values) {
  const element = document.createElement("p");
  element.append(say(key, values));
  return element;
}

/** @param {PickerState} state */
function output(state) {
  find(".details").hidden = state.as !== "json-ld";
  const messages = [];
  let text = "";
  const above = state.must.filter((requirement) => requirement.rank > state.rank && !requirement.at).length;
  if (above) messages.push(paragraph("above", { count: above }));
  if (absolute("x").startsWith("file:")) messages.push(paragraph("from_disk"));
  if (state.as === "json-ld") {
    const { wrong, advised, hasSalary } = checked(state);
    messages.push(...faultList("missing", wrong), ...faultList("advised", advised));
    if (!wrong.length) text = block(jobPosting(state, hasSalary));
  } else if (state.must.length || state.nice.length) {
    const { as } = state;
    text = state.languages.map((language) => textIn(language, { ...state, as })).join("\n\n");
  } else {
    messages.push(paragraph("nothing"));
  }
  find("[data-faults]").replaceChildren(...messages);
  find("[data-output]").value = text;
  find("[data-do=copy]").disabled = !text;
}

function update() {
  const state = read();
  for (const part of all("[data-rank]")) {
    const { at } = REQUIREMENTS.get(part.dataset.of) ?? /** @type {Partial<PickerRequirement>} */ ({});
    const isAbove = at ? !at.includes(state.rank) : Number(part.dataset.rank) > state.rank;
    part.classList.toggle("is-above", isAbove);
    find(".above", part).hidden = !isAbove;
  }
  for (const [id, { item }] of CHOICES) item.dataset.mark = markOf(id);
  showAreas();
  find("[data-counts]").replaceChildren(say("counts", { must: state.must.length, nice: state.nice.length }));
  output(state);
  showInterview(state);
  tell("copy");
  tell("link");
  const fragment = toFragment(state);
  const link = `${absolute("").split("#")[0]}#${fragment}`;
  find("[data-link]").value = link;
  // The choice can be opened in the other languages, including the details, which a link for others leaves out.
  const own = `&about=${encodeURIComponent(JSON.stringify(state.about))}`;
  for (const reading of all("[data-readings] a", document)) {
    reading.hash = fragment + own;
  }
  return fragment;
}

/**
 * Writes the choice to the page's address: when the reader leaves, so that going back restores it, and not while
 * choosing, since some browsers would request the page's icon again each time.
 * @param {string} fragment
 */
function keep(fragment) {
  try {
    history.replaceState(null, "", `#${fragment}`);
  } catch {
    // A frame may forbid this; the link is available all the same.
  }
}

function arrive() {
  const damaged = location.hash.length > 1 ? fromFragment(location.hash.slice(1)) : 0;
  tell("page", damaged ? "damaged" : undefined, { count: damaged });
  const fragment = update();
  if (location.hash.length > 1) openMarked();
  if (/[#&]about=/u.test(location.hash)) keep(fragment);
}

/**
 * @param {string} place
 * @param {string} selector
 * @param {string} key
 */
async function copyFrom(place, selector, key) {
  const source = find(selector);
  try {
    await put(source.value);
    tell(place, key);
  } catch {
    source.select();
    tell(place, "not_copied");
  }
}

/** @type {Record<string, () => void>} */
const ACTIONS = {
  all() {
    const { rank } = read();
    // If a level does not simply add to the one below it, a requirement lists the levels that ask for it.
    /** @param {PickerRequirement} requirement */
    const isAsked = (requirement) => (requirement.at ? requirement.at.includes(rank) : !(requirement.rank > rank));
    for (const requirement of data.requirements) if (isAsked(requirement)) mark(requirement.id, "must");
    update();
  },
  none() {
    for (const { id } of data.requirements) mark(id, "");
    update();
  },
  copy: () => copyFrom("copy", "[data-output]", "copied"),
  link: () => copyFrom("link", "[data-link]", "link_copied"),
};

begin();
field("published").value = today();
form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
form.addEventListener("input", update);
form.addEventListener("click", (/** @type {Event & {target: HTMLElement}} */ event) => {
  const button = event.target.closest("button");
  if (button?.dataset.do) ACTIONS[button.dataset.do]();
  if (button?.dataset.to) {
    const to = field(button.dataset.to);
    (to instanceof RadioNodeList ? to[0] : to).focus();
  }
});
addEventListener("hashchange", arrive);
addEventListener("pagehide", () => keep(toFragment(read())));
arrive();
