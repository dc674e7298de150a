// @ts-check
// Registers the service worker, which saves the site and the paths of the reader's roles for use
// without a network.

import { pageRole } from "../base/dom.mjs";
import { SITE } from "../base/site-url.mjs";
import { savedRoles } from "../storage/saved-roles.mjs";
import { isSessionOnly } from "../storage/storage.mjs";

/** How long a page stays hidden before a newer worker may take over. */
const HIDDEN_MS = 500;

/** Throws if the browser allows no worker. */
export async function saveForOffline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  if (isSessionOnly()) return clearAgain();
  await serviceWorker.register(new URL("worker.js", SITE), { updateViaCache: "none" });
  const registration = await serviceWorker.ready;
  // The reader may have asked to be forgotten meanwhile.
  if (isSessionOnly()) return clearAgain();
  const newest = registration.waiting ?? registration.active;
  newest?.postMessage([pageRole(), ...Object.keys(savedRoles())]);
  document.addEventListener("visibilitychange", () => {
    // Opening the next page also hides this one; its scripts then stop before the timeout.
    setTimeout(() => {
      if (document.visibilityState === "hidden") registration.waiting?.postMessage("take over");
    }, HIDDEN_MS);
  });
}

/** On a shared device, the saved pages would reveal the reader's role. */
async function clearAgain() {
  const { clearOffline } = await import("./clear.mjs");
  await clearOffline();
}
