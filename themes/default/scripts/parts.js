// What is too large for one page is on the pages of its parts: links to a clause or a requirement on this page lead there.
import { all } from "./shared/dom.js";

const lead = () => {
  const isNamed = (/** @type {string} */ anchor) =>
    [anchor, encodeURIComponent(anchor)].includes(location.hash.slice(1));
  const part = all("[data-part]").find(({ dataset }) => dataset.anchors.split(" ").some(isNamed));
  if (part) location.replace(part.dataset.part + location.hash);
};
addEventListener("hashchange", lead);
lead();
