// Runs the checks that are asked for (all of them, if none is) and says how each went.

import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const SITE = path.join(ROOT, "site");
const ALL = [
  "workflows",
  "html",
  "types",
  "banks",
  "manifests",
  "scorm",
  "lighthouse",
  "firefox",
  "webkit",
  "workshop",
];

const asked = process.argv.slice(2);
// An end from outside is an end like any other, so that no browser is left behind.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

const counts = { passed: 0, failed: 0 };

for (const name of asked.length ? asked : ALL) {
  const start = performance.now();
  try {
    if (!ALL.includes(name)) throw new Error(`there is no such check; there are ${ALL.join(", ")}`);
    const { default: check } = await import(`./${name}.mjs`);
    for await (const { what, problems } of check(SITE)) tell(name, what, problems);
  } catch (error) {
    tell(name, "could be run", [error.stack ?? String(error)]);
  }
  console.log(`     ${name} took ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);

/**
 * @param {string} name
 * @param {string} what
 * @param {string[]} problems
 */
function tell(name, what, problems) {
  counts[problems.length ? "failed" : "passed"] += 1;
  console.log(`${problems.length ? "FAIL" : "ok  "} ${name}: ${what}`);
  for (const problem of problems) console.log(`       ${problem.replaceAll("\n", "\n       ")}`);
}
