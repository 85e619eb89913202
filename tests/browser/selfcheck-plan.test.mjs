// The verdict, the card and the plan of a self-check: the numbers of the verdict and the order of the plan against a search of all
// ways to raise the grades, and what the plan says of modules against the modules' own lists.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { browser, server, site } from "./opened-pottery.mjs";
import { openFixture } from "./fixture.mjs";
import { openSite } from "./site.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { checkPages, LETTERS, LEVELS, openCheck, ROWS } from "./selfcheck.mjs";

const LEFT_OUT = { apprentice: ["craft-journeyman", "craft-master"], journeyman: ["craft-master"], master: [] };
const BOUNDS = { master: 45, journeyman: 40, apprentice: 30 };
const names = Object.keys(ROWS);

/** The modules of the only curriculum, with the requirements that each practises or assesses. */
const MODULES = {
  "01-clay": ["3.2.1.1-a", "3.2.1.1-b", "3.2.1.2-a", "3.2.1.2-b", "3.2.1.2-c", "3.3.1.1-a"],
  "02-wheel": ["3.2.1.1-b", "3.3.1.1-b", "3.3.1.1-c", "3.3.1.1-d", "3.3.1.1-e"],
  "03-workshop": ["3.1-a", "3.1-b", "3.1-c", "3.1-d", "3.1-e", "3.1-f", "3.1-g", "3.4-a", "3.4-b", "3.4-c", "3.4-d"],
};

/** Every way to raise some grades: the grade that each row then has. */
const ways = (grades) => grades.reduce((all, from) => all.flatMap((way) => Array.from({ length: from + 1 }, (_, to) => [...way, to])), [[]]);

/** Compares two lists of numbers, the first difference deciding. */
function order(one, other) {
  const at = one.findIndex((number, place) => number !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}

/** The state, the missing points, and the lines of the plan: `[row, points, whether it is needed]`. */
function oracle(grades, level, aim) {
  const rows = names.filter((row) => !LEFT_OUT[level].includes(row));
  const given = rows.map((row) => LETTERS.indexOf(grades[names.indexOf(row)]));
  const worst = LETTERS.length - 1;
  const from = given.map((grade) => (grade < 0 ? worst : grade));
  const points = (way) => rows.reduce((sum, row, place) => sum + ROWS[row][way[place]], 0);
  const steps = (way) => way.reduce((sum, to, place) => sum + from[place] - to, 0);
  const bound = BOUNDS[aim];
  if (given.every((grade) => grade < 0)) return { state: "blank", missing: "", lines: undefined };
  const least = points(from);
  const most = points(given.map((grade) => Math.max(0, grade)));
  const missing = Math.max(0, bound - least);
  const reaching = ways(from).filter((way) => points(way) >= bound);
  const best = reaching.map((way) => ({
    way, key: [steps(way), -points(way), way.reduce((sum, to) => sum + (worst - to) ** 2, 0), ...way.map((to, place) => to - from[place])],
  })).sort((one, other) => order(one.key, other.key))[0]?.way ?? from;
  const line = (place, start, to, isNeeded) => ({
    row: rows[place], gain: ROWS[rows[place]][to] - ROWS[rows[place]][start], steps: start - to, isNeeded, place,
  });
  const needed = best.flatMap((to, place) => (to < from[place] ? [line(place, from[place], to, true)] : []));
  const further = best.flatMap((to, place) => (to > 0 && (given[place] >= 0 || to < from[place]) ? [line(place, to, 0, false)] : []));
  const byStep = (one, other) => other.gain / other.steps - one.gain / one.steps || one.place - other.place;
  const lines = [...needed.sort(byStep), ...further.sort(byStep)].map(({ row, gain, isNeeded }) => [row, gain, isNeeded]);
  let state = "open";
  if (!reaching.length) state = "unreachable";
  else if (!missing) state = "reached";
  else if (given.every((grade) => grade >= 0)) state = "short";
  else if (most < bound) state = "never";
  return { state, missing: missing ? `${missing}` : "", lines };
}

/** The same from the page, for each grading. */
const shownFor = (tab, gradings, level, aim) => tab.evaluate(async ({ rows, all, as, target }) => {
  const form = document.querySelector("form[data-selfcheck]");
  form.elements["evaluated-as"].value = as;
  form.elements.target.value = target;
  const found = [];
  for (const grades of all) {
    rows.forEach((row, place) => form.querySelectorAll(`[name="grade.${row}"]`).forEach((radio) => { radio.checked = radio.value === grades[place]; }));
    form.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => { form.addEventListener("selfcheck:shown", () => setTimeout(done), { once: true }); });
    const verdict = document.querySelector("[data-verdict]");
    found.push({
      state: verdict.dataset.state,
      missing: verdict.dataset.missing,
      lines: [...document.querySelectorAll("[data-line]")].map(({ dataset }) => [dataset.line, Number(dataset.gain), dataset.needed === ""]),
    });
  }
  return found;
}, { rows: names, all: gradings, as: level, target: aim });

