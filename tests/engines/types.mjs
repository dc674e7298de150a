// The types that the site's scripts claim in their comments, as TypeScript sees them.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PACKAGE = createRequire(import.meta.url).resolve("typescript/package.json");
const PROJECTS = {
  "tsconfig.json": "each script of the pages keeps",
  "tsconfig.packaged.json": "each script of packages keeps",
  "tsconfig.tried.json": "each script of pages that are tried keeps",
  "tsconfig.worker.json": "the worker keeps",
  "tsconfig.workshop.json": "each script of the workshop keeps",
  "tsconfig.workshop-worker.json": "the worker of the workshop keeps",
};

export default async function* types() {
  const compiler = path.join(path.dirname(PACKAGE), "bin/tsc");
  for (const [project, what] of Object.entries(PROJECTS)) {
    const words = [compiler, "--project", path.join(HERE, project), "--pretty", "false"];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
    const problems = (stdout + stderr).split("\n").filter(Boolean);
    if (status && !problems.length) problems.push(`the compiler ended with ${status}`);
    yield { what: `${what} to its types`, problems };
  }
}
