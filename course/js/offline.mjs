// @ts-check
// Lets a worker keep the site and the paths of the reader's jobs, for where there is no network.

import { heldJobs } from "./held-jobs.mjs";
import { isPassing } from "./store.mjs";

/** Throws where the browser lets no worker in. */
export async function keepForOffline() {
  const { serviceWorker } = navigator;
  // What is on a device that others use would tell them whose job this was.
  if (!serviceWorker || isPassing()) return;
  const url = new URL("../worker.js", import.meta.url);
  await serviceWorker.register(url, { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  const here = document.querySelector(".page")?.getAttribute("data-role");
  active?.postMessage([here, ...Object.keys(heldJobs())]);
}
