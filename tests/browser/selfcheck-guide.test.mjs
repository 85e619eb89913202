// The guided self-check on a phone, as a person uses it: first the level, then only its rows; “next” accepts a proposal; rows
// without a grade are listed; at the end the result is in view. Also the message when totals disagree.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, grade, gradesOf, LEVELS, openCheck, oracle, ROWS, showEach, shown } from "./selfcheck.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };

async function openPhone() {
  const tab = await (await browser.newContext(PHONE)).newPage();
  return { tab, watched: watch(tab, server.origin) };
}

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

/** The rows of a level's formula. */
const ROWS_OF = {
  junior: ["literacy", "knowledge", "skills-junior", "development"],
  mid: ["literacy", "knowledge", "skills-junior", "skills-mid", "development"],
  senior: Object.keys(ROWS),
};

const roleOf = (page) => page.split("/").at(-1).replace(".html", "");
const pageOf = (reading, role) => checkPages(site, reading).find((page) => roleOf(page) === role);

/** The row that the guide shows; undefined if it shows none or several. */
const rowOf = async (tab) => {
  const rows = await tab.evaluate(() => [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility()).map((row) => row.dataset.row));
  return rows.length === 1 ? rows[0] : undefined;
};

/** Answers all requirements of the row, with the answers at the given positions in turn. */
async function answer(tab, row, ...places) {
  const groups = await tab.locator(`[data-row=${row}] .behind > ol > li > .answers`).all();
  for (const [at, group] of groups.entries()) await group.locator("input").nth(places[at % places.length]).tap();
  return groups.length;
}

const next = (tab) => tab.tap("[data-do=next]");

/**
 * The position of an element on the screen, and the height of the screen. The guide moves the view in the task after the next, so a few
 * frames have to be drawn before; no element tells when that is done.
 */
const placeOf = (tab, selector) => tab.evaluate(async (what) => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)); });
  const { top, bottom } = document.querySelector(what).getBoundingClientRect();
  return { top, bottom, screen: innerHeight, page: document.documentElement.scrollHeight };
}, selector);

function assertInView({ top, bottom, screen }, what) {
  assert.ok(top >= 0 && bottom <= screen, `${what} is from ${top} to ${bottom} on a screen of ${screen}`);
}

test("each row asks for and counts what the form grades, and shows the clauses' other requirements separately", async () => {
  const { tab, watched } = await openPhone();
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

for (const reading of ["zh", "en", "zh-en"]) {
  test(`answering everything and pressing “next” leads to a result in view, in ${reading}`, async () => {
    const { tab, watched } = await openPhone();
    for (const level of LEVELS) {
      await openCheck(tab, server.url(pageOf(reading, "platform-operations")));
      await tab.tap("[data-do=guide]");
      assert.equal(await rowOf(tab), undefined, "the level comes before any row");
      assertInView(await placeOf(tab, "#check-which"), "the question for the level");
      assert.equal(await tab.locator("[data-do=next]").isVisible(), false);
      await tab.tap(`[data-do=level][value=${level}]`);
      assert.equal(await tab.evaluate(() => document.querySelector("[name=evaluated-as]").value), level);
      for (const [at, row] of ROWS_OF[level].entries()) {
        assert.equal(await rowOf(tab), row);
        assertInView(await placeOf(tab, `#row-${row}`), `the name of ${row}`);
        if (reading !== "zh-en") assertInView(await placeOf(tab, `[data-row=${row}] .answers input`), `the first answer of ${row}`);
        await answer(tab, row, 0);
        await tab.waitForFunction(() => /A/u.test(document.querySelector("[data-do=next]").textContent));
        assert.equal((await gradesOf(tab))[Object.keys(ROWS).indexOf(row)], "-", "a proposal is not a grade until “next” is pressed");
        await next(tab);
        const following = ROWS_OF[level][at + 1];
        // The grade is shown as accepted, and can be changed from there.
        if (following) {
          const took = await tab.locator("[data-took]").innerText();
          assert.ok(took.includes("A") && await tab.locator("[data-took] [data-do=go]").isVisible(), took);
        }
      }
      const grades = Object.keys(ROWS).map((row) => (ROWS_OF[level].includes(row) ? "A" : "-")).join("");
      assert.equal(await gradesOf(tab), grades);
      assert.deepEqual(await shown(tab), oracle(grades, level));
      const place = await placeOf(tab, "#check-result");
      assertInView(place, "the heading of the result");
      assertInView(await placeOf(tab, "[data-indicative]"), "the indicative level");
      assert.equal(await tab.evaluate(() => document.activeElement.id), "check-result");
      // No height is only estimated: scrolling through the page does not change its length.
      await tab.evaluate(async () => {
        for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
          scrollTo(0, y);
          await new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)); });
        }
      });
      assert.equal((await placeOf(tab, "#check-result")).page, place.page, "the length of the page");
    }
    assertNone(byKind(watched.faults));
    await tab.context().close();
  });
}

