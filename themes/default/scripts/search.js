// The search dialog. The page opens it with only a search field in it, and then loads this script. `search-index.js`
// decides what a query finds; this script shows the results and handles input.
import { beginnings } from "./search/beginnings.js";
import { everyOtherAnswer } from "./search/elsewhere.js";
import { filtersOf, optionsOf } from "./search/filters.js";
import { today } from "./shared/day.js";
import { all, find, make } from "./shared/dom.js";
import { search } from "./shared/search.js";
import { isSlashOff, keepSlash } from "./shared/slash.js";
import { fillWords } from "./shared/words.js";

const opener = find("[data-search]");
/** @type {string[]} */
const names = opener.dataset.languages.split(" ");
// Addresses in records are relative to the folder of a reading.
const reading = new URL(".", new URL(opener.dataset.search, document.baseURI));
// The number of results shown, and the number of those shown first, which fill a screen: a slow phone shows these
// before the next letter is typed.
const AT_ONCE = 20;
const AT_FIRST = 8;

// ---- Words ----

/** @type {SearchLanguage[]} */
let languages = [];
/**
 * An interface word as one string, for attributes and for announcements.
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
const plain = (key, values = {}) =>
  [...new Set(languages.map(({ words }) => fillWords(words[key] ?? key, values)))].join(" / ");

/**
 * An interface word in every language of the reading; the second language is less prominent.
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
const spoken = (key, values = {}) => both((language) => fillWords(language.words[key] ?? key, values), undefined, key);

/**
 * The result of `words(language)` in every language, as nodes; `inside` turns a text into nodes. A word that a language
 * borrows from another is marked with that language's tag.
 * @param {(language: SearchLanguage, place: number) => string} words
 * @param {(text: string) => (Node | string)[]} inside
 */
const both = (words, inside = (text) => [text], key = "") => {
  /** @type {{text: string, tag: string, dir: string | undefined, class: string}[]} */
  const said = [];
  for (const [place, language] of languages.entries()) {
    const text = words(language, place);
    if (!text || said.some((other) => other.text === text)) continue;
    const lender = language.borrowed?.[key];
    const dir = lender ? language.dir && "auto" : language.dir;
    said.push({ text, tag: lender ?? language.tag, dir, class: said.length === 0 ? "first" : "second" });
  }
  return said.flatMap(({ text, tag, dir, class: name }, place) => {
    const span = make("span", { lang: tag, dir, class: said.length > 1 ? name : undefined }, ...inside(text));
    return place === 0 ? [span] : [" ", span];
  });
};

// ---- The dialog ----

const dialog = find("dialog.search");
const input = find("input", dialog);
const closer = make("button", { type: "button", class: "close" }, "×");
const filters = make("div", { class: "filters" });
const count = make("p", { class: "count", role: "status" });
const list = make("ol", { class: "results", id: "search-results" });
const more = make("button", { type: "button", class: "more", hidden: true });
const help = make("div", { class: "help", id: "search-help" });
const start = make("div", { class: "start" });
const elsewhere = make("p", { class: "elsewhere" });
const body = make("div", { class: "body" }, elsewhere, start, help, list, more);
filters.hidden = true;
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-describedby", help.id);
input.after(closer);
input.closest(".search-sheet").append(filters, count);

/** @type {Partial<Record<SearchFacet, string>>} */
const chosen = {};
/** @type {SearchIndex | undefined} */
let built;
let isWhole = false;
/** @type {SearchAnswer} */
let found = { isExact: true, results: [] };
let shown = 0;

/** Shows the filters, once the words are loaded. */
const offerFilters = () => {
  for (const { name, label, any, options } of filtersOf(languages, plain)) {
    const select = make(
      "select",
      { name, "aria-label": label },
      make("option", { value: "" }, any),
      ...optionsOf(options),
    );
    select.addEventListener("change", () => {
      chosen[name] = select.value;
      select.toggleAttribute("data-chosen", Boolean(select.value));
      answer();
    });
    filters.append(select);
  }
  closer.setAttribute("aria-label", plain("close"));
  closer.title = plain("close");
  input.placeholder = plain("placeholder");
  start.append(
    ...beginnings(languages, {
      heading: (key) => make("h2", {}, ...spoken(key)),
      label: (words) => make("span", {}, ...both(words)),
      address: (path) => new URL(path, reading).href,
      ask: (words) => {
        input.value = words;
        answer();
        input.focus();
      },
    }),
  );
  const slash = make("input", { type: "checkbox" });
  slash.checked = !isSlashOff();
  slash.addEventListener("change", () => keepSlash(slash.checked));
  help.append(
    make("p", {}, ...spoken("help")),
    make("p", {}, ...spoken("help_words")),
    make("p", { class: "keys" }, ...spoken("help_keys")),
    make("label", {}, slash, " ", make("span", {}, ...spoken("slash"))),
  );
};

