// @ts-check
// Shows a module one step at a time. The step is in the address after #, so that links, bookmarks
// and the Back button lead to steps. Without this script the module is one page, in the same order.
// Imports nothing at first, since every module waits for it.

const ACTS = "self-check, .situation, .scene, .plan, .reflect";

const root = document.documentElement;
const role = find(".page").dataset.role ?? "";
const module = find(".close").dataset.module ?? "";
const steps = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("main > .step")]);
const contents = find(".contents");
const allOnOnePage = find(".contents > button");
const links = [...contents.querySelectorAll("a")];
/** The index of the step that each link leads to. */
const starts = links.map(({ hash }) => steps.findIndex(({ id }) => `#${id}` === hash));
const opener = find(".place > button");
const where = find(".place__where");
const bar = /** @type {HTMLProgressElement} */ (find(".place > progress"));
const back = /** @type {HTMLAnchorElement} */ (find("[data-back]"));
const next = /** @type {HTMLAnchorElement} */ (find("[data-next]"));
const onward = /** @type {HTMLAnchorElement} */ (find(".close .onward"));
/** Where the role's page is. */
const path = back.href;
/** The words of controls as the page has them. Others are in their data. */
const [showAll, goOn] = [allOnOnePage.textContent, next.textContent];
/** The steps in which the reader has acted on this page. */
const acted = new WeakSet();
/** Where the reader stopped last time. */
const stopped = steps.find(({ id }) => id === root.dataset.place);
let furthest = stopped ? steps.indexOf(stopped) : 0;
/** The anchors of all steps, and of those shown here. */
const ids = steps.map(({ id }) => id);
/** @type {Set<string>} */
const seen = new Set();
let current = steps[0];
/** Where the reader is, or was before going back to the first step. */
let place = placeAt(0);

opener.addEventListener("click", () => {
  // In the page, the list comes after the first steps. Opened, it is right below the button.
  opener.parentElement?.after(contents);
  toggleContents();
});
allOnOnePage.addEventListener("click", () => {
  const read = stepRead();
  root.classList.toggle("one-step");
  keep(import("../storage/storage.mjs"), ({ saveText }) => {
    saveText("view", isStepping() ? "steps" : "page");
  });
  update();
  if (!isStepping()) reveal(heading());
  else {
    show(read, true);
    setAddress(read);
  }
});
for (const link of links) link.addEventListener("click", fold);
for (const link of [back, next]) {
  link.addEventListener("click", (event) => {
    // The second click of a double-click: by then, the link leads one step further.
    if (event.detail === 2) event.preventDefault();
  });
}
addEventListener("keydown", (event) => {
  // In a dialog, this key is for the dialog.
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) fold();
});
for (const step of steps) {
  // The browser found a text or a link's target inside.
  step.addEventListener("beforematch", () => {
    setAddress(step);
    show(step, false);
  });
  for (const type of ["answered", "input", "click"]) {
    step.addEventListener(type, ({ target }) => {
      if (!(target instanceof Element)) return;
      // A choice that is not checked yet is no answer.
      if (type === "click" && !target.closest("summary, .turns a")) return;
      if (type === "input" && !target.matches("textarea")) return;
      acted.add(step);
      update();
    });
  }
}
addEventListener("hashchange", () => {
  if (isStepping()) follow(location.hash ? null : steps[0], true);
});
follow(current, false);
root.classList.add("has-steps");

/** What the address names. */
function target() {
  // No anchor has a character that an address encodes.
  return document.getElementById(location.hash.slice(1));
}

/**
 * Makes the address name a step, if it names nothing in it.
 *
 * @param {HTMLElement} step
 */
function setAddress(step) {
  if (!step.contains(target())) history.replaceState(history.state, "", `#${step.id}`);
}

/**
 * Shows the step that the address names, and what it names inside.
 *
 * @param {HTMLElement | null} otherwise the step if the address names none
 * @param {boolean} shouldFocus
 */
function follow(otherwise, shouldFocus) {
  const found = target();
  const named = steps.find((step) => step.contains(found));
  const step = named ?? otherwise;
  if (!step) {
    // The skip link leads to something around all steps.
    if (found) setAddress(current);
    return;
  }
  const inside = named && found !== named && found;
  show(step, shouldFocus && !inside);
  if (inside) reveal(inside);
}

/**
 * @param {HTMLElement} step
 * @param {boolean} shouldFocus
 */
