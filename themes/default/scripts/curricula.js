// What a script adds to the pages of curricula: the coverage of one module, how much of it is shown, and copying a block.
(() => {
  const status = document.querySelector(".announcement");
  for (const button of document.querySelectorAll("[data-copy-block]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const block = document.getElementById(button.dataset.copyBlock);
      let copied = false;
      try {
        await navigator.clipboard.writeText(block.textContent);
        copied = true;
      } catch {
        // Pages that come by plain HTTP have no clipboard of their own: what is selected can be copied.
        block.closest("details").open = true;
        getSelection().selectAllChildren(block);
        copied = document.execCommand("copy");
      }
      status.textContent = copied ? button.dataset.copied : button.dataset.notCopied;
      setTimeout(() => { status.textContent = ""; }, 4000);
    });
  }

  const coverage = document.querySelector(".coverage");
  if (!coverage) return;
  const select = coverage.querySelector("[data-module]");
  const shown = coverage.querySelector("[data-shown]");
  const rows = [...coverage.querySelectorAll(".matrix tbody tr:not(.group)")];
  // The choice between all, gaps and what is not assessed is the styles'; this one comes on top.
  const apply = () => {
    const column = Number(select.value);
    for (const row of rows) row.hidden = column > 0 && !row.cells[column].querySelector(".depth");
    let count = 0;
    for (const body of coverage.querySelectorAll(".matrix tbody")) {
      body.hidden = false;
      const seen = [...body.querySelectorAll("tr:not(.group)")].filter((row) => row.getClientRects().length > 0).length;
      body.hidden = seen === 0;
      count += seen;
    }
    shown.textContent = fillWords(shown.dataset.shown, { count, all: rows.length });
  };
  select.closest("label").hidden = false;
  coverage.querySelector(".filter").addEventListener("change", apply);
})();
