// Takes pictures of every kind of page of a built site, and arranges them in contact sheets, to inspect the theme.
//
//   node tests/browser/screenshots.mjs SITE OUT [options]
//
// OUT gets one picture per page, width and scheme, one sheet per page and scheme (with all widths side by side), the printed
// pages, and index.html. See --help for the options.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { inParallel, launch, openSite, REPOSITORY, samplePages, serveFolder, siteFolder } from "./site.mjs";

const HELP = `node screenshots.mjs SITE OUT [options]
  --root DIR       the handbook that the site was built from (this repository's)
  --only LIST      kinds of pages, by the names of their templates (clause, annex), ends of addresses (5.3.1.2.html, A), or all
  --reading LIST   readings, for example zh,zh-en (all by default)
  --width LIST     widths in pixels (375,768,1280)
  --scheme LIST    light, dark, print (all three)
  --max-height N   cuts a picture at N pixels (2400); 0 leaves it whole
  --scroll N       starts the picture N pixels down the page
  --run SCRIPT     JavaScript run in each page before its picture, for example to open a menu
  --no-script      with JavaScript switched off
  --no-sheets      single pictures only
`;

/** Pages worth inspecting besides the first of each kind: a list, prose with a table, a figure, results, a long list. */
const WORTH_A_LOOK = ["foreword.html", "3.1.html", "4.1.html", "4.2.html", "5.html", "5.1.html", "5.2.3.1.html",
  "5.3.1.2.html", "6.2.html", "6.3.1.html", "A.html", "C.html", "platform-operations-junior/index.html", "04-copy-and-listings.html",
  "coverage.html", "role/product-development.html", "role/product-development/mid.html"];

/** @import { Page } from "playwright-core" */
/** @typedef {"light" | "dark" | "print"} Scheme */

const list = (/** @type {string | undefined} */ value) => value?.split(",").map((word) => word.trim()).filter(Boolean);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: "string", default: REPOSITORY }, only: { type: "string" }, reading: { type: "string" }, width: { type: "string" }, scheme: { type: "string" },
    "max-height": { type: "string", default: "2400" }, scroll: { type: "string", default: "0" },
    run: { type: "string" }, "no-script": { type: "boolean" }, "no-sheets": { type: "boolean" },
    help: { type: "boolean" },
  },
});
if (values.help || positionals.length !== 2) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

const site = openSite(siteFolder(positionals[0]), values.root);
const out = resolve(positionals[1]);
mkdirSync(out, { recursive: true });
const widths = (list(values.width) ?? ["375", "768", "1280"]).map(Number);
const schemes = /** @type {Scheme[]} */ (list(values.scheme) ?? ["light", "dark", "print"]);
const maxHeight = Number(values["max-height"]) || Infinity;
const scroll = Number(values.scroll);

const pages = choosePages();
if (pages.length === 0) {
  console.error(`no page matches; the site has ${site.pages.length} pages`);
  process.exit(2);
}
const server = await serveFolder(site.folder);
const browser = await launch();
/** @type {{ page: string, scheme: Scheme, label: string, file: string }[]} */
const taken = [];
try {
  await inParallel(pages, 3, takePage);
} finally {
  await browser.close();
  await server.close();
}
writeIndex();
console.log(`${taken.length} pictures of ${pages.length} pages in ${out}`);

function choosePages() {
  const only = list(values.only);
  const readings = list(values.reading);
  const kinds = new Set(site.pages.map(site.kind));
  const endings = only?.filter((word) => !kinds.has(word)).map((word) => (word.endsWith(".html") ? word : `${word}.html`)) ?? WORTH_A_LOOK;
  let chosen = samplePages(site, endings);
  if (only?.includes("all")) {
    chosen = site.pages;
  } else if (only) {
    chosen = chosen.filter((page) => only.includes(site.kind(page))
      || endings.some((ending) => page === ending || page.endsWith(`/${ending}`)));
  }
  if (only?.includes("clause")) {
    const more = site.pages.filter((page) => WORTH_A_LOOK.some((ending) => page.endsWith(`/${ending}`)));
    chosen = [...new Set([...chosen, ...more.filter((page) => site.kind(page) === "clause")])].sort();
  }
  return chosen.filter((page) => !readings || site.reading(page) === "" || readings.includes(site.reading(page)));
}

