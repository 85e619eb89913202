// Runs axe on a page with the rules of WCAG 2.2 AA and the best practices.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Elements are named by their selectors, so axe need not copy their HTML.
const source = `${readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")};axe.configure({ noHtml: true });`;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Only violations are reported, so only their elements are listed. Preloading is for rules about media, which no page has. */
const OPTIONS = { runOnly: TAGS, resultTypes: ["violations"], preload: false };

/** Loads axe into every page that a context opens from now on, which is faster than sending it for each page as `findIn` otherwise does. */
export const prepare = (context) => context.addInitScript(source);

/** Returns everything but colours that axe's rules look at: the elements, their places, and whether they are visible. */
function structure() {
  const places = [...document.querySelectorAll("*")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return `${x} ${y} ${width} ${height} ${element.checkVisibility({ visibilityProperty: true, opacityProperty: true })}`;
  });
  return [document.documentElement.outerHTML, ...places].join("\n");
}

/** Runs axe on the whole page or the element that `within` selects. Returns the violations. */
async function violations([options, within, hasOnlyOtherColours]) {
  const { axe } = globalThis;
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
 */
export async function findIn(tab, page, schemes = ["light", "dark"], within = "html") {
  const found = [];
  if (!await tab.evaluate(() => Boolean(globalThis.axe))) await tab.evaluate(source);
  let first;
  for (const scheme of schemes) {
    await tab.emulateMedia({ colorScheme: scheme });
    const now = schemes.length > 1 ? await tab.evaluate(structure) : undefined;
    const hasOnlyOtherColours = first !== undefined && now === first;
    first ??= now;
    for (const { id, help, nodes } of await tab.evaluate(violations, [OPTIONS, within, hasOnlyOtherColours])) {
      const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
      found.push({ what: `${id}: ${help}`, where: `${page} (${scheme}) at ${nodes[0]}${more}` });
    }
  }
  return found;
}
