// The built site under test in a browser, for the tests of one file: opened before the first and closed after the last.
// The exports have their values once the tests run.

import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, openSite, serveFolder } from "./site.mjs";

export let site;
/** Serves the site's folder. */
export let server;
export let browser;

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
  site = openSite();
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});
