// Compares several people: reads their files, and shows what they have reached, what they are short of, and what would help most.

import { all, find, form, make } from "../dom.js";
import { checked, core, Unreadable } from "../core.js";
import { fill, known, plainly, say } from "../words.js";
import { guarded } from "../trouble.js";
import { aims, columns, data, ids, measure, results, SCORED, subject, unit } from "widget:kind/measure.js";
import { latestOf, readPerson } from "./files.js";
import { modulesFor, needsOf } from "./gaps.js";
import { saveCsv } from "./csv.js";
import { figure, head, levelsTable, named, peopleTable, requirementsTable, table, VALUE, valueOf } from "./tables.js";

/** How many people have a column in the table of requirements at a time, and how many requirements are shown at first. */
const COLUMNS = 25;
const LINES = 50;
/** How many modules are suggested. */
const MODULES = 10;
/** How many files are read before the browser may do something else. */
const AT_ONCE = 20;

/** @type {Person[]} */
let people = [];
/** @type {{name: string, reason: DocumentFragment}[]} */
let refused = [];
/** Whether the table shows all requirements. */
let showsAll = false;
/** @type {Member[]} */
let members = [];
/** @type {Need[]} */
let needs = [];

/** The elements with the requirements' words, and the modules, as the page has them. */
const texts = new Map(all("[data-requirement]").map((item) => [item.dataset.requirement, item]));
const modules = all("[data-module]");
/**
 * The modules for each requirement.
 * @type {Map<number, number[]>}
 */
const taught = new Map(ids.flatMap((id, place) => {
  const list = texts.get(id)?.dataset.taught;
  return list ? [[place, list.split(" ").map(Number)]] : [];
}));

/**
 * Starts the interface with the functions of the core.
 * @param {Core} functions
 */
export function start(functions) {
  Object.assign(core, functions);
  // An error must never be read as numbers of a result.
  for (const name of SCORED) core[name] = (/** @type {string} */ link) => checked(functions[name](link));
  if (!core.load(/** @type {string} */ (data))) throw new Error("the data of this page cannot be read");
  const aim = find("[name=aim]");
  find("option", aim).after(...aims.map(({ id, name }) => make("option", { value: id }, plainly(name))));
  aim.closest("p").hidden = aim.options.length < 2;
  for (const part of all("[data-live]")) part.hidden = false;
  const input = find("[data-files]");
  input.addEventListener("change", guarded(() => {
    const files = [...input.files];
    input.value = "";
    return add(files);
  }));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", guarded((/** @type {DragEvent} */ event) => {
    event.preventDefault();
    return add([...event.dataTransfer?.files ?? []]);
  }));
  form.addEventListener("change", guarded((/** @type {Event} */ event) => {
    if (event.target !== input) show(/** @type {HTMLSelectElement} */ (event.target).name);
  }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", guarded((/** @type {MouseEvent} */ event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    if (button) ACTIONS[/** @type {string} */ (button.dataset.do)]();
  }));
}

/**
 * Reads files, a few at a time so that the page stays usable. Each file that cannot be read is left out with the reason.
 * @param {File[]} files
 */
async function add(files) {
  if (!files.length) return;
  const message = find("[data-message]");
  let count = 0;
  let left = 0;
  for (const [place, file] of files.entries()) {
    if (place % AT_ONCE === 0) {
      message.replaceChildren(say("reading", { count: files.length }));
      await new Promise((resume) => { setTimeout(resume); });
    }
    try {
      const one = await readPerson(file);
      if (people.some(({ content }) => content === one.content)) throw new Unreadable("same");
      people.push(one);
      count += 1;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const key = error.message.replaceAll("-", "_");
      refused.push({ name: file.name, reason: say(known(key) ? key : "bad", { detail: `${error.detail ?? ""}`.slice(0, 60) }) });
      left += 1;
    }
  }
  message.replaceChildren(say("read", { count }), ...(left ? [" ", say("left_out", { count: left })] : []));
  show();
}

/** The aim that is chosen, with its name. */
function aimOf() {
  const { value, selectedOptions: [option] } = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (form.elements.aim));
  const { asked } = option.dataset;
  const name = aims.find((one) => one.id === value)?.name ?? option.textContent;
  return { value, name, id: option.dataset.level ?? value, ...(asked !== undefined && { asked: new Set(asked.split(" ")) }) };
}

