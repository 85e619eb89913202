// The names of targets, and how many of their requirements are met, in words.

import { fill, named } from "../words.js";
import { targets } from "./profile.js";

/**
 * The names of targets, for `say`.
 * @param {number[]} places
 */
export const targetName = (...places) => named("target", ...places.map((place) => targets[place].id));

/**
 * Whether none of the requirements of a target has been rated.
 * @param {TargetResult} result
 */
export const isBlank = ({ all: { asked, unrated } }) => asked > 0 && unrated === asked;

/**
 * The numbers of requirements that are met, partly met and so on, without those that are zero, for `say`: “5 of 9 met,
 * 2 partly”.
 * @param {Attained} attained
 * @returns {Naming}
 */
export const counts = (attained) => (words) => /** @type {const} */ (["met", "partly", "not_yet", "unrated", "excluded"])
  .filter((key) => key === "met" || attained[key])
  .map((key) => fill(words, `count_${key}`, attained).join(""))
  .join(words.comma);
