// Checks the links of a built site without a browser: the target of each, and whether it exists.

import { posix } from "node:path";
import { attribute, elements, parsePage } from "./markup.mjs";

/** @import { Fault } from "./faults.mjs" */
/** @import { Element } from "./markup.mjs" */

/**
 * The use of an address: a link that readers follow, a resource that the page loads, or a statement about the page.
 *
 * @typedef {"link" | "resource" | "about"} Use
 */

/**
 * An address in a page: the element and the attribute that hold it.
 *
 * @typedef {{ element: string, name: string, value: string, use: Use }} Link
 */

/**
 * The files of a site, its pages with their ids, and the site's base URL if it has one.
 *
 * @typedef {{ pages: Map<string, ReturnType<typeof readLinks>>, files: Set<string>, base?: string }} Targets
 */

/**
 * Attributes that hold one address, by the purpose of the address.
 *
 * @type {Record<string, Use>}
 */
const ADDRESSES = {
  href: "link", "xlink:href": "link", src: "resource", poster: "resource", data: "resource", action: "link",
  formaction: "link", cite: "link", manifest: "resource", background: "resource", "data-copy": "link",
};

/** Attributes that name elements of the same page, separated by spaces. */
const REFERENCES = ["for", "list", "form", "headers", "aria-labelledby", "aria-describedby", "aria-controls",
  "aria-owns", "aria-details", "aria-activedescendant", "aria-flowto", "popovertarget", "commandfor"];

/**
 * A page's ids, its duplicate ids, and every address in it.
 *
 * @param {string} html
 */
export function readLinks(html) {
  /** @type {Set<string>} */
  const ids = new Set();
  /** @type {string[]} */
  const twice = [];
  /** @type {Link[]} */
  const links = [];
  /** @type {{ name: string, id: string }[]} */
  const references = [];
  for (const element of elements(parsePage(html))) {
    const id = attribute(element, "id");
    if (id !== undefined) {
      if (ids.has(id)) twice.push(id);
      ids.add(id);
    }
    const anchor = element.tagName === "a" && attribute(element, "name");
    if (anchor) ids.add(anchor);
    for (const [name, purpose] of Object.entries(ADDRESSES)) {
      const value = attribute(element, name);
      if (value !== undefined) links.push({ element: element.tagName, name, value, use: useOf(element, name, purpose) });
    }
    for (const candidate of (attribute(element, "srcset") ?? "").split(",").map((part) => part.trim()).filter(Boolean)) {
      links.push({ element: element.tagName, name: "srcset", value: candidate.split(/\s+/u)[0], use: "resource" });
    }
    for (const name of REFERENCES) {
      const value = attribute(element, name);
      if (value) references.push(...value.split(/\s+/u).filter(Boolean).map((word) => ({ name, id: word })));
    }
  }
  return { ids, twice, links, references };
}

/**
 * Whether a `link` element loads a resource instead of naming the page, its other languages or its neighbours.
 *
 * @param {Element} element
 * @param {string} name
 * @param {Use} purpose
 * @returns {Use}
 */
function useOf(element, name, purpose) {
  if (element.tagName !== "link" || name !== "href") return purpose;
  const rel = (attribute(element, "rel") ?? "").split(/\s+/u);
  if (rel.includes("canonical") || (rel.includes("alternate") && attribute(element, "hreflang"))) return "about";
  return ["alternate", "prev", "next", "license", "help"].some((word) => rel.includes(word)) ? "link" : "resource";
}

/**
 * The faults of all links of a site, as `{what, where}`. `base` is the site's base URL, if it has one: canonical and hreflang
 * addresses are then absolute and must be below it; otherwise there are none.
 *
 * @param {{ pages: string[], files: string[], read: (file: string) => string }} site
 * @param {string} [base]
 */
