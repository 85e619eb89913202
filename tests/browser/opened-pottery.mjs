// The site of the made-up handbook in `tests/fixtures/pottery` in a browser, for the tests of one file whose subject is the program
// and not the shipped standard: opened before the first and closed after the last. The exports have their values once the tests run.
// The site is the one in the folder POTTERY, which `tests/run` builds for all files, or else is built for this file.

import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { openFixture, rootOf } from "./fixture.mjs";
import { launch, openSite, serveFolder } from "./site.mjs";

export let site;
/** Serves the site's folder. */
export let server;
export let browser;
let removeSite;

/** Where the pages are opened: the address of a page, the requests allowed, and the browser's settings. */
export const PLACES = {
  "from a server": () => ({ url: server.url, allowed: server.origin, options: {} }),
  "from disk, with the network off": () => ({
    url: (page) => pathToFileURL(join(site.folder, page)).href,
    allowed: pathToFileURL(site.folder).href,
    options: { offline: true },
  }),
};

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
