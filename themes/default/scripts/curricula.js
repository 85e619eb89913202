// Additions to the pages of curricula: the coverage of one module, a filter of the coverage, and copying a block.
import { all, find } from "./shared/dom.js";
import { fillWords } from "./shared/words.js";

const status = find(".announcement");
for (const button of all("[data-copy-block]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const block = find(`#${CSS.escape(button.dataset.copyBlock)}`);
    let copied;
    try {
      await navigator.clipboard.writeText(block.textContent);
      copied = true;
    } catch {
      // Over plain HTTP, pages have no access to the clipboard API, but a selection can be copied.
      block.closest("details").open = true;
      getSelection()?.selectAllChildren(block);
      copied = document.execCommand("copy");
    }
    status.textContent = copied ? button.dataset.copied : button.dataset.notCopied;
    setTimeout(() => {
      status.textContent = "";
    }, 4000);
  });
}

const coverage = find(".coverage");
const begin = () => {
  const select = find("[data-module]", coverage);
  const shown = find("[data-shown]", coverage);
  const rows = all(".matrix tbody tr:not(.group)", coverage);
  // The choice between all requirements, gaps and those not assessed is made in styles; this filter adds to it.
  const apply = () => {
    const column = Number(select.value);
    for (const row of rows) row.hidden = column > 0 && !row.cells[column].querySelector(".depth");
    let count = 0;
    for (const body of all(".matrix tbody", coverage)) {
      body.hidden = false;
      const seen = all("tr:not(.group)", body).filter((row) => row.getClientRects().length > 0).length;
      body.hidden = seen === 0;
      count += seen;
    }
    shown.textContent = fillWords(shown.dataset.shown, { count, all: rows.length });
  };
  select.closest("label").hidden = false;
  find(".filter", coverage).addEventListener("change", apply);
};
if (coverage) begin();
