// The text of a posting in one language.
import { absolute, address, bare, html, markdown, write } from "../shared/citing.js";
import { fillWords } from "../shared/words.js";

/** @typedef {import("../shared/citing.js").CitedForm} CitedForm */
/** @typedef {import("./form.js").PickerLanguage} PickerLanguage */
/** @typedef {import("./form.js").PickerRequirement} PickerRequirement */
/** @typedef {import("./form.js").PickerState} PickerState */
/**
 * @typedef {import("../shared/citing.js").CitedItem} CitedItem
 * @param {PickerRequirement} requirement
 * @param {PickerLanguage[]} languages
 */
export const itemOf = ({ id, href, text }, languages) => ({
  id,
  href: absolute(href),
  texts: languages.map((language) => ({ lang: language.tag, words: bare(text[language.id]) })),
});

/**
 * The posting's requirements in one language, in a form that is not JSON-LD.
 * @param {PickerLanguage} language
 * @param {Pick<PickerState, "must" | "nice" | "rank"> & {as: CitedForm}} state
 */
export function textIn(language, { must, nice, rank, as }) {
  const { words, standard, role } = language;
  const aim = language.levels[rank] ?? language.aim;
  const parts = [];
  for (const [key, list] of /** @type {[string, PickerRequirement[]][]} */ ([
    ["must", must],
    ["nice", nice],
  ])) {
    if (!list.length) continue;
    const items = list.map((requirement) => itemOf(requirement, [language]));
    parts.push(
      strong(as, words[key] + (as === "text" ? words.colon : "")) +
        (as === "markdown" ? "\n\n" : "\n") +
        (as === "text" ? withLinks(items) : write(as, items)),
    );
  }
  const source = fillWords(words.source, { standard, role, level: aim.title });
  parts.push(line(as, source, aim.href));
  for (const { title, href, levels } of language.checks) {
    parts.push(
      line(as, title ? `${words.check} ${title}` : words.check, levels[rank] ? `${href}#${levels[rank]}` : href),
    );
  }
  const joined = parts.join(as === "html" ? "\n" : "\n\n");
  return as === "html" ? `<div lang="${html(language.tag)}">\n${joined}\n</div>` : joined;
}

/**
 * @param {CitedForm} as
 * @param {string} words
 */
const strong = (as, words) =>
  ({ text: words, markdown: `**${markdown(words)}**`, html: `<p><strong>${html(words)}</strong></p>` })[as];
/** @param {CitedItem[]} items */
const withLinks = (items) => items.map((item) => `${write("text", [item])}\n  ${item.href}`).join("\n");

/**
 * @param {CitedForm} as
 * @param {string} words
 * @param {string} href
 */
function line(as, words, href) {
  const to = absolute(href);
  if (as === "html") return `<p>${html(words)} <a href="${html(to)}">${html(to)}</a></p>`;
  return as === "markdown" ? `${markdown(words)} <${address(to)}>` : `${words}\n${to}`;
}
