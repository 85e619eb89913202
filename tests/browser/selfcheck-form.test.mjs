// The forms of the self-check: the contract for embedding, the fragments that they read, and the level that a check is for.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { attribute, elements, find, parsePage } from "./markup.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, grade, gradesOf, LETTERS, LEVELS, openCheck, oracle, ROWS, shown } from "./selfcheck.mjs";

async function openTab(options = {}) {
  const tab = await (await browser.newContext({ reducedMotion: "reduce", ...options })).newPage();
  return { tab, watched: watch(tab, server.origin) };
}

test("before any script runs, the form has the promised structure", () => {
  const faults = [];
  for (const page of [...checkPages(site), ...site.pages.filter(site.isFrame)]) {
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
      if (values !== LETTERS || radios.some((radio) => attribute(radio, "type") !== "radio")) fault(`grade.${row} has the values ${values}`);
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
    await openCheck(tab, `${server.url(page)}#g=PPQ-RS&as=journeyman`);
    assert.equal(await gradesOf(tab), "PPQ-RS");
    assert.equal(await tab.inputValue("[name=evaluated-as]"), "journeyman");
    assert.deepEqual(await shown(tab), oracle("PPQ-RS", "journeyman"));
    await tab.evaluate(() => { location.hash = "g=RRRRRR"; });
    await tab.waitForFunction(() => document.querySelector("[data-indicative]").dataset.value === "apprentice");
    assert.equal(await gradesOf(tab), "RRRRRR");
    assert.equal(await tab.inputValue("[name=evaluated-as]"), "");
    assert.deepEqual(await shown(tab), oracle("RRRRRR"));
    // A link to an anchor of the page, or one with only a target, removes nothing.
    await tab.evaluate(() => { location.hash = "check-result"; });
    await tab.evaluate(() => { location.hash = "target=master"; });
    await tab.waitForFunction(() => document.querySelector("[name=target]").value === "master");
    assert.equal(await gradesOf(tab), "RRRRRR");
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("the level to check for is the chosen one, or else the highest whose rows are all graded", async () => {
  const { tab } = await openTab();
  await openCheck(tab, server.url(checkPages(site)[0]));
  for (const [grades, as] of [["PPP--P", ""], ["PPPP-P", ""], ["PPPPPP", ""], ["PPPPPP", "apprentice"], ["PPPPPP", "journeyman"],
    ["SSSSSS", ""], ["PPPSSP", "master"], ["------", ""], ["PPP--P", "master"]]) {
    await tab.selectOption("[name=evaluated-as]", as);
    await grade(tab, grades);
    assert.deepEqual(await shown(tab), oracle(grades, as), `${grades} as ${as || "no level"}`);
  }
  await tab.context().close();
});
