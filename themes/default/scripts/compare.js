// Sets two roles side by side, or two levels of a role, as the reader chooses. What a role asks for comes as a script of its
// own, which loads from disk as well. The choice is in the address, so that it can be linked to and the back button works.
import { all, find, make } from "./shared/dom.js";
import { fillWords } from "./shared/words.js";

/**
 * @typedef {object} ComparedSide One side of the comparison.
 * @property {string} role The id of the role.
 * @property {string} level The id of its level; empty for all levels.
 * @property {string} name What it is called.
 * @property {string} href The link to its page.
 * @property {Element} content What it asks for.
 */

/** @type {["first", "second"]} */
const SIDES = ["first", "second"];
const form = find(".compared-pair");
const status = find(".compared-status");
const result = find(".compared-result");
const title = document.title;

/** @type {Map<string, Promise<void>>} */
const loads = new Map();
/**
 * Loads what a role asks for, once.
 * @param {string} role
 */
const load = (role) => {
  const before = loads.get(role);
  if (before) return before;
  /** @type {Promise<void>} */
  const loading = new Promise((done, failed) => {
    const script = make("script", { src: `compare/${role}.js` });
    script.addEventListener("load", () => done());
    script.addEventListener("error", () => {
      script.remove();
      loads.delete(role);
      failed(new Error(`${role} did not load`));
    });
    document.head.append(script);
  });
  loads.set(role, loading);
  return loading;
};

/**
 * What a role asks for, as elements that are not yet on the page.
 * @param {string} role
 */
const contentOf = (role) => {
  const parsed = new DOMParser().parseFromString(globalThis.clausebookCompared[role], "text/html");
  return document.importNode(/** @type {Element} */ (parsed.body.firstElementChild), true);
};

/** @param {string} name */
const roleField = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
/** @param {string} name */
const levelField = (name) => /** @type {HTMLSelectElement | null} */ (form.elements.namedItem(`${name}-level`));

/**
 * The role and the level that the address names, each empty if it names none.
 * @param {string} name
 */
const chosen = (name) => {
  const said = new URLSearchParams(location.hash.slice(1)).get(name) ?? "";
  const [role, level = ""] = said.split("/");
  const isKnown = [...roleField(name).options].some((option) => option.value === role);
  return { role: isKnown ? role : "", level: isKnown ? level : "" };
};

/**
 * Offers the levels of a role, and chooses one of them. Returns its id; empty if the role does not have the level.
 * @param {string} name
 * @param {Element | undefined} content
 * @param {string} level
 */
const offerLevels = (name, content, level) => {
  const field = levelField(name);
  if (!field) return "";
  const levels = content ? all("[data-levels] > [data-id]", content) : [];
  field.replaceChildren(
    field.options[0],
    ...levels.map((item) => {
      const label = find(".first", item) ?? item;
      return make("option", { value: item.dataset.id }, label.textContent);
    }),
  );
  field.closest("p")?.toggleAttribute("hidden", levels.length < 2);
  field.value = levels.some((item) => item.dataset.id === level) ? level : "";
  return field.value;
};

/**
 * Leaves of what a role asks for what its level asks for, with the terms of that level.
 * @param {Element} content
 * @param {string} level
 */
const narrow = (content, level) => {
  const levels = all("[data-levels] > [data-id]", content);
  const rank = level ? String(levels.findIndex((item) => item.dataset.id === level)) : "";
  for (const item of all("li[data-levels]", content)) {
    if (rank && !item.dataset.levels.split(" ").includes(rank)) item.remove();
  }
  for (const terms of all(".terms", content)) if (terms.dataset.level !== rank) terms.remove();
};

/** @param {Element} item */
const termsOf = (item) => find(":scope > .terms", item);

/**
 * Shows the terms of both sides on a requirement that both ask for: once if they are the same.
 * @param {Element} item
 * @param {Element} other
 * @param {ComparedSide[]} sides
 */
const joinTerms = (item, other, sides) => {
  const terms = [item, other].map(termsOf);
  if (terms[0]?.textContent === terms[1]?.textContent) return;
  const stated = terms.map((words, place) => {
    const line = make("p", { class: "terms ours fine" }, make("b", {}, sides[place].name), " ");
    line.append(...(words ? words.cloneNode(true).childNodes : [result.dataset.required]));
    return line;
  });
  terms[0]?.remove();
  find(":scope > p, :scope > .pair", item).after(...stated);
};

/**
 * The part of a role with only some of its requirements, without its heading; `undefined` if there are none.
 * @param {Element | undefined} part
 * @param {Set<string>} ids
 */
const only = (part, ids) => {
  if (!part) return undefined;
  const clauses = all(":scope > div", part).filter((clause) => {
    for (const item of all("li[id]", clause)) if (!ids.has(item.id)) item.remove();
    return find("li[id]", clause);
  });
  return clauses.length > 0 ? clauses : undefined;
};

/**
 * A column: its head, the number of requirements in it, and its clauses.
 * @param {string} side
 * @param {string} head
 * @param {string | undefined} href
 * @param {Element[]} clauses
 */
const column = (side, head, href, clauses) => {
  const count = clauses.reduce((sum, clause) => sum + all("li[id]", clause).length, 0);
  const label = href ? make("a", { href }, head) : head;
  const counted = make("span", { class: "fine" }, fillWords(result.dataset.count, { count }));
  const parts = clauses.flatMap((clause) => [...clause.children]);
  return make("section", { class: `of-${side}` }, make("h3", {}, label, " ", counted), ...parts);
};

