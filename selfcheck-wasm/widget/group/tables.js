// The tables of a group. Shades and marks only repeat what the cells say.

import { draw, make } from "../dom.js";
import { plainly, say, spoken } from "../words.js";
import { columns, results, unit } from "widget:kind/measure.js";

/** The key of the head of people's values. */
export const VALUE = unit ? "value_profile" : "value";

/** The number of shades of a cell, from the palest. */
const SHADES = 4;

/**
 * A table with a caption and a line of heads.
 * @param {Node | string} caption
 * @param {Node[]} heads
 * @param {Node[]} lines
 * @param {Node[]} foot
 */
export function table(caption, heads, lines, foot = []) {
  return make("table", {},
    ...(caption ? [make("caption", {}, caption)] : []),
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...lines),
    ...(foot.length ? [make("tfoot", {}, ...foot)] : []));
}

/**
 * The head of a column.
 * @param {(Node | string)[]} content
 */
export const head = (...content) => make("th", { scope: "col" }, ...content);

/**
 * A cell with a number.
 * @param {Node | string | number} content
 */
export const figure = (content) => make("td", { class: "figure" }, content);

/**
 * A bar of `part` in `whole`, for the eye only.
 * @param {number} part
 * @param {number} whole
 */
const bar = (part, whole) => make("td", { class: "bar", "aria-hidden": true },
  draw("svg", { width: "100%", height: 10 }, draw("rect", { x: 0, y: 0, height: 10, width: `${whole ? (part / whole) * 100 : 0}%` })));

/**
 * The people by their results, the highest first.
 * @param {Member[]} members
 */
export function levelsTable(members) {
  /**
   * @param {Node} title
   * @param {number} place
   */
  const line = (title, place) => {
    const count = members.filter(({ measured }) => measured.place === place).length;
    return make("tr", {}, make("th", { scope: "row" }, title), figure(count), bar(count, members.length));
  };
  const lines = results.map((name, place) => line(spoken(name), place));
  // The bars need no head.
  return table("", [head(say("result")), head(say("count")), make("td")], [...lines, line(say("no_result"), -1)]);
}

/**
 * The people with their grades or shares.
 * @param {Member[]} members
 * @param {string} missing the key of the head of what is missing
 */
export function peopleTable(members, missing) {
  const shown = columns.map((_, place) => place).filter((place) => members.some(({ measured }) => measured.cells[place]));
  const hasValue = members.some(({ measured }) => measured.value !== undefined);
  const hasMissing = members.some(({ measured }) => measured.missing !== undefined);
  const lines = members.map(({ name, date, measured }, index) => make("tr", {},
    make("th", { scope: "row" }, make("span", { class: "place" }, index + 1), " ", named(name), ...(date ? [" ", make("small", {}, date)] : [])),
    ...shown.map((place) => cell(measured.cells[place])),
    ...(hasValue ? [figure(valueOf(measured))] : []),
    ...(results.length ? [make("td", {}, measured.place < 0 ? say("no_result") : spoken(results[measured.place]))] : []),
    ...(hasMissing ? [figure(measured.missing ?? "–")] : [])));
  const below = shown.map((place) => figure(members.filter(({ measured }) => measured.cells[place]?.short).length));
  const foot = make("tr", {}, make("th", { scope: "row" }, say("below")), ...below, ...(hasValue ? [make("td")] : []),
    ...(results.length ? [make("td")] : []), ...(hasMissing ? [make("td")] : []));
  return table("", [head(say("person")), ...shown.map((place) => head(spoken(columns[place]))), ...(hasValue ? [head(say(VALUE))] : []),
    ...(results.length ? [head(say("result"))] : []), ...(hasMissing ? [head(say(missing))] : [])], lines, shown.length ? [foot] : []);
}

/**
 * A person's value as the page prints it.
 * @param {Measured} measured
 */
export const valueOf = ({ value }) => (value === undefined ? "–" : `${value}${unit}`);

/**
 * A name, which may be written in the other direction than the page.
 * @param {string} name
 */
export const named = (name) => make("bdi", {}, name);

/**
 * A name, once if all languages have the same.
 * @param {Naming} name
 */
function once(name) {
  const all = plainly(name).split(" / ");
  return all.every((one) => one === all[0]) ? all[0] : spoken(name);
}

/** @param {Measured["cells"][number]} content */
function cell(content) {
  if (!content) return make("td", { class: "figure" }, "–");
  const { text, short } = content;
  // Only the best has no shade.
  const shade = short ? Math.ceil(short * SHADES) : 0;
  const shown = typeof text === "string" ? text : once(text);
  return make("td", short === undefined ? { class: "figure" } : { class: "figure", "data-short": shade }, shown || say("ungraded"));
}

/**
 * The marks of states, each with its words for those who do not see it. They are copied, since a table has thousands.
 * @type {Record<string, HTMLElement>}
 */
const MARKS = Object.fromEntries(["met", "partly", "not_yet", "unknown"].map((state) => [state,
  make("td", { class: "mark" }, make("span", { class: "shape", "data-state": state }), make("span", { class: "unseen" }, say(state)))]));

/**
 * The requirements with the number of people short of each, and some of the people.
 * @param {Need[]} needs
 * @param {Member[]} members
 * @param {number} from the first of the people
 * @param {(place: number) => Node} text
 */
export function requirementsTable(needs, members, from, text) {
  const heads = members.map(({ name }, index) => make("th", { scope: "col", class: "mark" },
    make("span", { "aria-hidden": true }, from + index + 1), make("span", { class: "unseen" }, named(name))));
  const lines = needs.map((need) => make("tr", {},
    make("th", { scope: "row" }, text(need.place)),
    figure(need.not_yet), figure(need.partly), figure(need.met), figure(need.unknown),
    ...members.map(({ measured }) => {
      const state = measured.needs[need.place];
      return state ? MARKS[state].cloneNode(true) : make("td", { class: "mark" });
    })));
  return table("", [head(say("requirement")), head(say("not_yet")), head(say("partly")), head(say("met")), head(say("unknown")), ...heads], lines);
}