// ---- Results ----

/**
 * The titles of the clauses around a record, outermost first; a long trail leaves out its first step, which says least.
 * @param {SearchRecord[]} records
 * @param {number} place
 */
const trail = (records, place) => {
  const titles = [];
  for (let at = records[place].within; at !== undefined; at = records[at].within) titles.unshift(records[at].title);
  return titles.slice(titles.length > 2 ? 1 : 0).join(" › ");
};

/** @type {(terms: Set<string>) => (text: string) => (Node | string)[]} */
const marks = (terms) => (text) =>
  search.marked(text, terms).map(([words, isMarked]) => (isMarked ? make("mark", {}, words) : words));

/**
 * The name of a record's type; empty if it has none.
 * @param {SearchLanguage} language
 * @param {number} place
 */
const typeOf = ({ further, records }, place) => {
  const types = further?.find(({ key }) => key === "type")?.choices ?? [];
  return types.find(({ id }) => id === records[place].type)?.label ?? "";
};

/** @param {SearchResult} result */
const resultItem = ({ place, terms, fields }) => {
  const record = languages[0].records[place];
  /** @param {SearchLanguage} language */
  const of = (language) => language.records[place];
  const isRequirement = record.kind === "requirement";
  const link = make("a", { href: new URL(record.path, reading).href });
  const head = make("span", { class: "head" });
  if (record.number) {
    head.append(
      make(
        "span",
        { class: "number" },
        ...(languages.every((language) => of(language).number === record.number)
          ? marks(terms)(record.number)
          : both((language) => of(language).number, marks(terms))),
      ),
      " ",
    );
  }
  if (record.title) {
    head.append(make("span", { class: "title" }, ...both((language) => of(language).title, marks(terms))));
  }
  // The name in another language is shown if it was looked for; that of a term always is, since it is a translation.
  if (record.other && languages.length === 1 && (record.kind === "term" || fields.has("other"))) {
    head.append(" ", make("span", { class: "other" }, ...marks(terms)(record.other)));
  }
  /** @param {SearchLanguage} language */
  const said = (language) => {
    const { text = "" } = of(language);
    // A requirement is shown whole, unless its descriptors or parts make it much longer than one.
    if (isRequirement) return search.excerpt(text, terms, 400);
    if (!fields.has("text") && fields.has("note")) return "";
    return search.excerpt(text, terms, languages.length > 1 || language.tag.startsWith("zh") ? 90 : 160);
  };
  const hasExpired = (languages[0].expires?.[place] ?? "9") < today();
  const kind = make("span", { class: "kind" }, ...spoken(hasExpired ? "expired" : `kind_${record.kind}`));
  const text = languages.some(said) ? make("span", { class: "text" }, ...both(said, marks(terms))) : "";
  // A result without a name begins with its text.
  const isNamed = head.hasChildNodes();
  head.append(...(isNamed ? [] : [text]), " ", kind);
  const types = both((language) => typeOf(language, place));
  if (types.length > 0) head.append(" ", make("span", { class: "kind" }, ...types));
  link.append(head, isNamed ? text : "");
  /** @param {SearchLanguage} language */
  const remark = (language) => {
    const { note = "" } = of(language);
    // A remark is shown only if nothing else matched.
    const isIt = fields.size === 1 && fields.has("note") && search.termsOf(note).some(({ term }) => terms.has(term));
    return isIt ? search.excerpt(note, terms, 110) : "";
  };
  if (languages.some(remark)) {
    link.append(
      make(
        "span",
        { class: "text remark" },
        make("span", { class: "label" }, ...spoken("note")),
        " ",
        ...both(remark, marks(terms)),
      ),
    );
  }
  const path = both((language) => trail(language.records, place));
  if (path.length > 0) link.append(make("span", { class: "path" }, ...path));
  return make("li", {}, link);
};

