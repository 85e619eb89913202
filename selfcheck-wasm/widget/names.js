// The names of what a form has, and the grades of a check.

import { bands, grades, levels, rows } from "./rubric.js";
import { named } from "./words.js";

/**
 * A band's name, for `say`.
 * @param {number} place
 */
export const bandName = (place) => named("band", bands[place].id);
/**
 * A level's name, for `say`.
 * @param {number} place
 */
export const levelName = (place) => named("level", levels[place].id);
/**
 * A row's name, for `say`.
 * @param {number} place
 */
export const rowName = (place) => named("row", rows[place].id);

/**
 * A grade's name, for `say`; `undefined` if there is no such grade.
 * @param {number} place
 */
export const gradeName = (place) => grades[place] && named("grade", grades[place].id);

/**
 * The position of the grade that a check gives to a row; -1 if it gives none.
 * @param {Check} check
 * @param {number} row
 */
export const gradePlace = (check, row) => grades.findIndex(({ id }) => id === check.g?.[row]);
