import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
const out = "/tmp/words-shots"; mkdirSync(out, { recursive: true });
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const S = "cbec-export-operations";
const only = process.argv.slice(2);
const shots = [
  ["front", "index.html"], ["clause", `${S}/5.3.4.1.html`], ["annex", `${S}/A.html`], ["level", `${S}/role/platform-operations/junior.html`],
  ["picker", `${S}/picker/product-development.html#level=junior&must=5.3.1.3-e,5.1-z`], ["requirements", `${S}/requirements.html#level=mid`],
  ["curriculum", "curricula/platform-operations-junior/index.html"], ["coverage", "curricula/platform-operations-junior/coverage.html"], ["contents", `${S}/index.html`],
  ["keywords", `${S}/keywords.html`], ["posting", "postings/example-platform-operations-junior.html"], ["permalink", null],
];
for (const [w, h] of [[375, 812], [1280, 900]]) for (const reading of ["zh", "en", "zh-en"]) {
  const c = await b.newContext({ viewport: { width: w, height: h }, colorScheme: reading === "en" && w > 400 ? "dark" : "light" });
  const t = await c.newPage();
  for (const [name, path] of shots) {
    if (!path || (only.length && !only.includes(name))) continue;
    await t.goto("about:blank");
    await t.goto(`file:///tmp/words-site/${reading}/${path}`);
    await t.waitForTimeout(250);
    const wide = await t.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (wide) console.log("OVERFLOW", w, reading, name);
    await t.screenshot({ path: `${out}/${name}-${reading}-${w}.png`, fullPage: ["front","clause","curriculum","posting"].includes(name) });
  }
  await c.close();
}
await b.close();
