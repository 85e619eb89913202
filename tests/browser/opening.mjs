// Opens a site in a browser for the tests of one file.

import { after, before } from "node:test";
import { launch, serveFolder } from "./site.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Server, Site } from "./site.mjs" */

/**
 * Before the first test, opens a site, serves its folder, and opens a browser, all of which `take` receives. Closes them after the last.
 *
 * @param {() => Site} open
 * @param {(opened: { site: Site, server: Server, browser: Browser }) => void} take
 */
export function openForTests(open, take) {
  /** @type {Server | undefined} */
  let server;
  /** @type {Browser | undefined} */
  let browser;
  before(async () => {
    const site = open();
    server = await serveFolder(site.folder);
    browser = await launch();
    take({ site, server, browser });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
}
