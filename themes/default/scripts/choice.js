// Opens the handbook in the reader's language, before anything is painted: in the reading that was last chosen in this
// browser, or else in the first of the browser's languages that a reading has. Without one, the page with the choice stays,
// and also for a link to the choice itself.
import { chosenReading } from "./shared/reading.js";

/**
 * A reading: its id, the link to it, and the BCP 47 tags of its languages.
 * @typedef {{id: string, href: string, tags: string[]}} Reading
 */

/**
 * The language of a tag, and the language with its script: `zh` and `zh-Hant` of `zh-TW`. A tag that the browser does not
 * know is its own language.
 * @param {string} tag
 */
const known = (tag) => {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return { language, written: `${language}-${script}` };
  } catch {
    return { language: tag, written: tag };
  }
};

/**
 * Returns the reading to open, if there is one that the reader has chosen or can read.
 * @param {Reading[]} readings
 */
const wanted = (readings) => {
  const chosen = chosenReading();
  const before = readings.find(({ id }) => id === chosen);
  if (before) return before;
  const single = readings.filter(({ tags }) => tags.length === 1);
  for (const wish of navigator.languages.map(known)) {
    const fits = (/** @type {"written" | "language"} */ part) =>
      single.find(({ tags: [tag] }) => known(tag)[part] === wish[part]);
    const reading = fits("written") ?? fits("language");
    if (reading) return reading;
  }
};

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
if (!location.hash) {
  const reading = wanted(JSON.parse(script.dataset.readings ?? "[]"));
  if (reading) location.replace(reading.href);
}
