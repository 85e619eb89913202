// What a query finds in the readings that the page does not show, for a reader to whom it found nothing.
import { all, find, make } from "../shared/dom.js";
import { search } from "../shared/search.js";

/**
 * The answer in another reading: its name and language, the address that asks there, and the number of results.
 * @typedef {{name: string, lang: string, href: string, count: number}} OtherAnswer
 */

const opener = find("[data-search]");
const root = new URL("..", new URL(opener.dataset.search, document.baseURI));

/**
 * Loads the records of a language, unless the page has them.
 * @param {string} name
 */
const load = (name) =>
  new Promise((done, failed) => {
    const script = make("script", { src: new URL(`data/search/${name}.js`, root).href });
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });

/**
 * The answers to a query in each other reading of one language that has any, in the order of the readings.
 * @param {string[]} shown the languages that the page shows
 * @param {string} query
 * @returns {AsyncGenerator<OtherAnswer>}
 */
export const everyOtherAnswer = async function* (shown, query) {
  for (const link of all("[data-readings] a")) {
    const name = link.dataset.reading;
    const words = all("[lang]", link);
    // A reading of one language has the name of the language.
    if (words.length !== 1 || shown.includes(name)) continue;
    try {
      if (!search.data[name]) await load(name);
    } catch {
      continue; // offline, it may not be saved
    }
    const built = search.build([search.data[name]]);
    built.grow(Infinity, query);
    const { isExact, results } = search.find(built, query);
    if (!isExact || results.length === 0) continue;
    const address = new URL(link.href);
    address.hash = new URLSearchParams({ search: query }).toString();
    yield { name: words[0].textContent, lang: words[0].lang, href: address.href, count: results.length };
  }
};
