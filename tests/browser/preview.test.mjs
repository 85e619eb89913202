// The preview in an open page: a save reloads the page, and an error is shown in the page until it is fixed.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./site.mjs";
import { watch } from "./watch.mjs";
import { assertNone, byKind } from "./faults.mjs";

let browser;
let folder;
let preview;
let origin;

before(async () => {
  assert.ok(process.env.CLAUSEBOOK, "CLAUSEBOOK must name the program");
  folder = mkdtempSync(join(tmpdir(), "clausebook-preview-"));
  cpSync(join(import.meta.dirname, "..", "fixtures", "small"), folder, { recursive: true });
  preview = spawn(process.env.CLAUSEBOOK, ["serve", "--port", "0", "--root", folder], { stdio: ["ignore", "pipe", "pipe"] });
  origin = await new Promise((found, failed) => {
    let said = "";
    for (const stream of [preview.stdout, preview.stderr]) {
      stream.on("data", (data) => {
        said += data;
        const address = /http:\/\/[\w.[\]:]+/u.exec(said);
        if (address) found(address[0]);
      });
    }
    preview.on("exit", (code) => failed(new Error(`the preview ended with ${code}; it said: ${said}`)));
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  preview?.kill("SIGINT");
  if (folder) rmSync(folder, { recursive: true });
});

test("a save updates the open page; an error is shown there until it is fixed", { timeout: 60_000 }, async () => {
  const file = join(folder, "content/standards/bicycle-repair/clauses/01-scope.yaml");
  const sound = readFileSync(file, "utf8");
  const tab = await (await browser.newContext()).newPage();
  const watched = watch(tab, origin);
  watched.at = "en/bicycle-repair/1.html";
  await tab.goto(`${origin}/${watched.at}`);
  const shows = (words) => tab.locator("body").getByText(words).first().waitFor({ state: "visible", timeout: 10_000 });
  await shows("This standard is made up.");

  writeFileSync(file, sound.replace("made up", "freshly saved"));
  await shows("This standard is freshly saved.");

  // The text of an error is text, whatever it contains: a dialog or a request to another host would be reported.
  writeFileSync(file, sound.replace("title:", "'<img src=http://evil.example/ onerror=alert(1)>': red\n  title:"));
  await shows("01-scope.yaml");
  await shows("<img src=http://evil.example/");
  await shows("This standard is freshly saved.");

  writeFileSync(file, sound);
  await shows("This standard is made up.");
  await tab.waitForFunction(() => !document.body.innerText.includes("01-scope.yaml"), undefined, { timeout: 10_000 });
  assert.equal(new URL(tab.url()).pathname, `/${watched.at}`, "the preview left the page");
  assertNone(byKind(watched.faults));
  await tab.context().close();
});
