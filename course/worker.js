// @ts-check
// The site where there is no network: a service worker, which the browser runs beside the pages.
// It stands at the top of the site, under this name for ever, so that each build replaces the
// worker of any earlier one. `offline.py` puts the site's manifest in front of it.
//
// Every build keeps its files in a cache of its own. A page, and all that it asks for, comes from
// one build only: what is kept is compared with the manifest, and for each open page it is noted
// which build it came from. So a new worker may take over at once.

/**
 * @typedef {Record<string, string>} Hashes of files, by their addresses from the top of the site
 * @typedef {{build: string, shared: Hashes, jobs: Record<string, Hashes>}} Manifest
 */

/** @type {Manifest} */
// @ts-ignore: it is put in front
const SITE = manifest;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const TOP = new URL("./", worker.location.href);
/** No path holds a space, so no cache of a site below this one begins like this. */
const PREFIX = `${TOP.pathname} `;
const OWN = PREFIX + SITE.build;
/** Which build each open page came from. */
const ORIGINS = `${PREFIX}origins`;
const NOTED_AT = "noted-at";
/** A page that is on its way cannot be asked for yet. */
const MOST_TO_OPEN_MS = 10_000;
const HASH = "content-hash";

const KNOWS_PAGES = "resultingClientId" in FetchEvent.prototype;

/** One after the other, so that nothing is fetched twice. */
let work = Promise.resolve();
/** Whether all that was kept before is there in this build. */
let isWhole = false;

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  // Whatever goes wrong, this worker takes the place of the one before: then it serves what it
  // has, asks the network for the rest, and goes on with the next visit.
  event.waitUntil(keep([]).catch(() => {}));
});

// Not earlier: until then, pages ask the worker before, which needs its cache.
worker.addEventListener("activate", (event) => event.waitUntil(drop()));

worker.addEventListener("message", (event) => {
  const { data, source } = event;
  const jobs = Array.isArray(data) ? data.filter((job) => Object.hasOwn(SITE.jobs, job)) : [];
  const done = keep(jobs).then(() => source?.postMessage(jobs)).then(drop);
  event.waitUntil(done.catch(() => {}));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(TOP.href)) return;
  event.respondWith(request.mode === "navigate" ? openPage(event) : bring(event));
});

/**
 * Keeps what all pages share, the paths of some jobs, and those that were kept before.
 *
 * @param {string[]} jobs
 */
function keep(jobs) {
  work = work.catch(() => {}).then(async () => {
    const older = await olderCaches();
    const kept = await Promise.all([OWN, ...older].map(jobsIn));
    const all = new Set([...kept.flat(), ...jobs]);
    const hashes = Object.assign({}, SITE.shared, ...[...all].map((job) => SITE.jobs[job]));
    await fill(hashes, older);
    isWhole = true;
  });
  return work;
}

/**
 * Fills the cache of this build. What has not changed is taken from an older one.
 *
 * @param {Hashes} hashes
 * @param {string[]} older
 */
async function fill(hashes, older) {
  const own = await caches.open(OWN);
  const isPage = (/** @type {string} */ address) => /(^|\/)$/.test(address);
  const addresses = Object.keys(hashes);
  // Pages come last: one that is there finds all that it needs.
  addresses.sort((one, other) => Number(isPage(one)) - Number(isPage(other)));
  const there = new Set((await own.keys()).map(({ url }) => url));
  for (const address of addresses) {
    const url = new URL(address, TOP).href;
    if (there.has(url)) continue;
    const found = await findKept(url, older, hashes[address]);
    await own.put(url, found ?? (await fetchSound(url, hashes[address])));
  }
}

/**
 * @param {string} url
 * @param {string[]} names of caches
 * @param {string} hash
 */
async function findKept(url, names, hash) {
  for (const name of names) {
    const found = await (await caches.open(name)).match(url);
    if (found?.headers.get(HASH) === hash) return found;
  }
  return null;
}

