// The sites of the made-up handbooks in `tests/fixtures`. Each is built once and shared by the test files that run together, so no
// test may change one: it copies the folder first.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openSite, serveFolder } from "./site.mjs";

/** @import { Server, Site } from "./site.mjs" */

/** The handbooks that have, together with the shipped one, every kind of page and every template. */
export const FIXTURES = ["pottery", "levels", "profile", "matrix", "grid", "forms", "generated", "branches"];

/** The absolute address under which made-up handbooks are published. */
export const BASE_URL = "https://handbook.example/standards/";

/**
 * The folder of a made-up handbook.
 *
 * @param {string} name
 */
export const rootOf = (name) => resolve(import.meta.dirname, "../fixtures", name);

/**
 * Builds the site of the handbook in the folder `root`.
 *
 * @param {string} root
 * @param {string} out
 * @param {...string} options
 */
export function build(root, out, ...options) {
  assert.ok(process.env.CLAUSEBOOK, "CLAUSEBOOK must name the program");
  execFileSync(process.env.CLAUSEBOOK, ["build", "--root", root, "--out", out, ...options], { stdio: "pipe" });
}

/** The folder of the shared sites: the environment variable BUILT, or one for this file only. */
function sharedFolder() {
  if (!process.env.BUILT) {
    const folder = mkdtempSync(join(tmpdir(), "clausebook-built-"));
    process.on("exit", () => rmSync(folder, { recursive: true }));
    process.env.BUILT = folder;
  }
  mkdirSync(process.env.BUILT, { recursive: true });
  return process.env.BUILT;
}

/**
 * The folder of the site of a made-up handbook, or of its site for the absolute address. Builds it if no file has yet. It gets its
 * name once it is complete, so two files that build it at once do not meet.
 *
 * @param {string} name
 * @param {{ isPublished?: boolean }} [options]
 */
export function builtSite(name, { isPublished = false } = {}) {
  const shared = sharedFolder();
  const site = join(shared, isPublished ? `${name}-published` : name);
  if (existsSync(site)) return site;
  const folder = mkdtempSync(join(shared, "building-"));
  try {
    build(rootOf(name), join(folder, "site"), ...(isPublished ? ["--base-url", BASE_URL] : []));
    renameSync(join(folder, "site"), site);
  } catch (error) {
    if (!existsSync(site)) throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
  return site;
}

/**
 * The site of a made-up handbook.
 *
 * @param {string} name
 * @param {{ isPublished?: boolean }} [options]
 */
export const openFixture = (name, options) => openSite(builtSite(name, options), rootOf(name));

/**
 * The site of a made-up handbook in a folder of its own, which the caller removes.
 *
 * @param {string} name
 * @param {string} prefix the start of the folder's name
 */
export function copyFixture(name, prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  cpSync(builtSite(name), folder, { recursive: true });
  return openSite(folder, rootOf(name));
}

/**
 * The site of a made-up handbook, with a server.
 *
 * @param {string} name
 * @returns {Promise<{ site: Site, server: Server }>}
 */
export async function serveFixture(name) {
  const site = openFixture(name);
  return { site, server: await serveFolder(site.folder) };
}
