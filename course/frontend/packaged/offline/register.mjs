// @ts-check
// Packages for learning management systems have no service worker: the system sends the pages.

export async function saveForOffline() {}
