// Runs test files side by side in one browser. Each file has its own process, and its tests open their own contexts.
//
//   node tests/browser/run.mjs [--jobs N] FILE...     FILE is relative to this folder
//
// Prints the complete output of each file once it has ended, then the tests that took longest, and exits with 1 if a file failed.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { launchOptions } from "./site.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { jobs: { type: "string" } } });
// One more than there are processors: a file often waits for the browser or a child process.
const jobs = Number(values.jobs ?? availableParallelism() + 1);
if (positionals.length === 0 || !Number.isInteger(jobs) || jobs < 1) {
  console.error("usage: node run.mjs [--jobs N] FILE...");
  process.exit(2);
}

const files = positionals.map((name) => {
  const source = readFileSync(join(import.meta.dirname, name), "utf8");
  return { name, usesBrowser: /launch|openForTests|opened/u.test(source), usesClipboard: source.includes("clipboard") };
});

// The sites of made-up handbooks, which the files share: in the folder that the environment variable BUILT names, or in one for this run.
const built = process.env.BUILT ?? mkdtempSync(join(tmpdir(), "clausebook-built-"));
mkdirSync(built, { recursive: true });

/** @type {import("playwright-core").BrowserServer | undefined} */
let server;
/** The address of the browser. Starts it for the first file that needs it, and again if it has crashed since. */
async function browserAddress() {
  if (!server || server.process().exitCode !== null || server.process().signalCode !== null) {
    server = await chromium.launchServer(launchOptions());
  }
  return server.wsEndpoint();
}
/** @type {Promise<string | void>} */
let starting = Promise.resolve();
/** One after another, so that no two files start a browser. */
const browserOnce = () => { starting = starting.then(browserAddress); return starting; };

/**
 * Runs one file in its own process. Resolves to its exit code, its output and the seconds it took.
 *
 * @param {{ name: string, usesBrowser: boolean }} file
 */
async function runFile({ name, usesBrowser }) {
  const started = Date.now();
  // A failed test may leave a server open; do not wait for it.
  const options = ["--test-force-exit", "--test-reporter=spec", join(import.meta.dirname, name)];
  const child = spawn(process.execPath, options, {
    stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, BUILT: built, ...(usesBrowser ? { TEST_BROWSER: await browserOnce() } : {}) },
  });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => output.push(part));
  const code = await new Promise((done) => { child.on("close", (exit, signal) => done(exit ?? signal)); });
  return { code, output: Buffer.concat(output).toString(), seconds: Math.round((Date.now() - started) / 1000) };
}

/** @type {string[]} */
const failed = [];
/** @type {{ test: string, file: string, seconds: number }[]} */
const slowest = [];
let clipboardIsTaken = false;

/** Takes the next file that may run now. A browser has one clipboard, so files that use it run one after another. */
function take() {
  const at = files.findIndex(({ usesClipboard }) => !(usesClipboard && clipboardIsTaken));
  return at < 0 ? undefined : files.splice(at, 1)[0];
}

async function work() {
  for (let file = take(); file; file = take()) {
    if (file.usesClipboard) clipboardIsTaken = true;
    const { code, output, seconds } = await runFile(file);
    if (file.usesClipboard) clipboardIsTaken = false;
    if (code !== 0) failed.push(file.name);
    const [results] = output.split("✖ failing tests:"); // which repeats the failed tests
    for (const [, test, ms] of results.matchAll(/^[✔✖] (.*) \((\d+)[\d.]*ms\)$/gmu)) slowest.push({ test, file: file.name, seconds: Number(ms) / 1000 });
    console.log(`-- ${file.name}: ${code === 0 ? "passed" : `FAILED (${code})`}, ${seconds} s\n${output}`);
  }
}
await Promise.all(Array.from({ length: jobs }, work));
await server?.close();
if (!process.env.BUILT) rmSync(built, { recursive: true });

slowest.sort((a, b) => b.seconds - a.seconds);
console.log(`-- The tests that took longest\n${slowest.slice(0, 10).map(({ test, file, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${file}: ${test}`).join("\n")}`);
console.log(`${positionals.length - failed.length} files passed, ${failed.length} failed${failed.length ? `: ${failed.join(", ")}` : ""}`);
if (failed.length > 0) process.exitCode = 1;
