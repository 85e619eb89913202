// Copies MiniSearch into the theme: the package's script, minified, with its licence.
//
//   npm ci --prefix benchmarks/search && node benchmarks/search/vendor.mjs          writes it
//   node benchmarks/search/vendor.mjs --check    exits with 1 if the theme's copy does not match the pinned version

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const here = import.meta.dirname;
const file = join(here, "../../themes/default/scripts/minisearch.js");
const source = join(here, "node_modules/minisearch");
const read = (name) => readFileSync(join(source, name), "utf8");

const { version } = JSON.parse(read("package.json"));
const licence = read("LICENSE.txt").trim().replaceAll(/^/gmu, " * ").replaceAll(/ +$/gmu, "");
const { code } = transformSync(read("dist/umd/index.js"), { minify: true, legalComments: "none", target: "es2020" });
const minified = `/*!\n * MiniSearch ${version}, https://github.com/lucaong/minisearch, unchanged but for size.\n *\n${licence}\n */\n${code}`;

if (process.argv.includes("--check")) {
  const isSame = readFileSync(file, "utf8") === minified;
  if (!isSame) console.error(`${file} does not match MiniSearch ${version}`);
  process.exitCode = isSame ? 0 : 1;
} else {
  writeFileSync(file, minified);
  console.log(`${minified.length} bytes: MiniSearch ${version}`);
}
