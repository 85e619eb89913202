// How requirements are cited: as plain text, Markdown, HTML or JSON-LD.
import { find } from "./dom.js";

// A page that knows its published address is cited by it, wherever it was opened.
const here = find("link[rel=canonical]")?.href ?? document.baseURI.split("#")[0];
export const absolute = (href) => new URL(href, here).href;

/** The words without the mark that closes them as an item: that belongs to the list. The point of “etc.” stays. Exports follow
    the same rule. */
export const bare = (words) => words.replace(/(?<!etc(?=[.]))[；。;.]$/u, "");
export const html = (words) =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
export const markdown = (words) => words.replaceAll(/[\\`*_[\]<>#|~]/gu, "\\$&");
/** Brackets as a language sets them. */
export const inBrackets = (lang, inner) => (/^(?:zh|ja)\b/u.test(lang) ? `（${inner}）` : ` (${inner})`);
export const address = (href) => href.replaceAll("(", "%28").replaceAll(")", "%29");

/** One requirement in one language, its name behind its words. */
export const WRITE = {
  text: ({ id }, { lang, words }) => words + inBrackets(lang, id),
  markdown: ({ id, href }, { lang, words }) =>
    markdown(words) + inBrackets(lang, `[${markdown(id)}](${address(href)})`),
  html: ({ id, href }, { lang, words }) => html(words) + inBrackets(lang, `<a href="${html(href)}">${html(id)}</a>`),
};

/** A value as a block for a page's head. Nothing in it ends the block. */
export const block = (value) => {
  const json = JSON.stringify({ "@context": "https://schema.org", ...value }, null, 2).replaceAll(
    /[<>&\u2028\u2029]/gu,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `<script type="application/ld+json">\n${json}\n</script>`;
};

export const term = ({ id, href, texts }, standard) => ({
  "@type": "DefinedTerm",
  "@id": href,
  url: href,
  termCode: id,
  name: texts.map(({ words }) => words).join(" / "),
  inDefinedTermSet: { "@type": "DefinedTermSet", ...standard },
});

/** A list of requirements, each in its languages. */
export function write(form, items) {
  if (form === "html") {
    const item = (of) =>
      of.texts.map((text) =>
        of.texts.length > 1 ? `<span lang="${html(text.lang)}">${WRITE.html(of, text)}</span>` : WRITE.html(of, text),
      );
    return `<ul>\n${items.map((of) => `<li>${item(of).join("<br>")}</li>`).join("\n")}\n</ul>`;
  }
  const between = form === "text" ? "\n  " : "  \n  ";
  return items.map((of) => `- ${of.texts.map((text) => WRITE[form](of, text)).join(between)}`).join("\n");
}