/**
 * Shows the group. After a change of `only` the columns, the rest stays as it is.
 * @param {string} [only]
 */
function show(only) {
  const aim = aimOf();
  if (only !== "columns") {
    find("[data-saved]").replaceChildren();
    const { value: order } = form.elements.order;
    const isHidden = form.elements.hide.checked;
    const counted = form.elements.assessor?.value ?? "";
    const files = latestOf(people.filter(({ check }) => !counted || check.own.assessor === counted));
    members = files.map(({ person, earlier }, place) => ({
      name: isHidden ? sayPlainly("person_n", { number: place + 1 }) : person.name,
      date: person.check.own.date,
      measured: measured(person, aim),
      earlier: earlier.map((one) => ({ date: one.check.own.date, measured: measured(one, aim) })),
    }));
    if (order === "gap") members.sort(byGap);
    else if (order === "name") members.sort((one, other) => one.name.localeCompare(other.name, document.documentElement.lang, { numeric: true }));
    needs = needsOf(members.map((one) => one.measured));
    showRefused(isHidden);
    showColumns();
    showSummary(aim);
  }
  showRequirements();
}

/**
 * @param {Person} person
 * @param {ReturnType<typeof aimOf>} aim
 * @returns {Measured}
 */
function measured({ check }, aim) {
  const result = measure(check, aim);
  if (!aim.asked) return result;
  // What a posting asks for is counted by its requirements.
  const states = result.needs.filter(Boolean);
  const isKnown = states.some((state) => state !== "unknown");
  return {
    ...result,
    missing: isKnown ? states.filter((state) => state === "partly" || state === "not_yet").length : undefined,
    isReached: isKnown && states.every((state) => state === "met"),
  };
}

/**
 * Compares two people: the one who is short of more comes first, and the one of whom nothing is known last.
 * @param {Member} one
 * @param {Member} other
 */
function byGap({ measured: one }, { measured: other }) {
  return Number(one.missing === undefined) - Number(other.missing === undefined)
    || (other.missing ?? 0) - (one.missing ?? 0) || one.least - other.least;
}

/** @param {boolean} isHidden */
function showRefused(isHidden) {
  const list = find("[data-refused]");
  list.hidden = !refused.length;
  find("ul", list).replaceChildren(...refused.map(({ name, reason }) => make("li", {},
    ...(isHidden ? [] : [make("strong", {}, named(name)), " "]), reason.cloneNode(true))));
  find("[data-do=clear]").hidden = !people.length && !refused.length;
  find("[data-results]").hidden = !people.length;
}

/** Offers the people who have columns in the table of requirements, some at a time. */
function showColumns() {
  const select = find("[name=columns]");
  const { value } = select;
  const groups = Array.from({ length: Math.ceil(members.length / COLUMNS) }, (_, place) => place * COLUMNS);
  select.replaceChildren(...groups.map((from) => make("option", { value: from },
    sayPlainly("columns", { from: from + 1, to: Math.min(members.length, from + COLUMNS) }))));
  select.value = value && groups.includes(Number(value)) ? value : "0";
  select.closest("p").hidden = groups.length < 2;
}

/** @param {ReturnType<typeof aimOf>} aim */
function showSummary({ value, name: aim, asked }) {
  const reached = members.filter((one) => one.measured.isReached).length;
  const count = members.length;
  find("[data-sentence]").replaceChildren(value ? say("reached", { reached, count, aim }) : say("people", { count }));
  part("levels", results.length ? levelsTable(members) : undefined);
  part("people", peopleTable(members, unit || asked ? "missing_requirements" : "missing_points"));
  if (modules.length) showModules();
  const lines = members.flatMap(({ name, date, measured: last, earlier }) => earlier.map((one) => make("tr", {},
    make("th", { scope: "row" }, named(name)),
    ...[one, { date, measured: last }].flatMap((at) => [make("td", {}, at.date ?? ""), figure(valueOf(at.measured))]))));
  part("earlier", lines.length ? table("", ["person", "earlier", VALUE, "latest", VALUE].map((key) => head(say(key))), lines) : undefined);
}

