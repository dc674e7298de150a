// @ts-check
// The site where there is no network: a service worker, which the browser runs beside the pages.
// It stands at the top of the site, under this name for ever, so that each build replaces the
// worker of any earlier one. `offline.py` puts the site's manifest in front of it.
//
// A page names the folder of its build's scripts and its own style sheet. So pages of two builds
// may stand side by side in the cache, and it does not matter when a new worker takes over.

/**
 * @typedef {Record<string, string>} Hashes of files, by their addresses from the top of the site
 * @typedef {{shared: Hashes, jobs: Record<string, Hashes>}} Manifest
 */

/** @type {Manifest} */
// @ts-ignore: it is put in front
const SITE = manifest;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const TOP = new URL("./", worker.location.href);
/** No path holds a space, so no site below this one has a cache of this name. */
const CACHE = `${TOP.pathname} kept`;
/** What this build has, by whole addresses. */
const OWN = new Map(
  Object.entries(Object.assign({}, SITE.shared, ...Object.values(SITE.jobs))).map(
    ([address, hash]) => [new URL(address, TOP).href, hash],
  ),
);
const HASH = "content-hash";
/** What a page says that nobody looks at. A page that is being opened while one worker takes over
 * from another may wait for ever (Chromium loses what it asked the old one for). */
const TAKE_OVER = "take over";
/** Of builds whose scripts are kept for pages that stay open: this one, and some before it. */
const MOST_SCRIPT_FOLDERS = 3;

/** @type {Promise<unknown>} one after the other, so that nothing is fetched twice */
let work = Promise.resolve();

/** Whether a page has brought this worker to where there was none. */
let isFirst = false;

worker.addEventListener("install", (event) => {
  isFirst = !worker.registration.active;
  // Whatever goes wrong, this worker takes the place of the one before: then it serves what it
  // has, asks the network for the rest, and goes on with the next visit.
  event.waitUntil(keep([]).catch(() => {}));
});

worker.addEventListener("activate", (event) => {
  // The page that brought the worker asks it from now on, too. Others get this one anyway.
  if (isFirst) event.waitUntil(worker.clients.claim());
});

worker.addEventListener("message", (event) => {
  const { data, source } = event;
  if (data === TAKE_OVER) {
    event.waitUntil(worker.skipWaiting());
    return;
  }
  const jobs = Array.isArray(data) ? data.filter((job) => Object.hasOwn(SITE.jobs, job)) : [];
  const done = keep(jobs).then((cache) => {
    source?.postMessage(jobs);
    return drop(cache);
  });
  event.waitUntil(done.catch(() => {}));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(TOP.href)) return;
  event.respondWith(bring(request));
});

/**
 * Keeps what all pages share, the paths of some jobs, and those that were kept before. Throws if
 * the host does not send all of it as this build has it.
 *
 * @param {string[]} jobs
 */
function keep(jobs) {
  const done = work.catch(() => {}).then(async () => {
    // Opened once: if a reader has all dropped meanwhile, what comes later goes nowhere.
    const cache = await caches.open(CACHE);
    const there = new Set((await cache.keys()).map(({ url }) => url));
    const isKept = (/** @type {string} */ job) => there.has(new URL(`paths/${job}.json`, TOP).href);
    const all = new Set([...Object.keys(SITE.jobs).filter(isKept), ...jobs]);
    const addresses = [SITE.shared, ...[...all].map((job) => SITE.jobs[job])].flatMap(Object.keys);
    // Pages come last: one that is there finds all that it needs.
    addresses.sort((one, other) => Number(isPage(one)) - Number(isPage(other)));
    for (const address of addresses) {
      const url = new URL(address, TOP).href;
      const kept = await cache.match(url);
      if (!kept || !isOwn(url, kept)) await cache.put(url, await fetchOwn(url));
    }
    return cache;
  });
  work = done;
  return done;
}

/**
 * Drops what this build has not. Only once all is there that it has.
 *
 * @param {Cache} cache
 */
async function drop(cache) {
  // A newer worker may be keeping what belongs to it. It will see to the rest.
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  const urls = (await cache.keys()).map(({ url }) => url);
  const folders = [...new Set(urls.map(scriptsOf).filter(Boolean))].slice(-MOST_SCRIPT_FOLDERS);
  const isUseless = (/** @type {string} */ url) => !OWN.has(url) && !folders.includes(scriptsOf(url));
  await Promise.all(urls.filter(isUseless).map((url) => cache.delete(url)));
}

/**
 * What a page or a reader asks for: as this build has it, else as the network has it, else as an
 * older build had it.
 *
 * @param {Request} request
 */
async function bring(request) {
  const isVisit = request.mode === "navigate";
  const url = isVisit ? pageAt(request.url) : request.url;
  const kept = await keptAt(url);
  if (kept && isOwn(url, kept)) return kept;
  try {
    const found = await fetch(request);
    // The scripts of a page that stays open may be gone from the host. A page that is gone is gone.
    return kept && !found.ok && !isVisit ? kept : found;
  } catch (error) {
    if (kept) return kept;
    if (!isVisit) throw error;
  }
  if (await keptAt(`${url}/`)) return Response.redirect(`${url}/`);
  // A page of its own, as its links begin at its own address.
  const instead = new URL("offline/", TOP).href;
  return url !== instead && (await keptAt(instead)) ? Response.redirect(instead) : Response.error();
}

/**
 * A file of this build. Throws if the host sends another: a newer build is there, or part of it.
 *
 * @param {string} url
 */
async function fetchOwn(url) {
  const response = await fetch(url, { cache: "no-cache" });
  const content = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const hash = OWN.get(url) ?? "";
  if (!response.ok || !digits.startsWith(hash)) throw new Error(`${url} is of another build.`);
  const type = response.headers.get("content-type") ?? "";
  return new Response(content, { headers: { "content-type": type, [HASH]: hash } });
}

/**
 * What is kept at an address, of whichever build. Nothing where the browser's store fails.
 *
 * @param {string} url
 */
function keptAt(url) {
  return caches.match(url, { cacheName: CACHE }).catch(() => undefined);
}

/**
 * @param {string} url
 * @param {Response} kept
 */
function isOwn(url, kept) {
  return kept.headers.get(HASH) === OWN.get(url);
}

/** @param {string} address */
function isPage(address) {
  return /(^|\/)$/.test(address);
}

/**
 * The address under which a page would be kept.
 *
 * @param {string} address
 */
function pageAt(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

/**
 * The folder of a build's scripts that an address lies in, or an empty text.
 *
 * @param {string} url
 */
function scriptsOf(url) {
  return url.slice(TOP.href.length).match(/^js\/[^/]+/)?.[0] ?? "";
}
