// Every link of the built site has a target, stays inside the folder, and survives moving the folder.

import { test } from "node:test";
import assert from "node:assert/strict";
import { openSite, siteFolder } from "./site.mjs";
import { linkFaults, readLinks } from "./links.mjs";
import { attribute, elements, hasWord, parsePage } from "./markup.mjs";
import { assertNone, byKind } from "./faults.mjs";

test("the link checker finds every kind of fault", () => {
  const page = `<!doctype html><title>x</title><p id=a><p id=a>
    <a href="missing.html"></a><a href="there.html#nowhere"></a><a href="/there.html"></a><a href="../there.html"></a>
    <a href="//other.example/"></a><a href="javascript:alert(1)"></a><img srcset="x.png 2x"><link rel=stylesheet href="https://a.example/">
    <a href="folder/"></a><a href="#"></a><a href="there.html?x"></a><label for=none></label><button data-copy="id/none.html"></button>
    <link rel=canonical href="https://base.example/there.html"><a href="there.html#there"></a><a href="https://other.example/"></a>`;
  const files = { "page.html": page, "there.html": "<p id=there>", "folder/index.html": "" };
  const site = { pages: Object.keys(files), files: Object.keys(files), read: (file) => files[file] };
  const found = linkFaults(site);
  assert.equal(found.length, 15, found.map(({ what }) => what).join("\n"));
  assert.deepEqual(found.filter(({ where }) => where !== "page.html"), []);
});

test("links, anchors and ids are valid", () => {
  const site = openSite();
  assertNone(byKind(linkFaults(site)));
});

test("every page but the first is linked from another", () => {
  const site = openSite();
  const linked = new Set(["index.html", "404.html", "offline.html"]); // shown by a host, and by the worker
  for (const page of site.pages) {
    for (const { value, use } of readLinks(site.read(page)).links) {
      if (use !== "link" || /^[a-z]+:/iu.test(value)) continue;
      const target = decodeURIComponent(new URL(value, `http://x/${page}`).pathname.slice(1));
      if (target !== page) linked.add(target);
    }
  }
  assertNone(byKind(site.pages.filter((page) => !linked.has(page))
    .map((page) => ({ what: `no link leads to a page of the kind ${site.kind(page)}`, where: page }))));
});

test("no file contains an address of the machine that built it", () => {
  const site = openSite();
  const text = site.files.filter((file) => /\.(?:html|css|js|json|xml|csv|txt|svg)$/u.test(file));
  assertNone(byKind(text.filter((file) => /file:\/\/|https?:\/\/(?:localhost|127\.0\.0\.1)/u.test(site.read(file)))
    .map((file) => ({ what: "an address of this machine", where: file }))));
});

test("with a base URL, canonical addresses, hreflang and the sitemap name every page by its own address", (context) => {
  const base = process.env.BASE_URL;
  assert.ok(process.env.SITE_WITH_BASE && base, "SITE_WITH_BASE and BASE_URL must name a site built with --base-url");
  const site = openSite(siteFolder(process.env.SITE_WITH_BASE));
  const root = base.endsWith("/") ? base : `${base}/`;
  const faults = linkFaults(site, root);
  const alternates = new Map();
  for (const page of site.pages.filter((name) => name !== "404.html")) {
    const add = (what) => faults.push({ what, where: page });
    const links = [...elements(parsePage(site.read(page)))].filter((element) => element.tagName === "link");
    const canonical = links.filter((link) => hasWord(link, "rel", "canonical")).map((link) => attribute(link, "href"));
    if (canonical.length !== 1) add(`${canonical.length} canonical addresses`);
    // A page for frames is another form of a page, which its canonical address names.
    else if (site.isFrame(page)) continue;
    else if (![page, page.replace(/(?:^|(?<=\/))index\.html$/u, "")].includes(decodeURI(canonical[0].slice(root.length)))) {
      add("the canonical address is another page's");
    }
    const languages = links.filter((link) => hasWord(link, "rel", "alternate") && attribute(link, "hreflang"));
    alternates.set(page, new Set(languages.map((link) => attribute(link, "href"))));
    // Such links count only if both pages have them, and each names one language, so side-by-side pages have none.
    const isSingle = site.readings.includes(site.reading(page)) && !site.reading(page).includes("-");
    if (isSingle || page === "index.html") {
      if (!alternates.get(page).has(canonical[0])) add("hreflang does not name the page itself");
      const isFirst = page === "index.html" || site.kind(page) === "front";
      const choice = languages.filter((link) => attribute(link, "hreflang") === "x-default");
      if (choice.length !== (isFirst ? 1 : 0)) add(`${choice.length} times x-default`);
    } else if (languages.length > 0) add("hreflang on a page that is not in one language");
  }
  for (const [page, targets] of alternates) {
    for (const target of targets) {
      const back = alternates.get(decodeURI(target.slice(root.length)));
      const own = root + page.split("/").map(encodeURIComponent).join("/");
      if (!back?.has(own)) {
        faults.push({ what: "hreflang is not answered by the page that it names", where: page });
      }
    }
  }
  // The sitemap names every page to be indexed: no redirects, no pages that exclude themselves, and no side-by-side pages of
  // content that has its own single-language pages.
  const sitemap = new Set([...site.read("sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/gu)].map((match) => match[1]));
  for (const page of site.pages) {
    const address = root + page.split("/").map(encodeURIComponent).join("/");
    const isFound = !/<meta (?:name="robots"|http-equiv="refresh")/u.test(site.read(page)) && !site.reading(page).includes("-");
    if (sitemap.has(address) !== isFound) faults.push({ what: `${isFound ? "not " : ""}in sitemap.xml`, where: page });
    sitemap.delete(address);
  }
  for (const address of sitemap) faults.push({ what: "in sitemap.xml, and no page", where: address });
  assertNone(byKind(faults));
  context.diagnostic(`${site.pages.length} pages`);
});
