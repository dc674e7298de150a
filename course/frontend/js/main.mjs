// @ts-check
// The entry script of every page. It loads the script that enhances a part of the page when that
// part comes near the window. Without it, everything on the page can still be read.

/**
 * By what each script enhances, or by something inside: a hidden step has no size, so it would
 * always be near, but nothing inside it is.
 *
 * @type {Record<string, () => Promise<unknown>>}
 */
const ENHANCEMENTS = {
  "self-check": () => import("./quiz/self-check.mjs"),
  "my-line, private-note": () => import("./lesson/private-fields.mjs"),
  "presenter-mode": () => import("./trainer/presenter.mjs"),
  "fill-in": () => import("./tools/fill-in.mjs"),
  ".choice": () => import("./lesson/situation.mjs"),
  ".play": () => import("./lesson/scene.mjs"),
  "claim-filter": () => import("./evidence/claim-filter.mjs"),
  "way-back": () => import("./evidence/way-back.mjs"),
  "page-settings": () => import("./page/settings.mjs"),
  "[data-districts]": () => import("./district/district.mjs"),
  "my-data": () => import("./path/my-data.mjs"),
  "my-record": () => import("./path/record.mjs"),
  "my-practice": () => import("./practice/practice.mjs"),
  // Near the cards, since it must be there before the reader prints them.
  ".has-lines :is(my-lines, .cards)": () => import("./path/my-lines.mjs"),
  "my-path": () => import("./path/my-path.mjs"),
  ".close h2": () => import("./lesson/mark-read.mjs"),
  "my-roles, .now-roles": () => import("./path/my-roles.mjs"),
};
/** One phone screen ahead, so that nothing changes in view. */
const AHEAD = "900px";
const DELAY_MS = 3_000;

const { classList } = document.documentElement;
classList.add("has-main");
const module = document.querySelector(".page--module");
if (module) {
  import("./lesson/steps.mjs").catch(() => classList.remove("one-step"));
}

// What reads saved data waits until it has followed renames, if there are any.
const hasFollowed =
  document.querySelector(".behind, .moved") && import("./renames.mjs").catch(() => {});

for (const [selector, load] of Object.entries(ENHANCEMENTS)) {
  const parts = document.querySelectorAll(selector);
  if (!parts.length) continue;
  // The foot of the page is near every step, but it is not what the reader came for.
  if (module && selector === "page-settings") whenStarted(() => loadWhenNear(parts, load));
  else loadWhenNear(parts, load);
}

if (module) {
  const load = () => retryWhenOnline(() => import("./lesson/your-roles.mjs"), hasFollowed);
  if (classList.contains("has-roles")) load();
  else whenStarted(load);
}

if (document.querySelector(".cards, .fold")) {
  // Not every browser opens the <details> around the target of a link.
  const openTarget = () => {
    const details = document.getElementById(location.hash.slice(1))?.closest("details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();
}

const searchLink = document.querySelector(".head__search");
const searchDialog = document.querySelector(".search");
if (searchLink instanceof HTMLAnchorElement && searchDialog instanceof HTMLDialogElement) {
  const open = () => {
    if (!searchDialog.open) searchDialog.showModal();
    import("./search/search-box.mjs")
      .then((script) => script.startSearch())
      .catch(() => {
        if (!searchDialog.open) return;
        searchDialog.close();
        location.assign(searchLink.href);
      });
  };
  searchLink.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  searchDialog.querySelector(".quiet")?.addEventListener("click", () => searchDialog.close());
  addEventListener("keydown", (event) => {
    const isTyping = document.activeElement?.matches("input, textarea, select");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  const openFromHash = () => location.hash.startsWith("#q=") && open();
  addEventListener("hashchange", openFromHash);
  openFromHash();
}

// Loaded right away: it must be there before the reader prints.
if (document.querySelector(".self-checks, .cards, .fold")) {
  retryWhenOnline(() => import("./page/print-answers.mjs"));
}

setTimeout(() => {
  // If this fails, the site needs the network.
  import("./offline/register.mjs").then((script) => script.saveForOffline()).catch(() => {});
}, DELAY_MS);

/**
 * Loads a script once any of these parts is near the window. If that fails, tries again when one
 * of them comes near again or when the network is back.
 *
 * @param {Iterable<Element>} parts
 * @param {() => Promise<unknown>} load
 */
function loadWhenNear(parts, load) {
  let isNear = false;
  let isLoading = false;
  const tryToLoad = async () => {
    if (!isNear || isLoading) return;
    isLoading = true;
    try {
      await hasFollowed;
      await load();
      watcher.disconnect();
      removeEventListener("online", tryToLoad);
    } catch {
      isLoading = false;
    }
  };
  /** @type {Set<Element>} */
  const near = new Set();
  const watcher = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
      isNear = near.size > 0;
      tryToLoad();
    },
    { rootMargin: AHEAD },
  );
  for (const part of parts) watcher.observe(part);
  addEventListener("online", tryToLoad);
}

/**
 * Waits until the reader scrolls, or uses something that does not lead to another page.
 *
 * @param {() => void} onStart
 */
function whenStarted(onStart) {
  const listening = new AbortController();
  /** @param {Event} event */
  const check = ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link && link.pathname !== location.pathname) return;
    listening.abort();
    onStart();
  };
  for (const act of ["click", "scroll"]) addEventListener(act, check, listening);
}

/**
 * @param {() => Promise<unknown>} load
 * @param {unknown} [first] What to wait for.
 */
async function retryWhenOnline(load, first) {
  try {
    await first;
    await load();
  } catch {
    addEventListener("online", () => retryWhenOnline(load, first), { once: true });
  }
}
