// The self-check by the forms of the shipped standard: what each row grades, and the arithmetic of every grading of every role's form.
// How the self-check behaves is tested with another standard, in selfcheck-*.test.mjs.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, openCheck, roleOf, SHIPPED } from "./selfcheck.mjs";

const { LEVELS, oracle, ROWS, showEach } = SHIPPED;

const letters = (clause, to) => "abcdefgh".slice(0, "abcdefgh".indexOf(to) + 1).split("").map((letter) => `${clause}-${letter}`);

/** The requirements graded in each row, found by reading the annexes. A phrase without a requirement is named by its position. */
const GRADED = {
  "product-development": {
    knowledge: ["knowledge-1", "5.2.1.1-b", "knowledge-3", "5.2.1.2-d"],
    "skills-junior": letters("5.3.1.1", "e"), "skills-mid": letters("5.3.1.2", "f"), "skills-senior": letters("5.3.1.3", "e"),
  },
  procurement: {
    knowledge: letters("5.2.2", "d"),
    "skills-junior": letters("5.3.2.1", "e"), "skills-mid": letters("5.3.2.2", "e"), "skills-senior": letters("5.3.2.3", "c"),
  },
  "visual-design": {
    knowledge: ["5.2.3.1-d", "5.2.3.2-c", "5.2.3.1-c", "5.2.3.1-b"],
    "skills-junior": letters("5.3.3.1", "e"), "skills-mid": letters("5.3.3.2", "e"), "skills-senior": letters("5.3.3.3", "c"),
  },
  "platform-operations": {
    knowledge: ["5.2.4.1-a", "5.2.4.1-e", "5.2.4.1-f", "5.2.4.2-b", "5.2.4.2-e", "5.2.4.2-f"],
    "skills-junior": letters("5.3.4.1", "e"), "skills-mid": letters("5.3.4.2", "c"), "skills-senior": letters("5.3.4.3", "e").slice(1),
  },
  logistics: {
    knowledge: ["5.2.5-a", "5.2.5-b", "5.2.5-d", "5.2.5-e", "5.2.5-f", "5.2.5-g"],
    "skills-junior": ["5.3.5.1-a", "5.3.5.1-b", "5.3.5.1-c", "5.3.5.1-e", "5.3.5.1-f"],
    "skills-mid": letters("5.3.5.2", "d"), "skills-senior": letters("5.3.5.3", "c"),
  },
};

async function openTab(options = {}) {
  const tab = await (await browser.newContext({ reducedMotion: "reduce", ...options })).newPage();
  return { tab, watched: watch(tab, server.origin) };
}

test("every role with a form has its self-check in every reading, on its own page and for frames", () => {
  const faults = [];
  const roles = site.pages.filter((page) => site.kind(page) === "role");
  assert.equal(roles.length, 5 * site.readings.length, "the standard has five roles");
  for (const role of roles) {
    for (const page of [role.replace("/role/", "/selfcheck/"), role.replace("/role/", "/selfcheck/").replace(".html", "/frame.html")]) {
      if (!site.pages.includes(page)) faults.push({ what: "there is no such page", where: page });
    }
  }
  assertNone(byKind(faults));
});

test("all 4,096 gradings of all five forms, and every form with an ungraded row", async (context) => {
  const { tab, watched } = await openTab();
  const gradings = Array.from({ length: 4096 }, (_, at) => Object.keys(ROWS).map((_, row) => "ABCD"[Math.floor(at / 4 ** row) % 4]).join(""));
  for (let row = 0; row < 6; row += 1) gradings.push(`${"B".repeat(row)}-${"B".repeat(5 - row)}`);
  const parts = { indicative: ["[data-indicative]", "data-value"] };
  for (const level of LEVELS) {
    parts[`${level} total`] = [`output[data-total="${level}"]`, "value"];
    parts[`${level} band`] = [`[data-band="${level}"]`, "data-value"];
  }
  let count = 0;
  for (const page of checkPages(site, site.readings[0])) {
    await openCheck(tab, server.url(page));
    const found = await showEach(tab, gradings, parts);
    const wrong = [];
    gradings.forEach((grades, at) => {
      const result = oracle(grades);
      const expected = { indicative: result.indicative };
      for (const level of LEVELS) Object.assign(expected, { [`${level} total`]: result[level].total, [`${level} band`]: result[level].band });
      if (Object.keys(parts).some((part) => found[at][part] !== expected[part])) wrong.push({ grades, found: found[at], expected });
    });
    assert.deepEqual(wrong.slice(0, 3), [], `${page}: ${wrong.length} differ`);
    count += found.length;
  }
  assert.equal(count, 5 * (4096 + 6));
  assertNone(byKind(watched.faults));
  context.diagnostic(`${count} gradings`);
  await tab.context().close();
});

test("each row asks for and counts what the form grades, and shows the clauses' other requirements separately", async () => {
  const { tab, watched } = await openTab();
  for (const page of checkPages(site, site.readings[0])) {
    await openCheck(tab, server.url(page));
    const role = roleOf(page);
    const expected = { literacy: ["5.1-d", "5.1-e"], ...GRADED[role], development: letters("5.4", "d") };
    const found = await tab.evaluate(() => [...document.querySelectorAll("[data-row]")].map((row) => {
      const names = (list) => [...row.querySelectorAll(list)].map((item) => item.dataset.requirement);
      return [row.dataset.row, { graded: names(".behind > ol > li"), besides: names(".besides > ol > li"),
        clauses: [...row.querySelectorAll(".besides > p a")].map((link) => link.innerText || link.textContent) }];
    }));
    const rubric = await tab.evaluate(() => document.querySelector("form[data-selfcheck]").dataset.rubric.split("\n\n").map((list) => list.split("\n")));
    assert.deepEqual(Object.fromEntries(found.map(([row, { graded }]) => [row, graded])), expected, role);
    for (const [row, { graded, besides, clauses }] of found) {
      const counted = rubric[4].find((line) => line.startsWith(`${row} `)).split("/ ")[1].split(" ").map((at) => rubric[2][at]);
      assert.deepEqual(counted, graded, `${role}, ${row}: the requirements that the guide counts`);
      const expectedClauses = [...new Set(besides.map((id) => id.split("-")[0]))];
      assert.deepEqual(clauses, expectedClauses, `${role}, ${row}`);
    }
    assert.deepEqual(found[0][1].besides, ["5.1-a", "5.1-b", "5.1-c", "5.1-f", "5.1-g"]);
    if (role === "platform-operations") {
      assert.equal(found[1][1].besides.length, 7);
      assert.deepEqual(found[4][1].besides, ["5.3.4.3-a"]);
    }
    if (role === "logistics") assert.deepEqual(found[2][1].besides, ["5.3.5.1-d"]);
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
