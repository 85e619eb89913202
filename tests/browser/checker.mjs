// The Nu HTML checker, and its messages that are not faults.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";

/** @import { Fault } from "./faults.mjs" */

/**
 * A message of the checker.
 *
 * @typedef {{ url?: string, type: string, subType?: string, message: string, lastLine?: number, firstColumn?: number }} Message
 */

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** The checker's messages that are not faults, each with the reason. */
const NOT_FAULTS = [
  // Pages are checked as files, for which the checker's 'self' matches nothing. The browser tests, over HTTP and from disk,
  // fail if the policy really blocks something.
  { in: /\.html$/u, says: /^Resource violates Content Security Policy \(meta tag\): (?:external|image “(?!\w+:))/u },
  // JSON-LD is data, which no policy blocks: HTML skips scripts of such types before it applies the policy. There are no
  // inline scripts: generator/tests/theme.rs counts them.
  { in: /\.html$/u, says: /^Inline script violates Content Security Policy/u },
  // The checker does not know these: container queries (CSS Containment 3), `field-sizing` (CSS Basic UI 4). Browsers that do
  // not know them either ignore them.
  { in: /\.css$/u, says: /“container(?:-type|-name)?”|“@container”|“field-sizing”/u },
];

/**
 * Runs the checker once over all files. Returns its messages. It must not guess the language, since bilingual pages confuse it.
 *
 * @param {string} folder
 * @param {string[]} files
 * @returns {Promise<Message[]>}
 */
export function check(folder, files) {
  // Java's second compiler takes longer than it saves in so short a run, and code of its first needs larger stacks.
  const java = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
  const options = [...java, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect",
    "--also-check-css", "--also-check-svg", ...files];
  return new Promise((done, failed) => {
    execFile("java", options, { cwd: folder, maxBuffer: 256 << 20 }, (error, stdout, stderr) => {
      if (error) failed(new Error(`the checker did not run: ${error.message}\n${stderr}`));
      else done(JSON.parse(stdout).messages);
    });
  });
}

/**
 * The messages with their places, without those that are not faults.
 *
 * @param {Message[]} messages
 * @param {string} folder
 * @returns {Fault[]}
 */
export function faults(messages, folder) {
  return messages
    .map((message) => ({ ...message, file: decodeURIComponent(message.url ?? "").split(`${folder}/`).pop() ?? "" }))
    .filter(({ file, message }) => !NOT_FAULTS.some((entry) => entry.in.test(file) && entry.says.test(message)))
    .map(({ file, lastLine, firstColumn, type, subType, message }) => ({
      what: `${subType ?? type}: ${message}`, where: `${file}:${lastLine ?? "?"}:${firstColumn ?? "?"}`,
    }));
}
