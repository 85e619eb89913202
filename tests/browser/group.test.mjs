// The group view: many files at once, from a server and from disk; its figures are computed here separately. Also what is refused and
// why, the same person twice, hidden names, tables for spreadsheets, and the use by keyboard alone.

import { test } from "node:test";
import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { expand } from "./clean.mjs";
import { browser, PLACES, server, site } from "./opened-pottery.mjs";
import { findIn } from "./axe.mjs";
import { sideways } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, LETTERS, openCheck, ROWS, saved } from "./selfcheck.mjs";
import { cellsOf, expectedOf, fileOf, groupPages, makePeople, openAll, roleOfGroup } from "./group.mjs";

const MANY = 200;
const BANDS = { master: "Master", journeyman: "Journeyman", apprentice: "Apprentice", trial: "On trial" };
const HURT = "<img src=x onerror=\"globalThis.hurt=1\">";

/** The group view and the self-check of a role that has a posting and modules. */
const pageOf = (reading) => groupPages(site, reading).find((page) => roleOfGroup(page) === "thrower");
const checkOf = (page) => page.replace("/group.html", ".html");

async function openTab(page, { url, allowed, options } = PLACES["from a server"]()) {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  const tab = await context.newPage();
  const watched = watch(tab, allowed);
  await openCheck(tab, url(page));
  const end = async () => { await context.close(); assertNone(byKind(watched.faults)); };
  return { tab, end };
}

/** For each row the requirements that it grades, and for each requirement the modules that practise or assess it, as the self-check says. */
async function contentsOf(page) {
  const { tab, end } = await openTab(checkOf(page));
  const found = await tab.evaluate(() => {
    const rows = Object.fromEntries([...document.querySelectorAll("section[data-row]")].map((row) => [row.dataset.row,
      [...row.querySelectorAll("[data-requirement]")].filter((item) => !item.closest(".besides")).map((item) => item.dataset.requirement)]));
    const modules = Object.fromEntries([...document.querySelectorAll("[data-requirement]")].map((item) => [item.dataset.requirement,
      [...item.querySelectorAll("ul.taught li")].filter((line) => !line.querySelector(".fine").textContent.includes("introduced"))
        .map((line) => line.querySelector("a").href)]));
    return { rows, modules };
  });
  await end();
  return found;
}

/** The state of a requirement for a person: by the answer, or else the lowest grade of the rows that grade it. */
function stateOf({ grades, answers }, id, rows) {
  if (answers[id]) return { can: "met", sometimes: "partly", cannot: "not_yet", untried: "unknown" }[answers[id]];
  const places = Object.keys(ROWS).flatMap((row, place) => (rows[row].includes(id) ? [LETTERS.indexOf(grades[place])] : []));
  const worst = Math.max(...places);
  return worst === 0 ? "met" : worst === LETTERS.length - 1 ? "not_yet" : "partly";
}

