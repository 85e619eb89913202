// Helpers of the self-check's tests: its pages, an independent computation of a form's arithmetic, and ways to fill in the form.

/** @import { Frame, Page } from "playwright-core" */
/** @import { Site } from "./site.mjs" */

/**
 * A page, or a frame in one.
 *
 * @typedef {Page | Frame} Tab
 */

/**
 * A form as the annexes print it.
 *
 * @typedef {{ rows: Record<string, number[]>, leftOut: Record<string, string[]>, bands: [number, string][], letters: string }} Form
 */

/**
 * The total of a level and its band, both empty if a row of it has no grade.
 *
 * @typedef {{ total: string, band: string }} Total
 */

/**
 * The helpers of a form: `rows` in its order, with the points of each grade as the annexes print them; for each level the rows that
 * the formulas under each form leave out; the bands by the totals from which they apply, the highest first; and the grades' letters.
 *
 * @param {Form} form
 */
function formOf({ rows: ROWS, leftOut, bands, letters: LETTERS }) {
  const LEVELS = Object.keys(leftOut);
  const names = Object.keys(ROWS);

  /**
   * The band of a total.
   *
   * @param {number} total
   */
  const bandOf = (total) => bands.find(([from]) => total >= from)?.[1] ?? "";

  /**
   * The results of grades such as `PPQ-RS`: the total and band of each level, if they exist, and the indicative level.
   *
   * @param {string} grades
   * @param {string} [as] the level to check for
   * @returns {Record<string, Total | string>}
   */
  function oracle(grades, as = "") {
    /** @type {Record<string, Total>} */
    const result = {};
    let highest = "";
    for (const level of LEVELS) {
      let total = 0;
      Object.entries(ROWS).forEach(([row, scores], place) => {
        if (!leftOut[level].includes(row)) total += scores[LETTERS.indexOf(grades[place])] ?? NaN;
      });
      const has = !Number.isNaN(total);
      if (has) highest = level;
      result[level] = { total: has ? String(total) : "", band: has ? bandOf(total) : "" };
    }
    return { ...result, indicative: result[as || highest]?.band ?? "" };
  }

  /**
   * The results that the page shows, to compare with `oracle`'s.
   *
   * @param {Tab} tab
   */
  const shown = (tab) => tab.evaluate((levels) => {
    const output = (/** @type {string} */ selector) => /** @type {HTMLOutputElement} */ (document.querySelector(selector));
    return {
      ...Object.fromEntries(levels.map((level) => [level, {
        total: output(`output[data-total="${level}"]`).value, band: output(`[data-band="${level}"]`).dataset.value,
      }])),
      indicative: output("[data-indicative]").dataset.value,
    };
  }, LEVELS);

  /**
   * The grades in the form: `PPQ-RS`.
   *
   * @param {Tab} tab
   */
  const gradesOf = (tab) => tab.evaluate((rows) => rows.map((row) => {
    const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector(`[name="grade.${row}"]:checked`));
    return chosen?.value ?? "-";
  }).join(""), names);

  /**
   * Grades the rows through the form's controls, without the keyboard.
   *
   * @param {Tab} tab
   * @param {string} grades
   */
  const grade = (tab, grades) => tab.evaluate(({ rows, letters }) => {
    rows.forEach((row, place) => {
      const radios = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`[name="grade.${row}"]`));
      for (const radio of radios) radio.checked = radio.value === letters[place];
    });
    document.querySelector("form[data-selfcheck]")?.dispatchEvent(new Event("input", { bubbles: true }));
  }, { rows: names, letters: grades });

  /**
   * Enters gradings one after another, and returns what the page shows after each: for each entry of `parts`, the property or the `data-`
   * attribute of an element, given as `[selector, name]`. The page is not laid out meanwhile: reading a form lays out its text areas,
   * which takes longer than the assessment.
   *
   * @param {Tab} tab
   * @param {string[]} gradings
   * @param {Record<string, [selector: string, name: string]>} parts
   */
  const showEach = (tab, gradings, parts) => tab.evaluate(({ rows, all, wanted }) => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-selfcheck]"));
    const groups = rows.map((row) => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(`[name="grade.${row}"]`)]));
    const read = Object.entries(wanted).map(([key, [selector, name]]) => {
      const element = /** @type {Element} */ (form.querySelector(selector));
      const value = () => (name.startsWith("data-") ? element.getAttribute(name) : Reflect.get(element, name));
      return { key, value };
    });
    const { style } = document.documentElement;
    style.display = "none";
    const found = all.map((grades) => {
      groups.forEach((radios, place) => radios.forEach((radio) => { radio.checked = radio.value === grades[place]; }));
      form.dispatchEvent(new Event("input", { bubbles: true }));
      return Object.fromEntries(read.map(({ key, value }) => [key, value()]));
    });
    style.display = "";
    return found;
  }, { rows: names, all: gradings, wanted: parts });

  return { ROWS, LEVELS, LETTERS, oracle, shown, gradesOf, grade, showEach };
}

