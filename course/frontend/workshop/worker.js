// @ts-check
// Serves the workshop without a network. `publish/workshop.py` puts the manifest in front: hashes of
// the workshop's files by their names.

/** @type {Record<string, string>} */
// @ts-expect-error: prepended by publish/workshop.py
const MANIFEST = manifest;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const HERE = new URL("./", worker.location.href);
const CACHE = `${HERE.pathname} workshop`;
const HASH_HEADER = "content-hash";

worker.addEventListener("install", (event) => event.waitUntil(update()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", ({ data }) => {
  if (data === "take over") worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(HERE.origin))
    event.respondWith(respond(request));
});

/** Caches what has changed, and deletes what is gone. */
async function update() {
  const cache = await caches.open(CACHE);
  const wanted = new Map(Object.entries(MANIFEST).map(([name, hash]) => [urlOf(name), hash]));
  for (const [url, hash] of wanted) {
    const cached = await cache.match(url);
    if (cached?.headers.get(HASH_HEADER) === hash) continue;
    const response = await fetch(url, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${url} could not be loaded.`);
    const type = response.headers.get("content-type") ?? "";
    const headers = { "content-type": type, [HASH_HEADER]: hash };
    await cache.put(url, new Response(await response.arrayBuffer(), { headers }));
  }
  for (const { url } of await cache.keys())
    if (url.startsWith(HERE.href) && !wanted.has(url)) await cache.delete(url);
}

/** @param {Request} request */
async function respond(request) {
  const cache = await caches.open(CACHE);
  const url = keptAs(request);
  const cached = await cache.match(url);
  if (cached && url.startsWith(HERE.href)) return cached;
  try {
    // Style sheets and typefaces of the course's pages.
    const response = await fetch(request);
    if (response.ok) await cache.put(url, response.clone());
    return response;
  } catch (error) {
    if (cached) return cached;
    throw error;
  }
}

/**
 * Under which address an answer is kept. The page of the workshop has one, whatever comes after it.
 *
 * @param {Request} request
 */
function keptAs({ mode, url }) {
  const [address] = url.split("#");
  const [page] = address.split("?");
  const isOwnPage = page === HERE.href || page === `${HERE.href}index.html`;
  return mode === "navigate" && isOwnPage ? HERE.href : address;
}

/** @param {string} name */
function urlOf(name) {
  return new URL(name === "index.html" ? "./" : name, HERE).href;
}
