// A framework of Moodle, imported: its self-check has the words of the scale, and counts what means proficient as met.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./fixture.mjs";
import { launch, serveFolder } from "./site.mjs";

const CONFIGURATION = [{ scaleid: "1" }, { id: 2, scaledefault: 1, proficient: 1 }, { id: 3, scaledefault: 0, proficient: 1 }];

const ROWS = [
  ["Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values", "Scale configuration", "Rule type",
    "Rule outcome", "Rule config", "Cross-referenced competency ID numbers", "Exported ID", "Is framework", "Taxonomy"],
  ["", "bake", "Baking", "", "1", "Not yet,Competent,Excellent", JSON.stringify(CONFIGURATION), "", "", "", "", "", "1", ""],
  ["", "D", "Dough", "", "1", ...Array(9).fill("")],
  ...["Kneads", "Proves", "Shapes"].map((name, at) => ["D", `D${at + 1}`, name, `${name} dough.`, "1", ...Array(9).fill("")]),
];

let folder;
let server;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "clausebook-moodle-"));
  const file = join(folder, "bake.csv");
  writeFileSync(file, ROWS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n"));
  const root = join(folder, "handbook");
  execFileSync(process.env.CLAUSEBOOK, ["import", "moodle", file, "--into", root], { stdio: "pipe" });
  build(root, join(folder, "site"));
  server = await serveFolder(join(folder, "site"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

test("readers choose among the values of the scale, and see how many requirements are met", async () => {
  const tab = await browser.newPage();
  await tab.goto(`${server.origin}/en/bake/selfcheck/index.html`);
  for (const [row, value] of [["D1", "Excellent"], ["D2", "Competent"], ["D3", "Not yet"]]) {
    await tab.locator(`label:has(input[name="grade.${row}"])`, { hasText: value }).click();
  }
  const total = tab.locator("output[data-total]").first();
  await tab.waitForFunction(() => document.querySelector("output[data-total]")?.textContent.trim() === "2");
  assert.equal((await total.textContent()).trim(), "2");
  const marks = await tab.locator("svg.mark").evaluateAll((all) => all.map((one) => one.getAttribute("class")));
  assert.ok(marks.includes("mark met") && marks.includes("mark not-yet") && !marks.includes("mark partly"), String(marks));
  await tab.close();
});
