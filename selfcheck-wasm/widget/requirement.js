// The requirements on the page of a form.

import { all, find } from "./dom.js";

/**
 * A copy of a requirement's text from its row.
 * @param {string} id
 * @returns {Element}
 */
export function requirement(id) {
  const about = find(`[data-requirement="${id}"] [data-about]`).cloneNode(true);
  for (const element of all("[id]", about)) element.removeAttribute("id");
  return about;
}
