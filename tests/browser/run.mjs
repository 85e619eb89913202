// Runs test files in parallel, each worker with its own browser, which its files use one after another. A browser is started once
// per worker instead of once per file. No two files share a browser at the same time, since they would share its clipboard.
//
//   node tests/browser/run.mjs [--jobs N] FILE...     FILE is relative to this folder
//
// Prints the complete output of each file once it has ended, and exits with 1 if a file failed.

import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { inParallel, launchOptions } from "./site.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { jobs: { type: "string" } } });
const jobs = Number(values.jobs ?? Math.max(2, availableParallelism()));
if (positionals.length === 0 || !Number.isInteger(jobs) || jobs < 1) {
  console.error("usage: node run.mjs [--jobs N] FILE...");
  process.exit(2);
}

const servers = [];
/** The address of a worker's browser. Starts it for the worker's first file, and again if it has crashed since. */
async function browserOf(worker) {
  if (!servers[worker] || servers[worker].process().exitCode !== null || servers[worker].process().signalCode !== null) {
    servers[worker] = await chromium.launchServer(launchOptions());
  }
  return servers[worker].wsEndpoint();
}

/** Runs one file in its own process. Resolves to its exit code, its output and the seconds it took. */
async function runFile(file, worker) {
  const started = Date.now();
  // A failed test may leave a server open; do not wait for it.
  const options = ["--test-force-exit", "--test-reporter=spec", join(import.meta.dirname, file)];
  const child = spawn(process.execPath, options, {
    stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, TEST_BROWSER: await browserOf(worker) },
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => output.push(part));
  const code = await new Promise((done) => { child.on("close", (exit, signal) => done(exit ?? signal)); });
  return { code, output: Buffer.concat(output).toString(), seconds: Math.round((Date.now() - started) / 1000) };
}

const failed = [];
await inParallel(positionals, jobs, async (file, worker) => {
  const { code, output, seconds } = await runFile(file, worker);
  if (code !== 0) failed.push(file);
  console.log(`-- ${file}: ${code === 0 ? "passed" : `FAILED (${code})`}, ${seconds} s\n${output}`);
});
await Promise.all(servers.filter(Boolean).map((server) => server.close()));
console.log(`${positionals.length - failed.length} files passed, ${failed.length} failed${failed.length ? `: ${failed.join(", ")}` : ""}`);
if (failed.length > 0) process.exitCode = 1;
