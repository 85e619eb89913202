// Bad input to the self-check: damaged, oversized, unrelated or hostile files, links and stored checks. Each gets a plain message
// in the reader's language, earlier entries remain, and all strings stay text.

import { test } from "node:test";
import assert from "node:assert/strict";
import { browser, server, site } from "./opened-pottery.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";
import { asFile, checkPages, gradesOf, openCheck, openFile, roleOf, ROWS, said, saved } from "./selfcheck.mjs";

const HURT = "<img src=x onerror=\"globalThis.hurt=1\"><script>globalThis.hurt=1</script>";
const KEPT = { grades: "QPPRSQ", notes: "two years", name: "Li Na", posting: "" };
const MOST_NOTES = 4000;


/** Files, and the key of the message for each; `none` for valid files. */
function files(role) {
  const good = (more) => saved(role, more);
  return [
    ["", "file_damaged"],
    ["{", "file_damaged"],
    [JSON.stringify(good({ grades: { care: "P" } })).slice(0, -5), "file_damaged"],
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
    [good({ edition: "2099" }), "file_edition"],
    [good({ role: role === "firer" ? "glazer" : "firer" }), "file_role"],
    [good({ role: HURT }), "file_role"],
    [good({ [HURT]: "x" }), "file_key"],
    [good({ constructor: "x" }), "file_key"],
    [good({ toString: "x" }), "file_key"],
    [JSON.stringify(good()).replace("{", "{\"__proto__\":\"x\","), "file_key"],
    [JSON.stringify(good()).replace("{", "{\"__proto__\":{\"notes\":\"x\"},"), "file_key"],
    [good({ grades: "PPPPPP" }), "file_key"],
    [good({ grades: ["A", "A"] }), "file_key"],
    [good({ grades: { care: { deep: "A" } } }), "file_key"],
    [good({ grades: { care: null } }), "file_key"],
    [good({ grades: { [HURT]: "A" } }), "file_key"],
    [good({ grades: { care: "T" } }), "file_unknown"],
    [good({ grades: { care: "PP" } }), "file_unknown"],
    [good({ grades: { care: HURT } }), "file_unknown"],
    [good({ answers: { "3.1-a": "perhaps" } }), "file_unknown"],
    [good({ answers: { "9.9-z": "met" } }), "file_key"],
    [good({ evaluated_as: "trial" }), "file_unknown"],
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
  ["g=PPPPP", "link_grades"],
  ["g=TTTTTT", "link_grades"],
  [`g=${encodeURIComponent(HURT)}`, "link_grades"],
  [`g=${HURT}`, "link_grades"],
  ["g=PPPPPP&g=QQQQQQ", "link_key_twice"],
  ["g=PPPPPP&as=expert", "link_level"],
  [`as=${HURT}`, "link_level"],
  ["target=expert", "link_target"],
  ["q=00", "link_answers"],
  [`g=PPPPPP&x=${"x".repeat(5000)}`, "link_too_long"],
  ["own=%", "bad"],
  ["own=null", "bad"],
  ["own={}", "bad"],
  [`own=${encodeURIComponent(HURT)}`, "bad"],
  [`own=${encodeURIComponent(JSON.stringify(["2023-02-29"]))}`, "file_date"],
  [`own=${encodeURIComponent(JSON.stringify(["", "", "", "", "x".repeat(MOST_NOTES + 1)]))}`, "file_text"],
  [`own=${encodeURIComponent(JSON.stringify(["", "boss"]))}`, "file_unknown"],
  [`own=${encodeURIComponent(JSON.stringify(["", "", "", "", "", "", "", HURT]))}`, "file_key"],
  [`own=${encodeURIComponent(JSON.stringify(["", "", "", "", "", "", HURT]))}`, "bad"],
];

/** Elements that must never be created from a string; their number must not change. */
const foreign = (tab) => tab.evaluate(() => document.querySelectorAll("img, script, iframe, object, embed, style, base").length);

/**
 * Tries contents one after another, in one call since there are many: as files for the chooser `place`, or as fragments of the
 * address if `place` is `page`. Returns for each the message by language, and the entries afterwards. A file that is opened,
 * which `opened` begins the message of, is undone before.
 */
const tryEach = (tab, place, contents, opened = "Opened") => tab.evaluate(async ([where, all, rows, done]) => {
  const form = document.querySelector("form[data-selfcheck]");
  const { languages } = JSON.parse(form.dataset.words);
  const message = document.querySelector(`[data-message=${where}]`);
  const chooser = document.querySelector(`[data-file=${where}]`);
  const value = (name) => form.querySelector(`[name="${name}"]`)?.value ?? "";
  const entered = () => ({
    grades: rows.map((row) => form.querySelector(`[name="grade.${row}"]:checked`)?.value ?? "-").join(""),
    notes: value("notes"), name: value("name"), posting: value("posting"),
  });
  const hand = (content) => {
    if (!chooser) {
      location.hash = content;
      return;
    }
    const chosen = new DataTransfer();
    chosen.items.add(new File([content], "check.json", { type: "application/json" }));
    chooser.files = chosen.files;
    for (const type of ["input", "change"]) chooser.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const heard = (content) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`nothing is said about ${content.slice(0, 60)}`)), 10_000);
    const observer = new MutationObserver(() => {
      if (message.textContent === "") return;
      observer.disconnect();
      clearTimeout(late);
      resolve();
    });
    observer.observe(message, { childList: true, characterData: true, subtree: true });
  });
  const found = [];
  for (const content of all) {
    message.textContent = "";
    const said = heard(content);
    hand(content);
    await said;
    const says = languages.map(({ lang }) => [...message.querySelectorAll(`span[lang="${lang}"]`)].map((span) => span.textContent));
    if (message.textContent.startsWith(done)) document.querySelector("[data-do=undo]").click();
    found.push({ says, entered: entered() });
  }
  return found;
}, [place, contents, Object.keys(ROWS), opened]);

