// Runs axe on a page with the rules of WCAG 2.2 AA and the best practices.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @import { BrowserContext, Page } from "playwright-core" */
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
const source = `${readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")};axe.configure({ noHtml: true });`;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Only violations are reported, so only their elements are listed. Preloading is for rules about media, which no page has. */
const OPTIONS = { runOnly: TAGS, resultTypes: ["violations"], preload: false };

/**
 * Loads axe into every page that a context opens from now on, which is faster than sending it for each page as `findIn` otherwise does.
 *
 * @param {BrowserContext} context
 */
export const prepare = (context) => context.addInitScript(source);

/** Returns everything but colours that axe's rules look at: the elements, their places, and whether they are visible. */
function structure() {
  const places = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${x} ${y} ${width} ${height} ${element.checkVisibility({ visibilityProperty: true, opacityProperty: true })}`;
  });
  return [document.documentElement.outerHTML, ...places].join("\n");
}

/**
 * The looks of the text that is shown within an element: all that decides about its contrast, which is the size, weight and colour of
 * the letters, the backgrounds behind them up to the first that covers the others, and what makes axe judge it differently.
 *
 * @param {string} within
 */
function looks(within) {
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
  return [...found];
}

/**
 * The looks in whose contrast axe has found no fault.
 *
 * @type {Set<string>}
 */
const checkedLooks = new Set();

/**
 * Runs axe on the whole page or the element that `within` selects. Returns the violations.
 *
 * @param {{ options: typeof OPTIONS, within: string, hasOnlyOtherColours: boolean, hasCheckedLooks: boolean }} settings
 */
async function violations({ options, within, hasOnlyOtherColours, hasCheckedLooks }) {
  const { axe } = /** @type {typeof globalThis & { axe: Axe }} */ (globalThis);
  const aboutColours = () => axe.getRules(options.runOnly).filter(({ tags }) => tags.includes("cat.color")).map(({ ruleId }) => ruleId);
  const runOnly = hasOnlyOtherColours ? aboutColours().filter((rule) => !(hasCheckedLooks && rule === "color-contrast")) : options.runOnly;
  const rules = { "color-contrast": { enabled: !hasCheckedLooks } };
  const result = await axe.run(within === "html" ? document : within, { ...options, runOnly, rules });
  return result.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim()}`),
  }));
}

/**
 * Runs axe in a tab, in each colour scheme, over the whole page or the element that `within` selects. Returns `{what, where}`s. If
 * a scheme changes nothing but colours, the rules that do not look at colours would find the same again, and only the others run.
 * Contrast, which takes nearly half of axe's time, is measured only if some text looks unlike all text that was measured before.
 *
 * @param {Page} tab
 * @param {string} page the name of the page in the faults
 * @param {Scheme[]} [schemes]
 * @param {string} [within]
 */
export async function findIn(tab, page, schemes = ["light", "dark"], within = "html") {
  /** @type {Fault[]} */
  const found = [];
  if (!await tab.evaluate(() => "axe" in globalThis)) await tab.evaluate(source);
  /** @type {string | undefined} */
  let first;
  for (const scheme of schemes) {
    await tab.emulateMedia({ colorScheme: scheme });
    const now = schemes.length > 1 ? await tab.evaluate(structure) : undefined;
    const hasOnlyOtherColours = first !== undefined && now === first;
    first ??= now;
    const shown = await tab.evaluate(looks, within);
    const hasCheckedLooks = shown.every((look) => checkedLooks.has(look));
    const broken = await tab.evaluate(violations, { options: OPTIONS, within, hasOnlyOtherColours, hasCheckedLooks });
    if (!broken.some(({ id }) => id === "color-contrast")) for (const look of shown) checkedLooks.add(look);
    for (const { id, help, nodes } of broken) {
      const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
      found.push({ what: `${id}: ${help}`, where: `${page} (${scheme}) at ${nodes[0]}${more}` });
    }
  }
  return found;
}
