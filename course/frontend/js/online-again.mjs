// @ts-check
// Drops what the worker has kept, and the worker.

const SITE = new URL("../..", import.meta.url);

export async function dropOffline() {
  const registration = await navigator.serviceWorker?.getRegistration(SITE.href);
  // A page is told of the worker of a site above, where its own has none.
  const gone = registration?.scope === SITE.href ? registration.unregister() : null;
  // At once, as the browser takes leave of a worker only when it has done what it is at, and the
  // page may be closed before; and once more, should that have been to keep something.
  await dropKept();
  await gone;
  await dropKept();
}

function dropKept() {
  // As the worker names it.
  return globalThis.caches?.delete(`${SITE.pathname} kept`);
}
