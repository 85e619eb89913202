// The words of the interface.

/**
 * Fills the placeholders of a word: `{name}` with the value of that name, `{name:one|many}` with the first form where the
 * value is 1 and with the second elsewhere. A placeholder whose name has no value stays.
 * @param {string} words
 * @param {Record<string, unknown>} values
 */
export const fillWords = (words, values) =>
  words.replaceAll(/\{(\w+)(?::([^{}|]*)\|([^{}]*))?\}/gu, (place, name, one, many) => {
    const value = values[name];
    if (value === undefined) return place;
    if (many === undefined) return String(value);
    return String(value) === "1" ? one : many;
  });
