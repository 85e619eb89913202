// The results of the checks that this browser remembers, as a line over time above their list, which has the same in words.

import { all, draw, find } from "../dom.js";

const HEIGHT = 96;
const TOP = 22;
const BOTTOM = 20;

/** Draws the line, if there are results of at least two checks with dates. */
function show() {
  const points = all(".history [data-share]")
    .map(({ dataset }) => ({ date: dataset.date, day: Date.parse(dataset.date), share: Number(dataset.share), value: dataset.value }))
    .filter(({ day }) => day)
    .sort((one, other) => one.day - other.day);
  const place = find("[data-over-time]");
  place.hidden = points.length < 2;
  if (place.hidden) return;
  const [first, last] = [points[0], points[points.length - 1]];
  const span = last.day - first.day;
  // Some room at both ends, for the numbers. Checks of one day are beside each other.
  const across = points.map(({ day }, at) => `${4 + 92 * (span ? (day - first.day) / span : at / (points.length - 1))}%`);
  const up = points.map(({ share }) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share));
  const base = HEIGHT - BOTTOM;
  place.replaceChildren(draw("svg", { width: "100%", height: HEIGHT, "aria-hidden": true },
    draw("line", { class: "base", x1: 0, x2: "100%", y1: base, y2: base }),
    ...points.slice(1).map((_, at) => draw("line", { class: "way", x1: across[at], y1: up[at], x2: across[at + 1], y2: up[at + 1] })),
    ...points.flatMap(({ value }, at) => [
      draw("circle", { cx: across[at], cy: up[at], r: 3.5 }),
      draw("text", { x: across[at], y: up[at] - 8, "text-anchor": "middle" }, value),
    ]),
    draw("text", { x: 0, y: HEIGHT - 4 }, first.date),
    ...(span ? [draw("text", { x: "100%", y: HEIGHT - 4, "text-anchor": "end" }, last.date)] : [])));
}

/** Draws the line now, and again whenever the list changes. */
export function watchHistory() {
  new MutationObserver(show).observe(find(".history"), { childList: true });
  show();
}
