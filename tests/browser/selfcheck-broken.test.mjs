// When the self-check cannot calculate: it needs no newer browser feature than WebAssembly; without that, and whenever it fails,
// the page says so, explains why and what still works, and shows no result.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { checkPages, grade, gradesOf, openCheck, oracle, shown } from "./selfcheck.mjs";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" };
const pages = (reading) => {
  const [page] = checkPages(site, reading);
  return [page, page.replace(".html", "/frame.html")];
};

async function openTab(without) {
  const tab = await (await browser.newContext(PHONE)).newPage();
  if (without) await tab.addInitScript(without);
  return tab;
}

/** The visible message: its reason, how it is announced, and its links. */
const message = (tab) => tab.evaluate(() => {
  const part = document.querySelector("[data-broken]");
  const box = part.getBoundingClientRect();
  return {
    reasons: [...part.querySelectorAll("[data-reason]")].filter((reason) => reason.checkVisibility()).map((reason) => reason.dataset.reason),
    role: part.getAttribute("role"),
    isInSight: part.checkVisibility() && box.top >= 0 && box.top < innerHeight,
    words: part.innerText.length,
    levels: [...part.querySelectorAll("a")].map((link) => link.href),
  };
});

/** How many of the parts that depend on the core are shown. */
const live = (tab) => tab.locator("[data-live]:not([hidden])").count();

/** The visible controls that only work with a running script. */
const dead = (tab) => tab.evaluate(() => [...document.querySelectorAll("button, select, input[type=file], [name^='answer.'], [data-link]")]
  .filter((control) => control.closest("main") && control.checkVisibility() && !control.disabled && control.name !== "assessor")
  .map((control) => control.outerHTML.slice(0, 80)));

async function assertSays(tab, reason, where) {
  await tab.waitForSelector("[data-broken]", { state: "visible", timeout: 10_000 });
  const { reasons, role, isInSight, words, levels } = await message(tab);
  assert.deepEqual(reasons, [reason], where);
  assert.equal(role, "alert");
  assert.ok(isInSight, `${where}: the message is out of sight`);
  assert.ok(words > 60, `${where}: hardly any words`);
  assert.ok(levels.length > 0, `${where}: leads nowhere`);
  for (const level of levels) assert.ok(site.pages.includes(new URL(level).pathname.slice(1)), level);
  assert.deepEqual(await dead(tab), [], where);
  assert.equal(await live(tab), 0, where);
  // The printable form can still be filled in.
  assert.equal(await tab.locator("[name^='grade.']").first().isDisabled(), false);
  assert.equal(await tab.locator("[data-row]:not([hidden])").count(), await tab.locator("[data-row]").count());
  assert.equal(await tab.evaluate(() => [...document.querySelectorAll("output, [data-band], [data-indicative]")]
    .filter((output) => output.checkVisibility()).map((output) => output.textContent).join("")), "", `${where}: a result is shown`);
}

test("without decompression streams everything works", async () => {
  const tab = await openTab(() => { for (const name of ["DecompressionStream", "CompressionStream"]) delete globalThis[name]; });
  for (const page of pages(site.readings[0])) {
    await openCheck(tab, server.url(page));
    await grade(tab, "QPPRSQ");
    assert.deepEqual(await shown(tab), oracle("QPPRSQ"));
    assert.equal(await tab.locator("[data-broken]").isVisible(), false);
  }
  await tab.context().close();
});

test("before the core runs nothing is shown that depends on it", async () => {
  const tab = await openTab(() => { WebAssembly.instantiate = () => new Promise(() => {}); });
  for (const page of pages(site.readings[0])) {
    await tab.goto(server.url(page));
    assert.equal(await tab.locator("details.evidence").count() > 0, true, "the other scripts have run");
    assert.equal(await live(tab), 0, page);
  }
  await tab.context().close();
});

for (const [what, without] of [
  ["without WebAssembly", () => { delete globalThis.WebAssembly; }],
  ["where a policy forbids it", () => {
    for (const name of ["compile", "instantiate", "compileStreaming", "instantiateStreaming"]) {
      WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError("not allowed"));
    }
  }],
]) {
  test(`${what} the page says why and what still works, in every reading and in a frame`, async () => {
    const tab = await openTab(without);
    for (const page of site.readings.flatMap(pages)) {
      await tab.goto(server.url(page));
      await assertSays(tab, "wasm", page);
    }
    await tab.context().close();
  });
}

for (const [what, answer] of [
  ["cannot be loaded", { status: 404, body: "" }],
  ["cannot be read by the browser", { contentType: "text/javascript", body: "(() => { let = ; })();" }],
]) {
  test(`when the script ${what} the page says so`, async () => {
    const tab = await openTab();
    await tab.route("**/assets/selfcheck.js", (route) => route.fulfill(answer));
    for (const page of site.readings.flatMap(pages)) {
      await tab.goto(server.url(page));
      await assertSays(tab, "start", page);
    }
    await tab.context().close();
  });
}

test("when the script fails at its start the page says so", async () => {
  const tab = await openTab(() => {
    // A core that starts but reads no rubric.
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...values) => {
      const { instance } = await instantiate(...values);
      return { instance: { exports: { ...instance.exports, load: () => 0 } } };
    };
  });
  for (const page of pages(site.readings[0])) {
    await tab.goto(server.url(page));
    await assertSays(tab, "start", page);
  }
  await tab.context().close();
});

test("a later failure is reported too, no result remains, and a reload continues", async () => {
  const tab = await openTab(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...values) => {
      const { instance } = await instantiate(...values);
      const assess = (...texts) => {
        if (globalThis.fails) throw new WebAssembly.RuntimeError("unreachable");
        return instance.exports.assess(...texts);
      };
      return { instance: { exports: { ...instance.exports, assess } } };
    };
  });
  for (const page of pages(site.readings[0])) {
    await openCheck(tab, server.url(page));
    await grade(tab, "QPPRSQ");
    await tab.click("[data-do=guide]");
    await tab.locator("[data-do=level]").last().click();
    await tab.evaluate(() => { globalThis.fails = true; });
    await tab.locator("[data-requirement][data-at] input").first().check({ force: true });
    await grade(tab, "QPPRSP");
    await assertSays(tab, "later", page);
    assert.equal(await gradesOf(tab), "QPPRSP", "the entries remain");
    await tab.reload();
    await tab.waitForSelector("[data-live]:not([hidden])", { state: "attached" });
    assert.equal(await gradesOf(tab), "QPPRSP");
    assert.deepEqual(await shown(tab), oracle("QPPRSP"));
    await tab.goto("about:blank");
  }
  await tab.context().close();
});

test("there is no message unless something fails", async () => {
  const tab = await openTab();
  for (const page of site.readings.flatMap(pages)) {
    await openCheck(tab, server.url(page));
    assert.equal(await tab.locator("[data-broken]").isVisible(), false, page);
  }
  await tab.context().close();
});
