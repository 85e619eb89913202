// The requirement picker: what is chosen, and the text of a posting that follows from it. Nothing is requested or sent,
// and what the reader enters is only ever text.
(() => {
  const form = document.querySelector("form[data-picker]");
  const find = (selector, within = form) => within.querySelector(selector);
  const all = (selector, within = form) => [...within.querySelectorAll(selector)];
  const data = JSON.parse(find("[data-picker-data]").textContent);
  const { absolute, bare, block, html, markdown, address, put, term, write } = copying;

  const LEVELS = new Map(data.levels.map((id, rank) => [id, rank]));
  const LANGUAGES = new Map(data.languages.map((language) => [language.id, language]));
  const REQUIREMENTS = new Map(data.requirements.map((requirement) => [requirement.id, requirement]));
  const FIELDS = ["title", "organisation", "website", "place", "region", "country", "remote", "published", "expires",
    "employment", "from", "to", "currency", "per", "description"];
  const field = (name) => form.elements[name];
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  // ---- Words ----

  /** A sentence in the languages of the page. */
  function say(key, values = {}) {
    const said = document.createDocumentFragment();
    data.shown.forEach((id, index) => {
      const { tag, words } = LANGUAGES.get(id);
      const part = document.createElement("span");
      part.lang = tag;
      if (data.shown.length > 1) part.className = index ? "second" : "first";
      part.textContent = fillWords(words[key], values);
      said.append(index ? " " : "", part);
    });
    return said;
  }

  const tell = (place, key, values) => find(`[data-message=${place}]`).replaceChildren(key ? say(key, values) : "");

  // ---- What is chosen ----

  function begin() {
    const template = find("[data-choice]").content.firstElementChild;
    for (const item of all("[data-requirement]")) {
      const { requirement } = item.dataset;
      const choice = template.cloneNode(true);
      const name = find("a.letter", item);
      const words = find(":scope > p, :scope > .pair", item);
      name.id = `name-${requirement}`;
      words.id = `words-${requirement}`;
      choice.setAttribute("aria-labelledby", `${name.id} ${words.id}`);
      for (const input of all("input", choice)) input.name = `pick.${requirement}`;
      item.append(choice);
    }
    for (const part of all("[data-live]")) part.hidden = false;
  }

  const markOf = (id) => field(`pick.${id}`).value;
  const mark = (id, value) => { field(`pick.${id}`).value = value; };

  function read() {
    const chosen = (value) => data.requirements.filter(({ id }) => markOf(id) === value);
    const languages = field("in")?.value === "all" ? data.languages : [LANGUAGES.get(field("in")?.value) ?? data.languages[0]];
    return {
      level: field("level").value, rank: LEVELS.get(field("level").value), languages, as: field("as").value,
      must: chosen("must"), nice: chosen("nice"), about: details(),
    };
  }

  function details() {
    return Object.fromEntries(FIELDS.map((name) => [name, field(name).type === "checkbox" ? field(name).checked : field(name).value.trim()]));
  }

  // ---- The link ----

  /** `5.1-d.e,5.3.1.1-a`: clauses with the letters of their requirements. */
  function shortened(requirements) {
    const clauses = new Map();
    for (const { id } of requirements) {
      const at = id.lastIndexOf("-");
      const clause = id.slice(0, at);
      clauses.set(clause, [...(clauses.get(clause) ?? []), id.slice(at + 1)]);
    }
    return [...clauses].map(([clause, letters]) => `${encodeURIComponent(clause)}-${letters.join(".")}`).join(",");
  }

  function toFragment({ level, must, nice }) {
    const parts = [`level=${level}`];
    if (must.length) parts.push(`must=${shortened(must)}`);
    if (nice.length) parts.push(`nice=${shortened(nice)}`);
    for (const { name, value } of all("input[name=in], input[name=as]").filter((input) => input.checked && !input.defaultChecked)) {
      parts.push(`${name}=${value}`);
    }
    return parts.join("&");
  }

  /** Enters what a fragment says; how much of it cannot be read. Nothing that it says is trusted. */
  function fromFragment(fragment) {
    let damaged = 0;
    const values = new Map();
    for (const part of fragment.slice(0, 30000).split("&").filter(Boolean)) {
      const at = part.indexOf("=");
      try {
        values.set(part.slice(0, at), decodeURIComponent(part.slice(at + 1)));
      } catch {
        damaged += 1;
      }
    }
    const setters = { level: pick("level"), in: pick("in"), as: pick("as"), must: marks("must"), nice: marks("nice"), about };
    for (const { id } of data.requirements) mark(id, "");
    for (const input of all("input:is([name=level], [name=in], [name=as])")) input.checked = input.defaultChecked;
    for (const [name, value] of values) damaged += Object.hasOwn(setters, name) ? setters[name](value) : 1;
    return damaged;
  }

  const pick = (name) => (value) => {
    const input = all(`input[name=${name}]`).find((one) => one.value === value);
    if (input) input.checked = true;
    return input ? 0 : 1;
  };

  const marks = (as) => (value) => {
    let unknown = 0;
    for (const clause of value.split(",")) {
      const at = clause.lastIndexOf("-");
      for (const letter of clause.slice(at + 1).split(".")) {
        const id = `${clause.slice(0, at)}-${letter}`;
        if (!REQUIREMENTS.has(id)) unknown += 1;
        else if (markOf(id) !== "must") mark(id, as);
      }
    }
    return unknown;
  };

  /** The details that come along from the same page in another language. */
  function about(value) {
    try {
      const given = JSON.parse(value);
      for (const name of FIELDS) {
        if (!Object.hasOwn(given, name)) continue;
        if (field(name).type === "checkbox") field(name).checked = given[name] === true;
        else field(name).value = String(given[name]).slice(0, 20000);
      }
      return 0;
    } catch {
      return 1;
    }
  }

  // ---- The text ----

  const itemOf = ({ id, href, text }, languages) => ({
    id, href: absolute(href), texts: languages.map((language) => ({ lang: language.tag, words: bare(text[language.id]) })),
  });

  /** The posting's requirements in one language, in a form that is not JSON-LD. */
  function textIn(language, { must, nice, rank, level, as }) {
    const { words, standard, role } = language;
    const aim = language.levels[rank];
    const parts = [];
    for (const [key, list] of [["must", must], ["nice", nice]]) {
      if (!list.length) continue;
      const items = list.map((requirement) => itemOf(requirement, [language]));
      parts.push(strong(as, words[key] + (as === "text" ? words.colon : "")) + (as === "markdown" ? "\n\n" : "\n") + (as === "text" ? withLinks(items) : write(as, items)));
    }
    const source = fillWords(words.source, { standard, role, level: aim.title });
    parts.push(line(as, source, aim.href));
    if (language.check) parts.push(line(as, words.check, `${language.check}#target=${level}`));
    const joined = parts.join(as === "html" ? "\n" : "\n\n");
    return as === "html" ? `<div lang="${html(language.tag)}">\n${joined}\n</div>` : joined;
  }

  const strong = (as, words) => ({ text: words, markdown: `**${markdown(words)}**`, html: `<p><strong>${html(words)}</strong></p>` })[as];
  const withLinks = (items) => items.map((item) => `${write("text", [item])}\n  ${item.href}`).join("\n");

  function line(as, words, href) {
    const to = absolute(href);
    if (as === "html") return `<p>${html(words)} <a href="${html(to)}">${html(to)}</a></p>`;
    return as === "markdown" ? `${markdown(words)} <${address(to)}>` : `${words}\n${to}`;
  }

  // ---- JSON-LD ----

  const CODE = { country: /^[A-Z]{2}$/u, currency: /^[A-Z]{3}$/u };
  const isDay = (value) => /^\d{4}-\d\d-\d\d$/u.test(value) && !Number.isNaN(Date.parse(value));
  const amount = (value) => (value === "" || !(Number(value) >= 0) ? undefined : Number(value));

  /** What is missing or wrong, as the field and the sentence; and what search engines recommend besides. */
  function checked({ about: of, must, nice }) {
    const wrong = [];
    const advised = [];
    const need = (name, isSound, key = name) => { if (!isSound) wrong.push([name, key]); };
    if (!must.length && !nice.length) wrong.push([`pick.${data.requirements[0]?.id}`, "nothing"]);
    need("title", of.title);
    need("organisation", of.organisation);
    need("website", !of.website || (/^https?:\/\//iu.test(of.website) && URL.canParse(of.website)));
    need("place", of.place || of.remote);
    need("country", CODE.country.test(of.country));
    need("published", isDay(of.published));
    need("description", of.description);
    const hasSalary = Boolean(of.from || of.to || of.currency);
    if (hasSalary) {
      need("from", amount(of.from) !== undefined);
      need("to", !of.to || amount(of.to) >= (amount(of.from) ?? 0));
      need("currency", CODE.currency.test(of.currency));
    } else advised.push(["from", "salary"]);
    if (!isDay(of.expires)) advised.push(["expires", "no_expires"]);
    else if (of.expires < of.published) wrong.push(["expires", "expires"]);
    else if (of.expires < today()) wrong.push(["expires", "past"]);
    if (!of.employment) advised.push(["employment", "employment"]);
    return { wrong, advised, hasSalary };
  }

  function jobPosting(state, hasSalary) {
    const { about: of, languages, rank, must, nice } = state;
    const joined = (text) => languages.map(text).join(" / ");
    const role = joined((language) => language.role);
    const level = joined((language) => language.levels[rank].title);
    const standard = { name: joined((language) => language.standard), url: absolute(languages[0].contents) };
    const paragraphs = of.description.split(/\n\s*\n/u).map((words) => `<p>${html(words.trim()).replaceAll("\n", "<br>")}</p>`);
    const asked = languages.map((language) => textIn(language, { ...state, as: "html" }));
    const places = of.place && {
      "@type": "Place",
      address: { "@type": "PostalAddress", addressLocality: of.place, addressRegion: of.region || undefined, addressCountry: of.country },
    };
    const [from, to] = [amount(of.from), amount(of.to)];
    const value = to === undefined ? { value: from } : { minValue: from, maxValue: to };
    return {
      "@type": "JobPosting",
      title: of.title,
      description: [...paragraphs, ...asked].join("\n"),
      datePosted: of.published,
      // The last day counts to its end.
      validThrough: of.expires ? `${of.expires}T23:59:59` : undefined,
      employmentType: of.employment || undefined,
      hiringOrganization: { "@type": "Organization", name: of.organisation, sameAs: of.website || undefined },
      jobLocation: places || undefined,
      ...(of.remote ? { jobLocationType: "TELECOMMUTE", applicantLocationRequirements: { "@type": "Country", name: of.country } } : {}),
      relevantOccupation: { "@type": "Occupation", name: role, qualifications: level, url: absolute(languages[0].levels[rank].href) },
      qualifications: joined((language) => `${language.role} · ${language.levels[rank].title}`),
      skills: [...must, ...nice].map((requirement) => term(itemOf(requirement, languages), standard)),
      baseSalary: hasSalary ? { "@type": "MonetaryAmount", currency: of.currency, value: { "@type": "QuantitativeValue", ...value, unitText: of.per } } : undefined,
    };
  }

  // ---- Showing ----

  /** A list of sentences that lead to their fields. */
  function faultList(key, entries) {
    const list = document.createElement("ul");
    for (const [name, sentence] of entries) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "plain" });
      button.dataset.to = name;
      button.append(say(sentence));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    }
    return entries.length ? [paragraph(key), list] : [];
  }

  function paragraph(key, values) {
    const element = document.createElement("p");
    element.append(say(key, values));
    return element;
  }

  function output(state) {
    find(".details").hidden = state.as !== "json-ld";
    const messages = [];
    let text = "";
    const above = state.must.filter(({ rank }) => rank > state.rank).length;
    if (above) messages.push(paragraph("above", { count: above }));
    if (absolute("x").startsWith("file:")) messages.push(paragraph("from_disk"));
    if (state.as === "json-ld") {
      const { wrong, advised, hasSalary } = checked(state);
      messages.push(...faultList("missing", wrong), ...faultList("advised", advised));
      if (!wrong.length) text = block(jobPosting(state, hasSalary));
    } else if (state.must.length || state.nice.length) {
      text = state.languages.map((language) => textIn(language, state)).join("\n\n");
    } else {
      messages.push(paragraph("nothing"));
    }
    find("[data-faults]").replaceChildren(...messages);
    find("[data-output]").value = text;
    find("[data-do=copy]").disabled = !text;
  }

  function update() {
    const state = read();
    for (const part of all("[data-rank]")) {
      const isAbove = Number(part.dataset.rank) > state.rank;
      part.classList.toggle("is-above", isAbove);
      find(".above", part).hidden = !isAbove;
    }
    for (const { id } of data.requirements) find(`[data-requirement="${id}"]`).dataset.mark = markOf(id);
    find("[data-counts]").replaceChildren(say("counts", { must: state.must.length, nice: state.nice.length }));
    output(state);
    tell("copy");
    tell("link");
    const fragment = toFragment(state);
    const link = `${absolute("").split("#")[0]}#${fragment}`;
    find("[data-link]").value = link;
    // The same choice opens in the other languages, with the details, which a link for others leaves out.
    const own = `&about=${encodeURIComponent(JSON.stringify(state.about))}`;
    for (const reading of document.querySelectorAll("[data-readings] a")) {
      reading.hash = fragment + own;
    }
    return fragment;
  }

  /** Puts the choice into the page's address: on leaving, so that going back keeps it, and not while choosing, when a
      browser would ask for the page's icon anew each time. */
  function keep(fragment) {
    try {
      history.replaceState(null, "", `#${fragment}`);
    } catch {
      // A frame may forbid it; the link is there all the same.
    }
  }

  function arrive() {
    const damaged = location.hash.length > 1 ? fromFragment(location.hash.slice(1)) : 0;
    tell("page", damaged ? "damaged" : undefined, { count: damaged });
    const fragment = update();
    if (/[#&]about=/u.test(location.hash)) keep(fragment);
  }

  async function copyFrom(place, selector, key) {
    const source = find(selector);
    try {
      await put(source.value);
      tell(place, key);
    } catch {
      source.select();
      tell(place, "not_copied");
    }
  }

  const ACTIONS = {
    all() {
      const { rank } = read();
      for (const requirement of data.requirements) if (!(requirement.rank > rank)) mark(requirement.id, "must");
      update();
    },
    none() {
      for (const { id } of data.requirements) mark(id, "");
      update();
    },
    copy: () => copyFrom("copy", "[data-output]", "copied"),
    link: () => copyFrom("link", "[data-link]", "link_copied"),
  };

  begin();
  field("published").value = today();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.do) ACTIONS[button.dataset.do]();
    if (button?.dataset.to) {
      const to = field(button.dataset.to);
      (to instanceof RadioNodeList ? to[0] : to).focus();
    }
  });
  addEventListener("hashchange", arrive);
  addEventListener("pagehide", () => keep(toFragment(read())));
  arrive();
})();