/** The forms of the shipped standard. */
export const SHIPPED = formOf({
  rows: {
    literacy: [20, 16, 12, 8],
    knowledge: [20, 16, 12, 8],
    "skills-junior": [20, 16, 12, 8],
    "skills-mid": [10, 8, 6, 4],
    "skills-senior": [10, 8, 6, 4],
    development: [20, 16, 12, 8],
  },
  leftOut: { junior: ["skills-mid", "skills-senior"], mid: ["skills-senior"], senior: [] },
  bands: [[90, "senior"], [80, "mid"], [60, "junior"], [0, "unqualified"]],
  letters: "ABCD",
});

/** The forms of the made-up standard of pottery, by which the behaviour of the self-check is tested. */
export const { ROWS, LEVELS, LETTERS, oracle, shown, gradesOf, grade, showEach } = formOf({
  rows: {
    care: [10, 8, 6, 4],
    material: [10, 8, 6, 4],
    "craft-apprentice": [10, 8, 6, 4],
    "craft-journeyman": [5, 4, 3, 2],
    "craft-master": [5, 4, 3, 2],
    growth: [10, 8, 6, 4],
  },
  leftOut: { apprentice: ["craft-journeyman", "craft-master"], journeyman: ["craft-master"], master: [] },
  bands: [[45, "master"], [40, "journeyman"], [30, "apprentice"], [0, "trial"]],
  letters: "PQRS",
});

/**
 * The pages of the self-check, of one reading or of all.
 *
 * @param {Site} site
 * @param {string} [reading]
 */
export const checkPages = (site, reading = "") => site.pages.filter((page) =>
  site.kind(page) === "selfcheck" && (!reading || site.reading(page) === reading));

/**
 * Opens a self-check anew and waits until it is ready.
 *
 * @param {Page} tab
 * @param {string} address
 */
export async function openCheck(tab, address) {
  // A different fragment alone would not load the page again.
  if (tab.url().split("#")[0] === address.split("#")[0]) await tab.goto("about:blank");
  await tab.goto(address);
  await ready(tab);
}

/**
 * Waits until the script of a self-check has started.
 *
 * @param {Tab} tab
 */
export const ready = (tab) => tab.waitForSelector("[data-live]:not([hidden])", { state: "attached" });

/**
 * The role that a self-check is for.
 *
 * @param {string} page
 */
export const roleOf = (page) => page.replace(/^.*\//u, "").replace(".html", "");

/**
 * Opens a file with the chooser named by its `data-file`, and removes the chooser's message before.
 *
 * @param {Tab} tab
 * @param {string} chooser
 * @param {ReturnType<typeof asFile>} file
 */
export async function openFile(tab, chooser, file) {
  await tab.locator(`[data-message=${chooser}]`).evaluate((message) => { message.textContent = ""; });
  await tab.setInputFiles(`[data-file=${chooser}]`, file);
}

/**
 * The message at a place of the page.
 *
 * @param {Tab} tab
 * @param {string} place
 */
export const said = (tab, place) => tab.locator(`[data-message=${place}]`).innerText();

/**
 * A saved check of the made-up standard as the page writes it.
 *
 * @param {string} role
 * @param {object} [more] further parts, or others
 */
export const saved = (role, more = {}) => ({
  format: "clausebook-selfcheck", version: "1", standard: "pottery", edition: "2031", role, ...more,
});

/**
 * A file for a chooser.
 *
 * @param {unknown} content text, or data to write as JSON
 * @param {string} [name]
 */
export const asFile = (content, name = "check.json") => ({
  name, mimeType: "application/json", buffer: Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
});
