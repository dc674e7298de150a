// @ts-check

import { SITE } from "../base/site-url.mjs";

/** Deletes everything that was saved for offline use, and the service worker. */
export async function clearOffline() {
  const registration = await navigator.serviceWorker?.getRegistration(SITE.href);
  // Without a worker of its own, a page gets the registration of a site above it.
  const removal = registration?.scope === SITE.href ? registration.unregister() : null;
  // Delete the cache now, because the worker may still be running when the page closes, and again
  // after it has stopped, in case it wrote in between.
  await deleteCache();
  await removal;
  await deleteCache();
}

function deleteCache() {
  // The name that worker.js uses.
  return globalThis.caches?.delete(`${SITE.pathname} kept`);
}
