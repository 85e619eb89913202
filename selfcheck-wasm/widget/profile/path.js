// The guide's way through a profile: the requirements that the target asks for.

import { all, form } from "../dom.js";
import { named, say } from "../words.js";
import { requirements, targets } from "./profile.js";

/** The name of the field for the target that the guide asks for. */
export const FIELD = "target";

/**
 * The target to rate for: the one chosen, or the only one.
 * @returns {{id: string, expected: Map<number, number>} | undefined}
 */
export const level = () => (targets[1] ? targets.find(({ id }) => id === form.elements[FIELD].value) : targets[0]);

/** Whether readers have to choose a target first. */
export const isLevelOpen = () => !level();

/**
 * The requirements that the target asks for, in the order of the page.
 * @returns {Group[]}
 */
export function groups() {
  const asked = new Set(requirements.filter((_, place) => level()?.expected.has(place)).map(({ id }) => id));
  return [{ items: all("[data-requirement]", form).filter((item) => asked.has(item.dataset.requirement)) }];
}

/**
 * The share of the target that is attained, once a requirement is rated.
 * @param {ProfileAssessment} result
 */
export function soFar({ aim, targets: results }) {
  const { percent, rated } = results[aim].all;
  return percent < 0 || !rated ? "" : say("guide_share", { percent, target: named("target", targets[aim].id) });
}
