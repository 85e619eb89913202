// Search in the shipped standard: real queries find the intended results in every reading, over HTTP and from disk. How search
// behaves is tested with another standard, in search.test.mjs.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened.mjs";
import { ask } from "./search.mjs";
import { IN_BOTH, MISSPELT, QUERIES } from "./search-queries.mjs";

const CLAUSE = "cbec-export-operations/5.3.1.2.html";
const askAll = (queries, options) => ask({ site, server, browser }, CLAUSE, queries, options);

test("forty queries: the intended result is among the first three", async () => {
  assert.equal(QUERIES.length, 40);
  for (const [reading, , wanted] of [...QUERIES, ...MISSPELT, ...IN_BOTH]) {
    assert.ok(site.files.includes(`${reading}/${wanted.split("#")[0]}`), `${wanted} is not a page of ${reading}`);
  }
  await askAll(QUERIES);
});

test("misspelt words and variants are found", () => askAll(MISSPELT));

test("side by side, a query in either language finds the same content", () => askAll(IN_BOTH));

test("from disk without a network it finds the same", () =>
  askAll([...QUERIES.filter((_, index) => index % 4 === 0), ...IN_BOTH], { fromDisk: true }));