export function linkFaults(site, base) {
  const pages = new Map(site.pages.map((page) => [page, readLinks(site.read(page))]));
  const files = new Set(site.files);
  /** @type {Fault[]} */
  const faults = [];
  for (const [page, { ids, twice, links, references }] of pages) {
    const add = (/** @type {string} */ what) => faults.push({ what, where: page });
    for (const id of twice) add(`id given twice: ${id}`);
    for (const { name, id } of references) if (!ids.has(id)) add(`${name} names no element: ${id}`);
    for (const link of links) {
      const what = fault(page, link, { pages, files, base });
      if (what) add(`${link.element} ${link.name}="${link.value}": ${what}`);
    }
  }
  for (const file of site.files.filter((name) => name.endsWith(".css"))) {
    for (const value of cssAddresses(site.read(file))) {
      const what = fault(file, { value, use: "resource" }, { pages, files });
      if (what) faults.push({ what: `url(${value}): ${what}`, where: file });
    }
  }
  return faults;
}

/**
 * The fault of one link, or undefined.
 *
 * @param {string} page
 * @param {{ value: string, use: Use }} link
 * @param {Targets} targets
 */
function fault(page, { value, use }, { pages, files, base }) {
  // A server shows 404.html at any address, so its links are only correct from the host's root.
  if (page === "404.html" && use !== "about" && !value.startsWith("#") && !value.startsWith("data:")) {
    const place = base ? new URL(base).pathname : "/";
    return value.startsWith(place) ? resolves(decode(value.slice(place.length)), pages, files) : "breaks below a folder";
  }
  if (value !== value.trim() || value === "") return "empty or with space around it";
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(value)?.[1].toLowerCase();
  if (use === "about") {
    if (!base) return "a page built without a base URL has no use for it";
    if (!value.startsWith(base)) return `is not below the base URL ${base}`;
    return resolves(decode(value.slice(base.length).replace(/^\//u, "")), pages, files);
  }
  if (scheme) {
    if (scheme === "data" && use === "resource") return undefined;
    if (use === "resource") return "a page loads nothing from another place";
    if (!["https", "http", "mailto"].includes(scheme)) return `the scheme ${scheme} has no place in a page`;
    if (base && value.startsWith(base)) return "a link inside the site must be relative";
    return URL.canParse(value) ? undefined : "no URL";
  }
  if (value.startsWith("/")) return "not relative: it breaks when the folder moves";
  if (value.includes("?")) return "a query has no meaning in a folder of files";
  const [path, ...rest] = value.split("#");
  const target = decode(path === "" ? page : posix.join(posix.dirname(page), path));
  if (target.startsWith("../")) return "leads out of the site's folder";
  return resolves(rest.length ? `${target}#${rest.join("#")}` : target, pages, files);
}

/**
 * The fault of a target: the file does not exist, or not the element that the fragment names.
 *
 * @param {string} target
 * @param {Targets["pages"]} pages
 * @param {Targets["files"]} files
 */
function resolves(target, pages, files) {
  const [path, fragment] = target.split("#");
  if (!files.has(path)) return path.endsWith("/") || path === "." ? "a folder, not a page" : "no such file";
  if (fragment === undefined) return undefined;
  if (fragment === "") return "an empty fragment";
  // Self-checks, the picker, and the pages that list or compare read their state from the fragment: `#target=mid`, `#first=grill`.
  if (fragment.includes("=") && /\/(?:(?:selfcheck|form|branch|picker)\/|(?:requirements|compare)\.html$)/u.test(path)) return undefined;
  return pages.get(path)?.ids.has(decode(fragment)) ? undefined : "no such element in that page";
}

/** @param {string} value */
function decode(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * The addresses in a style sheet: `url(…)` and `@import "…"`, outside comments and conditions, which load nothing.
 *
 * @param {string} css
 */
function cssAddresses(css) {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//gu, "").replaceAll(/@supports[^{]*\{/giu, "{");
  const found = [...bare.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/giu)];
  return found.map((match) => match.slice(1).find((value) => value !== undefined)?.trim() ?? "");
}
