// The least of an interface: totals, bands, the indicative level and the fragment of each form that has a rubric.
import { assess, link, start } from "./core.js";

const form = document.querySelector("form[data-selfcheck]");

/** The identifiers in one of the rubric's lists (see rubric_text.rs). */
const ids = (rubric, list) => rubric.split("\n\n")[list].split("\n").map((line) => line.split(" ")[0]);

async function main() {
  const rubric = form.dataset.rubric;
  const [rows, levels, bands] = [4, 5, 6].map((list) => ids(rubric, list));
  await start(rubric);

  const radios = (row) => form.elements[`grade.${row}`];
  const read = () => {
    const grades = rows.map((row) => radios(row).value || "-").join("");
    const level = form.elements["evaluated-as"]?.value;
    return link(`g=${grades}${level ? `&as=${level}` : ""}`);
  };
  const show = () => {
    const fragment = read();
    const result = assess(fragment);
    result.forms.forEach(({ total, band }, level) => {
      form.querySelector(`output[data-total="${levels[level]}"]`).value = total ?? "";
      form.querySelector(`[data-band="${levels[level]}"]`).dataset.value = bands[band] ?? "";
    });
    form.querySelector("[data-indicative]").dataset.value = bands[result.forms[result.evaluatedAs]?.band] ?? "";
    return fragment;
  };
  const load = () => {
    const state = new URLSearchParams(link(location.hash));
    [...(state.get("g") ?? "")].forEach((grade, row) => {
      for (const radio of radios(rows[row])) radio.checked = radio.value === grade;
    });
    if (form.elements["evaluated-as"]) form.elements["evaluated-as"].value = state.get("as") ?? "";
    show();
  };

  form.addEventListener("change", () => history.replaceState(null, "", `#${show()}`));
  addEventListener("hashchange", load);
  load();
}

if (form) main().then(() => (form.dataset.selfcheck = "ready"), (error) => (form.dataset.selfcheck = error.code ?? "unsupported"));
