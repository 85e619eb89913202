// Evidence and the person evaluated: they are in the file and its name, on paper, and in a link only on request; hostile files are
// refused, and files from before still open.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { json } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findIn } from "./axe.mjs";
import { browser, server, site } from "./opened-pottery.mjs";
import { sideways } from "./layout.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, gradesOf, openCheck, openFile, roleOf, said, saved } from "./selfcheck.mjs";

const pageOf = (reading) => checkPages(site, reading).find((page) => roleOf(page) === "thrower");
const ROW = "[data-row=care] .asked > .evidence";

async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  const tab = await context.newPage();
  return { tab, watched: watch(tab, server.origin) };
}

async function save(tab) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  return { name: download.suggestedFilename(), file: await json(await download.createReadStream()) };
}

test("evidence and the person are saved, reopened, carried to another language, and shared only on request", async () => {
  const { tab, watched } = await openTab();
  await openCheck(tab, `${server.url(pageOf("en"))}#g=P-----`);
  await tab.fill("[name=person]", "王 伟 / <b>“W.”");
  await tab.click(`${ROW} summary`);
  await tab.fill(`${ROW} textarea`, "Kiln log, March\n<i>");
  await tab.fill(`${ROW} input`, "javascript:alert(1)");
  await tab.press(`${ROW} input`, "Tab");
  assert.match(await tab.locator(`${ROW} .message`).innerText(), /^This link was not saved/u);
  await tab.fill(`${ROW} input`, "https://example.org/log?a=b&c");
  await tab.press(`${ROW} input`, "Tab");
  assert.equal(await tab.locator(`${ROW} .message`).innerText(), "");
  const first = await tab.locator("[data-row=care] .behind > ol > li").first().getAttribute("data-requirement");
  await tab.click("[data-row=care] .behind > summary");
  await tab.click(`[data-requirement="${first}"] > .evidence summary`);
  await tab.fill(`[data-requirement="${first}"] > .evidence textarea`, "seen");
  await tab.waitForFunction(() => document.querySelector("[name=evidence]").value.includes("seen"));
  assert.ok(!tab.url().includes("seen") && !(await tab.inputValue("[data-link]")).includes("seen"), "not in the address, nor in the link");

  const evidence = {
    rows: { care: { note: "Kiln log, March\n<i>", link: "https://example.org/log?a=b&c" } },
    requirements: { [first]: { note: "seen" } },
  };
  const { name, file } = await save(tab);
  assert.match(name, /^selfcheck-王-伟-b-W-thrower-\d{4}-\d\d-\d\d\.json$/u);
  assert.deepEqual([file.person, file.evidence], ["王 伟 / <b>“W.”", evidence]);

  // Another language, a reload, and clearing.
  await Promise.all([tab.waitForURL(/\/zh\//u), tab.click("nav[data-readings] a[data-reading=zh]")]);
  await tab.waitForSelector(`${ROW}[open]`);
  assert.equal(await tab.inputValue(`${ROW} textarea`), "Kiln log, March\n<i>");
  await tab.reload();
  await tab.waitForSelector(`${ROW}[open]`);
  assert.equal(await tab.inputValue(`${ROW} input`), "https://example.org/log?a=b&c");
  await tab.click("[data-do=reset]");
  await tab.waitForSelector(`${ROW}:not([open])`);
  assert.equal(await tab.inputValue("[name=person]"), "");
  await openFile(tab, "file", asFile(file));
  await tab.waitForSelector(`${ROW}[open]`);
  assert.deepEqual((await save(tab)).file, file);

  // In the link only if the box is ticked, and then without the other texts.
  await tab.check("[name=share-evidence]");
  const link = await tab.inputValue("[data-link]");
  assert.ok(link.includes("&own=") && !link.includes(encodeURIComponent("王")), link);
  await openCheck(tab, link);
  await tab.waitForSelector(`${ROW}[open]`);
  assert.equal(await tab.inputValue(`[data-requirement="${first}"] > .evidence textarea`), "seen");
  assert.equal(await tab.inputValue("[name=person]"), "");
  assert.equal(await gradesOf(tab), "P-----");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("evidence is printed on demand, and the person always", async () => {
  const folder = mkdtempSync(join(tmpdir(), "clausebook-evidence-"));
  const { tab, watched } = await openTab();
  const print = async () => {
    const path = join(folder, "check.pdf");
    await tab.pdf({ path, format: "A4" });
    return execFileSync("pdftotext", [path, "-"], { encoding: "utf8" }).replaceAll(/\s+/gu, " ");
  };
  await openCheck(tab, `${server.url(pageOf("en"))}#g=PQPQPQ`);
  await openFile(tab, "file", asFile(saved("thrower", { person: "Wang Wei", evidence: { rows: { care: { note: "Kiln log", link: "https://example.org/log" } } } })));
  await tab.waitForSelector(`${ROW}[open]`);
  const plain = await print();
  for (const words of ["Person evaluated", "(added by the editors)", "Wang Wei"]) assert.ok(plain.includes(words), words);
  assert.doesNotMatch(plain, /Kiln log/u);
  await tab.check("[name=print-evidence]");
  assert.match(await print(), /Evidence Care Kiln log https:\/\/example\.org\/log/u);
  assertNone(byKind(watched.faults));
  await tab.context().close();
  rmSync(folder, { recursive: true });
});

test("hostile evidence is refused with a reason, and files from before still open", async () => {
  const { tab, watched } = await openTab();
  await openCheck(tab, `${server.url(pageOf("en"))}#g=QQQQQQ`);
  const refuse = async (more, reason) => {
    await openFile(tab, "file", asFile(saved("thrower", more)));
    await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "");
    assert.match(await said(tab, "file"), reason, JSON.stringify(more));
    assert.equal(await gradesOf(tab), "QQQQQQ");
    assert.equal(await tab.inputValue("[name=evidence]"), "");
  };
  const key = /does not belong in a saved self-check/u;
  await refuse({ evidence: { rows: { care: { link: "javascript:alert(1)" } } } }, /begin with http/u);
  await refuse({ evidence: { rows: { care: { link: "https://x y" } } } }, /begin with http/u);
  await refuse({ evidence: { rows: { care: { note: "x".repeat(1001) } } } }, /too long/u);
  await refuse({ evidence: { rows: { nothing: { note: "x" } } } }, key);
  await refuse({ evidence: { rows: { care: { note: { a: "x" } } } } }, key);
  await refuse({ evidence: { rows: { care: null } } }, key);
  await refuse({ evidence: { rows: ["x"] } }, key);
  await refuse({ evidence: "x" }, key);
  await refuse({ evidence: { care: "x" } }, key);
  await refuse({ grades: { a: { b: "x" } } }, key);
  await refuse({ "rows.note": { care: "x" } }, key);
  await refuse({ person: "x".repeat(201) }, /too long/u);
  await openFile(tab, "file", asFile(saved("thrower", { grades: { care: "P" }, notes: "old" })));
  await tab.waitForFunction(() => document.querySelector("[name=notes]").value === "old");
  assert.equal(await gradesOf(tab), "P-----");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

for (const options of [{}, { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true }, { viewport: { width: 320, height: 256 } }]) {
  test(`with evidence, axe finds nothing and nothing is wider than the screen: ${JSON.stringify(options.viewport ?? "wide")}`, async () => {
    const { tab, watched } = await openTab(options);
    await openCheck(tab, `${server.url(pageOf("zh-en"))}#as=apprentice`);
    await tab.click(`${ROW} summary`);
    await tab.fill(`${ROW} textarea`, "seen");
    const found = [...await sideways(tab, "form"), ...await findIn(tab, "form", undefined, "main")];
    await tab.click("[data-do=guide]");
    await tab.locator(".evidence:visible summary").click();
    found.push(...await sideways(tab, "question"), ...await findIn(tab, "question", undefined, "main"));
    await tab.context().close();
    assertNone(byKind([...found, ...watched.faults]));
  });
}
