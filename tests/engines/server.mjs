// A tiny server of the built site, as GitHub Pages would serve it: under the repository's name,
// and compressed with gzip. Addresses elsewhere do not exist.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const PREFIX = "/repository/";
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};
// What a page complains about. Not every driver tells, so the page itself does: this script, a
// file of the own server, goes right after the page's policy, which allows it.
const EAR = "/ear.js";
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const EAR_SCRIPT = `
  const tell = (...words) => navigator.sendBeacon("/complaints", words.map(String).join(" "));
  addEventListener("error", (e) => tell(e.message ?? "cannot load " + e.target.outerHTML), true);
  addEventListener("unhandledrejection", (e) => tell(e.reason));
  addEventListener("securitypolicyviolation", (e) =>
    tell("policy:", e.violatedDirective, e.blockedURI));
  for (const level of ["error", "warn"]) console[level] = tell;`;

/**
 * Serves a folder.
 *
 * @param {string} folder
 * @param {{isListening?: boolean}} [options] isListening: pages get the script above
 */
export async function serve(folder, { isListening = false } = {}) {
  const complaints = [];

  async function answer(request, response) {
    const { pathname: address, searchParams } = new URL(request.url, "http://localhost");
    if (isListening && address === "/complaints") {
      complaints.push((await request.toArray()).join(""));
      response.writeHead(204).end();
    } else if (isListening && address === EAR) {
      response.writeHead(200, { "Content-Type": TYPES[".js"] }).end(EAR_SCRIPT);
    } else if (isListening && address === "/narrow") {
      // A page in a narrow frame, for a browser whose window does not get that narrow.
      const [width, page] = ["width", "address"].map((name) => searchParams.get(name));
      response.writeHead(200, { "Content-Type": TYPES[".html"] });
      response.end(`<iframe width="${width}" height="640" src="${page}"></iframe>`);
    } else {
      await send(address, response);
    }
  }

  async function send(address, response) {
    const name = address.slice(PREFIX.length) + (address.endsWith("/") ? "index.html" : "");
    const file = path.join(folder, name);
    let content = address.startsWith(PREFIX) ? await readFile(file).catch(() => null) : null;
    if (content === null) {
      // Browsers ask for this one by themselves.
      if (address !== "/favicon.ico") complaints.push(`asked for ${address}, which is not there`);
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    if (isListening && type === TYPES[".html"]) {
      content = String(content).replace(POLICY, `$&<script src="${EAR}"></script>`);
    }
    response.writeHead(200, {
      "Content-Type": type,
      "Content-Encoding": "gzip",
      "Cache-Control": "max-age=600",
    });
    response.end(await promisify(gzip)(content));
  }

  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: origin + PREFIX,
    complaints,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