/** The page's words by language: for each key, what a message begins with; and that nothing changed. */
const wordsOf = (tab) => tab.evaluate(() => JSON.parse(document.querySelector("form[data-selfcheck]").dataset.words).languages);

/** Tries contents, given with the key of the message for each, and asserts that each is refused and leaves the entries. */
async function assertRefused(tab, place, cases) {
  const words = await wordsOf(tab);
  const texts = cases.map(([content]) => (typeof content === "string" ? content : JSON.stringify(content)));
  const found = await tryEach(tab, place, texts);
  found.forEach(({ says, entered }, at) => {
    const short = `${place}: ${texts[at].slice(0, 80)}`;
    assert.equal(says.length, words.length);
    words.forEach((language, index) => {
      const wanted = language[cases[at][1]].split("{")[0];
      const [first, second] = says[index];
      assert.ok(wanted && first.startsWith(wanted), `${short}: “${first}” instead of “${wanted}”`);
      assert.equal(second, language.nothing_changed, `${short}: states that nothing changed`);
    });
    assert.deepEqual(entered, KEPT, `${short}: the entries remain`);
  });
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
    for (const place of ["file", "compare"]) await assertRefused(tab, place, files(roleOf(page)));
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
    await assertRefused(tab, "page", links());
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
    const [words] = await wordsOf(tab);
    const message = await said(tab, "page");
    assert.ok(message.startsWith(words[key].split("{")[0]), `${fragment.slice(0, 60)}: ${message}`);
    assert.equal(await gradesOf(tab), "------");
    await tab.check("[name=\"grade.care\"][value=P]", { force: true });
    assert.equal(await tab.evaluate(() => document.querySelector("output[data-score=care]").value), "10");
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
    name: HURT, department: HURT, notes: `${HURT}\n</textarea>${HURT}`, date: "2024-02-29", grades: { care: "P" },
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
  const good = saved(roleOf(page), { grades: { care: "P" } });
  await openCheck(tab, server.url(page));
  await tab.click("[data-do=remember]");
  const key = await tab.evaluate(() => localStorage.key(0));
  for (const [stored, damaged, listed] of [
    ["{", 1, 0], ["", 1, 0], ["17", 1, 0], ["null", 1, 0], [HURT, 1, 0],
    [JSON.stringify([good, 17, null, HURT, { ...good, edition: "2099" }]), 4, 1],
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
    date: "2024-02-29", assessor: "potter", name: "李", evaluated_as: "journeyman", grades: { care: "P", growth: "S" },
  }));
  // An own random generator makes every run damage the same places.
  let seed = 7;
  const next = (below) => { seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31; return seed % below; };
  const damaged = Array.from({ length: 150 }, () => {
    const at = next(text.length);
    const letter = ["", "\"", "{", "}", ",", "\\", "\u0000", "A", "<", "\u{1f600}"][next(10)];
    return text.slice(0, at) + letter + text.slice(at + 1);
  });
  let read = 0;
  for (const [at, { says: [says], entered }] of (await tryEach(tab, "file", damaged)).entries()) {
    if (says[0].startsWith("Opened")) read += 1;
    else assert.equal(says.at(-1), "Your entries have not changed.", damaged[at]);
    assert.deepEqual(entered, KEPT, damaged[at]);
  }
  assert.ok(read > 0, "some can still be read");
  context.diagnostic(`${read} of 150 could still be read`);
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