/**
 * The tasks of both sides, if either has any and they are different roles.
 * @param {ComparedSide[]} sides
 */
const tasks = (sides) => {
  const lists = sides.map(({ content }) => find("[data-tasks]", content));
  if (sides[0].role === sides[1].role || lists.every((list) => list.children.length === 0)) return [];
  const columns = sides.map(({ name, href }, place) =>
    make("section", {}, make("h3", {}, make("a", { href }, name)), make("ul", {}, ...lists[place].children)),
  );
  const heading = make("h2", { id: "tasks" }, result.dataset.tasks);
  return [make("section", { class: "compared-part" }, heading, make("div", { class: "columns" }, ...columns))];
};

/**
 * Shows what both sides ask for and what only one of them asks for.
 * @param {ComparedSide[]} sides
 */
const show = (sides) => {
  const asked = sides.map(({ content }) => new Map(all("li[data-levels]", content).map((item) => [item.id, item])));
  const ids = asked.map((items) => new Set(items.keys()));
  const both = new Set([...ids[0]].filter((id) => ids[1].has(id)));
  const alone = ids.map((own) => new Set([...own].filter((id) => !both.has(id))));
  for (const id of both) joinTerms(asked[0].get(id), asked[1].get(id), sides);
  const parts = sides.map(
    ({ content }) => new Map(all(":scope > [data-order]", content).map((part) => [Number(part.dataset.order), part])),
  );
  const orders = [...new Set(parts.flatMap((found) => [...found.keys()]))].toSorted((a, b) => a - b);
  const shown = orders.flatMap((order) => {
    const [first, second] = parts.map((found) => found.get(order));
    const common = only(first?.cloneNode(true), both);
    const own = [only(first?.cloneNode(true), alone[0]), only(second?.cloneNode(true), alone[1])];
    const columns = [
      ...(common ? [column("both", result.dataset.both, undefined, common)] : []),
      ...own.flatMap((clauses, place) => {
        const head = fillWords(result.dataset.only, { name: sides[place].name });
        return clauses ? [column(SIDES[place], head, sides[place].href, clauses)] : [];
      }),
    ];
    if (columns.length === 0) return [];
    const heading = find(":scope > h2", /** @type {Element} */ (first ?? second));
    return [make("section", { class: "compared-part" }, heading, make("div", { class: "columns" }, ...columns))];
  });
  result.replaceChildren(...tasks(sides), ...shown);
  const [first, second] = sides.map(({ name }) => name);
  const counts = { both: both.size, only_first: alone[0].size, only_second: alone[1].size };
  status.textContent = fillWords(status.dataset.shown, { first, second, ...counts });
  document.title = `${first} / ${second} · ${title}`;
};

/**
 * One side of the comparison, whose data has loaded; `undefined` if no role is chosen for it.
 * @param {"first" | "second"} name
 * @param {{role: string, level: string}} named
 * @returns {ComparedSide | undefined}
 */
const side = (name, { role, level: named }) => {
  const field = roleField(name);
  if (!role) {
    offerLevels(name, undefined, "");
    return undefined;
  }
  const content = contentOf(role);
  const level = offerLevels(name, content, named);
  const ofLevel = level && find(`[data-levels] > [data-id="${CSS.escape(level)}"] > a`, content);
  const link = ofLevel || all(".elsewhere a")[field.selectedIndex - 1];
  const labels = [field.selectedOptions[0].textContent, level && levelField(name)?.selectedOptions[0].textContent];
  narrow(content, level);
  return { role, level, name: labels.filter(Boolean).join(" · "), href: link.getAttribute("href"), content };
};

/** Counts the changes of the choice: what has loaded for an earlier one is not shown. */
let turn = 0;

const apply = async () => {
  turn += 1;
  const own = turn;
  const named = SIDES.map(chosen);
  for (const [place, name] of SIDES.entries()) roleField(name).value = named[place].role;
  const roles = named.map(({ role }) => role).filter(Boolean);
  if (roles.length > 0) status.textContent = status.dataset.loading;
  result.setAttribute("aria-busy", "true");
  try {
    await Promise.all(roles.map(load));
  } catch {
    if (own === turn) {
      result.replaceChildren();
      status.textContent = status.dataset.failed;
      result.removeAttribute("aria-busy");
    }
    return;
  }
  if (own !== turn) return;
  result.removeAttribute("aria-busy");
  const sides = SIDES.flatMap((name, place) => side(name, named[place]) ?? []);
  const [first, second] = sides;
  const isSame = sides.length === 2 && first.role === second.role && first.level === second.level;
  if (sides.length === 2 && !isSame) return show(sides);
  result.replaceChildren();
  document.title = title;
  status.textContent = isSame ? status.dataset.same : "";
};

const begin = () => {
  for (const part of all("[data-live]")) part.hidden = false;
  form.addEventListener("change", (/** @type {Event & {target: HTMLSelectElement}} */ event) => {
    const { name } = event.target;
    const said = new URLSearchParams();
    for (const side of SIDES) {
      const role = roleField(side).value;
      // Another role has other levels.
      const level = name === side ? "" : levelField(side)?.value;
      if (role) said.set(side, level ? `${role}/${level}` : role);
    }
    location.hash = said.toString().replaceAll("%2F", "/");
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  addEventListener("hashchange", apply);
  // In a standard with one role, there are only its levels to choose from.
  const options = [...roleField("first").options].slice(1);
  if (!location.hash && options.length === 1) {
    const only = options[0].value;
    history.replaceState(null, "", `#first=${only}&second=${only}`);
  }
  apply();
};
if (form) begin();
