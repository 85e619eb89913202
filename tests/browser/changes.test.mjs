// The changes of the handbook: a page in every reading, and a feed that conforms to RFC 4287, parsed with the browser's XML parser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { BASE_URL as base, openFixture } from "./fixture.mjs";
import { launch } from "./site.mjs";

const ATOM = "http://www.w3.org/2005/Atom";
const plain = openFixture("pottery");
const published = openFixture("pottery", { isPublished: true });
let browser;
let tab;
before(async () => {
  browser = await launch();
  tab = await browser.newPage();
});
after(async () => { await browser?.close(); });

/** A feed as plain data: the children of feed and entries by name, links by their attributes. */
const read = (xml) => tab.evaluate(([source, namespace]) => {
  const parsed = new DOMParser().parseFromString(source, "application/xml");
  if (parsed.querySelector("parsererror")) return { fault: parsed.querySelector("parsererror").textContent };
  const of = (element) => {
    const found = { name: element.localName, lang: element.getAttribute("xml:lang"), links: [], entries: [], texts: {}, foreign: [] };
    for (const child of element.children) {
      if (child.namespaceURI !== namespace) found.foreign.push(child.nodeName);
      else if (child.localName === "link") found.links.push(Object.fromEntries([...child.attributes].map(({ name, value }) => [name, value])));
      else if (child.localName === "entry") found.entries.push(of(child));
      else (found.texts[child.localName] ??= []).push(child.textContent);
      if (child.localName === "author") found.author = [...child.children].map(({ localName, textContent }) => [localName, textContent]);
    }
    return found;
  };
  return { ...of(parsed.documentElement), namespace: parsed.documentElement.namespaceURI };
}, [xml, ATOM]);

function assertOnce(of, names) {
  for (const name of names) {
    assert.equal(of.texts[name]?.length, 1, `${of.name}: ${name}`);
    assert.notEqual(of.texts[name][0].trim(), "", `${of.name}: ${name} is empty`);
  }
}

/** Asserts that an absolute address names a page of the site, and an anchor in it if it has a fragment. */
function assertLeads(href) {
  assert.ok(href.startsWith(base), href);
  const [page, anchor] = decodeURI(href.slice(base.length)).split("#");
  assert.ok(published.files.includes(page), href);
  if (anchor) assert.ok(published.read(page).includes(`id="${anchor}"`), href);
}

for (const reading of published.readings) {
  test(`the feed of ${reading} conforms to RFC 4287 and links to the handbook`, async () => {
    const address = `${reading}/changes.atom`;
    const feed = await read(published.read(address));
    assert.equal(feed.fault, undefined);
    assert.deepEqual([feed.name, feed.namespace, feed.foreign], ["feed", ATOM, []]);
    assertOnce(feed, ["title", "id", "updated"]);
    assert.equal(feed.author[0][0], "name");
    assert.notEqual(feed.author[0][1].trim(), "");
    assert.ok(published.read(`${reading}/index.html`).includes(` lang="${feed.lang}">`), feed.lang);
    const links = (rel) => feed.links.filter((link) => link.rel === rel);
    assert.deepEqual(links("self").map((link) => [link.href, link.type]), [[base + address, "application/atom+xml"]]);
    assert.deepEqual(links("alternate").map((link) => [link.href, link.type]), [[`${base}${reading}/changes.html`, "text/html"]]);
    assert.equal(feed.texts.id[0], base + address);

    assert.ok(feed.entries.length > 0);
    const ids = new Set();
    for (const entry of feed.entries) {
      assertOnce(entry, ["title", "id", "updated"]);
      assert.match(entry.texts.updated[0], /^\d{4}-\d\d-\d\dT00:00:00Z$/u);
      assert.ok((entry.texts.summary ?? []).length <= 1);
      assert.equal(entry.links.filter((link) => link.rel === "alternate").length, 1, "without content an entry needs it");
      for (const { href } of entry.links) assertLeads(href);
      assert.ok(URL.canParse(entry.texts.id[0]));
      ids.add(entry.texts.id[0]);
    }
    assert.equal(ids.size, feed.entries.length, "two entries have one id");
    const days = feed.entries.map((entry) => entry.texts.updated[0]);
    assert.deepEqual(days, [...days].sort().reverse());
    assert.equal(feed.texts.updated[0], days[0]);
  });
}

test("every page of a reading links to its feed; without a base URL there is no feed, but the page of changes remains", () => {
  const feeds = (html) => [...html.matchAll(/<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="([^"]+)"/gu)].map((match) => match[1]);
  for (const page of published.pages) {
    const reading = published.reading(page);
    if (!reading || published.isFrame(page)) continue;
    const found = feeds(published.read(page)).map((href) => new URL(href, base + page).href);
    assert.deepEqual(found, [`${base}${reading}/changes.atom`], page);
  }
  assert.deepEqual(plain.files.filter((file) => file.endsWith(".atom")), []);
  for (const reading of plain.readings) {
    const page = plain.read(`${reading}/changes.html`);
    assert.deepEqual(feeds(page), []);
    assert.ok(!page.includes("changes.atom"));
    assert.ok(plain.read(`${reading}/index.html`).includes('href="changes.html"'), "the footer leads there");
  }
});
