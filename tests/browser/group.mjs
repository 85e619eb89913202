// Helpers of the tests of the group view: files of many people, and what the page shows of them.

import { asFile, LETTERS, oracle, ROWS, saved } from "./selfcheck.mjs";
import { randomFrom } from "./profile.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Site } from "./site.mjs" */

/**
 * A person with a check of the made-up form.
 *
 * @typedef {{ person: string, grades: string, answers: Record<string, string>, date: string }} Somebody
 */

/**
 * The pages of the group view, of one reading or of all.
 *
 * @param {Site} site
 * @param {string} [reading]
 */
export const groupPages = (site, reading = "") => site.pages.filter((page) =>
  site.kind(page) === "group" && (!reading || site.reading(page) === reading));

/**
 * The role that a group view is for.
 *
 * @param {string} page
 */
export const roleOfGroup = (page) => page.split("/").at(-2) ?? "";

/**
 * People with grades in every row, the same in every run. Some have answers.
 *
 * @param {number} count
 * @param {string[]} requirements
 * @returns {Somebody[]}
 */
export function makePeople(count, requirements) {
  const random = randomFrom(29);
  return Array.from({ length: count }, (_, place) => ({
    person: `Potter ${String(place + 1).padStart(3, "0")}`,
    grades: Object.keys(ROWS).map(() => LETTERS[random(LETTERS.length)]).join(""),
    answers: Object.fromEntries(requirements.filter(() => random(4) === 0).map((id) => [id, ["can", "sometimes", "cannot", "untried"][random(4)]])),
    date: `2031-0${1 + random(9)}-1${random(10)}`,
  }));
}

/**
 * The saved check of a person.
 *
 * @param {string} role
 * @param {Somebody} somebody
 */
export const somebodysCheck = (role, { person, grades, answers, date }) => saved(role, {
  person, date,
  grades: Object.fromEntries(Object.keys(ROWS).map((row, place) => [row, grades[place]])),
  ...(Object.keys(answers).length > 0 && { answers }),
});

/**
 * The file of a person.
 *
 * @param {string} role
 * @param {Somebody} somebody
 */
export const fileOf = (role, somebody) => asFile(somebodysCheck(role, somebody), `${somebody.person}.json`);

/**
 * Opens files and waits until all are read.
 *
 * @param {Page} tab
 * @param {ReturnType<typeof asFile>[]} files
 */
export async function openAll(tab, files) {
  await tab.locator("[data-message]").evaluate((message) => { message.textContent = ""; });
  await tab.setInputFiles("[data-files]", files);
  await tab.waitForFunction((count) => {
    const shown = document.querySelectorAll("[data-people] tbody tr").length + document.querySelectorAll("[data-earlier] tbody tr").length;
    return shown + document.querySelectorAll("[data-refused] li").length >= count;
  }, files.length);
}

/**
 * The cells of a table, line by line, without what only marks say.
 *
 * @param {Page} tab
 * @param {string} name
 * @param {string} [part]
 */
export const cellsOf = (tab, name, part = "tbody") => tab.locator(`[data-${name}] ${part} tr`).evaluateAll((lines) => lines.map((line) =>
  [...line.children].map((cell) => (cell.querySelector("bdi, .number") ?? cell).textContent?.trim() ?? "")));

/**
 * What each person lacks for a band of the made-up form, by the total of the level with the band's id.
 *
 * @param {Somebody[]} people
 * @param {string} level
 * @param {number} from
 */
export const expectedOf = (people, level, from) => people.map((one) => {
  const result = oracle(one.grades, level);
  const { total } = /** @type {{ total: string }} */ (result[level]);
  return { ...one, total: Number(total), band: String(result.indicative), missing: Math.max(0, from - Number(total)) };
});