/** Shows the modules that would close most gaps. */
function showModules() {
  const { chosen, total, without } = modulesFor(members.map((one) => one.measured), taught, MODULES);
  const lines = chosen.map((one) => make("tr", {}, make("th", { scope: "row" }, copyOf(modules[one.module])),
    figure(one.gaps), figure(one.people), figure(say("together_of", { closed: one.closed, total }))));
  part("modules", lines.length ? table("", ["module", "closes", "of_people", "together"].map((key) => head(say(key))), lines) : undefined);
  find("[data-without]").replaceChildren(without ? say("without_module", { count: without, total }) : "");
}

/**
 * Shows a part with its table, or hides it if there is none.
 * @param {string} name
 * @param {Element} [content]
 */
function part(name, content) {
  find(`[data-part=${name}]`).hidden = !content;
  find(`[data-${name}]`).replaceChildren(...(content ? [content] : []));
}

/** Shows the requirements with those of the people whose columns are chosen. */
function showRequirements() {
  const from = Number(form.elements.columns.value);
  const shown = showsAll ? needs : needs.slice(0, LINES);
  part("requirements", needs.length
    ? requirementsTable(shown, members.slice(from, from + COLUMNS), from, (place) => copyOf(texts.get(ids[place]))) : undefined);
  const more = find("[data-do=all]");
  more.hidden = shown.length === needs.length;
  more.replaceChildren(say("all", { count: needs.length }));
}

/**
 * A copy of the content of an element.
 * @param {Element} element
 */
function copyOf(element) {
  const copy = document.createDocumentFragment();
  copy.append(.../** @type {Element} */ (element.cloneNode(true)).childNodes);
  return copy;
}

/**
 * The words of an element, without what is only for the page.
 * @param {Element} element
 */
const wordsOf = (element) => element.textContent.trim().replaceAll(/\s+/gu, " ");

/** @type {Record<string, () => void>} */
const ACTIONS = {
  clear() {
    people = [];
    refused = [];
    showsAll = false;
    find("[data-message]").replaceChildren(say("cleared"));
    show();
    find("[data-files]").focus();
  },
  all() {
    showsAll = true;
    showRequirements();
    find("[data-requirements]").focus();
  },
  print: () => print(),
  csv() {
    const states = needs.map(({ place }) => place).sort((one, other) => one - other);
    const heads = [...["person", "date"].map((key) => sayPlainly(key)), ...columns.map(plainly), ...[VALUE, "result", "missing"].map((key) => sayPlainly(key)),
      ...states.map((place) => ids[place])];
    save(`group-${subject}.csv`, [heads, ...members.map(({ name, date, measured: { cells, value, place, missing, needs: own } }) => [
      name, date ?? "", ...cells.map((one) => (typeof one?.text === "function" ? plainly(one.text) : one?.text ?? "")),
      value ?? "", results[place] ? plainly(results[place]) : "", missing ?? "",
      ...states.map((one) => (own[one] ? sayPlainly(own[one]) : "")),
    ])]);
  },
  "csv-requirements"() {
    const keys = /** @type {const} */ (["not_yet", "partly", "met", "unknown"]);
    save(`group-${subject}-requirements.csv`, [["requirement", "text", ...keys, ...(modules.length ? ["modules"] : [])].map((key) => sayPlainly(key)),
      ...needs.map((need) => [
        ids[need.place], wordsOf(texts.get(ids[need.place])), ...keys.map((key) => need[key]),
        ...(modules.length ? [(taught.get(need.place) ?? []).map((module) => wordsOf(modules[module])).join("; ")] : []),
      ])]);
  },
};

/**
 * Downloads a table and shows its name. The browsers of some apps save nothing and do not tell the page, so the message says what
 * to do then.
 * @param {string} name
 * @param {(string | number)[][]} lines
 */
function save(name, lines) {
  saveCsv(name, lines);
  find("[data-saved]").replaceChildren(say("saved", { name }));
}

/**
 * A sentence as plain text.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
const sayPlainly = (key, values = {}) => plainly((words) => fill(words, key, values).join(""));
