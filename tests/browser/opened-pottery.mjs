// The site of the made-up handbook in `tests/fixtures/pottery` in a browser, for the tests of one file whose subject is the program
// and not the shipped standard: opened before the first and closed after the last. The exports have their values once the tests run.
// The site is the one in the folder POTTERY, which `tests/run` builds for all files, or else is built for this file.

import { after, before } from "node:test";
import { openFixture, rootOf } from "./fixture.mjs";
import { launch, openSite, serveFolder } from "./site.mjs";

export let site;
/** Serves the site's folder. */
export let server;
export let browser;
let removeSite;

before(async () => {
  if (process.env.POTTERY) site = openSite(process.env.POTTERY, rootOf("pottery"));
  else ({ site, close: removeSite } = openFixture("pottery"));
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  removeSite?.();
});
