// @ts-check
// Lets a worker keep the site and the paths of the reader's jobs, for where there is no network.

import { heldJobs } from "./held-jobs.mjs";
import { isPassing } from "./store.mjs";

/** Of a page that nobody looks at, until another worker may take over. */
const MS_UNTIL_CALM = 500;

/** Throws where the browser lets no worker in. */
export async function keepForOffline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  if (isPassing()) return dropAgain();
  const url = new URL("../../worker.js", import.meta.url);
  await serviceWorker.register(url, { updateViaCache: "none" });
  const registration = await serviceWorker.ready;
  // The reader may have asked to be forgotten meanwhile.
  if (isPassing()) return dropAgain();
  const here = document.querySelector(".page")?.getAttribute("data-role");
  const newest = registration.waiting ?? registration.active;
  newest?.postMessage([here, ...Object.keys(heldJobs())]);
  document.addEventListener("visibilitychange", () => {
    // Not while somebody opens another page, which hides this one, too: then nothing runs here.
    setTimeout(() => {
      if (document.visibilityState === "hidden") registration.waiting?.postMessage("take over");
    }, MS_UNTIL_CALM);
  });
}

/** What is on a device that others use would tell them whose job this was. */
async function dropAgain() {
  await (await import("./online-again.mjs")).dropOffline();
}