/** Gradings chosen so that they are the same in every run; some rows have no grade. */
function someGradings(count, seed) {
  let state = seed;
  const below = (limit) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 65536) % limit;
  };
  return [...new Set(Array.from({ length: count }, () => names.map(() => `${LETTERS}${LETTERS}${LETTERS}-`[below(13)]).join("")))];
}

async function openTab(options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  const tab = await context.newPage();
  const watched = watch(tab, server.origin);
  return { tab, end: async () => { await context.close(); assertNone(byKind(watched.faults)); } };
}

test("the verdict and the order of the plan are those of a search of all ways", async () => {
  const { tab, end } = await openTab();
  await openCheck(tab, server.url(checkPages(site, "en")[0]));
  let seed = 1;
  let differing = 0;
  for (const level of LEVELS) {
    for (const aim of Object.keys(BOUNDS)) {
      const gradings = someGradings(40, seed++);
      const shown = await shownFor(tab, gradings, level, aim);
      gradings.forEach((grades, place) => {
        const wanted = oracle(grades, level, aim);
        const found = shown[place];
        const where = `${grades} as ${level}, aiming for ${aim}`;
        assert.equal(found.state, wanted.state, where);
        assert.equal(found.missing, wanted.missing, where);
        if (wanted.lines) assert.deepEqual(found.lines, wanted.lines, where);
        if (wanted.lines?.some(([, , isNeeded]) => isNeeded) && wanted.lines.some(([, , isNeeded]) => !isNeeded)) differing += 1;
      });
    }
  }
  assert.ok(differing > 50, `${differing} plans have both parts`);
  await end();
});

test("the verdict says what is missing and what is nearest, in each language", async () => {
  const { tab, end } = await openTab();
  const verdictOf = async (reading, fragment) => {
    await openCheck(tab, `${server.url(checkPages(site, reading)[0])}#${fragment}`);
    await tab.waitForSelector("[data-verdict] p");
    return (await tab.innerText("[data-verdict]")).replaceAll("\u00A0", " ");
  };
  const english = await verdictOf("en", "g=QQQSSR&as=journeyman&target=journeyman");
  assert.match(english, /^Not yet Journeyman: the Journeyman total is 32 of 45, 8 short of 40\.\n+Nearest: /u);
  assert.match(english, /: Q → P, .*: Q → P, .*: Q → P and 1 more\.$/u);
  assert.match(await verdictOf("zh", "g=QQQSSR&as=journeyman&target=journeyman"), /总分 32\/45，离 40 分还差 8 分。\n+最快：/u);
  assert.match(await verdictOf("en", "g=PPPPPP&as=master&target=master"), /^Master is reached: the Master total is 50 of 50\.$/u);
  assert.match(await verdictOf("en", "g=PPP--P&as=apprentice&target=master"), /at most.*45|40 at most/u);
  assert.match(await verdictOf("en", "g=S-----&as=apprentice&target=master"), /Master/u);
  await end();
});

test("each requirement names the module that serves best, or that there is none, and the plan says what modules close", async () => {
  const { tab, end } = await openTab();
  const pages = checkPages(site, "en");
  let gaps = 0;
  for (const page of pages) {
    await openCheck(tab, `${server.url(page)}#g=SSSSSS&as=master&target=master`);
    await tab.waitForSelector("[data-close], [data-closing] p");
    // Where there is none, the coverage of the role's curriculum is near, if there is a curriculum for it.
    const coverage = await tab.locator(".serves.none").evaluateAll((all) => all.map((none) => none.querySelector("a")?.href ?? ""));
    assert.ok(coverage.length > 0);
    for (const href of coverage) assert.match(href, page.includes("thrower") ? /\/en\/curricula\/first-year\/coverage\.html$/u : /^$/u, page);
    const found = await tab.evaluate(() => ({
      requirements: [...document.querySelectorAll("[data-lines] [data-needed=''] .asks > li")].map((item) => ({
        id: item.querySelector(".number").textContent,
        best: item.querySelector(".serves a")?.getAttribute("href") ?? item.closest("[data-line]").querySelector(":scope > .serves a")?.getAttribute("href") ?? "",
      })),
      close: document.querySelector("[data-close]")?.dataset.close,
      isOwn: JSON.parse(document.querySelector("[data-plan]").dataset.modules)["first-year/01-clay"][1],
    }));
    const closers = (id) => Object.keys(MODULES).filter((module) => MODULES[module].includes(id));
    for (const { id, best } of found.requirements) {
      const module = best.replace(/.*\/|\.html$/gu, "");
      if (closers(id).length) assert.ok(closers(id).includes(module), `${page} ${id}: ${best}`);
      else assert.ok(!Object.keys(MODULES).includes(module), `${page} ${id}: ${best}`);
    }
    const closed = found.requirements.filter(({ id }) => closers(id).length).length;
    if (closed) assert.deepEqual(found.close?.split(" ").slice(1).map(Number), [closed, found.requirements.length], page);
    else assert.equal(found.close, undefined, page);
    assert.equal(found.isOwn, page.includes("thrower") ? 1 : 0, page);
    gaps += closed;
  }
  assert.ok(gaps > 5);
  await end();
});

