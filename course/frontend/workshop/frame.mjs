// @ts-check
// The page around the parts of the workshop: how it starts, its tabs, and a copy for offline.

/** @param {string} id */
export const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id */
export const dialog = (id) => /** @type {HTMLDialogElement} */ (element(id));

/**
 * @param {number} step
 * @param {string} text
 */
export function tellStart(step, text) {
  /** @type {HTMLProgressElement} */ (element("progress")).value = step;
  element("progress-text").textContent = text;
}

/** @param {string} name the part to show where there is room for one only */
export function showPart(name) {
  element("parts").dataset.shown = name;
  for (const tab of document.querySelectorAll("#tabs button")) {
    const isShown = /** @type {HTMLElement} */ (tab).dataset.part === name;
    tab.setAttribute("aria-pressed", String(isShown));
  }
}

/**
 * Starts the workshop, unless it is open in another tab. Two in one browser would each put their drafts in
 * the place of the other's.
 *
 * @param {() => Promise<void>} start
 */
export async function openAlone(start) {
  // A browser that refuses to tell seldom keeps drafts either, so it goes on.
  if (await isAlone().catch(() => true)) await start();
  else
    tellStart(
      0,
      "The workshop is open in another tab. Go on there, or close it and reload this one.",
    );
}

/**
 * Whether the workshop is open in no other tab. As long as this page is open, it is not in others.
 *
 * @returns {Promise<boolean>}
 */
function isAlone() {
  return new Promise((resolve, reject) => {
    const name = `workshop ${location.pathname}`;
    const answer = (/** @type {Lock | null} */ lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : null;
    };
    navigator.locks.request(name, { ifAvailable: true }, answer).catch(reject);
  });
}

/** Keeps the workshop on this device, and offers a newer one when it is published. */
export async function keepForOffline() {
  try {
    const registration = await navigator.serviceWorker.register("worker.js");
    const offer = () => {
      element("newer").hidden = !registration.waiting;
    };
    registration.addEventListener("updatefound", () =>
      registration.installing?.addEventListener("statechange", offer),
    );
    offer();
    element("newer").addEventListener("click", () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      registration.waiting?.postMessage("take over");
    });
  } catch {
    // Without it, the workshop needs a network. Nothing else changes.
  }
}

for (const tab of document.querySelectorAll("#tabs button"))
  tab.addEventListener("click", () =>
    showPart(/** @type {HTMLElement} */ (tab).dataset.part ?? "text"),
  );
