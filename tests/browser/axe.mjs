// What axe finds on a page, by the rules of WCAG 2.2 AA and of good practice.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs axe in a tab, in both schemes; the answers as `{what, where}`. */
export async function findIn(tab, page, schemes = ["light", "dark"]) {
  const found = [];
  await tab.evaluate(axe);
  for (const scheme of schemes) {
    await tab.emulateMedia({ colorScheme: scheme });
    const violations = await tab.evaluate(async (tags) => {
      const result = await globalThis.axe.run({ runOnly: tags, resultTypes: ["violations"], preload: false });
      return result.violations.map(({ id, help, nodes }) => ({
        id, help, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim()}`),
      }));
    }, TAGS);
    for (const { id, help, nodes } of violations) {
      const more = nodes.length > 1 ? ` and ${nodes.length - 1} more` : "";
      found.push({ what: `${id}: ${help}`, where: `${page} (${scheme}) at ${nodes[0]}${more}` });
    }
  }
  return found;
}
