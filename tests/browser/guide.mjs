// Helpers of the tests that use the guided self-check on a phone, with taps.

import assert from "node:assert/strict";

/** @import { Page } from "playwright-core" */

/** A phone, as the settings of a browser's context. */
export const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, reducedMotion: /** @type {const} */ ("reduce") };

/**
 * The requirements of a row.
 *
 * @param {Page} tab
 * @param {string} row
 */
export const questionsIn = (tab, row) => tab.locator(`[data-row=${row}] .behind > ol > li[data-requirement]`)
  .evaluateAll((all) => all.map((item) => /** @type {HTMLElement} */ (item).dataset.requirement ?? ""));

/**
 * Waits until the guide asks one thing only: about a requirement, for the grade of a row, for the level, or whether to go on.
 *
 * @param {Page} tab
 * @param {string} what
 */
export const asks = (tab, what) => tab.waitForFunction((wanted) => {
  const parts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(
    "[data-guided] [data-requirement] .answers, [data-guided] .grades, [data-guided] [data-step]")]);
  const visible = parts.filter((one) => one.checkVisibility());
  /** @type {(name: "requirement" | "row") => string | undefined} */
  const of = (name) => /** @type {HTMLElement | null} */ (visible[0].closest(`[data-${name}]`))?.dataset[name];
  return visible.length === 1 && (visible[0].dataset.step ?? of("requirement") ?? of("row")) === wanted;
}, what);

/**
 * Answers the questions of a row with taps, with the answers at the given positions in turn. Each leads to the next. Returns their
 * number.
 *
 * @param {Page} tab
 * @param {string} row
 * @param {...number} places
 */
export async function answer(tab, row, ...places) {
  const questions = await questionsIn(tab, row);
  for (const [at, question] of questions.entries()) {
    await asks(tab, question);
    await tab.locator(`[data-requirement="${question}"] .answers label`).nth(places[at % places.length]).tap();
  }
  return questions.length;
}

/**
 * Waits until the guide has ended and the result is shown.
 *
 * @param {Page} tab
 */
export const ended = (tab) => tab.waitForFunction(() => document.activeElement?.id === "check-result");

/**
 * The position of an element on the screen, and the height of the screen. The guide moves the view in the task after the next, so a few
 * frames have to be drawn before; no element tells when that is done.
 *
 * @param {Page} tab
 * @param {string} selector
 */
export const placeOf = (tab, selector) => tab.evaluate(async (what) => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)); });
  const { top, bottom } = /** @type {Element} */ (document.querySelector(what)).getBoundingClientRect();
  return { top, bottom, screen: innerHeight, page: document.documentElement.scrollHeight };
}, selector);

/**
 * @param {{ top: number, bottom: number, screen: number }} place
 * @param {string} what
 */
export function assertInView({ top, bottom, screen }, what) {
  assert.ok(top >= 0 && bottom <= screen, `${what} is from ${top} to ${bottom} on a screen of ${screen}`);
}
