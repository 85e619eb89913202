// The self-check in the page: the contract for embedding, and the arithmetic of every grading of every role's form.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened.mjs";
import { attribute, elements, find, parsePage } from "./markup.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, grade, gradesOf, LEVELS, openCheck, oracle, ROWS, showEach, shown } from "./selfcheck.mjs";

async function openTab(options = {}) {
  const tab = await (await browser.newContext({ reducedMotion: "reduce", ...options })).newPage();
  return { tab, watched: watch(tab, server.origin) };
}

test("every role with a form has its self-check in every reading, on its own page and for frames", () => {
  const faults = [];
  const roles = site.pages.filter((page) => /^[^/]+\/[^/]+\/role\/[^/]+\.html$/u.test(page));
  assert.equal(roles.length, 5 * site.readings.length, "the standard has five roles");
  for (const role of roles) {
    for (const page of [role.replace("/role/", "/selfcheck/"), role.replace("/role/", "/selfcheck/").replace(".html", "/frame.html")]) {
      if (!site.pages.includes(page)) faults.push({ what: "there is no such page", where: page });
    }
  }
  assertNone(byKind(faults));
});

test("before any script runs, the form has the promised structure", () => {
  const faults = [];
  for (const page of [...checkPages(site), ...site.pages.filter((name) => name.endsWith("/frame.html"))]) {
    const fault = (what) => faults.push({ what, where: page });
    const document = parsePage(site.read(page));
    const all = [...elements(document)];
    const policy = find(document, (element) => attribute(element, "http-equiv") === "Content-Security-Policy");
    const directives = Object.fromEntries((attribute(policy, "content") ?? "").split("; ").map((line) => {
      const [name, ...values] = line.split(" ");
      return [name, values.join(" ")];
    }));
    if (directives["default-src"] !== "'none'") fault("the policy allows something by default");
    if (directives["script-src"] !== "'self' 'wasm-unsafe-eval'") fault(`scripts: ${directives["script-src"]}`);
    if (directives["style-src"] !== "'self'" || directives["connect-src"]) fault("the policy allows too much");
    const forms = all.filter((element) => attribute(element, "data-selfcheck") !== undefined);
    if (forms.length !== 1 || forms[0].tagName !== "form") fault("not one form[data-selfcheck]");
    for (const row of Object.keys(ROWS)) {
      const radios = all.filter((element) => attribute(element, "name") === `grade.${row}`);
      const values = radios.map((radio) => attribute(radio, "value")).join("");
      if (values !== "ABCD" || radios.some((radio) => attribute(radio, "type") !== "radio")) fault(`grade.${row} has the values ${values}`);
    }
    const as = all.find((element) => attribute(element, "name") === "evaluated-as");
    const options = [...elements(as)].filter((element) => element.tagName === "option").map((option) => attribute(option, "value"));
    if (options.join() !== ["", ...LEVELS].join()) fault(`evaluated-as has the values ${options}`);
    for (const level of LEVELS) {
      if (!all.some((element) => element.tagName === "output" && attribute(element, "data-total") === level)) fault(`no output of the ${level} total`);
      if (!all.some((element) => attribute(element, "data-band") === level && attribute(element, "data-value") === "")) fault(`no band of the ${level} total`);
    }
    if (!all.some((element) => attribute(element, "data-indicative") !== undefined && attribute(element, "data-value") === "")) fault("no indicative level");
  }
  assertNone(byKind(faults));
});

test("a fragment is read on load and when it changes", async () => {
  const { tab, watched } = await openTab();
  for (const page of checkPages(site, site.readings[0])) {
    await openCheck(tab, `${server.url(page)}#g=AAB-CD&as=mid`);
    assert.equal(await gradesOf(tab), "AAB-CD");
    assert.equal(await tab.inputValue("[name=evaluated-as]"), "mid");
    assert.deepEqual(await shown(tab), oracle("AAB-CD", "mid"));
    await tab.evaluate(() => { location.hash = "g=CCCCCC"; });
    await tab.waitForFunction(() => document.querySelector("[data-indicative]").dataset.value === "junior");
    assert.equal(await gradesOf(tab), "CCCCCC");
    assert.equal(await tab.inputValue("[name=evaluated-as]"), "");
    assert.deepEqual(await shown(tab), oracle("CCCCCC"));
    // A link to an anchor of the page, or one with only a target, removes nothing.
    await tab.evaluate(() => { location.hash = "check-result"; });
    await tab.evaluate(() => { location.hash = "target=senior"; });
    await tab.waitForFunction(() => document.querySelector("[name=target]").value === "senior");
    assert.equal(await gradesOf(tab), "CCCCCC");
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("the level to check for is the chosen one, or else the highest whose rows are all graded", async () => {
  const { tab } = await openTab();
  await openCheck(tab, server.url(checkPages(site)[0]));
  for (const [grades, as] of [["AAA--A", ""], ["AAAA-A", ""], ["AAAAAA", ""], ["AAAAAA", "junior"], ["AAAAAA", "mid"],
    ["DDDDDD", ""], ["AAADDA", "senior"], ["------", ""], ["AAA--A", "senior"]]) {
    await tab.selectOption("[name=evaluated-as]", as);
    await grade(tab, grades);
    assert.deepEqual(await shown(tab), oracle(grades, as), `${grades} as ${as || "no level"}`);
  }
  await tab.context().close();
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
