// Link previews: every page has Open Graph data, and its pictures exist and are valid.

import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { join } from "node:path";
import { BASE_URL as base, openFixture } from "./fixture.mjs";
import { attribute, elements, hasWord, parsePage, text } from "./markup.mjs";
import { assertNone, byKind } from "./faults.mjs";

/** The handbook's languages, as pages and as Open Graph name them. */
const LOCALES = { en: "en_US", "zh-CN": "zh_CN", ar: "ar" };

/** Whether a page has preview data: pages for frames are part of others, and redirects lead on at once. */
const hasData = (site, page) => !site.isFrame(page) && site.kind(page) !== "redirect";

/** The preview data in a page's head. */
function headOf(site, page) {
  const all = [...elements(parsePage(site.read(page)))];
  const meta = (key) => all.filter((element) => element.tagName === "meta"
    && [attribute(element, "property"), attribute(element, "name")].includes(key)).map((element) => attribute(element, "content"));
  return {
    meta,
    lang: attribute(all.find(({ tagName }) => tagName === "html"), "lang"),
    title: text(all.find(({ tagName }) => tagName === "title")),
    canonical: all.filter((element) => element.tagName === "link" && hasWord(element, "rel", "canonical")).map((link) => attribute(link, "href")),
  };
}

/** The pixels and the palette of an indexed PNG with 4 bits per pixel and without filters. */
function readPng(bytes) {
  assert.equal(bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
  const chunks = new Map();
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString("latin1", at + 4, at + 8);
    chunks.set(kind, [...(chunks.get(kind) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  const [header] = chunks.get("IHDR");
  const [width, height, depth, colour] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  assert.deepEqual([depth, colour], [4, 3]);
  const data = inflateSync(Buffer.concat(chunks.get("IDAT")));
  const used = new Map();
  const row = width / 2 + 1;
  assert.equal(data.length, height * row);
  const use = (pixel) => used.set(pixel, (used.get(pixel) ?? 0) + 1);
  for (let line = 0; line < height; line += 1) {
    assert.equal(data[line * row], 0, "a line with a filter");
    for (const pair of data.subarray(line * row + 1, (line + 1) * row)) [pair >> 4, pair & 15].forEach(use);
  }
  const palette = chunks.get("PLTE")[0];
  return { width, height, colours: [...used].map(([pixel, count]) => [palette.subarray(pixel * 3, pixel * 3 + 3).toString("hex"), count]) };
}

test("every page has preview data; without a base URL, no address and no picture", () => {
  const site = openFixture("pottery");
  const faults = [];
  for (const page of site.pages.filter((name) => hasData(site, name))) {
    const { meta, title, lang } = headOf(site, page);
    const add = (what) => faults.push({ what, where: page });
    const [name, whole] = [meta("og:title").join(), meta("og:site_name").join()];
    if (!name || title !== (name === whole ? name : `${name} · ${whole}`)) add("og:title and og:site_name are not the title");
    if (meta("og:description").join() !== meta("description").join() || !meta("description").join().trim()) add("og:description is not the description");
    if (meta("og:type").length !== 1) add("no og:type");
    if (meta("og:locale").join() !== LOCALES[lang]) add(`og:locale ${meta("og:locale")} in ${lang}`);
    const others = Object.values(LOCALES).filter((locale) => locale !== LOCALES[lang]);
    if (meta("og:locale:alternate").join() !== others.join()) add(`og:locale:alternate ${meta("og:locale:alternate")} in ${lang}`);
    if (meta("og:url").length || meta("og:image").length) add("an address that the site does not know");
  }
  assertNone(byKind(faults));
  assert.deepEqual(site.files.filter((file) => file.endsWith(".png") && file.startsWith("data/")), []);
});

test("with a base URL, the page's address and a picture of its subject", (context) => {
  const site = openFixture("pottery", { isPublished: true });
  const files = new Set(site.files);
  const faults = [];
  const of = new Map();
  for (const page of site.pages.filter((name) => hasData(site, name) && site.kind(name) !== "notfound")) {
    const { meta, canonical } = headOf(site, page);
    const add = (what) => faults.push({ what, where: page });
    if (meta("og:url").join() !== canonical.join()) add("og:url is not the canonical address");
    const [image] = meta("og:image");
    if (!image?.startsWith(base) || !files.has(image.slice(base.length))) add(`no picture at ${image}`);
    of.set(page, image?.slice(base.length));
    if (meta("og:image:width").join() !== "1200" || meta("og:image:height").join() !== "630") add("no size of the picture");
    if (!meta("og:image:alt").join()) add("no words for the picture");
  }
  assertNone(byKind(faults));
  const journeyman = "data/previews/pottery/glazer/journeyman.png";
  for (const [page, picture] of [
    ["zh/pottery/role/glazer/journeyman.html", journeyman], ["en/pottery/3.3.2.2.html", journeyman],
    ["id/pottery/3.3.2.2-a.html", journeyman], ["zh/postings/glazer.html", journeyman],
    ["zh/pottery/role/glazer.html", "data/previews/pottery/glazer.png"],
    ["id/pottery/3.1-a.html", "data/previews/pottery.png"],
  ]) assert.equal(of.get(page), picture, page);

  for (const list of ["offline.json", "sitemap.xml"]) assert.ok(!site.read(list).includes("data/previews/"), `${list} names pictures`);
  const pictures = site.files.filter((file) => file.startsWith("data/previews/"));
  assert.equal(pictures.length, 1 + 3 + 9);
  const seen = new Set();
  let most = 0;
  for (const file of pictures) {
    const bytes = readFileSync(join(site.folder, file));
    const { width, height, colours } = readPng(bytes);
    assert.deepEqual([width, height], [1200, 630]);
    assert.ok(bytes.length < 30_000, `${file} has ${bytes.length} bytes`);
    most = Math.max(most, bytes.length);
    const count = (colour) => colours.find(([known]) => known === colour)?.[1] ?? 0;
    assert.ok(count("fcfaf6") > 600_000, `${file}: paper`);
    // The heading is in ink, of which “Firers” has the least. The mark is in vermilion, and so are a level's name and number.
    assert.ok(count("201d19") > 4_000, `${file}: ink`);
    assert.ok(count("b8321a") > (file.split("/").length > 4 ? 13_000 : 1_500), `${file}: vermilion`);
    assert.ok(colours.length > 10, `${file}: letters without soft edges`);
    seen.add(createHash("sha256").update(bytes).digest("hex"));
  }
  assert.equal(seen.size, pictures.length, "each has its own");
  context.diagnostic(`${pictures.length} pictures, the largest ${most} bytes`);
});
