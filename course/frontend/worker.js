// @ts-check
// The service worker, which serves the site without a network. It stays at the top of the site
// under this name, so that every build replaces the worker of the build before. `offline.py` puts
// the manifest of the site's files in front of it.
//
// A page names the script folder and the style sheet of its own build. So pages of two builds can
// be cached side by side, and it does not matter when a new worker takes over.

/**
 * @typedef {Record<string, string>} Hashes content hashes by address from the top of the site
 * @typedef {{shared: Hashes, roles: Record<string, Hashes>}} Manifest files of all pages, and by role
 */

/** @type {Manifest} */
// @ts-expect-error: prepended by offline.py
const MANIFEST = manifest;
const ROLES = MANIFEST.roles;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const TOP = new URL("./", worker.location.href);
/** No path contains a space, so no other site on this origin uses this cache name. */
const CACHE = `${TOP.pathname} kept`;
/** Content hashes of this build's files by full address. */
const OWN = new Map(
  Object.entries(Object.assign({}, MANIFEST.shared, ...Object.values(ROLES))).map(
    ([address, hash]) => [new URL(address, TOP).href, hash],
  ),
);
const HASH_HEADER = "content-hash";
/** Sent by a page that has become hidden. While one worker replaces another, Chromium can lose the
 * requests of a page that is being opened. */
const TAKE_OVER = "take over";
/** How many builds' scripts stay cached for open pages, this build's included. */
const MAX_SCRIPT_FOLDERS = 3;

/** @type {Promise<unknown>} the last update of the cache: updates run one after the other */
let lastUpdate = Promise.resolve();

/** Whether there was no active worker before this one. */
let isFirst = false;

worker.addEventListener("install", (event) => {
  isFirst = !worker.registration.active;
  // Even if this fails, the new worker replaces the old one: it serves what is cached, fetches the
  // rest from the network, and continues on the next visit.
  event.waitUntil(update([]).catch(() => {}));
});

worker.addEventListener("activate", (event) => {
  // The page that registered the first worker uses it from now on. Other pages get it anyway.
  if (isFirst) event.waitUntil(worker.clients.claim());
});

worker.addEventListener("message", (event) => {
  const { data, source } = event;
  if (data === TAKE_OVER) {
    event.waitUntil(worker.skipWaiting());
    return;
  }
  const roles = Array.isArray(data) ? data.filter((role) => Object.hasOwn(ROLES, role)) : [];
  const done = update(roles).then((cache) => {
    source?.postMessage(roles);
    return cleanUp(cache);
  });
  event.waitUntil(done.catch(() => {}));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(TOP.href)) return;
  event.respondWith(respond(request));
});

/**
 * Caches what all pages share and the paths of some roles, and updates the paths that are already
 * cached. Throws if the host does not send every file as this build has it.
 *
 * @param {string[]} roles
 */
function update(roles) {
  const done = lastUpdate
    .catch(() => {})
    .then(async () => {
      // Opened once: if the reader deletes the cache meanwhile, later files are saved nowhere.
      const cache = await caches.open(CACHE);
      const cached = new Set((await cache.keys()).map(({ url }) => url));
      const isCached = (/** @type {string} */ role) =>
        cached.has(new URL(`paths/${role}.json`, TOP).href);
      const allRoles = new Set([...Object.keys(ROLES).filter(isCached), ...roles]);
      const files = [MANIFEST.shared, ...[...allRoles].map((role) => ROLES[role])];
      const addresses = files.flatMap(Object.keys);
      // Pages come last, so that a cached page finds everything that it needs.
      addresses.sort((left, right) => Number(isPage(left)) - Number(isPage(right)));
      for (const address of addresses) {
        const url = new URL(address, TOP).href;
        const response = await cache.match(url);
        if (!response || !isOwn(url, response)) await cache.put(url, await fetchOwn(url));
      }
      return cache;
    });
  lastUpdate = done;
  return done;
}

