// The guided self-check on a phone, as a person uses it: first the level, then only its rows; “next” accepts a proposal; rows
// without a grade are listed; at the end the result is in view. Also the message when totals disagree.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, grade, gradesOf, LEVELS, openCheck, oracle, roleOf, ROWS, showEach, shown } from "./selfcheck.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };

async function openPhone() {
  const tab = await (await browser.newContext(PHONE)).newPage();
  return { tab, watched: watch(tab, server.origin) };
}

/** The rows of a level's formula. */
const ROWS_OF = {
  apprentice: ["care", "material", "craft-apprentice", "growth"],
  journeyman: ["care", "material", "craft-apprentice", "craft-journeyman", "growth"],
  master: Object.keys(ROWS),
};

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

for (const reading of ["zh", "en", "zh-en"]) {
  test(`answering everything and pressing “next” leads to a result in view, in ${reading}`, async () => {
    const { tab, watched } = await openPhone();
    for (const level of LEVELS) {
      await openCheck(tab, server.url(pageOf(reading, "thrower")));
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
        await tab.waitForFunction(() => /P/u.test(document.querySelector("[data-do=next]").textContent));
        assert.equal((await gradesOf(tab))[Object.keys(ROWS).indexOf(row)], "-", "a proposal is not a grade until “next” is pressed");
        await next(tab);
        const following = ROWS_OF[level][at + 1];
        // The grade is shown as accepted, and can be changed from there.
        if (following) {
          const took = await tab.locator("[data-took]").innerText();
          assert.ok(took.includes("P") && await tab.locator("[data-took] [data-do=go]").isVisible(), took);
        }
      }
      const grades = Object.keys(ROWS).map((row) => (ROWS_OF[level].includes(row) ? "P" : "-")).join("");
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
  await openCheck(tab, server.url(pageOf("en", "thrower")));
  await tab.tap("[data-do=guide]");
  await tab.tap("[data-do=level][value=apprentice]");
  const said = () => tab.locator("[data-without]").innerText();
  assert.equal(await said(), "");

  await next(tab);
  assert.equal(await rowOf(tab), "care", "the first press names it");
  assert.match(await said(), /^Care has no grade yet\. You have answered 0 of 2, and a grade is proposed after 2\./u);
  await next(tab);
  assert.equal(await rowOf(tab), "material", "the second goes on");
  assert.equal(await said(), "");

  // A grade that the reader chose is kept, whatever the answers propose; a grade from answers follows them.
  await answer(tab, "material", 2);
  await tab.tap("[name=\"grade.material\"][value=Q]", { force: true });
  await next(tab);
  assert.equal(await gradesOf(tab), "-Q----");
  await answer(tab, "craft-apprentice", 0);
  await tab.waitForFunction(() => document.querySelector("[data-do=next]").textContent === "Use P and continue");
  await next(tab);
  assert.equal(await gradesOf(tab), "-QP---");
  await tab.tap("[data-took] [data-do=go]");
  assert.equal(await rowOf(tab), "craft-apprentice");
  await answer(tab, "craft-apprentice", 1);
  await tab.waitForFunction(() => document.querySelector("[data-do=next]").textContent === "Use R and continue");
  await next(tab);
  assert.equal(await gradesOf(tab), "-QR---");
  await answer(tab, "growth", 0);
  await next(tab);

  // The last step lists the rows without a grade, with links to them.
  assert.equal(await rowOf(tab), undefined);
  assertInView(await placeOf(tab, "#check-left"), "the question about ungraded rows");
  const open = await tab.locator("[data-left] button").evaluateAll((buttons) => buttons.map(({ value }) => value));
  assert.deepEqual(open, ["care"]);
  await tab.tap("[data-left] button");
  assert.equal(await rowOf(tab), "care");
  await answer(tab, "care", 0, 1);
  await next(tab);
  for (const row of ["material", "craft-apprentice", "growth"]) {
    assert.equal(await rowOf(tab), row);
    await next(tab);
  }
  assert.equal(await gradesOf(tab), "QQR--P");
  assertInView(await placeOf(tab, "#check-result"), "the heading of the result");

  // Start again with another level: Back leads to the question.
  await tab.tap("[data-do=guide]");
  await tab.tap("[data-do=back]");
  await tab.tap("[data-do=level][value=journeyman]");
  assert.equal(await rowOf(tab), "craft-journeyman", "on where a grade is missing");
  await tab.tap("[data-do=leave]");
  assert.equal(await gradesOf(tab), "QQR--P");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("from a posting, the guide does not ask for a level", async () => {
  const { tab, watched } = await openPhone();
  await openCheck(tab, `${server.url(pageOf("zh", "thrower"))}#target=journeyman`);
  await tab.tap("[data-do=guide]");
  assert.equal(await rowOf(tab), "care");
  assert.equal(await tab.evaluate(() => document.querySelector("[name=evaluated-as]").value), "journeyman");
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
    await openCheck(tab, server.url(pageOf(reading, "thrower")));
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
      const grades = Object.keys(ROWS).map((_, row) => "PQRS-"[Math.floor(at / 5 ** row) % 5]).join("");
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

  // Grading a row of a higher level S gains nothing, and the headline shows that.
  await openCheck(tab, `${server.url(pageOf("zh", "thrower"))}#as=journeyman`);
  await grade(tab, "QQPP-Q");
  const before = await tab.locator("[data-indicative]").innerText();
  await grade(tab, "QQPPSQ");
  const after = await tab.locator("[data-indicative]").innerText();
  assert.ok(after.replaceAll(/\s+/gu, " ").startsWith(before) && after.includes("熟工总分 39") && after.includes("师傅总分 41"), after);
  await tab.waitForFunction(() => /39.*41/u.test(document.querySelector("[data-running]").textContent));
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("counts of one are singular", async () => {
  const { tab, watched } = await openPhone();
  await openCheck(tab, server.url(pageOf("en", "firer")));
  await grade(tab, "P-----");
  await tab.waitForFunction(() => document.querySelector("[data-running]").textContent.includes("1 of 4"));
  assert.equal(await tab.locator("[data-running]").textContent(), "Apprentice total: 1 of 4 rows graded. It will be between 22 and 40.");
  await openCheck(tab, `${server.url(pageOf("en", "firer"))}#g=PPQ--Q&target=journeyman&as=apprentice`);
  await tab.waitForSelector("[data-lines] li");
  const text = await tab.evaluate(() => document.body.textContent);
  assert.doesNotMatch(text, /\b1 (?:points|rows|steps|grades|requirements)\b/u);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
