// A made-up catalogue for tests of large standards, built with a server.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./fixture.mjs";
import { openSite, REPOSITORY, serveFolder } from "./site.mjs";

/** The program that writes a catalogue, of `tests/examples/catalogue.rs`. */
const CATALOGUE = join(REPOSITORY, "target/debug/examples/catalogue");

/**
 * The site of a catalogue, with a server. `close` ends the server and removes the catalogue.
 *
 * @param {{ statements: number, roles: number, levels: number, asked: number }} size `asked` is for each role
 */
export async function serveCatalogue({ statements, roles, levels, asked }) {
  const folder = mkdtempSync(join(tmpdir(), "clausebook-catalogue-"));
  execFileSync(CATALOGUE, [folder, ...[statements, roles, levels, asked].map(String)]);
  build(folder, join(folder, "site"));
  const site = openSite(join(folder, "site"), folder);
  const server = await serveFolder(site.folder);
  return {
    site, server,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
