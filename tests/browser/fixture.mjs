// The sites of the made-up handbooks in `tests/fixtures`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openSite, serveFolder } from "./site.mjs";

/** The handbooks that have, together with the shipped one, every kind of page and every template. */
export const FIXTURES = ["pottery", "levels", "profile", "matrix", "grid", "forms"];

/** The folder of a made-up handbook. */
export const rootOf = (name) => resolve(import.meta.dirname, "../fixtures", name);

/** Builds the site of the handbook in the folder `root`. */
export function build(root, out, ...options) {
  assert.ok(process.env.CLAUSEBOOK, "CLAUSEBOOK must name the program");
  execFileSync(process.env.CLAUSEBOOK, ["build", "--root", root, "--out", out, ...options], { stdio: "pipe" });
}

/** The site of a made-up handbook, built for one test file and removed by `close`. */
export function openFixture(name) {
  const folder = mkdtempSync(join(tmpdir(), `clausebook-${name}-`));
  const close = () => rmSync(folder, { recursive: true });
  try {
    build(rootOf(name), join(folder, "site"));
    return { site: openSite(join(folder, "site"), rootOf(name)), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The site of a made-up handbook, as from `openFixture`, with a server. */
export async function serveFixture(name) {
  const { site, close } = openFixture(name);
  const server = await serveFolder(site.folder);
  return { site, server, close: async () => { await server.close(); close(); } };
}

/** The absolute address under which made-up handbooks are published. */
export const BASE_URL = "https://handbook.example/standards/";

/**
 * The folder of the site of `tests/fixtures/pottery` for its absolute address: POTTERY_WITH_BASE, which `tests/run` builds for all
 * files, or else one that is built for the test `t`.
 */
export function publishedPottery(t) {
  if (process.env.POTTERY_WITH_BASE) return process.env.POTTERY_WITH_BASE;
  const folder = mkdtempSync(join(tmpdir(), "clausebook-published-"));
  t.after(() => rmSync(folder, { recursive: true }));
  build(rootOf("pottery"), join(folder, "site"), "--base-url", BASE_URL);
  return join(folder, "site");
}
