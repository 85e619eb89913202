// Rules for the theme's scripts, the widget's, and the tests' own. Layout is prettier's concern, types are tsc's.
import { dirname, join } from "node:path";
import js from "@eslint/js";
import globals from "globals";

const root = join(dirname(import.meta.filename), "../..");

const rules = {
  ...js.configs.recommended.rules,
  "array-callback-return": "error",
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "no-console": "off",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-redeclare": "error",
  "no-return-assign": "error",
  "no-self-compare": "error",
  "no-throw-literal": "error",
  "no-unneeded-ternary": "error",
  "no-unused-vars": ["error", { args: "all", argsIgnorePattern: "^_", caughtErrors: "all" }],
  "no-useless-concat": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": ["error", { destructuring: "all" }],
  "require-unicode-regexp": "error",
};

export default [
  { ignores: ["**/node_modules/", "**/target/", "**/pkg/", "**/minisearch.js", "**/fixtures/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["themes/default/scripts/**/*.js"],
    languageOptions: {
      sourceType: "module",
      globals: { ...globals.browser, clausebookSearch: "writable" },
    },
    rules,
  },
  {
    // Browsers without modules, and even older ones, run this script unchanged.
    files: ["themes/default/scripts/selfcheck-watch.js"],
    languageOptions: { sourceType: "script", ecmaVersion: 5, globals: globals.browser },
    rules: { ...rules, "no-var": "off" },
  },
  {
    files: ["selfcheck-wasm/widget/**/*.js"],
    languageOptions: { sourceType: "module", globals: globals.browser },
    rules,
  },
  {
    // Much of what these contain runs in a page.
    files: ["tests/**/*.mjs", "benchmarks/**/*.mjs", "themes/*.mjs"],
    languageOptions: { sourceType: "module", globals: { ...globals.node, ...globals.browser } },
    rules,
  },
].map((entry) => ({ basePath: root, ...entry }));
