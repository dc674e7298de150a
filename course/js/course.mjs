// @ts-check
// The one script of every page. It brings what improves a piece of the page when that piece comes
// near; without it, each page still shows all that there is to read.

/** @type {Record<string, () => Promise<unknown>>} */
const NEAR = {
  "self-check": () => import("./self-check.mjs"),
  "private-note": () => import("./private-note.mjs"),
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

const search = document.querySelector(".head__search");
if (search instanceof HTMLAnchorElement) {
  const open = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      (await import("./search.mjs")).openSearch();
    } catch {
      location.assign(search.href);
    }
  };
  search.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    open(event);
  });
  const openIfAsked = (/** @type {Event} */ event) => {
    if (location.hash.startsWith("#q=")) open(event);
  };
  addEventListener("hashchange", openIfAsked);
  openIfAsked(new Event("load"));
}

// Not when it is near: it has to be there before anybody prints.
if (document.querySelector(".self-checks")) {
  import("./handout.mjs").then(({ offerHandout }) => offerHandout());
}

setTimeout(async () => {
  try {
    await (await import("./offline.mjs")).keepForOffline();
  } catch {
    // Then the site needs the network.
  }
}, OFFLINE_AFTER_MS);
