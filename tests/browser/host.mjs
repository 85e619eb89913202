// A static host like those on which sites of plain files are published: a folder below a path, with compression if the browser
// accepts it, index files, and 404.html for missing addresses.

import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { listen, TYPES } from "./site.mjs";

const TEXT = /^text\/|json|javascript|xml/u;

/** @import { Server } from "./site.mjs" */

/**
 * Serves `folder` on the loopback address below `base`, which starts and ends with `/`.
 *
 * @param {string} folder
 * @param {{ base?: string, compress?: boolean }} [options]
 * @returns {Promise<Server>}
 */
export async function host(folder, { base = "/", compress = true } = {}) {
  const server = createServer((request, response) => {
    const path = posix.normalize(decodeURIComponent(new URL(request.url ?? "", "http://x").pathname));
    let file = path.startsWith(base) ? join(folder, path.slice(base.length)) : "";
    if (file && path.endsWith("/")) file = join(file, "index.html");
    const isThere = file !== "" && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!isThere) file = join(folder, "404.html");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    /** @type {Record<string, string>} */
    const headers = { "content-type": type, "cache-control": "max-age=600", vary: "accept-encoding" };
    const isCompressed = compress && TEXT.test(type) && /\bgzip\b/u.test(String(request.headers["accept-encoding"]));
    if (isCompressed) headers["content-encoding"] = "gzip";
    const body = readFileSync(file);
    response.writeHead(isThere ? 200 : 404, headers).end(isCompressed ? gzipSync(body) : body);
  });
  const { origin, close } = await listen(server);
  return { origin, url: (page) => `${origin}${base}${page.split("/").map(encodeURIComponent).join("/")}`, close };
}
