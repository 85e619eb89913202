// Runs axe on a page with the rules of WCAG 2.2 AA and the best practices.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Only violations are reported, so only their elements are listed. Preloading is for rules about media, which no page has. */
const OPTIONS = { runOnly: TAGS, resultTypes: ["violations"], preload: false };

/** Loads axe into every page that a context opens from now on, which is faster than sending it for each page as `findIn` otherwise does. */
export const prepare = (context) => context.addInitScript(source);

/** Runs axe in a tab, in each colour scheme, over the whole page or the element that `within` selects. Returns `{what, where}`s. */
export async function findIn(tab, page, schemes = ["light", "dark"], within = "html") {
  const found = [];
  if (!await tab.evaluate(() => Boolean(globalThis.axe))) await tab.evaluate(source);
  for (const scheme of schemes) {
    await tab.emulateMedia({ colorScheme: scheme });
    const violations = await tab.evaluate(async ([options, selector]) => {
      const where = selector === "html" ? document : selector;
      const result = await globalThis.axe.run(where, options);
      return result.violations.map(({ id, help, nodes }) => ({
        id, help, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim()}`),
      }));
    }, [OPTIONS, within]);
    for (const { id, help, nodes } of violations) {
      const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
      found.push({ what: `${id}: ${help}`, where: `${page} (${scheme}) at ${nodes[0]}${more}` });
    }
  }
  return found;
}
