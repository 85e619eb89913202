// The guided self-check on a phone, as a person uses it: first the level, then one question at a time, each on a screen of its own; the
// grade that a row's answers propose is taken; what is left is listed; at the end the result is in view. Also the message when totals
// disagree.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { answer, asks, assertInView, ended, PHONE, placeOf, questionsIn } from "./guide.mjs";
import { checkPages, grade, gradesOf, LEVELS, openCheck, oracle, roleOf, ROWS, showEach, shown } from "./selfcheck.mjs";

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

/** The requirement that the guide asks about or, at the question for a row's grade, the row; undefined if it shows none or several. */
const questionOf = async (tab) => {
  const shown = await tab.evaluate(() => {
    const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const questions = visible("[data-requirement] .answers").map((one) => one.closest("[data-requirement]").dataset.requirement);
    return [...questions, ...visible(".grades").map((one) => one.closest("[data-row]").dataset.row)];
  });
  return shown.length === 1 ? shown[0] : undefined;
};

const forward = (tab) => tab.tap("[data-do=forward]");

for (const reading of ["zh", "en", "zh-en"]) {
  test(`a tap for the level and one for each question lead to a result in view, in ${reading}`, async () => {
    const { tab, watched } = await openPhone();
    for (const level of LEVELS) {
      await openCheck(tab, server.url(pageOf(reading, "thrower")));
      await tab.tap("[data-do=guide]");
      assert.equal(await questionOf(tab), undefined, "the level comes before any question");
      assertInView(await placeOf(tab, "#check-which"), "the question for the level");
      assert.equal(await tab.locator("[data-do=forward]").isVisible(), false);
      assert.equal(await tab.locator(".masthead").isVisible(), false, "a screen of its own");
      await tab.tap(`[data-do=level][value=${level}]`);
      assert.equal(await tab.evaluate(() => document.querySelector("[name=evaluated-as]").value), level);
      const rows = ROWS_OF[level];
      const count = (await Promise.all(rows.map((row) => questionsIn(tab, row)))).flat().length;
      let place = 0;
      for (const row of rows) {
        for (const question of await questionsIn(tab, row)) {
          await asks(tab, question);
          place += 1;
          assert.match(await tab.locator("[data-progress]").innerText(), new RegExp(`(^|\\D)${place}\\D+${count}(\\D|$)`, "u"));
          const { answers, text, numbers } = await tab.locator(`[data-requirement="${question}"]`).evaluate((item) => {
            const words = item.querySelector("[data-about] > div p");
            const { fontSize, lineHeight } = getComputedStyle(words);
            const number = item.querySelector(".number").getBoundingClientRect();
            return {
              answers: [...item.querySelectorAll(".answers label")].map((one) => one.getBoundingClientRect()).map(({ width, height, bottom }) => ({ width: Math.round(width), height: Math.round(height), bottom })),
              text: [fontSize, lineHeight], numbers: number.bottom <= words.getBoundingClientRect().top + 1,
            };
          });
          assert.deepEqual(text, ["20px", "30px"]);
          assert.ok(numbers, "the number is above the statement");
          assert.equal(new Set(answers.map(({ width, height }) => `${width} ${height}`)).size, 1, "all answers are equal");
          assert.ok(answers[0].height >= 48);
          if (reading !== "zh-en") assert.ok(answers.at(-1).bottom <= PHONE.viewport.height, `${question}: all answers are in view`);
          const focused = await tab.evaluate(() => document.activeElement.name);
          assert.equal(focused, `answer.${question}`);
          await tab.locator(`[data-requirement="${question}"] .answers label`).first().tap();
        }
        // The grade is taken, shown, and can be changed from there.
        if (row === rows.at(-1)) continue;
        await tab.locator("[data-took] [data-do=go]").waitFor();
        assert.match(await tab.locator("[data-took]").innerText(), /P/u);
        assert.match(await tab.locator("[data-so-far]").innerText(), /\S/u);
      }
      await ended(tab);
      const grades = Object.keys(ROWS).map((row) => (rows.includes(row) ? "P" : "-")).join("");
      assert.equal(await gradesOf(tab), grades);
      assert.deepEqual(await shown(tab), oracle(grades, level));
      const at = await placeOf(tab, "#check-result");
      assertInView(at, "the heading of the result");
      assertInView(await placeOf(tab, "[data-indicative]"), "the indicative level");
      // No height is only estimated: scrolling through the page does not change its length.
      await tab.evaluate(async () => {
        for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {
          scrollTo(0, y);
          await new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)); });
        }
      });
      const { page } = await placeOf(tab, "#check-result");
      // Browsers round the length.
      assert.ok(Math.abs(page - at.page) <= 1, `the length of the page: ${at.page}, then ${page}`);
    }
    assertNone(byKind(watched.faults));
    await tab.context().close();
  });
}

