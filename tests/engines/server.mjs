// A tiny server of the built site, as GitHub Pages would serve it: under the repository's name,
// and compressed with gzip. Addresses elsewhere do not exist.

import { createHash } from "node:crypto";
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
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
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

/** The file of an address. */
function nameOf(address) {
  return address === "" || address.endsWith("/") ? `${address}index.html` : address;
}

/**
 * Serves a folder.
 *
 * @param {string} folder
 * @param {{isListening?: boolean}} [options] isListening: pages get the script above
 * @returns what a learning system's page has sent to `/commits` is in `commits`
 */
export async function serve(folder, { isListening = false } = {}) {
  const complaints = [];
  const commits = [];
  let isAway = false;

  async function answer(request, response) {
    if (isAway) {
      request.socket.destroy();
      return;
    }
    const { pathname: address, searchParams } = new URL(request.url, "http://localhost");
    if (isListening && address === "/complaints") {
      complaints.push((await request.toArray()).join(""));
      response.writeHead(204).end();
    } else if (request.method === "POST" && address === "/commits") {
      commits.push(JSON.parse((await request.toArray()).join("")));
      response.writeHead(200, { "Content-Type": TYPES[".json"] });
      response.end(JSON.stringify({ result: true, errorCode: 0 }));
    } else if (address === "/commits") {
      response.writeHead(200, { "Content-Type": TYPES[".json"], "Cache-Control": "no-store" });
      response.end(JSON.stringify(commits.at(-1) ?? null));
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
    const content = address.startsWith(PREFIX) ? await read(address.slice(PREFIX.length)) : null;
    if (content === null) {
      // Browsers ask for this one by themselves.
      if (address !== "/favicon.ico") complaints.push(`asked for ${address}, which is not there`);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[path.extname(nameOf(address))] ?? "application/octet-stream",
      "Content-Encoding": "gzip",
      "Cache-Control": "max-age=600",
    });
    response.end(await promisify(gzip)(content));
  }

  /** What is sent for an address below the prefix, or null. */
  async function read(address) {
    const content = await readFile(path.join(folder, nameOf(address))).catch(() => null);
    if (content === null || !isListening) return content;
    if (nameOf(address).endsWith(".html")) {
      return String(content).replace(POLICY, `$&<script src="${EAR}"></script>`);
    }
    return address === "worker.js" ? knowing(String(content)) : content;
  }

  /** The worker with a manifest of what is sent: it keeps nothing else. */
  async function knowing(worker) {
    const [first, ...rest] = worker.split("\n");
    const manifest = JSON.parse(first.replace(/^const manifest=(.*);$/, "$1"));
    for (const hashes of [manifest.shared, ...Object.values(manifest.roles)]) {
      for (const address of Object.keys(hashes)) {
        const digits = createHash("sha256")
          .update(await read(address.split("?")[0]))
          .digest("hex");
        hashes[address] = digits.slice(0, hashes[address].length);
      }
    }
    return [`const manifest=${JSON.stringify(manifest)};`, ...rest].join("\n");
  }

  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: origin + PREFIX,
    complaints,
    commits,
    /** @param {boolean} isOn whether nobody gets an answer */
    setAway(isOn) {
      isAway = isOn;
      if (isAway) server.closeAllConnections();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
