// Takes the pictures of the shapes in docs/content/pages/en/shapes and docs/content/pages/zh/shapes from their examples.
//
//   CLAUSEBOOK=target/debug/clausebook node tests/browser/shapes.mjs [SHAPE...]
//
// tests/tests/examples.rs builds the same examples.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { launch, serveFolder } from "./site.mjs";

/** The page that shows best what is special about each shape. */
const PAGES = {
  standard: "example/selfcheck/cook.html",
  catalogue: "example/role/guide.html",
  ladder: "example/matrix.html",
  outline: "example/singing.html",
  grid: "example/matrix.html",
  occupation: "example/1.html",
  profiles: "example/role/editor/lead.html",
  vocational: "example/1.html",
};
const WIDTH = 1100;
const MOST = 760;

const root = resolve(import.meta.dirname, "../..");
const program = resolve(process.env.CLAUSEBOOK ?? join(root, "target/debug/clausebook"));
const named = process.argv.slice(2);
const shapes = Object.entries(PAGES).filter(([shape]) => named.length === 0 || named.includes(shape));

/**
 * Writes the files that the YAML blocks of a document name.
 *
 * @param {string} document
 * @param {string} folder
 */
function writeExamples(document, folder) {
  for (const [, path, text] of readFileSync(document, "utf8").matchAll(/^```yaml\n# (content\/\S+)\n(.*?)^```$/gmsu)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/**
 * Builds the example of a shape in a folder of documents.
 *
 * @param {string} docs
 * @param {string} shape
 * @param {string} folder
 */
function build(docs, shape, folder) {
  writeExamples(join(docs, "shapes.md"), folder);
  writeExamples(join(docs, "shapes", `${shape}.md`), folder);
  execFileSync(program, ["build", "--root", folder, "--out", join(folder, "site")], { stdio: ["ignore", "ignore", "inherit"] });
}

const browser = await launch();
try {
  for (const [language, docs] of [["en", join(root, "docs/content/pages/en")], ["zh", join(root, "docs/content/pages/zh")]]) {
    for (const [shape, page] of shapes) {
      const folder = mkdtempSync(join(tmpdir(), "shape-"));
      build(docs, shape, folder);
      const server = await serveFolder(join(folder, "site"));
      const tab = await browser.newPage({ viewport: { width: WIDTH, height: MOST } });
      await tab.goto(server.url(`${language}/${page}`));
      const end = await tab.evaluate(() => Math.ceil(document.querySelector("main")?.getBoundingClientRect().bottom ?? 0));
      const clip = { x: 0, y: 0, width: WIDTH, height: Math.min(MOST, end + 16) };
      await tab.screenshot({ path: join(docs, "shapes", `${shape}.png`), clip });
      await tab.close();
      await server.close();
      rmSync(folder, { recursive: true });
    }
  }
} finally {
  await browser.close();
}
