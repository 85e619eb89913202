// Bad input to the self-check: damaged, oversized, unrelated or hostile files, links and stored checks. Each gets a plain message
// in the reader's language, earlier entries remain, and all strings stay text.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, gradesOf, openCheck, openFile, saved } from "./selfcheck.mjs";

const HURT = "<img src=x onerror=\"globalThis.hurt=1\"><script>globalThis.hurt=1</script>";
const KEPT = { grades: "BAACDB", notes: "two years", name: "Li Na", posting: "" };
const MOST_NOTES = 4000;

const roleOf = (page) => page.split("/").at(-1).replace(".html", "");

/** Files, and the key of the message for each; `none` for valid files. */
function files(role) {
  const good = (more) => saved(role, more);
  return [
    ["", "file_damaged"],
    ["{", "file_damaged"],
    [JSON.stringify(good({ grades: { literacy: "A" } })).slice(0, -5), "file_damaged"],
    ["[".repeat(100_000), "file_damaged"],
    ["\u0000\u0001\u0002", "file_damaged"],
    [HURT, "file_damaged"],
    ["null", "file_format"],
    ["17", "file_format"],
    ["[]", "file_format"],
    ["\"grades\"", "file_format"],
    ["{}", "file_format"],
    [" ".repeat(256 * 1024 + 1), "file_too_large"],
    [good({ format: "clausebook" }), "file_format"],
    [good({ version: "2" }), "file_version"],
    [good({ version: 1 }), "file_key"],
    [good({ standard: HURT }), "file_standard"],
    [good({ edition: "2031" }), "file_edition"],
    [good({ role: role === "logistics" ? "procurement" : "logistics" }), "file_role"],
    [good({ role: HURT }), "file_role"],
    [good({ [HURT]: "x" }), "file_key"],
    [good({ constructor: "x" }), "file_key"],
    [good({ toString: "x" }), "file_key"],
    [JSON.stringify(good()).replace("{", "{\"__proto__\":\"x\","), "file_key"],
    [JSON.stringify(good()).replace("{", "{\"__proto__\":{\"notes\":\"x\"},"), "file_key"],
    [good({ grades: "AAAAAA" }), "file_key"],
    [good({ grades: ["A", "A"] }), "file_key"],
    [good({ grades: { literacy: { deep: "A" } } }), "file_key"],
    [good({ grades: { literacy: null } }), "file_key"],
    [good({ grades: { [HURT]: "A" } }), "file_key"],
    [good({ grades: { literacy: "E" } }), "file_unknown"],
    [good({ grades: { literacy: "AA" } }), "file_unknown"],
    [good({ grades: { literacy: HURT } }), "file_unknown"],
    [good({ answers: { "5.1-a": "perhaps" } }), "file_unknown"],
    [good({ answers: { "9.9-z": "met" } }), "file_key"],
    [good({ evaluated_as: "unqualified" }), "file_unknown"],
    [good({ target: "expert" }), "file_unknown"],
    [good({ assessor: HURT }), "file_unknown"],
    [good({ date: "2023-02-29" }), "file_date"],
    [good({ date: HURT }), "file_date"],
    [good({ name: "x".repeat(201) }), "file_text"],
    [good({ notes: "x".repeat(MOST_NOTES + 1) }), "file_text"],
    [good({ notes: "a\u0007b" }), "file_text"],
    [good({ notes: "a\u001fb" }), "file_key"],
    [good(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, "x"]))), "file_key"],
  ];
}

/** Fragments, and the key of the message for each. */
const links = () => [
  ["g=AAAAA", "link_grades"],
  ["g=EEEEEE", "link_grades"],
  [`g=${encodeURIComponent(HURT)}`, "link_grades"],
  [`g=${HURT}`, "link_grades"],
  ["g=AAAAAA&g=BBBBBB", "link_key_twice"],
  ["g=AAAAAA&as=expert", "link_level"],
  [`as=${HURT}`, "link_level"],
  ["target=expert", "link_target"],
  ["q=00", "link_answers"],
  [`g=AAAAAA&x=${"x".repeat(5000)}`, "link_too_long"],
  ["own=%", "bad"],
  ["own=null", "bad"],
  ["own={}", "bad"],
  [`own=${encodeURIComponent(HURT)}`, "bad"],
  [`own=${encodeURIComponent(JSON.stringify(["2023-02-29"]))}`, "file_date"],
  [`own=${encodeURIComponent(JSON.stringify(["", "", "", "", "x".repeat(MOST_NOTES + 1)]))}`, "file_text"],
  [`own=${encodeURIComponent(JSON.stringify(["", "boss"]))}`, "file_unknown"],
  [`own=${encodeURIComponent(JSON.stringify(["", "", "", "", "", HURT]))}`, "file_key"],
];

