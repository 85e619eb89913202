// Helpers of the self-check's tests: its pages, an independent computation of the standard's arithmetic, and ways to fill in the form.

/** The rows in the order of the form, with the points of A, B, C and D as the annexes print them. */
export const ROWS = {
  literacy: [20, 16, 12, 8],
  knowledge: [20, 16, 12, 8],
  "skills-junior": [20, 16, 12, 8],
  "skills-mid": [10, 8, 6, 4],
  "skills-senior": [10, 8, 6, 4],
  development: [20, 16, 12, 8],
};

/** The rows that the formulas under each form leave out. */
const LEFT_OUT = { junior: ["skills-mid", "skills-senior"], mid: ["skills-senior"], senior: [] };
export const LEVELS = Object.keys(LEFT_OUT);

/** The band of a total, according to 6.2. */
export function bandOf(total) {
  if (total >= 90) return "senior";
  if (total >= 80) return "mid";
  return total >= 60 ? "junior" : "unqualified";
}

/** The results of grades such as `AAB-CD`: the total and band of each level, if they exist, and the indicative level. */
export function oracle(grades, as = "") {
  const result = {};
  let highest = "";
  for (const level of LEVELS) {
    let total = 0;
    Object.entries(ROWS).forEach(([row, scores], place) => {
      if (!LEFT_OUT[level].includes(row)) total += scores["ABCD".indexOf(grades[place])] ?? NaN;
    });
    const has = !Number.isNaN(total);
    if (has) highest = level;
    result[level] = { total: has ? String(total) : "", band: has ? bandOf(total) : "" };
  }
  return { ...result, indicative: result[as || highest]?.band ?? "" };
}

/** The pages of the self-check, of one reading or of all. */
export const checkPages = (site, reading = "") => site.pages.filter((page) =>
  /^[^/]+\/[^/]+\/selfcheck\/[^/]+\.html$/u.test(page) && (!reading || page.startsWith(`${reading}/`)));

/** Opens a self-check and waits until it is ready. */
export async function openCheck(tab, address) {
  await tab.goto("about:blank");
  await tab.goto(address);
  await ready(tab);
}

/** Waits until the script of a self-check has started. */
export const ready = (tab) => tab.waitForSelector("[data-live]:not([hidden])", { state: "attached" });

/** The results that the page shows, to compare with `oracle`'s. */
export const shown = (tab) => tab.evaluate((levels) => ({
  ...Object.fromEntries(levels.map((level) => [level, {
    total: document.querySelector(`output[data-total="${level}"]`).value,
    band: document.querySelector(`[data-band="${level}"]`).dataset.value,
  }])),
  indicative: document.querySelector("[data-indicative]").dataset.value,
}), LEVELS);

/** The grades in the form: `AAB-CD`. */
export const gradesOf = (tab) => tab.evaluate((rows) => rows.map((row) =>
  document.querySelector(`[name="grade.${row}"]:checked`)?.value ?? "-").join(""), Object.keys(ROWS));

/** Grades the rows through the form's controls, without the keyboard. */
export const grade = (tab, grades) => tab.evaluate(([rows, letters]) => {
  rows.forEach((row, place) => {
    for (const radio of document.querySelectorAll(`[name="grade.${row}"]`)) radio.checked = radio.value === letters[place];
  });
  document.querySelector("form[data-selfcheck]").dispatchEvent(new Event("input", { bubbles: true }));
}, [Object.keys(ROWS), grades]);

/**
 * Enters gradings one after another, and returns what the page shows after each: for each entry of `parts`, the property or the `data-`
 * attribute of an element, given as `[selector, name]`. The page is not laid out meanwhile: reading a form lays out its text areas,
 * which takes longer than the assessment.
 */
export const showEach = (tab, gradings, parts) => tab.evaluate(([rows, all, wanted]) => {
  const form = document.querySelector("form[data-selfcheck]");
  const groups = rows.map((row) => [...form.querySelectorAll(`[name="grade.${row}"]`)]);
  const read = Object.entries(wanted).map(([key, [selector, name]]) => {
    const element = form.querySelector(selector);
    return [key, name.startsWith("data-") ? () => element.getAttribute(name) : () => element[name]];
  });
  const { style } = document.documentElement;
  style.display = "none";
  const found = all.map((grades) => {
    groups.forEach((radios, place) => radios.forEach((radio) => { radio.checked = radio.value === grades[place]; }));
    form.dispatchEvent(new Event("input", { bubbles: true }));
    return Object.fromEntries(read.map(([key, value]) => [key, value()]));
  });
  style.display = "";
  return found;
}, [Object.keys(ROWS), gradings, parts]);

/** Opens a file with the chooser named by its `data-file`, and waits for the message. */
export async function openFile(tab, chooser, file) {
  await tab.evaluate((place) => { document.querySelector(`[data-message=${place}]`).textContent = ""; }, chooser);
  await tab.setInputFiles(`[data-file=${chooser}]`, file);
}

/** The message at a place of the page. */
export const said = (tab, place) => tab.locator(`[data-message=${place}]`).innerText();

/** A saved check as the page writes it. */
export const saved = (role, more = {}) => ({
  format: "clausebook-selfcheck", version: "1", standard: "cbec-export-operations", edition: "undated", role, ...more,
});

/** A file for a chooser. */
export const asFile = (content, name = "check.json") => ({
  name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
});
