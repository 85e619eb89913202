// The engines of Firefox and Safari: a tab in each, with the few things that the tests of other engines need. Firefox speaks
// WebDriver BiDi, and WebKit, the engine of Safari, the older WebDriver; the interface is the same for both.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import puppeteer from "puppeteer-core";

/** @import { AddressInfo } from "node:net" */

/**
 * A tab of an engine. A function that is evaluated runs in the page, and its argument and result are JSON. `faults` are the errors and
 * console messages of the page, as far as the engine reports them. `print` makes a PDF, if the engine can.
 *
 * @typedef {{
 *   open: (address: string) => Promise<void>,
 *   evaluate: <T, R>(run: (argument: T) => R | Promise<R>, argument?: T) => Promise<R>,
 *   click: (selector: string) => Promise<void>,
 *   type: (selector: string, text: string) => Promise<void>,
 *   resize: (width: number, height: number) => Promise<void>,
 *   print?: () => Promise<Uint8Array>,
 *   faults: string[],
 *   close: () => Promise<void>,
 * }} EngineTab
 */

/** How long to wait for a condition of a page, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Waits until a function that runs in the page returns something true, and returns it.
 *
 * @template T, R
 * @param {EngineTab} tab
 * @param {(argument: T) => R} isTrue
 * @param {T} [argument]
 * @returns {Promise<R>}
 */
export async function waitFor(tab, isTrue, argument) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await setTimeout(50)) {
    const found = await tab.evaluate(isTrue, argument);
    if (found) return found;
  }
  throw new Error(`not so after ${PATIENCE / 1000} s: ${isTrue}`);
}

/**
 * Opens Firefox.
 *
 * @param {string} language the language that the browser asks for
 * @returns {Promise<EngineTab>}
 */
async function openFirefox(language) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    extraPrefsFirefox: { "intl.accept_languages": language },
  });
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  return {
    open: async (address) => { await page.goto(address); },
    evaluate: (run, argument) => /** @type {any} */ (page.evaluate(/** @type {any} */ (run), argument)),
    click: (selector) => page.click(selector),
    type: (selector, text) => page.type(selector, text),
    resize: (width, height) => page.setViewport({ width, height }),
    print: () => page.pdf(),
    faults,
    close: () => browser.close(),
  };
}

/** A free port of the loopback address. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => { server.listen(0, "127.0.0.1", () => done(undefined)); });
  const { port } = /** @type {AddressInfo} */ (server.address());
  await new Promise((done) => { server.close(done); });
  return port;
}

/** The small browser that comes with WebKitGTK. */
function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  for (const folder of ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec"]) {
    for (const version of ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"]) {
      try {
        if (readdirSync(join(folder, version)).includes("MiniBrowser")) return join(folder, version, "MiniBrowser");
      } catch { /* the next one */ }
    }
  }
  throw new Error("no MiniBrowser: install webkit2gtk-driver, or name it by the environment variable MINIBROWSER");
}

/**
 * Opens WebKit. It needs a screen, which Xvfb draws in memory.
 *
 * @param {string} language the language that the browser asks for
 * @returns {Promise<EngineTab>}
 */
async function openWebKit(language) {
  const home = mkdtempSync(join(tmpdir(), "clausebook-webkit-"));
  const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x900x24"], { stdio: ["ignore", "pipe", "ignore"] });
  const display = await new Promise((done, failed) => {
    screen.once("error", failed);
    screen.stdout.once("data", (number) => done(`:${String(number).trim()}`));
  });
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, LANGUAGE: language },
  });
  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  const command = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const settings = { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] } };
  /** The first command may come before the driver listens. */
  const begin = async () => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await command("POST", "", { capabilities: { alwaysMatch: settings } });
      } catch (error) {
        if (!(error instanceof TypeError) || tries === 100) throw error;
        await setTimeout(100);
      }
    }
  };
  const { sessionId } = await begin();
  const session = `/${sessionId}`;
  const element = async (/** @type {string} */ selector) =>
    Object.values(await command("POST", `${session}/element`, { using: "css selector", value: selector }))[0];
  return {
    open: (address) => command("POST", `${session}/url`, { url: address }),
    evaluate: async (run, argument) => {
      const script = `const done = arguments[1];
        Promise.resolve().then(() => (${run})(arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = await command("POST", `${session}/execute/async`, { script, args: [argument ?? null] });
      if (error) throw new Error(error);
      return value;
    },
    click: async (selector) => command("POST", `${session}/element/${await element(selector)}/click`, {}),
    type: async (selector, text) => command("POST", `${session}/element/${await element(selector)}/value`, { text }),
    resize: (width, height) => command("POST", `${session}/window/rect`, { width, height }),
    faults: [],
    close: async () => {
      await command("DELETE", session);
      for (const child of [driver, screen]) {
        child.kill();
        if (child.exitCode === null && child.signalCode === null) await new Promise((done) => { child.once("exit", done); });
      }
      // The browser's own processes may still write their caches.
      rmSync(home, { recursive: true, force: true, maxRetries: 100, retryDelay: 100 });
    },
  };
}

/** How each engine is opened. */
export const ENGINES = { Firefox: openFirefox, WebKit: openWebKit };
