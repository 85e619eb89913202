// Interface words.

/** @type {Intl.LDMLPluralRule[]} */
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

/**
 * The form for a number, by the plural rules of the language with a tag. The forms are in the order of the language's
 * categories. Without a tag, the first form is for 1 and the second for all other numbers.
 * @param {string[]} forms
 * @param {string | undefined} tag
 * @param {unknown} number
 */
const chosen = (forms, tag, number) => {
  if (!tag) return String(number) === "1" ? forms[0] : forms[1];
  const rules = new Intl.PluralRules(tag);
  const used = rules.resolvedOptions().pluralCategories;
  const order = CATEGORIES.filter((category) => used.includes(category));
  // An older browser may know fewer categories.
  return forms[order.indexOf(rules.select(Number(number)))] ?? forms.at(-1);
};

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/**
 * A value as it is put into words: isolated if it has letters and either it or the words have some that are written from
 * right to left, so that it cannot move the marks beside it.
 * @param {string} words
 * @param {string} value
 */
const isolated = (words, value) =>
  /\p{L}/u.test(value) && (RIGHT_TO_LEFT.test(words) || RIGHT_TO_LEFT.test(value)) ? `\u2068${value}\u2069` : value;

/**
 * Fills the placeholders of a word: `{name}` with the value of that name, and `{name:…|…}` or `{name@TAG:…|…}` with the
 * form for that number. A placeholder without a value remains.
 * @param {string} words
 * @param {Record<string, unknown>} values
 * @returns {string}
 */
export const fillWords = (words, values) =>
  words.replaceAll(/\{(\w+)(?:@([^:{}]+))?(?::((?:[^{}]|\{\w+\})*))?\}/gu, (place, name, tag, forms) => {
    const value = values[name];
    if (value === undefined) return place;
    return forms === undefined
      ? isolated(words, String(value))
      : fillWords(chosen(forms.split("|"), tag, value), values);
  });
