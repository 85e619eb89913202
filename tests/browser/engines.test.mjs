// Firefox and WebKit, the engine of Safari: reading, search, both self-checks, the files they save, reading offline and printing work
// there as they do in Chromium.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ENGINES, waitFor } from "./engines.mjs";
import { openFixture } from "./fixture.mjs";
import { ASKED, oracle as profileOracle, rate, ratingsOf, shown as shownProfile } from "./profile.mjs";
import { grade, gradesOf, oracle, shown } from "./selfcheck.mjs";
import { serveFolder } from "./site.mjs";

const CLAUSE = "zh/pottery/3.1.html";
const CHECK = "en/pottery/selfcheck/thrower.html";
const PROFILE = "en/beekeeping/selfcheck/apiarist.html";
const IDS = ASKED.map(([id]) => id);

/** Waits until the self-check computes. */
const ready = (tab) => waitFor(tab, () => document.querySelector("[data-live]:not([hidden])") !== null);

/** The text of the file that the page saves when a button is pressed. */
async function fileOf(tab, button) {
  await tab.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.text().then((text) => { globalThis.savedFile = text; });
      return make.call(URL, blob);
    };
  });
  await tab.click(button);
  return waitFor(tab, () => globalThis.savedFile);
}

for (const [name, openEngine] of Object.entries(ENGINES)) {
  test(name, { timeout: 600_000 }, async (t) => {
    let tab;
    const sites = { pottery: openFixture("pottery"), profile: openFixture("profile") };
    const servers = {};
    before(async () => {
      for (const [handbook, site] of Object.entries(sites)) servers[handbook] = await serveFolder(site.folder);
      tab = await openEngine("eo");
    });
    after(async () => {
      await tab?.close();
      for (const server of Object.values(servers)) await server.close();
    });

    /** Where pages are opened: from a server and from disk. */
    const places = {
      "from a server": (handbook, page) => servers[handbook].url(page),
      "from disk": (handbook, page) => pathToFileURL(join(sites[handbook].folder, page)).href,
    };

    for (const [place, addressOf] of Object.entries(places)) {
      await t.test(`search finds a term, ${place}`, async () => {
        await tab.open(addressOf("pottery", CLAUSE));
        await tab.click("button[data-search]");
        await waitFor(tab, () => document.querySelector("dialog[open][data-whole]") !== null);
        for (const query of ["测温锥", "cewenzhui"]) {
          await tab.evaluate((text) => {
            const field = document.querySelector("dialog[open] input[type=search]");
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
          }, query);
          const href = await waitFor(tab, () => document.querySelector("dialog[open] ol:not([aria-busy]) a")?.getAttribute("href"));
          assert.match(href, /terms\.html#/u, query);
        }
      });

      await t.test(`the self-check by form computes, and keeps its entries in the address, ${place}`, async () => {
        await tab.open(addressOf("pottery", CHECK));
        await ready(tab);
        for (const grades of ["PPQ-RS", "QPPRSQ", "PPPPPP", "------"]) {
          await grade(tab, grades);
          assert.deepEqual(await shown(tab), oracle(grades), grades);
        }
        await grade(tab, "QPPRSQ");
        await waitFor(tab, () => location.hash.includes("QPPRSQ"));
        await tab.evaluate(() => {
          globalThis.isBefore = true;
          location.reload();
        });
        await waitFor(tab, () => !globalThis.isBefore && document.querySelector("[data-indicative]")?.dataset.value);
        assert.equal(await gradesOf(tab), "QPPRSQ");
        const file = JSON.parse(await fileOf(tab, "[data-do=save]"));
        assert.deepEqual(Object.values(file.grades).join(""), "QPPRSQ");
      });

      await t.test(`the self-check by profile computes, ${place}`, async () => {
        await tab.open(addressOf("profile", PROFILE));
        await ready(tab);
        for (const ratings of ["2222222", "210-x21", "0000000"]) {
          await rate(tab, IDS, ratings);
          assert.equal(await ratingsOf(tab, IDS), ratings);
          assert.deepEqual(await shownProfile(tab), profileOracle(ratings), ratings);
        }
      });
    }

    await t.test("nothing is wider than a narrow window", async () => {
      await tab.resize(400, 800);
      for (const page of [CLAUSE, CHECK, "en/index.html", "zh-en/pottery/3.1.html"]) {
        await tab.open(servers.pottery.url(page));
        const wide = await tab.evaluate(() => {
          const root = document.documentElement;
          return root.scrollWidth > root.clientWidth ? `${root.scrollWidth} > ${root.clientWidth}` : "";
        });
        assert.equal(wide, "", page);
      }
      await tab.resize(1280, 900);
    });

    await t.test("the handbook is read offline once it was saved", async (part) => {
      const host = await serveFolder(sites.pottery.folder);
      const address = host.url("en/index.html").replace("127.0.0.1", "localhost");
      await tab.open(address);
      const isOffered = await tab.evaluate(() => !document.querySelector("[data-keep]").hidden);
      if (!isOffered) {
        await host.close();
        part.skip(`${name} does not offer it here`);
        return;
      }
      await tab.click("[data-keep] [data-start]");
      const done = await tab.evaluate(() => document.querySelector("[data-keep]").dataset.done.split("{")[0]);
      await waitFor(tab, (words) => document.querySelector("[data-keep] output").textContent.startsWith(words), done);
      await host.close();
      await tab.open(address.replace("en/index.html", CLAUSE));
      assert.match(await tab.evaluate(() => document.querySelector("h1").textContent), /\p{Script=Han}/u);
      await waitFor(tab, () => !document.querySelector("[data-away]").hidden);
      await tab.open(address.replace("en/index.html", CHECK));
      await ready(tab);
    });

    await t.test("a page is printed with its texts", async (part) => {
      if (!tab.print) {
        part.skip(`${name} cannot be told to print`);
        return;
      }
      await tab.open(servers.pottery.url("en/pottery/3.1.html"));
      const heading = await tab.evaluate(() => document.querySelector("h1").innerText);
      const text = execFileSync("pdftotext", ["-", "-"], { input: await tab.print(), encoding: "utf8" });
      assert.ok(text.replace(/\s+/gu, " ").includes(heading.trim().split("\n").at(-1)), text.slice(0, 300));
    });

    assert.deepEqual(tab.faults, []);
  });
}