/** @param {number} count */
const append = (count) => {
  const next = found.results.slice(shown, shown + count);
  const items = next.map(resultItem);
  list.append(...items);
  shown += next.length;
  return items;
};

const offerMore = () => {
  const left = found.results.length - shown;
  more.hidden = left === 0;
  if (left > 0) more.replaceChildren(...spoken("more", { count: Math.min(left, AT_ONCE) }));
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let following;
const showFirst = () => {
  clearTimeout(following);
  shown = 0;
  list.replaceChildren();
  append(AT_FIRST);
  more.hidden = true;
  list.setAttribute("aria-busy", "true");
  following = setTimeout(() => {
    append(AT_ONCE - AT_FIRST);
    offerMore();
    list.removeAttribute("aria-busy");
  });
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let speaking;
/** @type {(Node | string)[]} */
let failure = []; // appended to every later answer, since results may be missing
/**
 * @param {string} key
 * @param {Record<string, unknown>} values
 */
const tell = (key, values = {}) => {
  clearTimeout(speaking);
  count.setAttribute("data-pending", "");
  // A screen reader announces the count once the reader pauses, not at every letter.
  speaking = setTimeout(() => {
    count.removeAttribute("data-pending");
    const words = key ? spoken(key, values) : [];
    count.replaceChildren(...words, ...(words.length && failure.length ? [" · "] : []), ...failure);
  }, 250);
};

let answered = 0;
let isScrolled = false;
body.addEventListener(
  "scroll",
  () => {
    isScrolled = true;
  },
  { passive: true },
);

const ask = () => search.find(/** @type {SearchIndex} */ (built), input.value.trim(), chosen);

/** Answers the query in the field. */
const answer = () => {
  if (!built) return;
  // Records that may match the query are indexed before all others, so that no key press waits for the whole index.
  const query = input.value.trim();
  if (query) isWhole ||= built.grow(6, query);
  show(ask());
};

/** Answers again once the index has grown. The results usually stay the same; redrawing them would be noticeable. */
const renew = () => {
  const now = ask();
  const isSame =
    shown > 0 &&
    now.isExact === found.isExact &&
    found.results.slice(0, shown).every(({ place }, index) => place === now.results[index]?.place);
  if (!isSame) {
    show(now);
    return;
  }
  const isMore = now.results.length !== found.results.length;
  answered = performance.now();
  found = now;
  if (!isMore) return;
  if (!list.hasAttribute("aria-busy")) {
    if (shown < AT_ONCE) append(AT_ONCE - shown);
    offerMore();
  }
  tellCount();
};

/** @param {SearchAnswer} results */
const show = (results) => {
  answered = performance.now();
  found = results;
  showFirst();
  if (isScrolled) body.scrollTop = 0; // only if needed, since it forces a layout
  isScrolled = false;
  const isAsked = input.value.trim() !== "";
  help.hidden = isAsked;
  start.hidden = isAsked;
  filters.hidden = !isAsked || (results.results.length === 0 && !Object.values(chosen).some(Boolean));
  tellCount();
  lookElsewhere();
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let looking;
/** If nothing answers exactly, looks in the other readings once the reader pauses, and leads there. */
const lookElsewhere = () => {
  clearTimeout(looking);
  elsewhere.replaceChildren();
  const query = input.value.trim();
  const isUnanswered = () => isWhole && (!found.isExact || found.results.length === 0);
  const isStill = () => query !== "" && input.value.trim() === query && isUnanswered();
  if (!isStill() || Object.values(chosen).some(Boolean)) return;
  looking = setTimeout(async () => {
    for await (const { name, lang, href, count: number } of everyOtherAnswer(names, query)) {
      if (!isStill()) return;
      const words = make("span", {}, ...spoken("elsewhere", { count: number }));
      elsewhere.append(make("a", { href }, make("span", { lang }, name), ": ", words), " ");
    }
  }, 300);
};

const tellCount = () => {
  const query = input.value.trim();
  const number = found.results.length;
  if (query === "") tell("");
  else if (number === 0) tell(Object.values(chosen).some(Boolean) ? "none_filtered" : "none", { query });
  else if (!found.isExact) tell("near", { count: number });
  else tell("found", { count: number });
};

// ---- Interaction ----

let isComposing = false;
input.addEventListener("compositionstart", () => {
  isComposing = true;
});
input.addEventListener("compositionend", () => {
  isComposing = false;
  answer();
});
input.addEventListener("input", () => {
  if (!isComposing) answer();
});
more.addEventListener("click", () => {
  append(AT_ONCE)[0]?.querySelector("a")?.focus();
  offerMore();
});
closer.addEventListener("click", () => dialog.close());

dialog.addEventListener("click", (/** @type {MouseEvent & {target: Element}} */ event) => {
  if (event.target === dialog) dialog.close();
  // A result on this page is behind the dialog.
  else if (event.target.closest(".results a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
});

dialog.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = all("a", list);
  const at = links.indexOf(document.activeElement);
  const isInField = document.activeElement === input;
  /** @param {HTMLElement | undefined} target */
  const go = (target) => {
    event.preventDefault();
    target?.focus();
    target?.scrollIntoView({ block: "nearest" });
  };
  if (event.key === "Escape") {
    // In some browsers, Escape only empties a search field.
    event.preventDefault();
    dialog.close();
  } else if (event.key === "ArrowDown" && (isInField || at >= 0)) {
    go(links[at + 1] ?? (more.hidden ? links[at] : more));
  } else if (event.key === "ArrowUp" && document.activeElement === more) {
    go(links.at(-1));
  } else if (event.key === "ArrowUp" && at >= 0) {
    go(at === 0 ? input : links[at - 1]);
  } else if (event.key === "Home" && at >= 0) {
    go(links[0]);
  } else if (event.key === "End" && at >= 0) {
    go(links.at(-1));
  } else if (event.key === "Enter" && isInField) {
    event.preventDefault();
    links[0]?.click();
  } else if (at >= 0 && event.key.length === 1 && event.key !== " ") {
    // Further letters go to the field.
    input.focus();
  } else if (at >= 0 && event.key === "Backspace") {
    input.focus();
  }
});

// ---- Start ----

/** Indexes the remaining records in steps short enough not to delay a key press, and updates the answer meanwhile. */
const pause = () =>
  new Promise((done) => {
    setTimeout(done);
  });
const isAsking = () => document.activeElement === input && !isComposing && input.value.trim() !== "";
/** @param {SearchIndex} index */
const growWhole = async (index) => {
  while (!isWhole) {
    await pause();
    isWhole = index.grow(12);
    const isDue = isWhole || performance.now() > answered + (found.results.length === 0 ? 60 : 200);
    if (!isDue || !isAsking()) continue;
    await pause();
    if (isAsking()) renew();
  }
};

/**
 * Fills the open dialog and answers the query typed so far. `parts` resolves when everything needed first is loaded,
 * and `loadTexts` loads the rest.
 */
search.begin = async (parts, loadTexts) => {
  // On most networks, this message is not shown long enough to be read.
  const waiting = setTimeout(() => count.replaceChildren(opener.dataset.loading), 400);
  try {
    await parts.finally(() => clearTimeout(waiting));
    languages = names.map((name) => search.data[name]);
    const index = search.build(languages);
    built = index;
    offerFilters();
    filters.parentElement?.append(body); // only now, so that adding the filters does not move the results
    answer();
    const lengthened = loadTexts().then(async () => {
      index.lengthen();
      isWhole = index.grow(6, input.value.trim());
      await pause();
      if (isAsking()) show(ask());
    });
    // Together, so that a missing text is reported at once, not when the index is complete.
    await Promise.all([growWhole(index), lengthened]);
    await growWhole(index);
    dialog.setAttribute("data-whole", ""); // for tests and benchmarks
  } catch (error) {
    const way = find("a[data-search-without]");
    const missing = built ? spoken("incomplete") : [opener.dataset.failed];
    failure = [...missing, " ", ...(way ? [make("a", { href: way.href }, way.textContent)] : [])];
    if (built) tellCount();
    else count.replaceChildren(...failure);
    if (globalThis.console) console.warn(error instanceof Error ? error.message : error);
  }
};
