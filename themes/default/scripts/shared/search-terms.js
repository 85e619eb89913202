// How search cuts texts into terms, in every script, and which spellings it takes for the same.

// Runs of Han characters and kana; between them, runs of letters and digits with the characters allowed inside words;
// and within those, the numbers of clauses and requirements, and words. Browsers need milliseconds to compile the class
// of all letters, so only one pattern has it.
const HAN = /[\p{Script=Han}\u3040-\u30ff\uff66-\uff9f]+/gu;
const RUNS = /[\p{L}\p{M}\p{N}.'’-]+/gu;
const JOINTS = /[.'’-]/u;
const WORDS = /(\d+(?:\.\d+)+(?:-[a-z]{1,2}(?![^.'’-]))?)|[^.'’-]+(?:['’-][^.'’-]+)*/gu;
const PARTS = /[^'’-]+(?:['’][^'’-]+)*/gu;

// Accents, and the signs that most Arabic and Hebrew texts omit. People type without them.
const ACCENTS = /\p{Script=Inherited}|(?=[\u0591-\u05c7])\p{M}|\u0640/gu;

/**
 * A word in lower case without accents, with variants of the same character unified.
 * @param {string} word
 */
const folded = (word) => {
  const small = numbered(word).normalize("NFKC").toLowerCase();
  // Few words need folding.
  if (/^[a-z0-9.'’-]*$/u.test(small)) return small;
  const bare = small.normalize("NFKD").replace(ACCENTS, "").normalize("NFC");
  return /[\u0629-\u06cc]/u.test(bare) ? bare.replace(/[ةىکی]/gu, (letter) => LETTERS[letter]) : bare;
};

// Letters of the Arabic script for which people often type another, and the other.
/** @type {Record<string, string>} */
const LETTERS = { ة: "ه", ى: "ي", ک: "ك", ی: "ي" };

// The Arabic article, with the particles that are written before it. It is part of the word, but not of what people look for.
const ARTICLE = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)/u;

// Numbers may be written in the digits of other scripts, and everything in full-width signs. Each is a single code unit like
// the ASCII sign, so that places in a text stay the same.
const DIGITS = /[٠-٩۰-۹०-९]/gu;
const ZEROS = [0x660, 0x6f0, 0x966];
const FULL_WIDTH = /[\uff01-\uff5e]/gu;
/** @param {string} text */
const numbered = (text) =>
  text
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(DIGITS, (sign) => {
      const code = sign.charCodeAt(0);
      return String(code - /** @type {number} */ (ZEROS.findLast((zero) => zero <= code)));
    });

// A clause or requirement as people cite it: 见第5.3.4条a项, Clause 5.3.4, 5.3.4(a).
const CITED = new RegExp(
  "(?:参见|參見|详见|詳見|参照|參照|按照|依照|依据|依據|根据|根據|见|見|按|(?<![a-z])see)?\\s*" +
    "(?:第|§+|(?<![a-z])(?:(?:sub-?)?clauses?|sections?|paragraphs?|para\\.|items?|no\\.))?\\s*" +
    "(?<![a-z\\d.-])(\\d+(?:\\.\\d+)+(?:-[a-z]{1,2}(?![a-z]))?|(?<=第\\s*)\\d+(?=\\s*[条條章節节款项項]))(?![\\d.]*\\d|-[a-z])" +
    "\\s*(?:条款|條款|[条條章節节款项項])?" +
    "(?:\\s*第?\\s*(?:[(（]\\s*([a-z])\\s*[)）]|([a-z])\\s*[)）项項])[项項]?)?(?:を?参照)?",
  "giu",
);

/**
 * A query with its citations reduced to the numbers that records have.
 * @param {string} query
 */
export const uncited = (query) =>
  numbered(query)
    .replace(CITED, (_, number, bracketed, letter = bracketed) => {
      const isWhole = !letter || number.includes("-");
      return ` ${number}${isWhole ? "" : `-${letter.toLowerCase()}`} `;
    })
    .replace(/(?<=\d(?:-[a-z]{1,2})? +)[和与與及至到或、，,\s]+(?=\d)/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

// English words that carry no meaning in a query.
export const STOP = new Set(
  (
    "a an and are as at be by can do does for from how i if in into is it its me my of on or our should " +
    "that the their them they this to we what when which who will with you your"
  ).split(" "),
);

// Words that end like a plural but are not one.
const WHOLE = new Set(["customs", "goods", "news"]);

/**
 * An English word without its ending, so that forms of a word match each other. The result need not be a word.
 * @param {string} word
 */
const stem = (word) => {
  let left = word.replace(/['’]s?$/u, "");
  if (!/^[a-z]{4,}$/u.test(left) || WHOLE.has(left)) return left;
  if (left.endsWith("ies") && left.length > 4) left = `${left.slice(0, -3)}y`;
  else if (left.endsWith("s") && !/(?:ss|us|is)$/u.test(left)) left = left.slice(0, -1);
  const cut = /^(.*[aeiouy].*?)(?:ing|ed)$/u.exec(left);
  if (cut && cut[1].length > 2) left = cut[1];
  else if (/..[ts]ion$/u.test(left)) left = left.slice(0, -3);
  left = left.replace(/e$/u, "");
  left = left.replace(/i[sz](?:at)?$/u, "is");
  return left.replace(/([bdfglmnprst])\1$/u, "$1");
};

// MiniSearch stores terms in a tree that branches at each letter, and Chinese has thousands of characters. So a Han
// character or kana becomes two of 512 private code points, which no text uses. Half-width kana become full-width
// first, and katakana become hiragana. All variants of a character, such as its Traditional and Simplified forms, become
// the first of them.
const SIGNS = 2;
const known = new Map();
/**
 * The groups of variants, by their characters.
 * @type {Map<string, string[]>}
 */
const variants = new Map();
/**
 * All ways to write a character.
 * @param {string} character
 */
export const spellings = (character) => variants.get(character)?.join("") ?? character;
/** @param {string} character */
const unified = (character) => variants.get(character)?.[0] ?? character;
/** @param {string} character */
const signs = (character) => {
  let made = known.get(character);
  if (!made) {
    const full = unified(character.normalize("NFKC"));
    let code = /** @type {number} */ (full.codePointAt(0));
    if (code > 0x30a0 && code < 0x30f7) code -= 0x60; // the same syllable in hiragana
    made = String.fromCharCode(0xe000 + (code >> 9), 0xe000 + (code & 511));
    known.set(character, made);
  }
  return made;
};
// A character with its voicing mark, which half-width kana write after it.
const KANA = /.(?:\uff9e|\uff9f|\u3099|\u309a)?/gu;
/** @param {string} term */
export const isHan = (term) => term >= "\ue000" && term < "\ue200";
/** @param {string} term */
export const isOneHan = (term) => isHan(term) && term.length === SIGNS;

/**
 * The characters of a term of Han characters, each as a term.
 * @param {string} term
 */
export const charactersOf = (term) => [term.slice(0, SIGNS), term.slice(SIGNS)].filter(Boolean);

/**
 * The terms of a run of Han characters and kana, each with its position.
 * @param {string} run
 * @param {boolean} isQuery
 */
const termsOfHan = (run, isQuery) => {
  /** @type {SearchTerm[]} */
  const terms = [];
  const characters = run.match(KANA) ?? [];
  let at = 0;
  characters.forEach((character, place) => {
    const next = characters[place + 1] ?? "";
    if (next || !isQuery || characters.length === 1) {
      terms.push({
        term: signs(character) + (next && signs(next)),
        start: at,
        end: at + character.length + next.length,
      });
    }
    at += character.length;
  });
  return terms;
};

/**
 * The letters, digits and full stops of a text, in lower case, with variants of the same character unified.
 * @param {string} text
 */
export const bare = (text) => {
  const plain = (folded(text).match(RUNS) ?? []).join("").replace(/['’-]/gu, "");
  return variants.size > 0 ? plain.replace(HAN, (run) => [...run].map(unified).join("")) : plain;
};

/**
 * Learns the variants that a language's records may have been written with.
 * @param {SearchLanguage} language
 */
export const learn = ({ variants: groups }) => {
  for (const group of groups?.split(" ") ?? []) {
    const characters = [...group];
    for (const character of characters) {
      variants.set(character, characters);
      known.delete(character);
    }
  }
};

/**
 * The terms of a word, which may have parts.
 * @param {string} run
 * @param {boolean} isQuery
 */
const termsOfWord = (run, isQuery) => {
  /** @type {SearchTerm[]} */
  const terms = [];
  const parts = [...run.matchAll(PARTS)];
  if (parts.length > 1) terms.push({ term: stem(bare(run)), start: 0, end: run.length });
  if (parts.length === 1 || !isQuery) {
    for (const { 0: part, index } of parts) {
      const word = folded(part.normalize("NFKC").replace(ARTICLE, ""));
      if (parts.length === 1 || word.length > 1) {
        terms.push({ term: stem(word), start: index, end: index + part.length });
      }
    }
  }
  return terms;
};

// A handbook has few distinct words and repeats them often.
const words = new Map();
/**
 * @param {string} run
 * @returns {SearchTerm[]}
 */
const termsOfKnown = (run) => {
  let terms = words.get(run);
  if (!terms) words.set(run, (terms = termsOfWord(run, false)));
  return terms;
};

/**
 * The terms of a text, each with its position. Every two adjacent Han characters are a term, whatever words they belong
 * to; the last character is also a term on its own, so that every single character is found as the start of a term.
 * @param {string} written
 */
export const termsOf = (written, isQuery = false) => {
  const text = numbered(written);
  /** @type {SearchTerm[]} */
  const all = [];
  /**
   * @param {SearchTerm[]} terms
   * @param {number} from
   */
  const add = (terms, from) => {
    for (const { term, start, end } of terms) all.push({ term, start: from + start, end: from + end });
  };
  /**
   * @param {number} from
   * @param {number} to
   */
  const between = (from, to) => {
    for (const { 0: run, index: place } of text.slice(from, to).matchAll(RUNS)) {
      if (!JOINTS.test(run)) add(isQuery ? termsOfWord(run, true) : termsOfKnown(run), from + place);
      else {
        for (const { 0: word, 1: number, index } of run.matchAll(WORDS)) {
          if (number) add([{ term: word.toLowerCase(), start: 0, end: word.length }], from + place + index);
          else add(isQuery ? termsOfWord(word, true) : termsOfKnown(word), from + place + index);
        }
      }
    }
  };
  let done = 0;
  for (const { 0: run, index } of text.matchAll(HAN)) {
    if (index > done) between(done, index);
    add(termsOfHan(run, isQuery), index);
    done = index + run.length;
  }
  if (done < text.length) between(done, text.length);
  return all;
};