test("a row without a grade is pointed out before the next step, and again at the end", async () => {
  const { tab, watched } = await openPhone();
  await openCheck(tab, server.url(pageOf("en", "platform-operations")));
  await tab.tap("[data-do=guide]");
  await tab.tap("[data-do=level][value=junior]");
  const said = () => tab.locator("[data-without]").innerText();
  assert.equal(await said(), "");

  await next(tab);
  assert.equal(await rowOf(tab), "literacy", "the first press names it");
  assert.match(await said(), /^Professional [a-z]+ has no grade yet\. You have answered 0 of 2, and a grade is proposed after 2\./u);
  await next(tab);
  assert.equal(await rowOf(tab), "knowledge", "the second goes on");
  assert.equal(await said(), "");

  // A grade that the reader chose is kept, whatever the answers propose; a grade from answers follows them.
  await answer(tab, "knowledge", 2);
  await tab.tap("[name=\"grade.knowledge\"][value=B]", { force: true });
  await next(tab);
  assert.equal(await gradesOf(tab), "-B----");
  await answer(tab, "skills-junior", 0);
  await tab.waitForFunction(() => document.querySelector("[data-do=next]").textContent === "Use A and continue");
  await next(tab);
  assert.equal(await gradesOf(tab), "-BA---");
  await tab.tap("[data-took] [data-do=go]");
  assert.equal(await rowOf(tab), "skills-junior");
  await answer(tab, "skills-junior", 1);
  await tab.waitForFunction(() => document.querySelector("[data-do=next]").textContent === "Use C and continue");
  await next(tab);
  assert.equal(await gradesOf(tab), "-BC---");
  await answer(tab, "development", 0);
  await next(tab);

  // The last step lists the rows without a grade, with links to them.
  assert.equal(await rowOf(tab), undefined);
  assertInView(await placeOf(tab, "#check-left"), "the question about ungraded rows");
  const open = await tab.locator("[data-left] button").evaluateAll((buttons) => buttons.map(({ value }) => value));
  assert.deepEqual(open, ["literacy"]);
  await tab.tap("[data-left] button");
  assert.equal(await rowOf(tab), "literacy");
  await answer(tab, "literacy", 0, 1);
  await next(tab);
  for (const row of ["knowledge", "skills-junior", "development"]) {
    assert.equal(await rowOf(tab), row);
    await next(tab);
  }
  assert.equal(await gradesOf(tab), "BBC--A");
  assertInView(await placeOf(tab, "#check-result"), "the heading of the result");

  // Start again with another level: Back leads to the question.
  await tab.tap("[data-do=guide]");
  await tab.tap("[data-do=back]");
  await tab.tap("[data-do=level][value=mid]");
  assert.equal(await rowOf(tab), "skills-mid", "on where a grade is missing");
  await tab.tap("[data-do=leave]");
  assert.equal(await gradesOf(tab), "BBC--A");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("from a posting, the guide does not ask for a level", async () => {
  const { tab, watched } = await openPhone();
  await openCheck(tab, `${server.url(pageOf("zh", "platform-operations"))}#target=mid`);
  await tab.tap("[data-do=guide]");
  assert.equal(await rowOf(tab), "literacy");
  assert.equal(await tab.evaluate(() => document.querySelector("[name=evaluated-as]").value), "mid");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

/** The headline's bands for a grading, in the order of the levels, with the totals that fall in each. */
function headline(result, words) {
  const bands = [...new Set(LEVELS.map((level) => result[level].band).filter(Boolean))];
  if (bands.length < 2) return words.bands[bands[0]] ?? words.none;
  return bands.map((band) => {
    const totals = LEVELS.filter((level) => result[level].band === band);
    return words.bands[band] + words.by(totals.map((level) => words.total(words.levels[level], result[level].total)));
  }).join(" · ");
}

test("if totals disagree, the headline shows all of them, for every grading", async () => {
  const { tab, watched } = await openPhone();
  for (const reading of ["zh", "en"]) {
    await openCheck(tab, server.url(pageOf(reading, "platform-operations")));
    const names = await tab.evaluate(() => {
      const [words] = JSON.parse(document.querySelector("form[data-selfcheck]").dataset.words).languages;
      const named = (kind) => Object.fromEntries(Object.entries(words).filter(([key]) => key.startsWith(`${kind}.`))
        .map(([key, name]) => [key.slice(kind.length + 1), name]));
      return { bands: named("band"), levels: named("level"), none: words.no_level };
    });
    const words = {
      ...names,
      ...(reading === "zh"
        ? { by: (totals) => `（按${totals.join("、")}）`, total: (level, total) => `${level}总分 ${total}` }
        : { by: (totals) => ` (by the ${totals.join("; ")})`, total: (level, total) => `${level} total, ${total}` }),
    };
    const wanted = {};
    // Every grading of the whole form in one language, and some of those with ungraded rows in both.
    for (let at = 0; at < 5 ** 6; at += 1) {
      const grades = Object.keys(ROWS).map((_, row) => "ABCD-"[Math.floor(at / 5 ** row) % 5]).join("");
      if ((reading !== "zh" || grades.includes("-")) && at % 37) continue;
      const result = oracle(grades);
      const bands = new Set(LEVELS.map((level) => result[level].band).filter(Boolean));
      wanted[grades] = { text: headline(result, words), bands: [...bands].join(" "), indicative: result.indicative };
    }
    const gradings = Object.keys(wanted);
    const found = await showEach(tab, gradings, {
      text: ["[data-indicative]", "textContent"], bands: ["[data-indicative]", "data-bands"], indicative: ["[data-indicative]", "data-value"],
    });
    const wrong = gradings.map((grades, at) => ({ grades, found: found[at], expected: wanted[grades] }))
      .filter(({ found: one, expected }) => Object.keys(expected).some((part) => one[part] !== expected[part]));
    assert.deepEqual(wrong.slice(0, 3), [], `${reading}: ${wrong.length} differ`);
  }

  // Grading a row of a higher level D gains nothing, and the headline shows that.
  await openCheck(tab, `${server.url(pageOf("zh", "platform-operations"))}#as=mid`);
  await grade(tab, "BBAA-B");
  const before = await tab.locator("[data-indicative]").innerText();
  await grade(tab, "BBAADB");
  const after = await tab.locator("[data-indicative]").innerText();
  assert.ok(after.replaceAll(/\s+/gu, " ").startsWith(before) && after.includes("中级总分 78") && after.includes("高级总分 82"), after);
  await tab.waitForFunction(() => /78.*82/u.test(document.querySelector("[data-running]").textContent));
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("counts of one are singular", async () => {
  const { tab, watched } = await openPhone();
  await openCheck(tab, server.url(pageOf("en", "logistics")));
  await grade(tab, "A-----");
  await tab.waitForFunction(() => document.querySelector("[data-running]").textContent.includes("1 of 4"));
  assert.equal(await tab.locator("[data-running]").textContent(), "Junior total: 1 of 4 rows graded. It will be between 44 and 80.");
  await openCheck(tab, `${server.url(pageOf("en", "logistics"))}#g=AAB--B&target=mid&as=junior`);
  await tab.waitForSelector("[data-missing] li");
  const text = await tab.evaluate(() => document.body.textContent);
  assert.doesNotMatch(text, /\b1 (?:points|rows|steps|grades|requirements)\b/u);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
