// Runs axe on a page with the rules of WCAG 2.2 AA and the best practices.

import { appendFileSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** @import { Page } from "playwright-core" */
/** @import { Fault } from "./faults.mjs" */

/**
 * The parts of axe that are used here.
 *
 * @typedef {{
 *   getRules: (tags: string[]) => { ruleId: string, tags: string[] }[],
 *   run: (within: Document | string, options: object) =>
 *     Promise<{ violations: { id: string, help: string, nodes: { target: string[], failureSummary?: string }[] }[] }>,
 * }} Axe
 */

/**
 * @typedef {"light" | "dark"} Scheme
 */

// Elements are named by their selectors, so axe need not copy their HTML.
const source = `${withExamine(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"))};axe.configure({ noHtml: true });`;

/**
 * Axe with a function `examine`, which makes it look at another window than the one that it runs in. It reaches all that belongs to a page
 * through these two names.
 *
 * @param {string} axe
 */
function withExamine(axe) {
  const names = /\(window\)\{var \w+=window,document=window\.document;/u;
  if (!names.test(axe)) throw new Error("axe names its window in another way");
  return axe.replace(names, "$&window.examine=function(other){window=other;document=other.document};");
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Only violations are reported, so only their elements are listed. Preloading is for rules about media, which no page has. */
const OPTIONS = { runOnly: TAGS, resultTypes: ["violations"], preload: false };

/**
 * The tab from which axe examines another. A page forgets what the browser has compiled of axe as soon as it is left, and compiling axe
 * takes longer than running it, so it stays in a tab of its own: a blank one, which the examined tab has opened and which therefore may
 * look into it, whichever page is open there.
 *
 * @type {WeakMap<Page, Page>}
 */
const examiners = new WeakMap();

/**
 * @param {Page} tab
 */
async function examinerOf(tab) {
  const known = examiners.get(tab);
  if (known && await known.evaluate(canLookInto)) return known;
  await known?.close();
  const [opened] = await Promise.all([tab.waitForEvent("popup"), tab.evaluate(() => { window.open("about:blank"); })]);
  await opened.evaluate(source);
  examiners.set(tab, opened);
  return opened;
}

/** Whether the page in the examined tab is of the same origin as the one that opened this tab. */
function canLookInto() {
  try {
    return Boolean(globalThis.opener?.document);
  } catch {
    return false;
  }
}

/**
 * Remembers everything but colours that axe's rules look at: the elements, their places, and whether they are visible. Returns whether
 * it is as it was when this was last asked. The examining tab keeps it, since it is as long as the page.
 */
function hasSameStructure() {
  const { document } = /** @type {Window} */ (globalThis.opener);
  const places = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${x} ${y} ${width} ${height} ${element.checkVisibility({ visibilityProperty: true, opacityProperty: true })}`;
  });
  const now = [document.documentElement.outerHTML, ...places].join("\n");
  const kept = /** @type {{ structure?: string }} */ (globalThis);
  const isSame = kept.structure === now;
  kept.structure = now;
  return isSame;
}

/**
 * What decides about colours within an element. `looks` are those of the text that is shown: all that decides about its contrast, which
 * is the size, weight and colour of the letters, the backgrounds behind them up to the first that covers the others, and what makes axe
 * judge it differently. `hasPlainLinks` tells whether only its colour may distinguish a link from text around it. Of links that differ
 * in another way axe asks nothing.
 *
 * @param {string} within
 */
function colours(within) {
  const { document } = /** @type {Window} */ (globalThis.opener);
  /** @type {Map<Element | null, { backgrounds: string, opacity: number }>} */
  const known = new Map([[null, { backgrounds: "", opacity: 1 }]]);
  /** @type {(element: Element | null) => { backgrounds: string, opacity: number }} */
  const behind = (element) => {
    const before = known.get(element);
    if (before || !element) return before ?? { backgrounds: "", opacity: 1 };
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const above = behind(element.parentElement);
    const own = `${backgroundColor} ${backgroundImage}`;
    const all = { backgrounds: backgroundColor.startsWith("rgb(") ? own : `${own} / ${above.backgrounds}`, opacity: Number(opacity) * above.opacity };
    known.set(element, all);
    return all;
  };
  const found = new Set();
  for (const element of document.querySelectorAll(`${within}, ${within} *`)) {
    const text = [...element.childNodes].map((node) => node.nodeType === Node.TEXT_NODE ? node.nodeValue?.trim() : "").join("");
    if (!text && !element.matches("input, select, textarea")) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    // Disabled controls may be faint, and about a single letter axe is not certain.
    const control = element.closest("label")?.control;
    const isDisabled = element.closest(":disabled, [aria-disabled=true]") !== null || control?.matches(":disabled") === true;
    const { backgrounds, opacity } = behind(element);
    found.add([color, fontSize, fontWeight, textShadow, backgrounds, opacity, isDisabled, text.length === 1].join(" | "));
  }

  /** The blocks in which text may be around a link, and whether there is any. */
  const texts = new Map();
  /** @type {(element: Element) => boolean} */
  const isBlock = (element) => /^(?:block|list-item|table|flex|grid|inline-block)$|^table-/u.test(getComputedStyle(element).display);
  /** @type {(element: Element) => boolean} */
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== "")
    || [...element.children].some((child) => !child.matches("a[href], [role=link]") && !isBlock(child) && hasText(child));
  /** @type {(link: Element) => boolean} */
  const isPlain = (link) => {
    let block = link.parentElement;
    while (block && !isBlock(block)) block = block.parentElement;
    if (!block || isBlock(link)) return false;
    const [own, around] = [getComputedStyle(link), getComputedStyle(block)];
    const differs = /** @type {const} */ (["textDecorationLine", "fontWeight", "fontStyle", "fontSize"]).some((name) => own[name] !== around[name]);
    if (differs) return false;
    if (!texts.has(block)) texts.set(block, hasText(block));
    return texts.get(block);
  };
  const links = [...document.querySelectorAll(within)].flatMap((element) => [element, ...element.querySelectorAll("*")])
    .filter((element) => element.matches("a[href], [role=link]"));
  return { looks: [...found], hasPlainLinks: links.some(isPlain) };
}

/** The file of the looks that were found faultless, which all test files of a run share: beside the sites that they share. */
const SHARED = process.env.BUILT && join(process.env.BUILT, "faultless-looks");

/**
 * The looks in whose contrast axe has found no fault.
 *
 * @type {Set<string>}
 */
const faultless = new Set();

/** Reads which looks other test files have found faultless. */
function readFaultless() {
  try {
    for (const line of SHARED ? readFileSync(SHARED, "utf8").split("\n").slice(0, -1) : []) faultless.add(line);
  } catch { /* no file has found any yet */ }
}

/**
 * Adds looks in which axe has found no fault.
 *
 * @param {string[]} looks
 */
function addFaultless(looks) {
  const added = looks.filter((look) => !faultless.has(look));
  for (const look of added) faultless.add(look);
  // A short text is appended as a whole, also if another file does so at the same time.
  if (SHARED && added.length > 0) appendFileSync(SHARED, added.map((look) => `${look}\n`).join(""));
}

/** The rules about colours, which the options below may leave out. */
const CONTRAST = "color-contrast";
const LINKS = "link-in-text-block";

/**
 * Runs axe on the whole page or the element that `within` selects, without the rules `without`; if a colour scheme has changed nothing
 * but colours, only the rules about colours. Returns the violations.
 *
 * @param {{ options: typeof OPTIONS, within: string, hasOnlyOtherColours: boolean, without: string[] }} settings
 */
async function violations({ options, within, hasOnlyOtherColours, without }) {
  const { axe, examine, opener } = /** @type {typeof globalThis & { axe: Axe, examine: (window: Window) => void }} */ (globalThis);
  if (opener.frames.length > 0) throw new Error("axe would not look into frames");
  examine(opener);
  const colours = axe.getRules(options.runOnly).filter(({ tags }) => tags.includes("cat.color")).map(({ ruleId }) => ruleId);
  const runOnly = hasOnlyOtherColours ? colours.filter((rule) => !without.includes(rule)) : options.runOnly;
  if (runOnly.length === 0) return [];
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const result = await axe.run(within === "html" ? opener.document : within, { ...options, runOnly, rules });
  return result.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim()}`),
  }));
}

