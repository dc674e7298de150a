// @ts-check
// Shows a module one step at a time. The step is in the address after #, so that links, bookmarks
// and the Back button lead to steps. Without this script the module is one page, in the same order.

import { make, pageRole, query, queryAll } from "../base/dom.mjs";
import { placeIn, savePlace } from "../storage/places.mjs";
import { saveText } from "../storage/storage.mjs";

const ACTS = "self-check, .situation, private-note";

const root = document.documentElement;
const role = pageRole();
const module = query(document, ".close").dataset.module ?? "";
const steps = queryAll(document, "main > .step");
const contents = query(document, ".contents");
const links = queryAll(contents, "a").filter((link) => link instanceof HTMLAnchorElement);
/** The index of the step that each link leads to. */
const starts = links.map(({ hash }) => steps.findIndex(({ id }) => `#${id}` === hash));
const place = query(document, ".place");
const where = query(place, ".place__where");
const bar = query(place, "progress");
const back = link("[data-back]");
const next = link("[data-next]");
/** The steps in which the reader has acted on this page. */
const acted = new WeakSet();
const saved = placeIn(role, module);
let furthest = Math.max(0, ...steps.map(({ id }, index) => (id === saved?.step ? index : 0)));
let current = steps[0];

query(place, "button").addEventListener("click", () => toggleContents());
query(contents, "button").addEventListener("click", () => {
  root.classList.toggle("one-step");
  saveText("view", isStepping() ? "steps" : "page");
  update();
  if (isStepping()) show(current, true);
});
contents.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("a")) toggleContents(false);
});
for (const step of steps) {
  // The browser found a text or a link's target inside.
  step.addEventListener("beforematch", () => {
    history.replaceState(history.state, "", `#${step.id}`);
    show(step, false);
  });
  for (const type of ["answered", "input", "click"]) {
    step.addEventListener(type, ({ target }) => {
      if (!(target instanceof Element)) return;
      // A choice that is not checked yet is no answer.
      if (type === "click" && !target.closest("summary")) return;
      if (type === "input" && !target.matches("textarea")) return;
      acted.add(step);
      update();
    });
  }
}
addEventListener("hashchange", () => {
  const target = targetOfHash();
  const step = location.hash ? target?.closest("main > .step") : steps[0];
  if (!(step instanceof HTMLElement) || !isStepping()) return;
  show(step, target === step || !target);
  if (target && target !== step) reveal(target);
});

show(stepOf(targetOfHash()) ?? current, false);
const target = targetOfHash();
if (target && target !== current && current.contains(target)) reveal(target);

/**
 * @param {HTMLElement} step
 * @param {boolean} shouldFocus
 */
function show(step, shouldFocus) {
  current = step;
  furthest = Math.max(furthest, steps.indexOf(step));
  update();
  if (!isStepping()) return;
  const last = steps.length - 1;
  const index = steps.indexOf(step);
  if (index === last) savePlace(role, module, null);
  else if (index) savePlace(role, module, { step: step.id, minutes: minutesFrom(index) });
  if (!shouldFocus) return;
  scrollTo({ top: 0, behavior: "instant" });
  const heading = step.querySelector("h2, h3") ?? step;
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Brings everything on the page up to date with the current step. */
function update() {
  const index = steps.indexOf(current);
  for (const step of steps) {
    if (step === current || !isStepping()) step.removeAttribute("hidden");
    else step.setAttribute("hidden", "until-found");
  }
  root.classList.toggle("is-stepping", isStepping());
  root.classList.toggle("is-inside", index > 0);
  const number = index + 1;
  const minutes = minutesFrom(index);
  // At the start, the whole time is on the page already.
  const hasTimeLeft = index > 0 && number < steps.length;
  where.textContent = fill(where.dataset[hasTimeLeft ? "left" : "alone"], {
    number,
    total: steps.length,
    minutes,
  });
  bar.setAttribute("value", String(number));
  links.forEach((item, at) => {
    // Some steps have no link: they go on with the lesson of the link before.
    const [first, following] = [starts[at], starts[at + 1] ?? steps.length];
    const isCurrent = first <= index && index < following && isStepping();
    if (isCurrent) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    item.classList.toggle("is-done", following <= furthest && !isCurrent);
  });
  back.href = index ? `#${steps[index - 1].id}` : "../";
  setNext(index);
  const all = query(contents, "button");
  all.textContent = all.dataset[isStepping() ? "all" : "steps"] ?? "";
}

/** @param {number} index of the current step */
function setNext(index) {
  const following = steps[index + 1];
  const onward = query(document, ".close .onward");
  const stopped = index === 0 && saved ? steps.find(({ id }) => id === saved.step) : undefined;
  const { start = "", resume, onward: go = "" } = next.dataset;
  next.href = stopped
    ? `#${stopped.id}`
    : following
      ? `#${following.id}`
      : (onward.getAttribute("href") ?? "../");
  next.textContent = stopped
    ? fill(resume, { number: steps.indexOf(stopped) + 1 })
    : index
      ? go
      : start;
  const hasAct = current.matches(ACTS) || current.querySelector(ACTS);
  next.classList.toggle("is-quiet", Boolean(hasAct) && !acted.has(current));
}

/** @param {boolean} [isOpen] by default, the opposite of now */
function toggleContents(isOpen) {
  const opened = contents.classList.toggle("is-open", isOpen);
  query(place, "button").setAttribute("aria-expanded", String(opened));
}

/**
 * Scrolls to something inside the current step, opens it and focuses it.
 *
 * @param {Element} target
 */
function reveal(target) {
  const details = target.closest("details");
  if (details) details.open = true;
  target.scrollIntoView({ block: "start", behavior: "instant" });
  const heading = target.matches("summary") ? target : target.querySelector("h2, h3");
  if (!(heading instanceof HTMLElement)) return;
  if (!heading.matches("summary")) heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** @param {number} index of a step */
function minutesFrom(index) {
  const seconds = steps.slice(index).reduce((sum, { dataset }) => sum + Number(dataset.seconds), 0);
  return Math.max(1, Math.round(seconds / 60));
}

function targetOfHash() {
  return document.getElementById(decodeURIComponent(location.hash.slice(1)));
}

/** @param {Element | null} element */
function stepOf(element) {
  return steps.find((step) => step.contains(element)) ?? null;
}

function isStepping() {
  return root.classList.contains("one-step");
}

/** @param {string} selector */
function link(selector) {
  const found = query(document, selector);
  return found instanceof HTMLAnchorElement ? found : make("a");
}

/**
 * @param {string | undefined} text with {placeholders}
 * @param {Record<string, number>} values
 */
function fill(text = "", values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
