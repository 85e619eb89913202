// The built site under test in a browser, for the tests of one file: opened before the first and closed after the last.
// The exports have their values once the tests run.

import { after, before } from "node:test";
import { launch, openSite, serveFolder } from "./site.mjs";

export let site;
/** Serves the site's folder. */
export let server;
export let browser;

before(async () => {
  site = openSite();
  server = await serveFolder(site.folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});
