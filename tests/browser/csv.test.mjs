// Tables for spreadsheets open with the right columns and intact Chinese. They are read with an independent parser and compared
// with the pages.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { openFixture } from "./fixture.mjs";
import { attribute, elements, hasWord, parsePage, text } from "./markup.mjs";

const MARK = "\u{feff}";

/** Reads the rows of a table by RFC 4180: quoted cells may contain anything, quotes in them are doubled, lines end with CRLF. */
function parseCsv(table) {
  const rows = [];
  let row = [];
  let at = 0;
  const fail = (what) => { throw new Error(`${what} at character ${at}: ${table.slice(at, at + 20)}`); };
  while (at < table.length) {
    let cell = "";
    if (table[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= table.length) fail("a quoted cell does not end");
        if (table[at] !== '"') cell += table[at];
        else if (table[at + 1] === '"') { cell += '"'; at += 1; } else break;
      }
      at += 1;
    } else {
      while (at < table.length && !",\r\n".includes(table[at])) {
        if (table[at] === '"') fail("a quote in a cell without quotes");
        cell += table[at];
        at += 1;
      }
    }
    row.push(cell);
    if (table[at] === ",") { at += 1; continue; }
    if (table.slice(at, at + 2) !== "\r\n") fail("a line that does not end with CRLF");
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Reads the table in a file of the site and checks what must hold for every table. */
function open(site, file) {
  const bytes = readFileSync(join(site.folder, file));
  const whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  assert.ok(whole.startsWith(MARK), `${file}: without its mark Excel takes the Chinese for noise`);
  const rows = parseCsv(whole.slice(MARK.length));
  const width = rows[0].length;
  for (const [index, row] of rows.entries()) {
    assert.equal(row.length, width, `${file}: row ${index + 1} has a different number of columns`);
    for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r＝＋－＠]/u, `${file}: a spreadsheet runs this: ${cell}`);
  }
  assert.equal(new Set(rows[0]).size, width, `${file}: two columns are called the same`);
  return rows;
}

const squeezed = (words) => words.replaceAll(/\s+/gu, " ").trim();
const site = openFixture("pottery");
// Those for Moodle are for a program, and tested in exchange.test.mjs.
const tables = site.files.filter((file) => file.endsWith(".csv") && !file.includes("/moodle."));

test("the parser accepts what RFC 4180 allows and nothing else", () => {
  assert.deepEqual(parseCsv('a,"b,""c""\r\nd"\r\n,\r\n'), [["a", 'b,"c"\r\nd'], ["", ""]]);
  for (const wrong of ["a\n", '"a\r\n', 'a"b\r\n', "a"]) assert.throws(() => parseCsv(wrong), wrong);
});

test("every table can be read", () => {
  assert.ok(tables.length > 0, "the site has tables");
  for (const file of tables) assert.ok(open(site, file).length > 1, `${file} is empty`);
});

test("a coverage table agrees with its page", () => {
  const coverage = tables.filter((file) => file.endsWith("/coverage.csv"));
  assert.ok(coverage.length > 0);
  for (const file of coverage) {
    const [head, ...rows] = open(site, file);
    const id = file.split("/").at(-2);
    const page = site.pages.find((name) => name.startsWith("zh/") && name.endsWith(`/${id}/coverage.html`));
    const all = [...elements(parsePage(site.read(page)))];
    const modules = all.filter((element) => hasWord(element, "class", "key"))
      .flatMap((list) => [...elements(list)].filter((inner) => inner.tagName === "a"))
      .map((link) => attribute(link, "href").replace(/\.html$/u, ""));
    const languages = head.slice(3, head.length - modules.length);
    assert.deepEqual(head.slice(0, 3), ["requirement", "asked", "depth"], file);
    assert.ok(languages.includes("text (zh)"), file);
    assert.deepEqual(head.slice(head.length - modules.length), modules, file);

    const shown = all.filter((element) => element.tagName === "tr")
      .map((line) => [...elements(line)].filter((cell) => ["th", "td"].includes(cell.tagName)))
      .filter(([first, ...rest]) => first && rest.length === modules.length && rest.every((cell) => cell.tagName === "td"))
      .filter(([first]) => [...elements(first)].some((inner) => hasWord(inner, "class", "number")));
    const words = new Map(shown.map(([first, ...cells]) => {
      const inner = [...elements(first)];
      const name = squeezed(text(inner.find((element) => hasWord(element, "class", "number"))));
      const depths = cells.map((cell) => {
        const mark = [...elements(cell)].find((element) => hasWord(element, "class", "depth"));
        return mark ? attribute(mark, "class").replace("depth ", "") : "";
      });
      return [name, [squeezed(text(inner.find((element) => hasWord(element, "class", "text")))), depths]];
    }));
    const target = all.map((element) => element.tagName === "a" && attribute(element, "href")).find((href) => /\/role\/[^/]+\/[^/]+\.html$/u.test(href));
    const level = [...elements(parsePage(site.read(posix.join(posix.dirname(page), target))))];
    const required = level.filter((element) => hasWord(element, "class", "requirements"))
      .flatMap((list) => [...elements(list)].filter((inner) => inner.tagName === "li")).map((item) => attribute(item, "id"));
    assert.deepEqual([...words.keys()].sort(), required.sort(), `${page} shows the requirements of its role and level`);
    assert.deepEqual(rows.map(([name]) => name).sort(), [...words.keys()].sort(), file);
    for (const row of rows) {
      const [zh, depths] = words.get(row[0]);
      assert.equal(row[head.indexOf("text (zh)")], zh, `${file}: ${row[0]}`);
      assert.match(zh, /\p{Script=Han}/u);
      assert.deepEqual(row.slice(head.length - modules.length), depths, `${file}: ${row[0]}`);
    }
  }
});
