// The QR code of the link to a check, beside the link and on paper.

import { all, draw, find } from "../dom.js";
import { codeOf } from "./code.js";

/** The width of the light margin, in modules. */
const QUIET = 4;

/** Draws the code in each of its places, or hides these if the link leads nowhere from another device or is too long. */
function show() {
  const { value } = find("[data-link]");
  const code = /^https?:/u.test(value) ? codeOf(value) : undefined;
  for (const place of all("[data-code]")) {
    (place.closest("details") ?? place).hidden = !code;
    if (!code) continue;
    const size = code.length + 2 * QUIET;
    const path = code.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ""))).join("");
    place.replaceChildren(draw("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": place.dataset.code, "shape-rendering": "crispEdges" },
      draw("rect", { width: size, height: size, fill: "#fff" }), draw("path", { d: path, fill: "#000" })));
  }
}

/** Draws the code once it is wanted: when its part is opened, when the check changes meanwhile, and before printing. */
export function watchLink() {
  const details = find("details:has([data-code])");
  details.hidden = !/^https?:/u.test(document.URL);
  details.addEventListener("toggle", show);
  find("form").addEventListener("selfcheck:shown", () => details.open && show());
  addEventListener("beforeprint", show);
}