test("the card says in words what its pictures show", async () => {
  const { tab, end } = await openTab();
  await openCheck(tab, `${server.url(checkPages(site, "en")[0])}#g=PQRSSQ&as=journeyman&target=journeyman`);
  await tab.waitForSelector("[data-bars] li");
  const card = await tab.evaluate(() => {
    const count = (selector) => document.querySelectorAll(selector).length;
    return {
      hidden: [...document.querySelectorAll("[data-card] svg")].every((picture) => picture.getAttribute("aria-hidden") === "true"),
      rows: [...document.querySelectorAll("[data-bars] li .given")].map((words) => words.textContent),
      marks: ["met", "partly", "not-yet", "unknown"].map((state) => count(`[data-bars] .mark.${state}`)),
      legend: [...document.querySelectorAll("[data-legend] b")].map((number) => Number(number.textContent)),
      widths: [...document.querySelectorAll("[data-bars] rect.value")].map((bar) => bar.getAttribute("width")),
    };
  });
  assert.ok(card.hidden);
  assert.deepEqual(card.widths, ["100%", "80%", "60%", "40%", "80%"]);
  assert.match(card.rows[0], /^P, 10 of 10$/u);
  assert.deepEqual(card.legend, card.marks.filter((count) => count));
  assert.ok(card.marks.reduce((sum, count) => sum + count) > 5);
  assert.match(await tab.locator("[data-ruler] .number").textContent(), /^34 · 6 short$/u);
  // While a row has no grade, the total so far and what is missing do not add up to the bound.
  await openCheck(tab, `${server.url(checkPages(site, "en")[0])}#g=PQR-SQ&as=journeyman&target=journeyman`);
  await tab.waitForSelector("[data-bars] li");
  assert.equal(await tab.locator("[data-ruler] .number").textContent(), "32");
  await end();
});

test("before the first grade there is no card and no plan", async () => {
  const { tab, end } = await openTab();
  await openCheck(tab, `${server.url(checkPages(site, "en")[0])}#target=journeyman`);
  await tab.getByText("Grade some rows to see how far you are from it.").waitFor();
  for (const part of ["[data-ruler]", "[data-bars]", "[data-legend]", "[data-save=picture]", "[data-plan]"]) assert.equal(await tab.isVisible(part), false, part);
  await tab.locator("[name='grade.care']").first().check();
  await tab.waitForSelector("[data-bars] li");
  assert.ok(await tab.isVisible("[data-save=picture]"));
  await end();
});

test("on paper, a filled form is followed by one sheet with the result, the plan and what is agreed", async () => {
  const { tab, end } = await openTab();
  await openCheck(tab, `${server.url(checkPages(site, "en")[0])}#g=QQPSRR&as=journeyman&target=journeyman`);
  await tab.waitForSelector("[data-line]");
  const folder = mkdtempSync(join(tmpdir(), "clausebook-sheets-"));
  try {
    const file = join(folder, "check.pdf");
    await tab.pdf({ path: file, format: "A4", preferCSSPageSize: true });
    const sheet = (number) => execFileSync("pdftotext", ["-f", `${number}`, "-l", `${number}`, file, "-"], { encoding: "utf8" }).replaceAll(/\s+/gu, " ");
    assert.match(sheet(1), /Overall|Total/u);
    assert.doesNotMatch(sheet(1), /Not yet Journeyman/u);
    const second = sheet(2);
    for (const part of [/Not yet Journeyman: the Journeyman total is \d+ of 45/u, /Your plan/u, /To reach Journeyman/u, /Best module:/u, /Agreed/u, /Signature of the evaluator/u]) {
      assert.match(second, part);
    }
    // The learning plan is there without dates; what was chosen is listed once something was left out.
    assert.match(second, /Learning plan Module .*3 Workshop 6 gaps, 8 hours .*1 module, 8 hours/u);
    for (const part of [/Save as/u, /What to work on/u, /Copy link/u]) assert.doesNotMatch(second, part);
    await tab.uncheck("[data-learn] >> nth=0");
    await tab.pdf({ path: file, format: "A4", preferCSSPageSize: true });
    const names = await tab.locator("[data-choices] label").allInnerTexts();
    assert.ok(names.length > 1);
    const chosen = /What to work on (.*?) Module /u.exec(sheet(2))?.[1] ?? "";
    assert.deepEqual(names.map((name) => chosen.includes(name.replaceAll(/\s+/gu, " ").trim())), names.map((_, at) => at > 0), chosen);
    assert.match(execFileSync("pdfinfo", [file], { encoding: "utf8" }), /Pages: +2\n/u);
  } finally {
    rmSync(folder, { recursive: true });
  }
  await end();
});