/**
 * Deletes cached files that this build does not have. Runs only after a complete update.
 *
 * @param {Cache} cache
 */
async function cleanUp(cache) {
  // A newer worker may be caching its own files. It will clean up.
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return;
  await markScriptsAsNewest(cache);
  const urls = (await cache.keys()).map(({ url }) => url);
  const folders = scriptFolders(urls).slice(-MAX_SCRIPT_FOLDERS);
  // What districts of a shared site have is kept by district/keep.mjs.
  const isObsolete = (/** @type {string} */ url) =>
    !OWN.has(url) && !folders.includes(scriptFolderOf(url)) && !url.startsWith(`${TOP.href}d/`);
  await Promise.all(urls.filter(isObsolete).map((url) => cache.delete(url)));
}

/**
 * Moves this build's scripts to the end of the cache. After a rollback they would otherwise be
 * older than those of the builds that were rolled back, and be deleted first.
 *
 * @param {Cache} cache
 */
async function markScriptsAsNewest(cache) {
  const own = [...OWN.keys()].filter(scriptFolderOf).at(-1);
  const response = own && (await cache.match(own));
  if (response) await cache.put(own, response);
}

/**
 * The response to a page or a reader: as this build has it, else from the network, else as an older
 * build had it.
 *
 * @param {Request} request
 */
async function respond(request) {
  const isNavigation = request.mode === "navigate";
  const url = isNavigation ? pageUrl(request.url) : request.url;
  const cached = await findCached(url);
  // A folder of scripts is of one build. Where its files are gone, some hosts answer with a page.
  if (cached && (isOwn(url, cached) || scriptFolderOf(url))) return cached;
  try {
    const response = await fetch(request);
    // A page that the host has deleted is gone. One that it cannot send now is not.
    const isGone = isNavigation && response.status < 500;
    return cached && !response.ok && !isGone ? cached : response;
  } catch (error) {
    if (cached) return cached;
    if (!isNavigation) throw error;
  }
  if (await findCached(`${url}/`)) return Response.redirect(`${url}/`);
  // A redirect, because the links of the offline page are relative to its own address.
  const offline = new URL("offline/", TOP).href;
  const isOffline = url !== offline && (await findCached(offline));
  return isOffline ? Response.redirect(offline) : Response.error();
}

/**
 * A file of this build. Throws if the host sends another: it has, at least in part, a newer build.
 *
 * @param {string} url
 */
async function fetchOwn(url) {
  const response = await fetch(url, { cache: "no-cache" });
  const content = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const hash = OWN.get(url) ?? "";
  if (!response.ok || !digits.startsWith(hash)) throw new Error(`${url} is from another build.`);
  const type = response.headers.get("content-type") ?? "";
  return new Response(content, { headers: { "content-type": type, [HASH_HEADER]: hash } });
}

/**
 * The cached response for an address, of any build. Undefined if the cache fails.
 *
 * @param {string} url
 */
function findCached(url) {
  return caches.match(url, { cacheName: CACHE }).catch(() => undefined);
}

/**
 * @param {string} url
 * @param {Response} response
 */
function isOwn(url, response) {
  return response.headers.get(HASH_HEADER) === OWN.get(url);
}

/** @param {string} address */
function isPage(address) {
  return /(^|\/)$/.test(address);
}

/**
 * The address under which a page is cached.
 *
 * @param {string} address
 */
function pageUrl(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

/**
 * The script folders among cached files, the one that was cached last at the end.
 *
 * @param {string[]} urls in the order in which they were cached
 */
function scriptFolders(urls) {
  const newestFirst = urls.map(scriptFolderOf).filter(Boolean).reverse();
  return [...new Set(newestFirst)].reverse();
}

/**
 * The folder of a build's scripts that a file is in, or an empty text.
 *
 * @param {string} url
 */
function scriptFolderOf(url) {
  return url.slice(TOP.href.length).match(/^js\/[^/]+/)?.[0] ?? "";
}