for (const [place, settings] of Object.entries(PLACES)) {
  test(`${MANY} files at once, ${place}: the figures are those that are computed separately`, async () => {
    const page = pageOf("en");
    const { rows, modules } = await contentsOf(page);
    const graded = ["care", "material", "craft-apprentice", "craft-journeyman", "growth"];
    const asked = [...new Set(graded.flatMap((row) => rows[row]))];
    const people = makePeople(MANY, asked);
    const { tab, end } = await openTab(page, settings());
    const requests = [];
    tab.on("request", (request) => requests.push(request.url()));
    await openAll(tab, people.map((one) => fileOf("thrower", one)));
    await tab.selectOption("[name=aim]", "journeyman");

    const expected = expectedOf(people, "journeyman", 40);
    const lines = await cellsOf(tab, "people");
    assert.equal(lines.length, MANY);
    const byName = new Map(expected.map((one) => [one.person, one]));
    for (const [name, ...cells] of lines) {
      const one = byName.get(name);
      // The row that only masters need does not count, and nor do its cells.
      const grades = [...one.grades].filter((_, at) => at !== Object.keys(ROWS).indexOf("craft-master"));
      assert.deepEqual(cells, [...grades, `${one.total}`, BANDS[one.band], `${one.missing}`], name);
    }
    const missing = lines.map((cells) => Number(cells.at(-1)));
    assert.deepEqual(missing, missing.toSorted((one, other) => other - one), "the largest gap comes first");
    assert.match(await tab.innerText("[data-sentence]"), new RegExp(`^${expected.filter((one) => one.missing === 0).length} of ${MANY} people`, "u"));

    const levels = (await cellsOf(tab, "levels")).map(([name, count]) => [name, Number(count)]);
    assert.deepEqual(levels, [...Object.entries(BANDS).map(([id, name]) => [name, expected.filter(({ band }) => band === id).length]), ["not known", 0]]);

    const counts = asked.map((id) => {
      const states = people.map((one) => stateOf(one, id, rows));
      const count = (state) => states.filter((one) => one === state).length;
      return { id, figures: ["not_yet", "partly", "met", "unknown"].map(count) };
    });
    const shown = (await cellsOf(tab, "requirements")).map(([id, ...figures]) => ({ id, figures: figures.slice(0, 4).map(Number) }));
    const sorted = (list) => list.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    assert.deepEqual(sorted(shown), sorted(counts));
    const gaps = shown.map(({ figures: [worst, partly] }) => worst * 2 + partly);
    assert.deepEqual(gaps, gaps.toSorted((one, other) => other - one));
    // The columns of the people are in the order of the table above.
    const marks = await tab.locator("[data-requirements] tbody tr").first().locator(".shape").evaluateAll((all) => all.map((mark) => mark.dataset.state));
    assert.deepEqual(marks, lines.slice(0, 25).map(([name]) => stateOf(byName.get(name), shown[0].id, rows)));
    await tab.selectOption("[name=columns]", "175");
    const last = await tab.locator("[data-requirements] tbody tr").first().locator(".shape").evaluateAll((all) => all.map((mark) => mark.dataset.state));
    assert.deepEqual(last, lines.slice(175).map(([name]) => stateOf(byName.get(name), shown[0].id, rows)));

    // The module that closes most of what is open, one after another.
    const open = new Map(counts.map(({ id, figures: [worst, partly] }) => [id, worst + partly]));
    const total = [...open.values()].reduce((sum, one) => sum + one, 0);
    const all = [...new Set(asked.flatMap((id) => modules[id]))];
    const closed = (module) => asked.filter((id) => modules[id].includes(module)).reduce((sum, id) => sum + open.get(id), 0);
    let together = 0;
    for (const [, figure, , sum] of await cellsOf(tab, "modules")) {
      const most = Math.max(...all.map(closed));
      assert.equal(Number(figure), most);
      together += most;
      assert.equal(sum, `${together} of ${total}`);
      const best = all.find((module) => closed(module) === most);
      for (const id of asked) if (modules[id].includes(best)) open.set(id, 0);
    }
    assert.equal(Math.max(0, ...all.map(closed)), 0, "no module is left that would close a gap");
    assert.ok(together > 0);
    assert.deepEqual(requests.filter((one) => !one.startsWith("blob:")), [], "nothing is requested once the page has loaded");
    await end();
  });
}

