// Draws the totals as bars on one scale, with marks where bands begin; without bands, there is no picture. The table beside the picture gives the same figures.

import { draw, find } from "./dom.js";
import { bands } from "./rubric.js";
import { plainly } from "./words.js";
import { levelName } from "./result.js";

/** The height of a bar with its spacing, and of the labels above, in px. */
const LINE = 30;
const HEAD = 22;

/**
 * Draws the totals of an assessment. Lengths are percentages of the greatest total, so that the picture fits any width.
 * @param {Assessment} assessment
 */
export function drawTotals({ as, forms }) {
  if (!bands[0]) return;
  const scale = Math.max(...forms.map((form) => form.greatest)) || 1;
  /** @param {number} points */
  const share = (points) => `${(100 * points) / scale}%`;
  const height = HEAD + LINE * forms.length;
  /**
   * @param {string} kind
   * @param {number} points
   * @param {number} y
   */
  const bar = (kind, points, y) => draw("rect", { class: kind, x: 0, y, width: share(points), height: 8 });
  const picture = draw("svg", { width: "100%", height: height + 2, "aria-hidden": true },
    ...bands.flatMap(({ scores }) => scores).filter((from) => from <= scale).flatMap((from) => [
      draw("line", { class: "mark", x1: share(from), x2: share(from), y1: HEAD - 6, y2: height }),
      draw("text", { class: "bound", x: share(from), y: HEAD - 9 }, from / 100),
    ]),
    ...forms.flatMap((form, place) => {
      const y = HEAD + LINE * place + 17;
      return [
        draw("text", { class: place === as ? "level as" : "level", x: 0, y: y - 5 }, plainly(levelName(place))),
        bar("greatest", form.greatest, y),
        bar("most", form.graded ? form.most : 0, y),
        bar(place === as ? "sum as" : "sum", form.sum, y),
      ];
    }));
  const figure = find("[data-picture]");
  find("svg", figure)?.remove();
  figure.append(picture);
  figure.hidden = false;
}
