// Citations of requirements: as plain text, Markdown, HTML or JSON-LD.
import { find } from "./dom.js";

/** @typedef {{lang: string, words: string}} CitedText A requirement's words in one language. */
/** @typedef {{id: string, href: string, texts: CitedText[]}} CitedItem A requirement in the languages in which it is cited. */
/** @typedef {"text" | "markdown" | "html"} CitedForm A form in which every requirement is written apart. */

// A page that knows its published address is cited by that address, wherever it is opened.
const here = find("link[rel=canonical]")?.href ?? document.baseURI.split("#")[0];
/** @param {string} href */
export const absolute = (href) => new URL(href, here).href;

/**
 * The text without the punctuation that closes it as a list item, since that belongs to the list. The full stop of
 * “etc.” remains. Exports follow the same rule (a test compares the marks).
 * @param {string} words
 */
export const bare = (words) => words.replace(/(?<!etc(?=[.]))[；。，、;.,؛،۔।]+$/u, "");
/** @param {string} words */
export const html = (words) =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
/** @param {string} words */
export const markdown = (words) => words.replaceAll(/[\\`*_[\]<>#|~]/gu, "\\$&");
/**
 * Brackets in the style of a language.
 * @param {string} lang
 * @param {string} inner
 */
export const inBrackets = (lang, inner) => (/^(?:zh|ja)\b/u.test(lang) ? `（${inner}）` : ` (${inner})`);
/** @param {string} href */
export const address = (href) => href.replaceAll("(", "%28").replaceAll(")", "%29");

/**
 * One requirement in one language, its name after its text.
 * @type {Record<CitedForm, (item: Pick<CitedItem, "id" | "href">, text: CitedText) => string>}
 */
export const WRITE = {
  text: ({ id }, { lang, words }) => words + inBrackets(lang, id),
  markdown: ({ id, href }, { lang, words }) =>
    markdown(words) + inBrackets(lang, `[${markdown(id)}](${address(href)})`),
  html: ({ id, href }, { lang, words }) => html(words) + inBrackets(lang, `<a href="${html(href)}">${html(id)}</a>`),
};

/**
 * A value as a block for a page's head. No value can end the block early.
 * @param {object} value
 */
export const block = (value) => {
  const json = JSON.stringify({ "@context": "https://schema.org", ...value }, null, 2).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `<script type="application/ld+json">\n${json}\n</script>`;
};

/**
 * @param {CitedItem} item
 * @param {{name: string, url: string}} standard
 */
export const term = ({ id, href, texts }, standard) => ({
  "@type": "DefinedTerm",
  "@id": href,
  url: href,
  termCode: id,
  name: texts.map(({ words }) => words).join(" / "),
  inDefinedTermSet: { "@type": "DefinedTermSet", ...standard },
});

/**
 * A list of requirements, each in all its languages.
 * @param {CitedForm} form
 * @param {CitedItem[]} items
 */
export function write(form, items) {
  if (form === "html") {
    /** @param {CitedItem} of */
    const item = (of) =>
      of.texts.map((text) =>
        of.texts.length > 1 ? `<span lang="${html(text.lang)}">${WRITE.html(of, text)}</span>` : WRITE.html(of, text),
      );
    return `<ul>\n${items.map((of) => `<li>${item(of).join("<br>")}</li>`).join("\n")}\n</ul>`;
  }
  const between = form === "text" ? "\n  " : "  \n  ";
  return items.map((of) => `- ${of.texts.map((text) => WRITE[form](of, text)).join(between)}`).join("\n");
}