function show(step, shouldFocus) {
  const index = steps.indexOf(step);
  current = step;
  furthest = Math.max(furthest, index);
  seen.add(step.id);
  update();
  if (!isStepping()) return;
  fold();
  if (index) {
    place = placeAt(index);
    // Imports may resolve in any order, so each saves the latest place.
    keep(import("../storage/places.mjs"), ({ savePlace }) => savePlace(role, module, place, ids));
  }
  if (!shouldFocus) return;
  reveal(heading());
  scrollTo({ top: 0, behavior: "instant" });
}

/** Brings everything on the page up to date with the current step. */
function update() {
  const index = steps.indexOf(current);
  for (const step of steps) {
    // Where browsers know no such value, it hides all the same.
    const hidden = isStepping() && step !== current && "until-found";
    step.hidden = /** @type {boolean} */ (hidden);
  }
  root.classList.toggle("is-stepping", isStepping());
  root.classList.toggle("is-inside", index > 0);
  const number = index + 1;
  // At the start, the whole time is on the page already.
  const hasTimeLeft = index > 0 && number < steps.length;
  where.textContent = fill(
    /** @type {string} */ (where.dataset.left).split("|", hasTimeLeft ? 2 : 1).join(""),
    { number, total: steps.length, minutes: minutesFrom(index) },
  );
  bar.value = number;
  links.forEach((item, at) => {
    // Some steps have no link: they go on with the lesson of the link before.
    const following = starts[at + 1] ?? steps.length;
    const isCurrent = starts[at] <= index && index < following && isStepping();
    item.ariaCurrent = isCurrent ? "step" : null;
    item.classList.toggle("is-done", following <= furthest && !isCurrent);
  });
  back.href = index ? `#${steps[index - 1].id}` : path;
  setNext(index);
  allOnOnePage.textContent = (isStepping() ? showAll : allOnOnePage.dataset.steps) ?? "";
}

/** @param {number} index of the current step */
function setNext(index) {
  const following = steps[index + 1];
  const { start = "", resume = "" } = next.dataset;
  if (index === 0 && stopped) {
    next.href = `#${stopped.id}`;
    next.textContent = fill(resume, { number: steps.indexOf(stopped) + 1 });
  } else {
    next.href = following ? `#${following.id}` : (onward.getAttribute("href") ?? path);
    next.textContent = index ? goOn : start;
  }
  const hasAct = current.matches(ACTS) || current.querySelector(ACTS) !== null;
  next.classList.toggle("is-quiet", hasAct && !acted.has(current));
}

/** @param {boolean} [isOpen] by default, the opposite of now */
function toggleContents(isOpen) {
  const opened = contents.classList.toggle("is-open", isOpen);
  opener.ariaExpanded = String(opened);
}

/** Closes what would cover a step. A focus inside returns to what has opened it. */
function fold() {
  const { activeElement } = document;
  const rest = document.querySelector(".rest");
  if (contents.contains(activeElement)) opener.focus();
  if (rest?.contains(activeElement)) rest.querySelector("summary")?.focus();
  rest?.removeAttribute("open");
  toggleContents(false);
}

/**
 * Scrolls to something inside the current step, opens what it is in, and focuses it.
 *
 * @param {HTMLElement} target
 */
function reveal(target) {
  const details = target.closest("details");
  if (details) details.open = true;
  target.scrollIntoView({ block: "start", behavior: "instant" });
  // A question waits with its buttons while the focus is inside.
  const place = target.closest("self-check") ? heading() : target;
  if (!place.matches("a, button, summary")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/** The heading of the current step. */
function heading() {
  return /** @type {HTMLElement} */ (current.querySelector("h2, h3") ?? current);
}

/** Where the reader of one page is: in view, or if the button is far from the text, where a link led. */
function stepRead() {
  const isBeside = getComputedStyle(contents).position === "fixed";
  const isRead = (/** @type {HTMLElement} */ step) =>
    isBeside ? step.getBoundingClientRect().top < innerHeight / 2 : step.contains(target());
  return steps.filter(isRead).at(-1) ?? current;
}

/** @param {number} index of a step */
function placeAt(index) {
  return { step: steps[index].id, minutes: minutesFrom(index), seen: [...seen] };
}

/** @param {number} index of a step */
function minutesFrom(index) {
  return parseInt(/** @type {string} */ (bar.dataset.minutes)[index], 36);
}

function isStepping() {
  return root.classList.contains("one-step");
}

/**
 * Stores something once the script for it has come. Without it, the reader can still go on.
 *
 * @template Script
 * @param {Promise<Script>} script
 * @param {(script: Script) => void} store
 */
function keep(script, store) {
  script.then(store).catch(() => {});
}

/**
 * What a module has in any case.
 *
 * @param {string} selector
 */
function find(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

/**
 * @param {string | undefined} text with {placeholders}
 * @param {Record<string, number>} values
 */
function fill(text = "", values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
