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
 * Runs axe on the whole page or the element that `within` selects. Returns the violations.
 *
 * @param {{ options: typeof OPTIONS, within: string, hasOnlyOtherColours: boolean }} settings
 */
async function violations({ options, within, hasOnlyOtherColours }) {
  const { axe } = /** @type {typeof globalThis & { axe: Axe }} */ (globalThis);
  const aboutColours = () => axe.getRules(options.runOnly).filter(({ tags }) => tags.includes("cat.color")).map(({ ruleId }) => ruleId);
  const runOnly = hasOnlyOtherColours ? aboutColours() : options.runOnly;
  const result = await axe.run(within === "html" ? document : within, { ...options, runOnly });
  return result.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim()}`),
  }));
}

/**
 * Runs axe in a tab, in each colour scheme, over the whole page or the element that `within` selects. Returns `{what, where}`s. If
 * a scheme changes nothing but colours, the rules that do not look at colours would find the same again, and only the others run.
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
    for (const { id, help, nodes } of await tab.evaluate(violations, { options: OPTIONS, within, hasOnlyOtherColours })) {
      const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
      found.push({ what: `${id}: ${help}`, where: `${page} (${scheme}) at ${nodes[0]}${more}` });
    }
  }
  return found;
}
