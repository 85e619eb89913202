// The group view of a self-check by profile: its figures are computed here separately, with exact fractions.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./site.mjs";
import { serveFixture } from "./fixture.mjs";
import { ASKED, DIMENSIONS, LEVELS, openWatched, oracle, randomFrom, saved } from "./profile.mjs";
import { asFile, openCheck } from "./selfcheck.mjs";
import { cellsOf, openAll } from "./group.mjs";

const PAGE = "en/beekeeping/selfcheck/apiarist/group.html";
const NAMES = { novice: "Novice", journeyman: "Journeyman", elder: "Elder" };
const MANY = 60;

let browser;
let opened;

before(async () => {
  browser = await launch();
  opened = await serveFixture("profile");
});
after(async () => {
  await browser?.close();
  await opened?.server.close();
});

/** People with ratings, the same in every run; the first meet everything. */
function makePeople() {
  const random = randomFrom(11);
  return Array.from({ length: MANY }, (_, place) => ({
    person: `Keeper ${String(place).padStart(2, "0")}`,
    ratings: ASKED.map(() => (place < 2 ? "2" : "0122x-"[random(6)])).join(""),
  }));
}

const fileOf = ({ person, ratings }) => asFile(saved({
  person, date: "2031-01-01",
  ratings: Object.fromEntries(ASKED.flatMap(([id], place) => (ratings[place] === "-" ? [] : [[id, ratings[place]]]))),
}), `${person}.json`);

test("shares, levels, requirements and distribution are those that are computed separately", async () => {
  const { tab, end } = await openWatched({ browser, server: opened.server });
  await openCheck(tab, opened.server.url(PAGE));
  const people = makePeople();
  await openAll(tab, people.map(fileOf));
  for (const target of LEVELS) {
    await tab.selectOption("[name=aim]", target);
    const byName = new Map(people.map((one) => [one.person, { ...one, result: oracle(one.ratings, target) }]));
    const lines = await cellsOf(tab, "people");
    assert.equal(lines.length, MANY);
    // Those who have not rated everything may have no known gap, and have still not reached the aim.
    const reached = [...byName.values()].filter(({ result }) => result.status[target] === "reached").length;
    assert.match(await tab.innerText("[data-sentence]"), new RegExp(`^${reached} of ${MANY} people`, "u"), target);
    for (const [name, ...cells] of lines) {
      const { result } = byName.get(name);
      DIMENSIONS.forEach((id, at) => {
        if (result.attained[id]) assert.equal(cells[at], result.attained[id], name);
        else assert.match(cells[at], /^(?:–|none)$/u, name);
      });
      assert.equal(cells[2], result.attained[""] || "–", name);
      const none = Object.values(result.status).every((one) => one === "missed") ? "none yet" : "not known";
      assert.equal(cells[3], NAMES[result.indicative] ?? none, name);
    }
    const upTo = ASKED.filter(([, , level]) => LEVELS.indexOf(level) <= LEVELS.indexOf(target));
    const counts = Object.fromEntries(upTo.map(([id]) => {
      const ratings = people.map((one) => one.ratings[ASKED.findIndex(([other]) => other === id)]);
      const count = (letters) => ratings.filter((one) => letters.includes(one)).length;
      return [id, [count("0"), count("1"), count("2"), count("-x")].map(String)];
    }));
    const shown = Object.fromEntries((await cellsOf(tab, "requirements")).map(([id, ...figures]) => [id, figures.slice(0, 4)]));
    assert.deepEqual(shown, counts);
    const levels = Object.fromEntries((await cellsOf(tab, "levels")).map(([name, count]) => [name, Number(count)]));
    for (const level of LEVELS) {
      assert.equal(levels[NAMES[level]], [...byName.values()].filter(({ result }) => result.indicative === level).length, level);
    }
    assert.equal(Object.values(levels).reduce((sum, one) => sum + one, 0), MANY);
  }
  await end();
});