test("files that do not fit are refused one by one with their reasons, and the others are shown", async () => {
  const page = pageOf("en");
  const { tab, end } = await openTab(page);
  const good = (more) => saved("thrower", more);
  const bad = {
    "broken.json": ["{", "damaged"],
    "deep.json": ["[".repeat(100_000), "damaged"],
    "huge.json": [" ".repeat(256 * 1024 + 1), "too large"],
    "null.json": ["null", "not a self-check"],
    "list.json": ["[]", "not a self-check"],
    "standard.json": [good({ standard: "weaving" }), "another standard: weaving"],
    "edition.json": [good({ edition: "2019" }), "another edition of the standard: 2019"],
    "role.json": [saved("firer"), "another role: firer"],
    "kind.json": [good({ format: "clausebook-profile" }), "not a self-check"],
    "types.json": [good({ person: 17 }), "too long"],
    "object.json": [good({ person: { first: "Li" } }), "too long"],
    "long.json": [good({ person: "x".repeat(10_000) }), "too long"],
    "control.json": [good({ person: "a\u0000b" }), "too long"],
    "hurt.json": [good({ [HURT]: "x" }), "does not belong"],
    "grade.json": [good({ grades: { care: "Z" } }), "does not have"],
    [`${HURT}.json`]: ["{", "damaged"],
  };
  const fine = [good({ person: HURT, grades: { care: "P" } }), good({ person: "محمد علي", grades: { care: "Q" } }), good({ grades: { care: "R" } })];
  await openAll(tab, [...Object.entries(bad).map(([name, [content]]) => asFile(content, name)), ...fine.map((one, at) => asFile(one, `fine ${at}.json`))]);
  const refused = await tab.locator("[data-refused] li").evaluateAll((lines) => lines.map((line) => [line.querySelector("bdi").textContent, line.textContent]));
  assert.deepEqual(refused.map(([name]) => name), Object.keys(bad));
  for (const [name, text] of refused) assert.ok(text.includes(bad[name][1]), text);
  await tab.selectOption("[name=order]", "file");
  // Without a person in the file, its name stands for them.
  assert.deepEqual((await cellsOf(tab, "people")).map(([name]) => name), [HURT, "محمد علي", "fine 2"]);
  assert.equal(await tab.evaluate(() => globalThis.hurt), undefined);
  assert.equal(await tab.locator("main img").count(), 0);
  // The same file again is not counted twice, and everything can be removed.
  await tab.setInputFiles("[data-files]", [asFile(fine[0], "again.json")]);
  await tab.waitForFunction((count) => document.querySelectorAll("[data-refused] li").length > count, refused.length);
  assert.equal((await cellsOf(tab, "people")).length, fine.length);
  await tab.click("[data-do=clear]");
  assert.equal(await tab.locator("[data-results]").isVisible(), false);
  assert.equal(await tab.evaluate(() => document.activeElement.matches("[data-files]")), true);
  await end();
});

test("of the same person only the latest file counts, and the earlier ones are listed", async () => {
  const { tab, end } = await openTab(pageOf("en"));
  const file = (person, date, grades, more = {}) => fileOf("thrower", { person, date, grades, answers: {}, ...more });
  await openAll(tab, [
    file("Li Na", "2031-05-01", "PPPPPP"), file("li  na", "2030-05-01", "RRRRRR"), file("Sam", "2031-01-01", "QQQQQQ"),
    asFile(saved("thrower", { grades: { care: "S" } }), "check.json"), asFile(saved("thrower", { grades: { care: "R" } }), "check.json"),
  ]);
  await tab.selectOption("[name=order]", "name");
  const lines = await cellsOf(tab, "people");
  // Two files with the same name may be of two people.
  assert.deepEqual(lines.map(([name]) => name).toSorted(), ["Li Na", "Sam", "check", "check"]);
  assert.equal(lines.find(([name]) => name === "Li Na")[1], "P");
  assert.deepEqual(await cellsOf(tab, "earlier"), [["Li Na", "2030-05-01", "30", "2031-05-01", "50"]]);
  await end();
});

test("hidden names are nowhere on the page nor in the table for spreadsheets", async () => {
  const { tab, end } = await openTab(pageOf("en"));
  const people = makePeople(3, []).map((one, at) => ({ ...one, person: ["Zoë", "=cmd()", "محمد"][at] }));
  await openAll(tab, [...people.map((one) => fileOf("thrower", one)), asFile("{", "Zoë secret.json")]);
  const csv = async (button) => {
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.click(`[data-do=${button}]`)]);
    const text = (await buffer(await download.createReadStream())).toString("utf8");
    assert.ok(text.startsWith("\u{feff}") && text.endsWith("\r\n"));
    return text.slice(1, -2).split("\r\n").map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/gu)].map(([, cell]) => cell.replaceAll("\"\"", "\"")));
  };
  const open = await csv("csv");
  assert.deepEqual(open.slice(1).map(([name]) => name).toSorted(), ["'=cmd()", "Zoë", "محمد"].toSorted());
  assert.equal(new Set(open.map((cells) => cells.length)).size, 1, "every line has as many cells");
  for (const cells of open.slice(1)) {
    const { grades } = people.find(({ person }) => cells[0].endsWith(person));
    assert.deepEqual(cells.slice(2, 8), [...grades], cells[0]);
  }
  const requirements = await csv("csv-requirements");
  assert.deepEqual(requirements.slice(1).map(([id]) => id), (await cellsOf(tab, "requirements")).map(([id]) => id));
  await tab.check("[name=hide]");
  const text = await tab.locator("body").evaluate((body) => body.textContent);
  for (const { person } of people) assert.ok(!text.includes(person), person);
  assert.deepEqual((await csv("csv")).slice(1).map(([name]) => name).toSorted(), ["Person 1", "Person 2", "Person 3"]);
  await end();
});