/** The current entries. */
const entered = async (tab) => ({
  grades: await gradesOf(tab),
  ...await tab.evaluate(() => ({
    notes: document.querySelector("[name=notes]").value,
    name: document.querySelector("[name=name]").value,
    posting: document.querySelector("[name=posting]")?.value ?? "",
  })),
});

/** Elements that must never be created from a string; their number must not change. */
const foreign = (tab) => tab.evaluate(() => document.querySelectorAll("img, script, iframe, object, embed, style, base").length);

/** The message at a place, by language; and the beginning and end of the page's words for `key`. */
const heard = (tab, place, key) => tab.evaluate(([where, word]) => {
  const { languages } = JSON.parse(document.querySelector("form[data-selfcheck]").dataset.words);
  const message = document.querySelector(`[data-message=${where}]`);
  return languages.map((words) => {
    const says = [...message.querySelectorAll(`span[lang="${words.lang}"]`)].map((span) => span.textContent);
    return { says, wanted: words[word].split("{")[0], kept: words.nothing_changed };
  });
}, [place, key]);

async function assertRefused(tab, place, key, what) {
  const short = JSON.stringify(what).slice(0, 80);
  await tab.waitForFunction((where) => document.querySelector(`[data-message=${where}]`).textContent !== "", place, { timeout: 10_000 });
  for (const { says, wanted, kept } of await heard(tab, place, key)) {
    assert.ok(wanted && says[0].startsWith(wanted), `${short}: “${says[0]}” instead of “${wanted}”`);
    assert.equal(says[1], kept, `${short}: states that nothing changed`);
  }
  assert.deepEqual(await entered(tab), KEPT, `${short}: the entries remain`);
}

/** Opens a self-check with some entries. */
async function openFilled(tab, page) {
  await openCheck(tab, `${server.url(page)}#g=${KEPT.grades}`);
  await tab.fill("[name=notes]", KEPT.notes);
  await tab.fill("[name=name]", KEPT.name);
}

for (const reading of ["zh", "en", "zh-en"]) {
  test(`a file that cannot be read, in ${reading}`, async () => {
    const tab = await (await browser.newContext()).newPage();
    const watched = watch(tab, server.origin);
    const [page] = checkPages(site, reading);
    await openFilled(tab, page);
    const before = await foreign(tab);
    for (const place of ["file", "compare"]) {
      for (const [content, key] of files(roleOf(page))) {
        watched.at = `${place}: ${JSON.stringify(content).slice(0, 60)}`;
        await openFile(tab, place, asFile(content));
        await assertRefused(tab, place, key, content);
      }
    }
    assert.equal(await tab.locator("[data-compare]").isVisible(), false);
    assert.equal(await foreign(tab), before);
    assert.equal(await tab.evaluate(() => globalThis.hurt), undefined);
    assertNone(byKind(watched.faults));
    await tab.context().close();
  });

  test(`a link that cannot be read, in ${reading}`, async () => {
    const tab = await (await browser.newContext()).newPage();
    const watched = watch(tab, server.origin);
    await openFilled(tab, checkPages(site, reading)[0]);
    const before = await foreign(tab);
    for (const [fragment, key] of links()) {
      watched.at = fragment.slice(0, 60);
      await tab.evaluate((hash) => {
        document.querySelector("[data-message=page]").textContent = "";
        location.hash = hash;
      }, fragment);
      await assertRefused(tab, "page", key, fragment);
    }
    assert.equal(await foreign(tab), before);
    assert.equal(await tab.evaluate(() => globalThis.hurt), undefined);
    assertNone(byKind(watched.faults));
    await tab.context().close();
  });
}