/** @param {string} page */
async function takePage(page) {
  const name = page.replace(/\.html$/u, "").replaceAll("/", "~");
  const context = await browser.newContext({ javaScriptEnabled: !values["no-script"], reducedMotion: "reduce" });
  const tab = await context.newPage();
  tab.on("console", (message) => console.error(`${page}: console: ${message.text()}`));
  tab.on("pageerror", (error) => console.error(`${page}: error: ${error.message}`));
  for (const scheme of schemes) {
    if (scheme === "print") {
      await printPage(tab, page, name);
      continue;
    }
    const row = [];
    for (const width of widths) {
      const file = `${name}--${width}-${scheme}.png`;
      await tab.setViewportSize({ width, height: width < 600 ? 812 : 900 });
      await tab.emulateMedia({ media: "screen", colorScheme: scheme });
      await tab.goto(server.url(page));
      if (values.run) await tab.evaluate(values.run);
      // After two frames, everything that the page's scripts open is open. Without scripts there are no frame callbacks.
      if (!values["no-script"]) await tab.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
      const size = await tab.evaluate(() => ({
        width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight,
      }));
      if (size.width > width) console.error(`${page}: ${size.width - width} px wider than its ${width} px window`);
      const top = Math.min(scroll, Math.max(0, size.height - 1));
      const clip = { x: 0, y: top, width, height: Math.min(size.height - top, maxHeight) };
      await tab.screenshot({ path: join(out, file), clip, fullPage: true });
      taken.push({ page, scheme, label: `${width} px`, file });
      row.push({ file, width });
    }
    if (!values["no-sheets"] && row.length > 1) {
      await sheet(tab, `${name}--sheet-${scheme}.png`, row, page, scheme);
    }
  }
  await context.close();
}

/**
 * @param {Page} tab
 * @param {string} page
 * @param {string} name the start of the files' names
 */
async function printPage(tab, page, name) {
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.emulateMedia({ media: "print", colorScheme: "light" });
  await tab.goto(server.url(page));
  const pdf = join(out, `${name}--print.pdf`);
  await tab.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
  try {
    execFileSync("pdftoppm", ["-r", "60", "-l", "4", "-png", pdf, join(out, `${name}--print`)]);
  } catch (error) {
    console.error(`${page}: pdftoppm (Debian's poppler-utils) failed: ${error}`);
    return;
  }
  const made = readdirSync(out).filter((file) => file.startsWith(`${name}--print-`) && file.endsWith(".png")).sort();
  for (const file of made) taken.push({ page, scheme: "print", label: /(\d+)\.png$/u.exec(file)?.[1] ?? "", file });
  if (!values["no-sheets"] && made.length > 0) {
    const row = made.map((file) => ({ file, width: 496 }));
    await sheet(tab, `${name}--sheet-print.png`, row, page, "print", 1);
  }
}

/**
 * Arranges pictures side by side at half size, so that all widths are in view at once.
 *
 * @param {Page} tab
 * @param {string} file
 * @param {{ file: string, width: number }[]} row
 * @param {string} page
 * @param {Scheme} scheme
 * @param {number} [scale]
 */
async function sheet(tab, file, row, page, scheme, scale = 0.5) {
  await tab.emulateMedia({ media: "screen", colorScheme: "light" });
  const images = row.map(({ file: picture, width }) => {
    const data = readFileSync(join(out, picture)).toString("base64");
    return `<img style="width:${width * scale}px" src="data:image/png;base64,${data}">`;
  });
  const width = row.reduce((sum, picture) => sum + picture.width * scale + 16, 16);
  await tab.goto("about:blank");
  await tab.setViewportSize({ width: Math.ceil(width), height: 300 });
  await tab.setContent(`<style>body{margin:0;padding:8px;background:#888;font:14px sans-serif}
    div{display:flex;gap:16px;align-items:start;padding-top:8px}</style>${page} (${scheme})<div>${images.join("")}</div>`);
  await tab.waitForFunction(() => [...document.images].every((image) => image.complete));
  await tab.screenshot({ path: join(out, file), fullPage: true });
  taken.push({ page, scheme, label: "sheet", file });
}

function writeIndex() {
  const text = (/** @type {string} */ value) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const figures = taken
    .filter(({ label }) => label !== "sheet")
    .sort((a, b) => (a.page + a.file < b.page + b.file ? -1 : 1))
    .map(({ page, scheme, label, file }) => `<figure><a href="${encodeURIComponent(file)}"><img loading="lazy" src="${encodeURIComponent(file)}" alt=""></a>
<figcaption>${text(page)}<br>${scheme}, ${label}</figcaption></figure>`);
  writeFileSync(join(out, "index.html"), `<!doctype html><meta charset="utf-8"><title>Pictures of the site</title>
<style>body{font:14px sans-serif;background:#ddd;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0;width:240px}
img{width:240px;max-height:480px;object-fit:cover;object-position:top}</style>
${figures.join("\n")}\n`);
}
