// @ts-check
// The one script of every page. It brings what improves a piece of the page when that piece comes
// near; without it, each page still shows all that there is to read.

/** @type {Record<string, () => Promise<unknown>>} */
const NEAR = {
  "self-check": () => import("./self-check.mjs"),
  "private-note": () => import("./private-note.mjs"),
  "room-mode": () => import("./room.mjs"),
  "fill-in": () => import("./fill-in.mjs"),
  ".situation": () => import("./situations.mjs"),
  "page-tools": () => import("./tools.mjs"),
  "my-things": () => import("./things.mjs"),
  "my-record": () => import("./record.mjs"),
  "my-practice": () => import("./practice.mjs"),
  "my-path": () => import("./path.mjs"),
  ".close": () => import("./close.mjs"),
  "my-jobs": () => import("./jobs.mjs"),
};
/** A phone's screen ahead, so that nothing changes under a reader's eyes. */
const AHEAD = "900px";
/** Later than all that a reader waits for. */
const OFFLINE_AFTER_MS = 3_000;

for (const [selector, bring] of Object.entries(NEAR)) {
  const watcher = new IntersectionObserver(
    (seen) => {
      if (!seen.some((piece) => piece.isIntersecting)) return;
      watcher.disconnect();
      bring();
    },
    { rootMargin: AHEAD },
  );
  for (const piece of document.querySelectorAll(selector)) watcher.observe(piece);
}

const knowsJobs = document.documentElement.classList.contains("has-jobs");
if (knowsJobs && document.querySelector(".page--module")) import("./whose.mjs");

if (document.querySelector(".cards")) {
  // Not every browser opens what an address leads into.
  const openAsked = () => {
    const card = document.getElementById(location.hash.slice(1))?.closest("details");
    if (card) card.open = true;
  };
  addEventListener("hashchange", openAsked);
  openAsked();
}

const search = document.querySelector(".head__search");
const dialog = document.querySelector(".search");
if (search instanceof HTMLAnchorElement && dialog instanceof HTMLDialogElement) {
  const open = () => {
    if (!dialog.open) dialog.showModal();
    import("./search.mjs")
      .then(({ startSearch }) => startSearch())
      .catch(() => {
        if (!dialog.open) return;
        dialog.close();
        location.assign(search.href);
      });
  };
  search.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  dialog.querySelector("button")?.addEventListener("click", () => dialog.close());
  addEventListener("keydown", (event) => {
    const isTyping = document.activeElement?.matches("input, textarea, select");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  const openIfAsked = () => location.hash.startsWith("#q=") && open();
  addEventListener("hashchange", openIfAsked);
  openIfAsked();
}

// Not when it is near: it has to be there before anybody prints.
if (document.querySelector(".self-checks, .cards")) import("./handout.mjs");

setTimeout(() => {
  import("./offline.mjs")
    .then(({ keepForOffline }) => keepForOffline())
    .catch(() => {}); // Then the site needs the network.
}, OFFLINE_AFTER_MS);
