// The card beside the form: the verdict, the result on its scale, the rows as bars and the requirements as marks. The pictures
// repeat what the words beside them say.

import { all, draw, find, make } from "../dom.js";
import { fill, plainly, say, spoken } from "../words.js";

/** The states of requirements, in the order of the legend. */
export const STATES = /** @type {const} */ (["met", "partly", "not_yet", "unknown"]);

/** The height of a line of text in the scale, in px. */
const LINE = 16;

/**
 * Shows the card, or hides what there is nothing to show of.
 * @param {Outlook} outlook
 */
export function showCard(outlook) {
  const { isBlank, state, verdict, missing, ruler, bars, hasBars } = outlook;
  for (const part of all("[data-card] > :not([data-verdict])")) part.hidden = isBlank;
  const place = find("[data-verdict]");
  place.dataset.state = state;
  place.dataset.missing = missing || "";
  place.replaceChildren(...verdict.map(({ key, values }) => make("p", {}, say(key, values))));
  const line = find("[data-ruler]");
  const isMirrored = getComputedStyle(line).direction === "rtl";
  line.replaceChildren(...(ruler ? [scale(ruler, shortOf(outlook), isMirrored)] : []));
  const marks = bars.flatMap((bar) => bar.marks);
  const shown = bars.filter((bar) => !hasBars || bar.marks.length);
  find("[data-bars]").replaceChildren(...shown.map((bar) => row(bar, hasBars)));
  find("[data-legend]").replaceChildren(...(marks.length ? legend(marks) : []));
}

/**
 * The number missing on the scale. While rows have no grade, the total so far does not count them.
 * @param {Outlook} outlook
 */
export const shortOf = ({ state, missing }) => (state === "short" ? missing : 0);

/**
 * The scale from 0 to the maximum, with the names of its parts on steps above it and what is missing below. It runs in the
 * direction of the text.
 * @param {Ruler} ruler
 * @param {number} missing
 * @param {boolean} isMirrored
 */
function scale({ max, value, most, aim, unit, zones }, missing, isMirrored) {
  /** @param {number} points */
  const share = (points) => (100 * points) / (max || 1);
  /** @param {number} points */
  const x = (points) => `${isMirrored ? 100 - share(points) : share(points)}%`;
  /** @param {string} name @param {number} points */
  const bar = (name, points) =>
    draw("rect", { class: name, x: isMirrored ? x(points) : 0, y, width: `${share(points)}%`, height: 10 });
  const side = isMirrored ? -4 : 4;
  const [start, end] = isMirrored ? ["end", "start"] : ["start", "end"];
  const head = LINE * zones.length;
  const y = head + 4;
  const height = y + 12 + LINE + 4;
  /** @type {Element[]} */
  const parts = [
    bar("whole", max || 1),
    bar("most", most),
    bar("value", value),
  ];
  zones.forEach(({ from, name }, at) => {
    const isHigh = from > max / 2;
    const top = head - LINE * (at + 1);
    parts.push(
      draw("line", { class: from === aim ? "bound aim" : "bound", x1: x(from), x2: x(from), y1: top + 2, y2: y + 10 }),
      draw("text", { class: from === aim ? "zone aim" : "zone", x: x(from), dx: isHigh ? -side : side, y: top + 12, "text-anchor": isHigh ? end : start },
        `${plainly(name)} ${from || ""}`.trim()),
    );
  });
  if (aim >= 0 && !zones.some(({ from }) => from === aim)) {
    parts.push(draw("line", { class: "bound aim", x1: x(aim), x2: x(aim), y1: y - 4, y2: y + 14 }));
  }
  parts.push(draw("text", { class: "number", x: x(value), y: y + 24, "text-anchor": value > max / 2 ? end : start },
    [`${value}${unit}`, missing ? plainly((words) => fill(words, "outlook_short_by", { missing }).join("")) : ""].filter(Boolean).join(" · ")));
  if (missing && aim > value) {
    parts.push(draw("line", { class: "missing", x1: x(value), x2: x(aim), y1: y + 14, y2: y + 14 }));
  }
  if (value < max) parts.push(draw("text", { class: "end", x: x(max), y: y + 24, "text-anchor": end }, value > max / 2 ? "" : `${max}${unit}`));
  return draw("svg", { width: "100%", height, "aria-hidden": true }, ...parts);
}

/**
 * @param {CardBar} bar
 * @param {boolean} hasBars
 */
function row({ name, value, aim, sentence, marks }, hasBars) {
  const parts = [make("span", { class: "name" }, spoken(name)), " ",
    make("span", { class: "given" }, ...(sentence ? [say(sentence.key, sentence.values)] : ["–"]))];
  if (!hasBars) {
    parts.push(make("span", { class: "bar" }, draw("svg", { width: "100%", height: 12, "aria-hidden": true },
      draw("rect", { class: "whole", x: 0, y: 2, width: "100%", height: 8 }),
      draw("rect", { class: "value", x: 0, y: 2, width: `${value * 100}%`, height: 8 }),
      ...(aim >= 0 ? [draw("line", { class: "tick", x1: `${aim * 100}%`, x2: `${aim * 100}%`, y1: 0, y2: 12 })] : []))));
  }
  if (marks.length) parts.push(make("span", { class: "marks" }, ...marks.map(mark)));
  return make("li", {}, ...parts);
}

/** @param {Mark} state */
export function mark(state) {
  const parts = [draw("circle", { cx: 6, cy: 6, r: state === "unknown" ? 1.5 : 4.5 })];
  if (state === "partly") parts.push(draw("path", { d: "M6 1.5a4.5 4.5 0 0 0 0 9z" }));
  return draw("svg", { class: `mark ${state.replace("_", "-")}`, width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": true }, ...parts);
}

/** @param {Mark[]} marks */
const legend = (marks) => STATES.filter((state) => marks.includes(state)).map((state) => make("li", {}, mark(state), " ",
  make("b", {}, marks.filter((one) => one === state).length), " ", say(state)));