test("a link that cannot be read on load leaves an empty, working form", async () => {
  const tab = await (await browser.newContext()).newPage();
  const watched = watch(tab, server.origin);
  for (const [fragment, key] of links()) {
    watched.at = fragment.slice(0, 60);
    await openCheck(tab, `${server.url(checkPages(site, "en")[0])}#${fragment}`);
    const [{ says, wanted }] = await heard(tab, "page", key);
    assert.ok(says[0]?.startsWith(wanted), `${fragment.slice(0, 60)}: ${says[0]}`);
    assert.equal(await gradesOf(tab), "------");
    await tab.check("[name=\"grade.literacy\"][value=A]", { force: true });
    assert.equal(await tab.evaluate(() => document.querySelector("output[data-score=literacy]").value), "20");
  }
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("strings that contain markup are shown as text", async () => {
  const tab = await (await browser.newContext({ acceptDownloads: true })).newPage();
  const watched = watch(tab, server.origin);
  const [page] = checkPages(site, "zh-en");
  await openFilled(tab, page);
  const before = await foreign(tab);
  const hostile = saved(roleOf(page), {
    name: HURT, department: HURT, notes: `${HURT}\n</textarea>${HURT}`, date: "2024-02-29", grades: { literacy: "A" },
  });
  await openFile(tab, "file", asFile(hostile));
  await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "");
  assert.ok((await tab.locator("[data-message=file]").innerText()).includes(HURT), "the name is shown as text");
  assert.equal(await tab.inputValue("[name=notes]"), hostile.notes);
  await tab.click("[data-do=remember]");
  await openFile(tab, "compare", asFile(hostile));
  await tab.waitForSelector("[data-compare]:not([hidden]) table");
  assert.ok((await tab.locator("[data-compare]").innerText()).includes(HURT));
  assert.ok((await tab.locator(".history").innerText()).includes(HURT));
  // Saved again, it is the same.
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("[data-do=save]")]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  assert.deepEqual(JSON.parse(Buffer.concat(chunks).toString()), hostile);
  assert.equal(await foreign(tab), before);
  assert.equal(await tab.evaluate(() => globalThis.hurt), undefined);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("damaged remembered checks are reported and can be deleted", async () => {
  const tab = await (await browser.newContext()).newPage();
  const watched = watch(tab, server.origin);
  const [page] = checkPages(site, "en");
  const good = saved(roleOf(page), { grades: { literacy: "A" } });
  await openCheck(tab, server.url(page));
  await tab.click("[data-do=remember]");
  const key = await tab.evaluate(() => localStorage.key(0));
  for (const [stored, damaged, listed] of [
    ["{", 1, 0], ["", 1, 0], ["17", 1, 0], ["null", 1, 0], [HURT, 1, 0],
    [JSON.stringify([good, 17, null, HURT, { ...good, edition: "2031" }]), 4, 1],
  ]) {
    await tab.evaluate(([name, text]) => localStorage.setItem(name, text), [key, stored]);
    await openCheck(tab, server.url(page));
    const said = await tab.locator("[data-message=browser]").innerText();
    assert.ok(said.startsWith(`${damaged} saved self-check${damaged === 1 ? " is" : "s are"} damaged`), `${stored.slice(0, 40)}: ${said}`);
    assert.equal(await tab.locator(".history li").count(), listed);
    await tab.click("[data-do=forget-all]");
    assert.equal(await tab.evaluate(() => localStorage.length), 0);
  }
  assert.equal(await tab.evaluate(() => globalThis.hurt), undefined);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});

test("a file damaged at any place is refused or valid", async (context) => {
  const tab = await (await browser.newContext()).newPage();
  const watched = watch(tab, server.origin);
  const [page] = checkPages(site, "en");
  await openFilled(tab, page);
  const text = JSON.stringify(saved(roleOf(page), {
    date: "2024-02-29", assessor: "person", name: "李", evaluated_as: "mid", grades: { literacy: "A", development: "D" },
  }));
  // An own random generator makes every run damage the same places.
  let seed = 7;
  const next = (below) => { seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31; return seed % below; };
  let read = 0;
  for (let turn = 0; turn < 150; turn += 1) {
    const at = next(text.length);
    const letter = ["", "\"", "{", "}", ",", "\\", "\u0000", "A", "<", "\u{1f600}"][next(10)];
    const damaged = text.slice(0, at) + letter + text.slice(at + 1);
    watched.at = damaged;
    await openFile(tab, "file", asFile(damaged));
    await tab.waitForFunction(() => document.querySelector("[data-message=file]").textContent !== "", undefined, { timeout: 10_000 });
    const message = await tab.locator("[data-message=file]").innerText();
    if (message.startsWith("Opened")) read += 1;
    else assert.ok(message.endsWith("Your entries have not changed."), message);
    if (message.startsWith("Opened")) {
      await tab.click("[data-do=undo]");
      assert.deepEqual(await entered(tab), KEPT);
    }
  }
  assert.deepEqual(await entered(tab), KEPT);
  context.diagnostic(`${read} of 150 could still be read`);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