test("the card is saved as a picture, without a request", async () => {
  for (const reading of ["zh-en", "ar"]) {
    const { tab, end } = await openTab();
    const page = checkPages(site, reading)[0];
    await openCheck(tab, `${server.url(page)}#g=PQRSSQ&as=journeyman&target=journeyman`);
    await tab.waitForSelector("[data-bars] li");
    const requests = [];
    tab.on("request", (request) => { if (!/^(?:blob|data):/u.test(request.url())) requests.push(request.url()); });
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-save=picture]")]);
    assert.match(download.suggestedFilename(), /^selfcheck-[a-z]+-\d{4}-\d\d-\d\d\.png$/u);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    assert.equal(bytes.subarray(1, 4).toString(), "PNG");
    assert.equal(bytes.readUInt32BE(16), 1600);
    assert.ok(bytes.readUInt32BE(20) > 1000 && bytes.length > 20_000, "it has a height and is not empty");
    // The scale begins where the text does: the longest run of red is that of the result.
    const red = await tab.evaluate(async (data) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(data)], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
      const isRed = (x, y) => { const at = 4 * (y * image.width + x); return pixels[at] > 150 && pixels[at + 1] < 90 && pixels[at + 2] < 60; };
      let longest = [0, 0];
      for (let y = 0; y < image.height; y += 4) {
        for (let x = 0, start = 0; x <= image.width; x += 1) {
          if (x < image.width && isRed(x, y)) continue;
          if (x - start > longest[1] - longest[0]) longest = [start, x];
          start = x + 1;
        }
      }
      return longest;
    }, [...bytes]);
    assert.ok(red[1] - red[0] > 800, `${red}`);
    const start = reading === "ar" ? 1600 - red[1] : red[0];
    assert.ok(start >= 96 && start < 100, `${reading} begins at ${start}`);
    assert.deepEqual(requests, []);
    await end();
  }
});

test("all scripts of a self-check are at most 40 kB, and so is each page of the shipped standard", () => {
  const faults = [];
  const size = (bytes) => gzipSync(bytes, { level: 9 }).length;
  for (const one of [openSite(), openFixture("grid")]) {
    for (const page of one.pages.filter((name) => ["selfcheck", "selfcheck-frame"].includes(one.kind(name)))) {
      const html = one.read(page);
      const scripts = [...html.matchAll(/<script src="(?:\.\.\/)*([^"]+)"/gu)].map(([, path]) => readFileSync(join(one.folder, path)));
      assert.ok(scripts.length > 2, page);
      const all = scripts.reduce((sum, script) => sum + size(script), 0);
      if (all > 40 * 1024) faults.push(`${page}: ${all} bytes of scripts`);
      if (size(html) > 40 * 1024) faults.push(`${page}: ${size(html)} bytes`);
    }
  }
  assert.deepEqual(faults, []);
});

test("on a wide page, saving and sharing are beside the plan, and below it on a phone", async () => {
  for (const width of [1280, 390]) {
    const tab = await browser.newPage({ viewport: { width, height: 900 } });
    const boxes = () => tab.evaluate(() => [".paper", ".plan", ".keep"].map((part) => {
      const { left, right, top, bottom } = document.querySelector(part).getBoundingClientRect();
      return { left, right, top, bottom };
    }));
    const address = server.url(checkPages(site, "zh-en")[0]);
    await openCheck(tab, address);
    const [paper, , alone] = await boxes();
    assert.equal(alone.left, paper.left, "without a result there is nothing beside it");
    await openCheck(tab, `${address}#g=PQRSPP&target=journeyman`);
    await tab.waitForSelector(".plan:visible");
    const [, plan, keep] = await boxes();
    if (width === 1280) assert.ok(keep.left > plan.right && keep.top < plan.bottom && keep.right <= width, JSON.stringify({ plan, keep }));
    else assert.ok(keep.top >= plan.bottom && keep.left === plan.left, JSON.stringify({ plan, keep }));
    await tab.close();
  }
});
