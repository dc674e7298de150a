// @ts-check
// Drops what the worker has kept, and the worker.

const SITE = new URL("..", import.meta.url);

export async function dropOffline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const registration = await serviceWorker.getRegistration(SITE.href);
  await registration?.unregister();
  // As the worker names them.
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(`${SITE.pathname} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
}
