// A SCORM package as a course shows it: unpacked, in a frame under the API of a SCORM runtime (scorm-again).

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { serveFolder } from "./site.mjs";
import { watch } from "./watch.mjs";

/** @import { Browser, Frame, Page } from "playwright-core" */

/**
 * The files in a ZIP archive, by their names.
 *
 * @param {Buffer} archive
 */
export function unzipped(archive) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
    const start = archive.readUInt32LE(at + 42);
    const content = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const bytes = archive.subarray(content, content + size);
    files.set(archive.toString("utf8", at + 46, at + 46 + name), method === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + name + extra + comment;
  }
  return files;
}

/** The page of a course; another opens the self-check in a window of its own. Each call of the API is noted with its answer; `refused` names calls and elements that it answers with `false`. */
const COURSE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A course</title><link rel="icon" href="data:,">
<script src="scorm12.min.js"></script><script src="course.js"></script>
<iframe title="The self-check" src="content/index.html" width="1100" height="800"></iframe></html>`;
const SCRIPT = `globalThis.calls = [];
globalThis.refused = (sessionStorage.getItem("refused") ?? "").split(" ");
const runtime = new Scorm12API({ autocommit: false, logLevel: 5 });
const stored = sessionStorage.getItem("stored");
if (stored) runtime.loadFromJSON(JSON.parse(stored), "");
globalThis.runtime = runtime;
if (!refused.includes("API")) globalThis.API = new Proxy(runtime, { get: (target, name) => typeof target[name] !== "function" ? target[name]
  : (...values) => {
    const isRefused = refused.includes(name) || refused.some((one) => one && name === "LMSSetValue" && values[0].startsWith(one));
    const answer = isRefused ? "false" : String(target[name](...values));
    calls.push([name, ...values, answer]);
    return answer;
  } });`;

/**
 * Unpacks a package into a course, and serves it.
 *
 * @param {string} file
 */
export async function serveCourse(file) {
  const folder = mkdtempSync(join(tmpdir(), "clausebook-course-"));
  const runtime = join(import.meta.dirname, "node_modules/scorm-again/dist/scorm12.min.js");
  copyFileSync(runtime, join(folder, "scorm12.min.js"));
  writeFileSync(join(folder, "course.js"), SCRIPT);
  writeFileSync(join(folder, "course.html"), COURSE);
  writeFileSync(join(folder, "opener.html"), COURSE.replace(/<iframe.*<\/iframe>/u, ""));
  for (const [name, bytes] of unzipped(readFileSync(file))) {
    mkdirSync(dirname(join(folder, "content", name)), { recursive: true });
    writeFileSync(join(folder, "content", name), bytes);
  }
  const server = await serveFolder(folder);
  const close = async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  };
  return { folder, server, close };
}

/**
 * Opens a course in a new tab, and returns the frame of its self-check. `refused` names calls of the API and elements of its data
 * model that fail, or the `API` itself if there is none.
 *
 * @param {Browser} browser
 * @param {Awaited<ReturnType<typeof serveCourse>>} course
 * @param {string} [refused]
 */
export async function openCourse(browser, { server }, refused = "") {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1200, height: 900 } });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  await context.addInitScript((names) => sessionStorage.setItem("refused", names), refused);
  await tab.goto(server.url("course.html"));
  return { tab, frame: await frameOf(tab), watched, end: () => context.close() };
}

/**
 * The frame of the self-check, once it shows its results.
 *
 * @param {Page} tab
 */
export async function frameOf(tab) {
  const frame = /** @type {Frame} */ (await (await tab.waitForSelector("iframe")).contentFrame());
  await frame.waitForSelector("[data-live]:not([hidden])", { state: "attached" });
  return frame;
}

/**
 * What the course was told: the calls that are not questions.
 *
 * @param {Page} tab
 * @returns {Promise<string[][]>}
 */
export const told = (tab) => tab.evaluate(() => /** @type {any} */ (globalThis).calls.filter((/** @type {string[]} */ [name]) =>
  !/^LMSGet/u.test(name)));

/**
 * Elements of the course's data model.
 *
 * @param {Page} tab
 * @param {string[]} names
 * @returns {Promise<string[]>}
 */
export const known = (tab, ...names) => tab.evaluate((all) =>
  all.map((name) => String(/** @type {any} */ (globalThis).runtime.lmsGetValue(name))), names);
