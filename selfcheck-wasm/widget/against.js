// Shows the chosen posting and the status of each of its requirements.

import { all, find, make } from "./dom.js";
import { say } from "./words.js";
import { copyOf, status } from "widget:kind/posting.js";

/**
 * Shows the posting that a check names, and the check's status for each requirement in it.
 * @param {Check} check
 */
export function showPosting(check) {
  for (const part of all("[data-posting]")) {
    part.hidden = part.dataset.posting !== check.posting;
    if (part.hidden) continue;
    for (const list of all(".asks", part)) {
      const tally = { count: 0, met: 0, partly: 0, not_yet: 0, unknown: 0 };
      for (const item of list.children) {
        const { state, by, values } = status({ ...item.dataset, level: part.dataset.level }, /** @type {ReadCheck} */ (check));
        tally.count += 1;
        tally[state] += 1;
        item.dataset.state = state;
        if (!find(".about", item)) item.append(copyOf(item.dataset.asked));
        find(".standing", item)?.remove();
        item.prepend(make("p", { class: "standing ours" }, make("strong", {}, say(state)), ...(by ? [" ", say(by, values)] : [])));
      }
      find("[data-tally]", list.previousElementSibling).replaceChildren(say("tally", tally));
    }
  }
}