/**
 * A file of this build. Throws if the host sends another: a newer build is there, or part of it.
 *
 * @param {string} url
 * @param {string} hash
 */
async function fetchSound(url, hash) {
  const response = await fetch(url, { cache: "no-cache" });
  const content = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!response.ok || !digits.startsWith(hash)) throw new Error(`${url} is of another build.`);
  const type = response.headers.get("content-type") ?? "";
  return new Response(content, { headers: { "content-type": type, [HASH]: hash } });
}

/** Drops the caches of older builds of which no page is open, and what was noted of closed pages. */
async function drop() {
  if (!isWhole) return;
  const origins = await caches.open(ORIGINS);
  const inUse = new Set();
  for (const { url } of await origins.keys()) {
    const noted = await origins.match(url);
    const isOpening = Date.now() - Number(noted?.headers.get(NOTED_AT)) < MOST_TO_OPEN_MS;
    const isOpen = await worker.clients.get(url.slice(TOP.href.length));
    if (isOpen || isOpening) inUse.add(await noted?.text());
    else await origins.delete(url);
  }
  const unused = (await olderCaches()).filter((name) => !inUse.has(name));
  // A newer worker may be filling its cache. It will see to the rest.
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  await Promise.all(unused.map((name) => caches.delete(name)));
}

/**
 * A page: of this build, else as the network has it, else as an older build had it.
 *
 * @param {FetchEvent} event
 */
async function openPage(event) {
  const url = asKept(event.request.url);
  const own = await openKept(url, OWN, event.resultingClientId);
  if (own) return own;
  try {
    return await fetch(event.request);
  } catch {
    for (const name of await olderCaches()) {
      const older = await openKept(url, name, event.resultingClientId);
      if (older) return older;
    }
  }
  // A page of its own, as its links begin at its own address.
  const instead = new URL("offline/", TOP).href;
  return url === instead ? Response.error() : Response.redirect(instead);
}

/**
 * A page out of a cache, if it is there; it is noted that it came from there.
 *
 * @param {string} url
 * @param {string} name of the cache
 * @param {string} clientId of the page that opens
 */
async function openKept(url, name, clientId) {
  const found = await (await caches.open(name)).match(url);
  if (!found) return null;
  const origins = await caches.open(ORIGINS);
  const note = new Response(name, { headers: { [NOTED_AT]: String(Date.now()) } });
  await origins.put(new URL(clientId, TOP).href, note);
  return found;
}

/**
 * What a page asks for: from the build that the page came from, else from the network.
 *
 * @param {FetchEvent} event
 */
async function bring({ clientId, request }) {
  const url = asKept(request.url);
  const origins = await caches.open(ORIGINS);
  const noted = await origins.match(new URL(clientId, TOP).href);
  const found = noted && (await (await caches.open(await noted.text())).match(url));
  if (found) return found;
  try {
    // Asked anew, as the page was: the browser may still hold what belonged to another build.
    return await fetch(request, { cache: "no-cache" });
  } catch (error) {
    // A page that came from the network may be of any build, and stays as it is without scripts.
    // Browsers that do not say which page opens have noted none.
    const own = KNOWS_PAGES ? undefined : await (await caches.open(OWN)).match(url);
    if (own) return own;
    throw error;
  }
}

/** The caches of other builds, the newest first. */
async function olderCaches() {
  const names = await caches.keys();
  const isOlder = (/** @type {string} */ name) =>
    name.startsWith(PREFIX) && name !== OWN && name !== ORIGINS;
  return names.filter(isOlder).reverse();
}

/**
 * The jobs of which there is something in a cache.
 *
 * @param {string} name
 */
async function jobsIn(name) {
  const cache = await caches.open(name);
  const paths = (await cache.keys()).map(({ url }) => url.slice(TOP.href.length));
  return Object.keys(SITE.jobs).filter((job) => paths.includes(`paths/${job}.json`));
}

/**
 * The address under which something would be kept.
 *
 * @param {string} address
 */
function asKept(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/index\.html$/, "/");
}
