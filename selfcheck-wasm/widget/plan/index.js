// The script of the card and the plan. The self-check's script tells it each result that it shows.

import { all, find, form } from "../dom.js";
import { plainly, say } from "../words.js";
import { identity, outlook } from "widget:kind/outlook.js";
import { showCard } from "./card.js";
import { showPlan } from "./list.js";
import { hasModules, linkTo } from "./modules.js";
import { learning, listen } from "./learning.js";
import { picture, written } from "./picture.js";
import { calendar } from "./calendar.js";
import { table } from "./table.js";
import { watchHistory } from "./history.js";
import { watchLink } from "./link.js";
import { save, today } from "./save.js";

/** @type {Outlook} */
let shown;
/** @type {Check} */
let check;

form.addEventListener("selfcheck:shown", (event) => {
  const parts = all("[data-card], [data-plan]");
  try {
    const { state, result } = /** @type {CustomEvent} */ (event).detail;
    check = state;
    shown = outlook(state, result);
    for (const part of parts) part.hidden = false;
    showCard(shown);
    showPlan(shown);
  } catch (error) {
    // The rest of the self-check does not depend on these.
    console.error(error);
    for (const part of parts) part.hidden = true;
  }
});
if (hasModules) listen();
watchHistory();
watchLink();

/** The date of the check, or else today's. */
const dateOf = () => check.own.date || today();

/** @param {string} text */
const plain = (text) => new Blob([text], { type: "text/plain;charset=utf-8" });

/**
 * The link and the words of a module of the learning plan.
 * @param {import("./learning.js").Learned} entry
 */
function described({ module, closes }) {
  const link = linkTo(module);
  const gaps = closes.map((id) => find(`[data-requirement="${id}"] .number`)?.textContent ?? id).join(", ");
  const key = closes.length ? "outlook_module_closes" : "outlook_module_before";
  return {
    title: link.textContent.trim().replaceAll(/\s+/gu, " "),
    address: link.href,
    about: [[written({ key, values: { count: closes.length, hours: module.hours } }).join(" / "), gaps].filter(Boolean).join(": "),
      module.isExample && written({ key: "outlook_module_example" }).join(" / ")].filter(Boolean).join("\n"),
  };
}

/** The places of messages about the card and about the learning plan. */
const ofCard = () => find("[data-card-message]");
const ofLearning = () => find("[data-learning-message]");

/** @type {Record<string, () => void>} */
const SAVES = {
  picture() {
    picture(shown, dateOf()).toBlob((content) => content && save(ofCard(), content, "", dateOf(), "png"), "image/png");
  },
  table() {
    const { head, rows } = shown.table;
    const cells = [head.map((key) => plainly((words) => words[key])), ...rows.map((row) => row.map((cell) => {
      if (typeof cell === "function") return plainly(cell);
      return Number.isNaN(cell) ? "" : cell;
    }))];
    save(ofCard(), plain(table(cells)), "", dateOf(), "csv");
  },
  text() {
    const lines = learning().flatMap((entry) => {
      const { title, about, address } = described(entry);
      const dates = [entry.from, entry.until].filter(Boolean).join(" – ");
      return [`- ${[title, dates].filter(Boolean).join(", ")}`, ...about.split("\n").map((line) => `  ${line}`), `  ${address}`];
    });
    const heading = find("h1").textContent.trim();
    const content = plain(`${[heading, plainly((words) => words.outlook_module_title), "", ...lines].join("\n")}\n`);
    save(ofLearning(), content, "plan", today(), "txt");
  },
  calendar() {
    const isDated = learning().some(({ from }) => from);
    if (!isDated) {
      ofLearning().replaceChildren(say("outlook_module_undated"));
      return;
    }
    const owner = identity.map(({ id }) => id).join(".");
    const content = new Blob([calendar(learning(), described, owner, new Date())], { type: "text/calendar;charset=utf-8" });
    save(ofLearning(), content, "plan", today(), "ics");
  },
};

for (const button of all("[data-save]")) button.addEventListener("click", SAVES[button.dataset.save]);