test("where a browser saves no files, the page says what to do instead", async () => {
  const { tab, end } = await openTab(pageOf("zh-en"));
  await openAll(tab, makePeople(3, []).map((one) => fileOf("thrower", one)));
  // As the browsers in some apps: the link is followed to nowhere, and the page is told nothing.
  await tab.evaluate(() => { HTMLAnchorElement.prototype.click = () => {}; });
  assert.equal(await tab.innerText("[data-saved]"), "");
  for (const [button, name] of [["csv", /group-.*thrower\.csv/u], ["csv-requirements", /group-.*thrower-requirements\.csv/u]]) {
    await tab.click(`[data-do=${button}]`);
    assert.match(await tab.innerText("[data-saved]"), name);
    assert.match(await tab.innerText("[data-saved]"), /用其他浏览器打开本页.*open the page in another browser/su);
  }
  // Other files or other names would be in another table.
  await tab.check("[name=hide]");
  assert.equal(await tab.innerText("[data-saved]"), "");
  await end();
});

test("a posting may be the aim: its requirements count", async () => {
  const { tab, end } = await openTab(pageOf("en"));
  await openAll(tab, makePeople(5, []).map((one) => fileOf("thrower", one)));
  const posting = await tab.locator("[name=aim] optgroup option").first().evaluate((option) => ({ id: option.value, asked: option.dataset.asked.split(" ") }));
  await tab.selectOption("[name=aim]", posting.id);
  const shown = (await cellsOf(tab, "requirements")).map(([id]) => id);
  assert.ok(shown.length > 0);
  assert.deepEqual(shown.filter((id) => !posting.asked.includes(id)), []);
  await end();
});