test("what is skipped is asked for at the end, and what readers chose is kept", async () => {
  const { tab, watched } = await openPhone();
  await openCheck(tab, server.url(pageOf("en", "thrower")));
  await tab.tap("[data-do=guide]");
  await tab.tap("[data-do=level][value=apprentice]");
  const skipRow = async (row) => {
    for (const question of await questionsIn(tab, row)) {
      await asks(tab, question);
      assert.equal(await tab.locator("[data-do=forward]").innerText(), "Skip");
      await forward(tab);
    }
  };

  // Without answers, the row's grade is asked for, and can be left open.
  await skipRow("care");
  await asks(tab, "care");
  assert.equal(await tab.locator("[data-do=forward]").innerText(), "Continue without a grade");
  await tab.tap("[data-do=back]");
  const care = await questionsIn(tab, "care");
  await asks(tab, care.at(-1));
  await forward(tab);
  await asks(tab, "care");
  await forward(tab);

  // A grade that the reader chose is kept, whatever the answers propose; a grade from answers follows them.
  await answer(tab, "material", 0);
  await tab.tap("[data-took] [data-do=go]");
  await asks(tab, "material");
  await tab.tap("[data-row=material] .grades label:has([value=Q])");
  const craft = await questionsIn(tab, "craft-apprentice");
  await asks(tab, craft[0]);
  assert.equal(await gradesOf(tab), "-Q----");
  await tab.tap("[data-do=back]");
  await forward(tab);
  await asks(tab, "material");
  assert.match(await tab.locator("[data-row=material] [data-proposal]").innerText(), /propose P/u, "readers decide");
  await forward(tab);
  assert.equal(await gradesOf(tab), "-Q----");
  await answer(tab, "craft-apprentice", 0);
  const growth = await questionsIn(tab, "growth");
  await asks(tab, growth[0]);
  assert.equal(await gradesOf(tab), "-QP---");
  await tab.tap("[data-took] [data-do=go]");
  await asks(tab, "craft-apprentice");
  for (const question of craft.toReversed()) {
    await tab.tap("[data-do=back]");
    await asks(tab, question);
  }
  await answer(tab, "craft-apprentice", 1);
  await asks(tab, growth[0]);
  assert.equal(await gradesOf(tab), "-QR---");
  await answer(tab, "growth", 0);

  // The last step lists what is left, with links to it.
  await asks(tab, "left");
  assertInView(await placeOf(tab, "#check-left"), "what is left");
  assert.deepEqual(await tab.locator("[data-left] button").allInnerTexts(), [`Care: ${care.length} questions not answered`, "Care: no grade"]);
  await tab.tap("[data-left] button");
  await answer(tab, "care", 0, 1);
  const material = await questionsIn(tab, "material");
  await asks(tab, material[0]);
  assert.equal(await gradesOf(tab), "QQR--P");

  // Show everything at once, and continue; then start again with another level: Back leads to the question.
  await tab.tap("[data-do=leave]");
  assert.equal(await tab.locator("[data-row]:visible").count(), Object.keys(ROWS).length);
  assert.equal(await tab.evaluate(() => document.activeElement.dataset.do), "guide");
  await tab.tap("[data-do=guide]");
  await asks(tab, care[0]);
  await tab.tap("[data-do=back]");
  await asks(tab, "level");
  await tab.tap("[data-do=level][value=journeyman]");
  const [first] = await questionsIn(tab, "craft-journeyman");
  await asks(tab, first);
  await tab.tap("[data-do=leave]");
  assert.match(await tab.locator("[data-do=guide]").innerText(), /^Continue: \d+ of \d+ answered$/u);
  assert.equal(await gradesOf(tab), "QQR--P");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("from a posting, the guide does not ask for a level", async () => {
  const { tab, watched } = await openPhone();
  await openCheck(tab, `${server.url(pageOf("zh", "thrower"))}#target=journeyman`);
  await tab.tap("[data-do=guide]");
  await asks(tab, (await questionsIn(tab, "care"))[0]);
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
  }).join(" ");
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
  assert.deepEqual(after.split("\n").map((line) => /^(?:学徒|熟工)（.*）$/u.test(line.trim())), [true, true], "each on a line of its own, without a joint");
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
