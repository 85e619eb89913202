// Compares two checks: the shares attained, and the requirements that are rated differently. Differences are marked in words as well
// as in colour.

import { find, make } from "../dom.js";
import { named, say, spoken } from "../words.js";
import { describe } from "../keep.js";
import { requirementOf, stepName } from "./advice.js";
import { assess } from "./assessment.js";
import { read, toLink } from "./entry.js";
import { dimensions, requirements } from "./profile.js";
import { targetName } from "./result.js";

let other;

/** Compares a check with the one on the page; without a check, closes the comparison. */
export function lay(check) {
  other = check;
  showComparison(read());
}

/** Shows the comparison, if there is one. */
export function showComparison(check) {
  const place = find("[data-compare]");
  place.hidden = find("[data-do=put-away]").hidden = !other;
  place.replaceChildren(...(other ? table(check) : []));
}

function table(check) {
  const both = [check, other];
  // Both are compared with the target of the check on the page.
  const { aim } = assess(toLink(check));
  const [mine, theirs] = both.map((one) => assess(toLink(one)).targets[aim]);
  const lines = requirements.flatMap(({ id }, place) => {
    const ratings = both.map((one) => one.p?.[place] ?? "-");
    return ratings[0] === ratings[1] ? [] : [line(requirementOf(id), ratings.map((one) => rating(place, one)), difference(...ratings))];
  });
  const share = ({ percent }) => (percent < 0 ? "–" : `${percent}%`);
  const shares = (title, one, two) => line(title, [share(one), share(two)], "", one.percent !== two.percent);
  return [make("table", {},
    make("caption", {}, say("differences", { count: lines.length, requirements: requirements.length })),
    make("thead", {}, make("tr", {}, head(say("requirement")), head(say("this"), check), head(say("other"), other), head(say("difference")))),
    make("tbody", {}, ...lines),
    make("tbody", { class: "totals" },
      shares(say("all_of", { target: targetName(aim) }), mine.all, theirs.all),
      ...dimensions.map((id, at) => shares(spoken(named("dimension", id)), mine.dimensions[at], theirs.dimensions[at]))))];
}

function rating(place, letter) {
  if (letter === "-") return "–";
  return letter === "x" ? say("excluded") : spoken(stepName(place, letter));
}

function difference(mine, theirs) {
  if (mine === "-" || theirs === "-") return say("one_open");
  if (mine === "x" || theirs === "x") return say("one_excluded");
  return say(theirs > mine ? "higher" : "lower", { steps: Math.abs(theirs - mine) });
}

const head = (title, check) => make("th", { scope: "col" }, title,
  ...(check ? [make("small", {}, spoken(describe(check)))] : []));

const line = (title, cells, words, differs = true) => make("tr", differs ? { class: "differs" } : {},
  make("th", { scope: "row" }, title), ...cells.map((cell) => make("td", {}, cell)), make("td", {}, words));
