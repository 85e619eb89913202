// The preview's part of a page: reloads it when the site has changed, and shows what is wrong with the content.
(() => {
  "use strict";
  const { version, plain } = document.currentScript.dataset;
  let source = null;
  let panel = null;
  let told = "";

  // A browser keeps few connections to one host, so only a page that is looked at holds one.
  const attend = () => {
    if (document.visibilityState === "visible") listen();
    else rest();
  };

  const listen = () => {
    if (source) return;
    source = new EventSource("/.clausebook/events");
    source.addEventListener("message", (event) => take(event.data));
    source.addEventListener("error", () => {
      // While the preview is away the browser asks again by itself, unless it has given up.
      if (source && source.readyState === EventSource.CLOSED) {
        rest();
        setTimeout(attend, 1000);
      }
    });
  };

  const rest = () => {
    if (source) source.close();
    source = null;
  };

  const take = (data) => {
    const state = JSON.parse(data);
    if (state.version !== version) {
      rest();
      location.reload();
    } else if (data !== told && plain === undefined) {
      told = data;
      show(state);
    }
  };

  const element = (name, text, lang) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  };

  const both = (name, zh, en) => {
    const made = element(name);
    made.append(element("span", zh, "zh"), " ", element("span", en, "en"));
    return made;
  };

  const show = ({ faults, more, stale }) => {
    if (panel) panel.remove();
    panel = null;
    if (faults.length === 0) return;
    panel = element("div");
    // In a tree of its own, so that the theme's styles and the panel's leave each other alone.
    const shadow = panel.attachShadow({ mode: "open" });
    const styles = element("link");
    styles.rel = "stylesheet";
    styles.href = "/.clausebook/preview.css";

    const section = element("section", "", "en");
    section.setAttribute("role", "alert");
    section.tabIndex = 0;
    section.append(both("h2", "内容有误", "The content has faults"));
    if (stale) {
      section.append(both("p", "此页显示的是最近一次无误的内容。", "This page shows the last content without faults."));
    }
    const list = element("ul");
    for (const { place, message, help } of faults) {
      const item = element("li");
      item.append(element("code", place), element("p", message));
      if (help) item.append(element("p", help));
      list.append(item);
    }
    section.append(list);
    if (more > 0) section.append(both("p", `另有 ${more} 处。`, `And ${more} more.`));
    const hide = both("button", "收起", "Hide");
    hide.type = "button";
    hide.addEventListener("click", () => panel.remove());
    section.append(hide);
    shadow.append(styles, section);
    document.body.append(panel);
  };

  document.addEventListener("visibilitychange", attend);
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", attend);
  attend();
})();
