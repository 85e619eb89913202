// Copying a requirement, or all that a page asks: as a link, plain text, Markdown, HTML or JSON-LD. Every form is made
// of what stands on the page. The picker makes its texts by the same means.
globalThis.copying = (() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // A page that knows its published address is cited by it, wherever it was opened.
  const here = find("link[rel=canonical]")?.href ?? document.baseURI.split("#")[0];
  const absolute = (href) => new URL(href, here).href;

  // ---- Writing ----

  const plain = (element) => element.textContent.replaceAll(/\s+/gu, " ").trim();
  /** The words without the mark that closes them as an item: that belongs to the list. The point of “etc.” stays. Exports follow
      the same rule. */
  const bare = (words) => words.replace(/(?<!etc(?=[.]))[；。;.]$/u, "");
  const html = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;");
  const markdown = (words) => words.replaceAll(/[\\`*_[\]<>#|~]/gu, "\\$&");
  /** Brackets as a language sets them. */
  const inBrackets = (lang, inner) => (/^(?:zh|ja)\b/u.test(lang) ? `（${inner}）` : ` (${inner})`);
  const address = (href) => href.replaceAll("(", "%28").replaceAll(")", "%29");

  /** One requirement in one language, its name behind its words. */
  const WRITE = {
    text: ({ id }, { lang, words }) => words + inBrackets(lang, id),
    markdown: ({ id, href }, { lang, words }) => markdown(words) + inBrackets(lang, `[${markdown(id)}](${address(href)})`),
    html: ({ id, href }, { lang, words }) => html(words) + inBrackets(lang, `<a href="${html(href)}">${html(id)}</a>`),
  };

  /** A value as a block for a page's head. Nothing in it ends the block. */
  const block = (value) => {
    const json = JSON.stringify({ "@context": "https://schema.org", ...value }, null, 2)
      .replaceAll(/[<>&\u2028\u2029]/gu, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
    return `<script type="application/ld+json">\n${json}\n</script>`;
  };

  const term = ({ id, href, texts }, standard) => ({
    "@type": "DefinedTerm", "@id": href, url: href, termCode: id, name: texts.map(({ words }) => words).join(" / "),
    inDefinedTermSet: { "@type": "DefinedTermSet", ...standard },
  });

  // ---- The clipboard ----

  const put = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Pages that come by plain HTTP have no clipboard of their own.
    const field = document.createElement("textarea");
    field.value = text;
    field.setAttribute("readonly", "");
    field.className = "unseen";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("not copied");
  };

  // ---- What stands on the page ----

  const template = find("template[data-copy-menu]");
  const standard = () => ({ name: template.dataset.standard, url: absolute(template.dataset.contents) });
  const textsOf = (place) => all(":scope > [lang], :scope > .pair > [lang]", place)
    .map((element) => ({ lang: element.lang, words: bare(plain(element)) }));

  /** The requirement in a list item, or on its own page. */
  function requirementAt(place, href) {
    const to = absolute(href);
    return { id: decodeURIComponent(to.split("/").pop().replace(/\.html$/u, "")), href: to, texts: textsOf(place) };
  }

  /** A heading in the languages of the page. */
  const titleOf = (heading) => {
    const title = find(".title", heading);
    const languages = all(":scope > :is(.first, .second)", title);
    return (languages.length ? languages : [title]).map(plain).join(" / ");
  };

  function one(form, requirement) {
    if (form === "json-ld") return block(term(requirement, standard()));
    const lines = requirement.texts.map((text) => WRITE[form](requirement, text));
    if (form === "html") return lines.map((line, index) => `<p lang="${html(requirement.texts[index].lang)}">${line}</p>`).join("\n");
    return form === "text" ? [...lines, requirement.href].join("\n") : lines.join("\n\n");
  }

  /** Everything that the page asks, heading by heading. */
  function whole(form, href) {
    if (form === "json-ld") return wholeBlock(href);
    const parts = [];
    for (const element of all("article :is(h1, h2, h3, .requirements)")) {
      if (element.matches("h1")) parts.push(headed(form, titleOf(element), absolute(href)));
      else if (element.matches(".requirements")) parts.push({ list: listed(form, element) });
      else parts.push({ heading: titleOf(element) });
    }
    // A heading that no list follows belongs to something else on the page.
    const kept = parts.filter((part, index) => part.list ?? part.top ?? parts.slice(index + 1).find((next) => next.list || next.heading)?.list);
    return kept.map((part) => part.list ?? part.top ?? under(form, part.heading)).join(form === "html" ? "\n" : "\n\n");
  }

  const headed = (form, title, href) => ({
    top: { text: `${title}\n${href}`, markdown: `**[${markdown(title)}](${address(href)})**`, html: `<p><strong><a href="${html(href)}">${html(title)}</a></strong></p>` }[form],
  });
  const under = (form, title) => ({ text: title, markdown: `**${markdown(title)}**`, html: `<p><strong>${html(title)}</strong></p>` })[form];

  function listed(form, list) {
    const items = all(":scope > li", list).map((item) => requirementAt(item, find("a.letter", item).getAttribute("href")));
    return write(form, items);
  }

  /** A list of requirements, each in its languages. */
  function write(form, items) {
    if (form === "html") {
      const item = (of) => of.texts.map((text) => (of.texts.length > 1 ? `<span lang="${html(text.lang)}">${WRITE.html(of, text)}</span>` : WRITE.html(of, text)));
      return `<ul>\n${items.map((of) => `<li>${item(of).join("<br>")}</li>`).join("\n")}\n</ul>`;
    }
    const between = form === "text" ? "\n  " : "  \n  ";
    return items.map((of) => `- ${of.texts.map((text) => WRITE[form](of, text)).join(between)}`).join("\n");
  }

  /** The page's own block, with the addresses that it could not know. */
  function wholeBlock(href) {
    const value = JSON.parse(find("script[type='application/ld+json']").textContent);
    const addresses = new Map(all(".requirements > li").map((item) => [item.id, absolute(find("a.letter", item).getAttribute("href"))]));
    value.url ??= absolute(href);
    for (const skill of [value.skills ?? []].flat()) {
      const to = addresses.get(skill.termCode);
      if (to) Object.assign(skill, { "@id": to, url: to });
      skill.inDefinedTermSet.url ??= standard().url;
    }
    return block(value);
  }

  // ---- The menu ----

  const status = find(".announcement");
  let silence;
  const say = (words) => {
    status.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { status.textContent = ""; }, 4000);
  };

  let menu;
  let opener;
  const items = () => all("[role=menuitem]", menu);

  function close(toOpener) {
    menu?.remove();
    menu = undefined;
    opener?.setAttribute("aria-expanded", "false");
    if (toOpener) opener?.focus();
  }

  function open(button) {
    close();
    opener = button;
    menu = template.content.firstElementChild.cloneNode(true);
    find("main").append(menu);
    button.setAttribute("aria-expanded", "true");
    const at = button.getBoundingClientRect();
    const side = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - menu.offsetWidth - 8));
    menu.style.left = `${side + scrollX}px`;
    menu.style.top = `${at.bottom + scrollY + 4}px`;
    items()[0].focus();
  }

  async function choose(form) {
    const button = opener;
    const href = button.dataset.copy;
    try {
      if (form === "link") await put(absolute(href));
      else if ("copyAll" in button.dataset) await put(whole(form, href));
      else await put(one(form, requirementAt(button.closest("li") ?? find(".permalink > .words"), href)));
      say(form === "link" ? status.dataset.copied : fillWords(status.dataset.copiedAs, { form: plain(find(`[data-as=${form}]`, menu ?? template.content)) }));
    } catch {
      say(status.dataset.notCopied);
    }
    close(true);
  }

  if (template) {
    for (const button of all("[data-copy]")) {
      button.setAttribute("aria-haspopup", "menu");
      button.setAttribute("aria-expanded", "false");
    }
    document.addEventListener("click", (event) => {
      const item = event.target.closest("[role=menuitem][data-as]");
      const button = event.target.closest("[data-copy]");
      if (item) choose(item.dataset.as);
      else if (button && !(menu && button === opener)) open(button);
      else if (menu) close(Boolean(button));
    });
    document.addEventListener("keydown", (event) => {
      if (!menu) return;
      const list = items();
      const at = list.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
      if (to !== undefined) {
        list.at(to % list.length).focus();
        event.preventDefault();
      } else if (event.key === "Escape" || event.key === "Tab") {
        close(true);
        if (event.key === "Escape") event.preventDefault();
      }
    });
    document.addEventListener("focusin", (event) => {
      if (menu && !menu.contains(event.target) && event.target !== opener) close();
    });
    addEventListener("resize", () => close());
  }

  return { absolute, bare, block, html, inBrackets, markdown, address, put, term, write };
})();
