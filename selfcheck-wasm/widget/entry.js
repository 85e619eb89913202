// What the reader has entered (a check): the controls of the form, and back.

import { all, form } from "./dom.js";
import { answers, requirements, rows } from "./rubric.js";

/** What a link carries, by its keys there: grades, level, aim, answers, posting; and the controls of those that have one. */
const SHARED = { g: "", as: "evaluated-as", target: "target", q: "", posting: "posting" };
/** What is the reader's own, by its keys in a file, which are the names of the controls. */
export const OWN = ["date", "assessor", "name", "department", "notes"];

/** What is entered now. */
export function read() {
  const given = Object.fromEntries(new FormData(form));
  const answer = ({ id }) => {
    const place = answers.findIndex((one) => one.id === given[`answer.${id}`]);
    return place < 0 ? "-" : place;
  };
  return {
    g: rows.map(({ id }) => given[`grade.${id}`] ?? "-").join(""),
    as: given[SHARED.as],
    target: given.target,
    posting: given.posting,
    q: requirements.map(answer).join(""),
    own: Object.fromEntries(OWN.map((name) => [name, (given[name] ?? "").replaceAll("\r", "")])),
  };
}

/** Enters a check; what it does not have is emptied. */
export function write(check) {
  rows.forEach(({ id }, place) => choose(`grade.${id}`, check.g?.[place]));
  requirements.forEach(({ id }, place) => choose(`answer.${id}`, answers[check.q?.[place]]?.id));
  const texts = { ...check, ...check.own, [SHARED.as]: check.as };
  for (const name of [...OWN, SHARED.as, "target", "posting"]) {
    if (form.elements[name]) form.elements[name].value = texts[name] ?? "";
  }
}

/** Checks the one radio of a group that has this value, and no other. */
export function choose(name, chosen) {
  for (const radio of all(`[name="${name}"]`, form)) radio.checked = radio.value === chosen;
}

/** What of a check a link carries: a fragment as the core reads it. */
export function toLink(check) {
  return Object.keys(SHARED)
    .filter((key) => /[^-]/u.test(check[key] ?? ""))
    .map((key) => `${key}=${check[key]}`)
    .join("&");
}

/** Whether nothing is entered. */
export const isEmpty = (check) => !toLink(check) && !Object.values(check.own).join("");