/**
 * Runs axe in a tab, in each colour scheme, over the whole page or the element that `within` selects. Returns `{what, where}`s. If
 * a scheme changes nothing but colours, the rules that do not look at colours would find the same again, and only the others run.
 * Contrast, which takes nearly half of axe's time, is measured only if some text looks unlike all text that was measured before, and
 * links within texts are compared with these only if they may differ by nothing but their colour.
 *
 * @param {Page} tab
 * @param {string} page the name of the page in the faults
 * @param {Scheme[]} [schemes]
 * @param {string} [within]
 */
export async function findIn(tab, page, schemes = ["light", "dark"], within = "html") {
  /** @type {Fault[]} */
  const found = [];
  const examiner = await examinerOf(tab);
  for (const [place, scheme] of schemes.entries()) {
    await tab.emulateMedia({ colorScheme: scheme });
    const isSame = schemes.length > 1 && await examiner.evaluate(hasSameStructure);
    const { looks, hasPlainLinks } = await examiner.evaluate(colours, within);
    if (!looks.every((look) => faultless.has(look))) readFaultless();
    const without = [...(looks.every((look) => faultless.has(look)) ? [CONTRAST] : []), ...(hasPlainLinks ? [] : [LINKS])];
    const settings = { options: OPTIONS, within, hasOnlyOtherColours: place > 0 && isSame, without };
    const broken = await examiner.evaluate(violations, settings);
    if (!broken.some(({ id }) => id === CONTRAST)) addFaultless(looks);
    for (const { id, help, nodes } of broken) {
      const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
      found.push({ what: `${id}: ${help}`, where: `${page} (${scheme}) at ${nodes[0]}${more}` });
    }
  }
  return found;
}
