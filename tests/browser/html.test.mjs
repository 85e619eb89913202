// Every page, style sheet and picture passes the Nu HTML checker without errors or warnings.

import { test } from "node:test";
import assert from "node:assert/strict";
import { join } from "node:path";
import { openSite } from "./site.mjs";
import { check, faults } from "./checker.mjs";
import { assertNone, byKind } from "./faults.mjs";

test("the checker finds a fault", async () => {
  const here = import.meta.dirname;
  const found = faults(await check(here, [join("fixtures", "faulty.html")]), here);
  assert.deepEqual(found.map(({ what }) => what.replace(/:.*/u, "")), ["error", "warning", "error"]);
  assert.match(found[0].what, /Duplicate ID/u);
  assert.match(found[2].what, /must have an “alt” attribute/u);
});

test("pages, styles and pictures have no errors and no warnings", async () => {
  const site = openSite();
  const files = site.files.filter((file) => /\.(?:html|css|svg)$/u.test(file));
  assertNone(byKind(faults(await check(site.folder, files), site.folder)));
});
