// The preview's script: reloads the page when the site has changed and lists errors in the content.
(() => {
  "use strict";
  const { version, plain } = document.currentScript.dataset;
  let source = null;
  let panel = null;
  let shown = "";

  // Browsers limit the connections to one host, so only a visible page holds one.
  const listenWhileVisible = () => {
    if (document.visibilityState === "visible") listen();
    else stopListening();
  };

  const listen = () => {
    if (source) return;
    source = new EventSource("/.clausebook/events");
    source.addEventListener("message", (event) => receive(event.data));
    source.addEventListener("error", () => {
      // While the preview is unreachable the browser reconnects on its own, unless it has given up.
      if (source && source.readyState === EventSource.CLOSED) {
        stopListening();
        setTimeout(listenWhileVisible, 1000);
      }
    });
  };

  const stopListening = () => {
    if (source) source.close();
    source = null;
  };

  const receive = (data) => {
    const state = JSON.parse(data);
    if (state.version !== version) {
      stopListening();
      location.reload();
    } else if (data !== shown && plain === undefined) {
      shown = data;
      show(state);
    }
  };

  const element = (name, text, lang) => {
    const created = document.createElement(name);
    if (text) created.textContent = text;
    if (lang) created.lang = lang;
    return created;
  };

  const bilingual = (name, zh, en) => {
    const created = element(name);
    created.append(element("span", zh, "zh"), " ", element("span", en, "en"));
    return created;
  };

  const show = ({ faults, more, stale }) => {
    if (panel) panel.remove();
    panel = null;
    if (faults.length === 0) return;
    panel = element("div");
    // A shadow tree keeps the theme's styles and the panel's apart.
    const shadow = panel.attachShadow({ mode: "open" });
    const styles = element("link");
    styles.rel = "stylesheet";
    styles.href = "/.clausebook/preview.css";

    const section = element("section", "", "en");
    section.setAttribute("role", "alert");
    section.tabIndex = 0;
    section.append(bilingual("h2", "内容有误", "The content has errors"));
    if (stale) {
      section.append(bilingual("p", "此页显示的是最近一次无误的内容。", "This page shows the last valid version."));
    }
    const list = element("ul");
    for (const { place, message, help } of faults) {
      const item = element("li");
      item.append(element("code", place), element("p", message));
      if (help) item.append(element("p", help));
      list.append(item);
    }
    section.append(list);
    if (more > 0) section.append(bilingual("p", `另有 ${more} 处。`, `And ${more} more.`));
    const hide = bilingual("button", "收起", "Hide");
    hide.type = "button";
    hide.addEventListener("click", () => panel.remove());
    section.append(hide);
    shadow.append(styles, section);
    document.body.append(panel);
  };

  document.addEventListener("visibilitychange", listenWhileVisible);
  window.addEventListener("pagehide", stopListening);
  window.addEventListener("pageshow", listenWhileVisible);
  listenWhileVisible();
})();
