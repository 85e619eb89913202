// The built site under test in a browser, for the tests of one file. The exports have their values once the tests run.

import { openForTests } from "./opening.mjs";
import { openSite } from "./site.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Server, Site } from "./site.mjs" */

/** @type {Site} */
export let site;
/** @type {Server} */
export let server;
/** @type {Browser} */
export let browser;

openForTests(openSite, (opened) => { ({ site, server, browser } = opened); });
