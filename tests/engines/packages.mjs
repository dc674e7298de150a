// Packages of the course for learning systems, as districts make them.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../build_course.py", import.meta.url));

/** A folder that is gone when this process has ended. */
export function makeFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "packages-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Makes a bus driver's package and unpacks it into a folder.
 *
 * @param {string} folder
 * @param {string} standard as the command calls it
 * @param {string} [module] the only one of the package, which otherwise has all
 */
export function makePackage(folder, standard, module) {
  const output = mkdtempSync(path.join(tmpdir(), "made-"));
  const options = ["--role", "bus-driver", "--standard", standard, "--output", output];
  if (module) options.push("--module", module);
  run("python3", [COMMAND, "export", "scorm", ...options]);
  const name = module ? `bus-driver.${module}.zip` : "bus-driver.zip";
  run("python3", ["-m", "zipfile", "-e", path.join(output, name), folder]);
  rmSync(output, { recursive: true });
}

/**
 * Runs a program to its end and returns what it printed.
 *
 * @param {string} program
 * @param {string[]} words
 * @param {string} [folder]
 */
export function run(program, words, folder) {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}: ${error ?? stderr + stdout}`);
  return stdout;
}
