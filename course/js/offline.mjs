// @ts-check
// Lets a worker keep the site and the paths of the reader's jobs, for where there is no network.

import { make } from "./elements.mjs";
import { heldJobs } from "./held-jobs.mjs";
import { isPassing } from "./store.mjs";
import { word } from "./words.mjs";

const SITE = new URL("..", import.meta.url);
const { serviceWorker } = navigator;

/** Asks the worker, and says on a job's own page when its path is there. */
export async function keepForOffline() {
  // What is on a device that others use would tell them whose job this was.
  if (!serviceWorker || isPassing()) return;
  const here = document.querySelector(".page")?.getAttribute("data-role") ?? "";
  serviceWorker.addEventListener("message", ({ data }) => {
    const path = document.querySelector(".path");
    if (data.includes(here)) path?.after(make("p", { role: "status" }, word("offline-kept")));
  });
  const url = new URL("worker.js", SITE);
  await serviceWorker.register(url, { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  active?.postMessage([here, ...Object.keys(heldJobs())]);
}

/** Drops all of it. */
export async function dropOffline() {
  if (!serviceWorker) return;
  const registration = await serviceWorker.getRegistration(SITE.href);
  await registration?.unregister();
  // As the worker names them.
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(`${SITE.pathname} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
}
