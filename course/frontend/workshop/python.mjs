// @ts-check
// Runs the generator in a thread of its own, and answers what the page asks.

// @ts-expect-error: there only when the site is built
import { loadPyodide } from "./pyodide/pyodide.mjs";

const LIBRARIES = "/libraries";
const GENERATOR = "/generator";
const COURSE = "/course";
const RESULTS = "/results";
/** Each archive, where it is unpacked, and what the page says meanwhile. */
const ARCHIVES = [
  ["libraries.zip", LIBRARIES],
  ["generator.zip", GENERATOR],
  ["course.zip", COURSE],
  ["results.zip", RESULTS],
];

/** @type {Promise<(request: string) => string>} */
const opened = open();
opened.then(
  () => postMessage({ ready: true }),
  (error) => {
    console.error(error);
    postMessage({ failed: String(error).trim().split("\n").at(-1) });
  },
);

self.addEventListener("message", async ({ data: { id, request } }) => {
  try {
    const answer = await opened;
    postMessage({ id, answer: answer(JSON.stringify(request)) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});

async function open() {
  tell(1, "Getting Python …");
  const here = new URL("./", self.location.href);
  const files = Promise.all(
    ARCHIVES.map(async ([name]) => new Uint8Array(await (await get(name)).arrayBuffer())),
  );
  const published = get("site.json").then((response) => response.text());
  const python = await loadPyodide({ indexURL: new URL("pyodide/", here).href });
  tell(2, "Unpacking …");
  for (const [index, content] of (await files).entries()) {
    python.unpackArchive(content, "zip", { extractDir: ARCHIVES[index][1] });
  }
  tell(3, "Starting the generator …");
  python.runPython(`import sys; sys.path[:0] = ["${GENERATOR}", "${LIBRARIES}"]`);
  const bridge = python.pyimport("course.workshop.bridge");
  tell(4, "Reading the course …");
  return bridge.open_workshop(COURSE, RESULTS, await published);
}

/** @param {string} name */
async function get(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name} could not be loaded (${response.status}).`);
  return response;
}

/**
 * @param {number} step
 * @param {string} text
 */
function tell(step, text) {
  postMessage({ step, text });
}