test("the keyboard alone does everything", async () => {
  const { tab, end } = await openTab(pageOf("en"));
  tab.on("filechooser", () => {});
  const tabTo = async (selector) => {
    for (let stop = 0; stop < 250; stop += 1) {
      if (await tab.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      await tab.keyboard.press("Tab");
    }
    assert.fail(`no Tab leads to ${selector}`);
  };
  await tabTo("[data-files]");
  const [chooser] = await Promise.all([tab.waitForEvent("filechooser"), tab.keyboard.press("Space")]);
  await chooser.setFiles([...makePeople(30, []).map((one) => fileOf("thrower", one)), asFile("{", "broken.json")]);
  await tab.waitForFunction(() => document.querySelectorAll("[data-people] tbody tr").length === 30);
  await tabTo("[data-refused] summary");
  await tab.keyboard.press("Enter");
  await tabTo("[name=aim]");
  await tab.keyboard.press("ArrowDown");
  assert.match(await tab.innerText("[data-sentence]"), /reached the aim/u);
  await tabTo("[name=hide]");
  await tab.keyboard.press("Space");
  assert.match((await cellsOf(tab, "people"))[0][0], /^Person \d+$/u);
  await tabTo("[data-people]");
  await tabTo("[name=columns]");
  await tab.keyboard.press("ArrowDown");
  assert.equal(await tab.locator("[data-requirements] thead .mark").count(), 5);
  await tabTo("[data-do=csv]");
  await Promise.all([tab.waitForEvent("download"), tab.keyboard.press("Enter")]);
  await end();
});

for (const [name, readings, options] of [
  ["wide", ["zh", "zh-en", "ar"], {}],
  ["on a phone", ["en", "zh-en"], { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true }],
]) {
  test(`axe finds nothing, ${name}, and the page is no wider than its window, nor at 400 %`, async () => {
    const faults = [];
    for (const reading of readings) {
      const { tab, end } = await openTab(pageOf(reading), { ...PLACES["from a server"](), options });
      await openAll(tab, [...makePeople(12, []).map((one) => fileOf("thrower", one)), asFile("{", "broken.json")]);
      await tab.selectOption("[name=aim]", "master");
      await expand(tab);
      faults.push(...await sideways(tab, reading), ...await findIn(tab, reading, undefined, "main"));
      await tab.setViewportSize({ width: 320, height: 256 });
      faults.push(...await sideways(tab, `${reading} at 320 px`));
      await end();
    }
    assertNone(byKind(faults));
  });
}

test("in forced colours and on paper the marks differ by their shapes, and paper has no controls", async () => {
  const { tab, end } = await openTab(pageOf("en"), { ...PLACES["from a server"](), options: { forcedColors: "active" } });
  await openAll(tab, makePeople(20, []).map((one) => fileOf("thrower", one)));
  const shapes = () => tab.evaluate(() => Object.fromEntries(["met", "partly", "not_yet"].map((state) => {
    const style = getComputedStyle(document.querySelector(`[data-requirements] [data-state="${state}"]`));
    return [state, [style.borderTopWidth, style.borderBottomWidth].map(parseFloat)];
  })));
  for (const media of ["screen", "print"]) {
    await tab.emulateMedia({ media, forcedColors: media === "screen" ? "active" : "none" });
    const { met, partly, not_yet: notYet } = await shapes();
    assert.ok(met[0] > partly[0] && partly[1] > notYet[1] && met[0] > notYet[0], `${media}: ${JSON.stringify({ met, partly, notYet })}`);
  }
  for (const control of ["[data-files]", "[name=aim]", "[data-do=csv]"]) assert.equal(await tab.locator(control).isVisible(), false, control);
  assert.equal(await tab.locator("[data-people] table").isVisible(), true);
  await end();
});

test("the self-check and the group view lead to each other", async () => {
  for (const page of groupPages(site, "en")) {
    const { tab, end } = await openTab(checkOf(page));
    await tab.click(".for-groups a");
    assert.equal(tab.url(), server.url(page));
    await tab.click("main header a");
    assert.equal(tab.url(), server.url(checkOf(page)));
    await end();
  }
});

test("on both papers, a cell stands out the more the lower its grade is, and the sentence about it fits both", async () => {
  const page = pageOf("en");
  for (const colorScheme of ["light", "dark"]) {
    const { tab, end } = await openTab(page, { ...PLACES["from a server"](), options: { colorScheme } });
    await openAll(tab, [fileOf("thrower", { person: "Li Na", grades: "PQRSPP", answers: {}, date: "2031-01-01" })]);
    const found = await tab.evaluate(() => {
      const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      const light = (color) => {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return context.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, one) => sum + one, 0);
      };
      const paper = light(getComputedStyle(document.documentElement).backgroundColor);
      const cells = [...document.querySelectorAll("[data-people] tbody td")].map((cell) => {
        const { backgroundColor } = getComputedStyle(cell);
        light(getComputedStyle(document.documentElement).backgroundColor); // a transparent cell shows the paper
        return [cell.textContent.trim(), Math.abs(light(backgroundColor) - paper)];
      });
      return { cells, about: document.querySelector("[data-part=people]")?.textContent ?? document.querySelector("main").textContent };
    });
    const byGrade = Object.fromEntries(found.cells.filter(([grade]) => LETTERS.includes(grade)));
    const steps = [...LETTERS].filter((grade) => grade in byGrade).map((grade) => byGrade[grade]);
    assert.ok(steps.length === 4 && steps.every((step, at) => at === 0 || step > steps[at - 1] + 20), `${colorScheme}: ${steps}`);
    assert.match(found.about, /stands out/u);
    assert.doesNotMatch(found.about, /darker/u);
    await end();
  }
});
