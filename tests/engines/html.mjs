// Every page and picture of the built site, as the Nu Html Checker (vnu) sees it.

import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { serve } from "./server.mjs";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
// Made to be a service as well, it refuses servers of the own machine unless told otherwise.
const LOCAL = "-Dnu.validator.servlet.allow-forbidden-hosts=true";

/** @param {string} site */
export default async function* html(site) {
  const names = (await readdir(site, { recursive: true })).sort();
  const pages = names.filter((name) => name.endsWith(".html"));
  const pictures = names.filter((name) => name.endsWith(".svg"));

  // The pages from a server: only there does 'self' in their policy mean anything.
  const server = await serve(site);
  yield {
    what: `valid pages (${pages.length})`,
    problems: await judge(pages.map((name) => server.address + name)),
  };
  server.close();
  // The pictures from their files: from a server, it takes them for pages.
  yield {
    what: `valid pictures (${pictures.length})`,
    problems: await judge(pictures.map((name) => path.join(site, name))),
  };
}

/**
 * What is wrong, the same thing on many pages said once. It also has milder remarks; they count
 * for nothing.
 *
 * @param {string[]} addresses
 */
async function judge(addresses) {
  if (!addresses.length) return ["there is none"];
  const places = new Map();
  for (const { type, subType, message, url, lastLine } of await ask(addresses)) {
    if (type === "info" && subType !== "warning") continue;
    places.set(message, [...(places.get(message) ?? []), `${url ?? "?"}:${lastLine ?? "?"}`]);
  }
  return [...places].map(([message, at]) => `${message}\n${at.length} times, first ${at[0]}`);
}

/** @param {string[]} addresses */
function ask(addresses) {
  const words = [LOCAL, "-jar", JAR, "--format", "json", "--stdout", "--also-check-svg"];
  return new Promise((resolve, reject) => {
    // It exits with 1 where it finds an error; what it found stands on stdout all the same.
    execFile("java", [...words, ...addresses], { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout).messages);
      } catch {
        reject(error ?? new Error(stderr));
      }
    });
  });
}
