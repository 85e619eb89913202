// The site of the made-up handbook in `tests/fixtures/pottery` in a browser, for the tests of one file whose subject is the program
// and not the shipped standard. The exports have their values once the tests run.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openFixture } from "./fixture.mjs";
import { openForTests } from "./opening.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Server, Site } from "./site.mjs" */

/** @type {Site} */
export let site;
/** @type {Server} */
export let server;
/** @type {Browser} */
export let browser;

openForTests(() => openFixture("pottery"), (opened) => { ({ site, server, browser } = opened); });

/** Where the pages of a site are opened: the address of a page, the requests allowed, and the browser's settings. */
export const PLACES = {
  "from a server": () => ({ url: server.url, allowed: server.origin, options: {} }),
  "from disk, with the network off": () => ({
    url: (/** @type {string} */ page) => pathToFileURL(join(site.folder, page)).href,
    allowed: pathToFileURL(site.folder).href,
    options: { offline: true },
  }),
};
