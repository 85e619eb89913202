// The environments of the self-check: no requests after loading; a policy that allows nothing unsafe and no string markup; a
// sandboxed frame.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { until, watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, grade, gradesOf, openCheck, openFile, oracle, ready, roleOf, saved, shown } from "./selfcheck.mjs";


/** All actions in the page that do not leave it. `pressed` waits for a file if one is expected. */
async function useAll(tab, page) {
  await grade(tab, "QPPRSQ");
  await tab.selectOption("[name=evaluated-as]", "journeyman");
  await tab.selectOption("[name=target]", "master");
  const postings = await tab.locator("[name=posting] option").count();
  if (postings > 1) await tab.selectOption("[name=posting]", { index: 1 });
  await tab.fill("[name=notes]", "two years");
  await tab.click("[data-do=guide]");
  await tab.locator("[data-requirement]:visible input").first().check();
  await tab.click("[data-do=forward]");
  await tab.locator("[data-requirement] .answers:visible").waitFor();
  while (!await tab.locator("[data-step=level]:visible").count()) await tab.click("[data-do=back]");
  await tab.click("[data-do=level] >> nth=0");
  await tab.click("[data-do=leave]");
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  assert.equal(await download.failure(), null);
  await tab.click("[data-do=copy]");
  await tab.waitForFunction(() => document.querySelector("[data-message=link]").textContent !== "");
  await tab.click("[data-do=remember]");
  await tab.click(".history [data-do=lay]");
  await tab.click("[data-do=put-away]");
  await tab.click(".history [data-do=open]");
  const other = asFile(saved(roleOf(page), { grades: { care: "P" } }));
  await openFile(tab, "compare", other);
  await tab.waitForSelector("[data-compare]:not([hidden]) table");
  await openFile(tab, "file", other);
  await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "");
  await tab.click("[data-do=undo]");
  await openFile(tab, "file", asFile("{"));
  await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "");
  await tab.click("[data-do=forget-all]");
  await tab.click("[data-do=copy-embed]");
  await tab.evaluate(() => { globalThis.print = () => {}; });
  await tab.click("[data-do=print]");
  await tab.pdf();
  await tab.click("[data-do=reset]");
  await tab.click("[data-do=undo]");
  await tab.evaluate(() => { location.hash = "g=RRRRRR"; });
  await tab.waitForFunction(() => document.querySelector("[data-indicative]").dataset.value === "apprentice");
}

test("no request is made after the page has loaded", async () => {
  for (const page of checkPages(site, "zh-en")) {
    const context = await browser.newContext({ acceptDownloads: true });
    const tab = await context.newPage();
    const watched = watch(tab, server.origin);
    await tab.clock.install();
    await openCheck(tab, server.url(page));
    const asked = [];
    // A downloaded file has an address of the browser's own, and on the way to an anchor a browser may look for the tab's icon again.
    // Neither request is the page's, and neither carries data.
    const icon = await tab.evaluate(() => document.querySelector("link[rel=icon]").href);
    const note = (request) => { if (!request.url().startsWith("blob:") && request.url() !== icon) asked.push(request.url()); };
    context.on("request", note);
    tab.on("websocket", (socket) => asked.push(socket.url()));
    const loaded = () => tab.evaluate((own) => performance.getEntriesByType("resource").map(({ name }) => name)
      .filter((name) => name !== own && !name.startsWith("blob:")), icon);
    const before = await loaded();
    await useAll(tab, page);
    // Nor later. Requests are reported in their order, so once one of the test's own is reported, so are all before it.
    await tab.clock.fastForward("10:00");
    assert.deepEqual(await loaded(), before, page);
    const last = await tab.evaluate(() => { const image = new Image(); image.src = "/assets/icon.svg?last"; return image.src; });
    await until(() => asked.includes(last));
    assert.deepEqual(asked, [last], page);
    assert.deepEqual(await context.cookies(), []);
    assertNone(byKind(watched.faults));
    await context.close();
  }
});

test("the watch for requests notices a request", async () => {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await openCheck(tab, server.url(checkPages(site, "en")[0]));
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  await tab.evaluate(() => { new Image().src = "/gone.png"; });
  await until(() => asked.length > 0);
  assert.deepEqual(asked, [`${server.origin}/gone.png`]);
  await context.close();
});

test("a strict policy from the server, and no string can become markup", async () => {
  const policy = ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:",
    "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"].join("; ");
  const context = await browser.newContext({ acceptDownloads: true });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  await tab.route("**/*.html", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  const [page] = checkPages(site, "zh-en");
  await openCheck(tab, server.url(page));
  // The policy is active and would report violations.
  const refused = await tab.evaluate(() => {
    try {
      document.createElement("p").innerHTML = "<b>x</b>";
      return false;
    } catch {
      return true;
    }
  });
  assert.equal(refused, true);
  await until(() => watched.faults.length > 0);
  watched.faults.length = 0;
  await useAll(tab, page);
  assertNone(byKind(watched.faults));
  await context.close();
});

test("in a sandboxed frame, with the code that the page offers", async () => {
  const context = await browser.newContext({ acceptDownloads: true });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  const [page] = checkPages(site, "en");
  await openCheck(tab, server.url(page));
  const lines = await tab.locator("[data-embed]").textContent();
  const sandbox = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox";
  assert.ok(lines.startsWith("<iframe ") && lines.endsWith(` sandbox="${sandbox}"></iframe>`), lines);
  await tab.route("**/course.html", (route) => route.fulfill({
    contentType: "text/html", body: `<!doctype html><html lang="en"><title>A course</title><h1>A course</h1>${lines}`,
  }));
  await tab.goto(`${server.origin}/course.html`);
  const element = await tab.waitForSelector("iframe");
  const frame = await element.contentFrame();
  await ready(frame);
  assert.equal(await frame.evaluate(() => origin), "null", "the frame has no origin of its own");

  await frame.check("[name=\"grade.care\"][value=Q]", { force: true });
  await grade(frame, "QPPRSQ");
  assert.deepEqual(await shown(frame), oracle("QPPRSQ"));
  const [download] = await Promise.all([tab.waitForEvent("download"), frame.click("[data-do=save]")]);
  assert.match(download.suggestedFilename(), /^selfcheck-.*\.json$/u);
  await frame.click("[data-do=remember]");
  assert.match(await frame.locator("[data-message=browser]").innerText(), /does not let the page save anything/u);
  assert.equal(await gradesOf(frame), "QPPRSQ");
  await openFile(frame, "file", asFile("{"));
  await frame.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "");

  // A link opens in another tab, so that the entries remain; another language opens in the frame, with the entries.
  const [beside] = await Promise.all([context.waitForEvent("page"), frame.locator("[data-why] a[href]").first().click()]);
  // It is an ordinary page, which may store what readers save, and not a part of the sandbox.
  assert.equal(await beside.evaluate(() => origin), server.origin);
  await beside.close();
  assert.equal(await gradesOf(frame), "QPPRSQ");
  await frame.click("[data-readings] [data-reading=zh]");
  await frame.waitForURL(/\/zh\//u);
  await ready(frame);
  assert.equal(await gradesOf(frame), "QPPRSQ");
  assert.deepEqual(await shown(frame), oracle("QPPRSQ"));
  assertNone(byKind(watched.faults));
  await context.close();
});
