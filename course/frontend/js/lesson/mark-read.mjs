// @ts-check
// At the end of a module: says what is still to do until it counts, and saves it once it does.
// There is no test to pass, nothing is timed and nothing is locked.

import { button, make, pageRole, plainText, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { pageUrl } from "../base/site-url.mjs";
import { stillOpen } from "../storage/counting.mjs";
import { placeIn, savePlace, seenIn } from "../storage/places.mjs";
import { allCompletions, saveCompletion } from "../storage/progress.mjs";
import { readEntries } from "../storage/storage.mjs";

/**
 * @typedef {object} Todo
 * @property {string} step
 * @property {string} target the anchor of the step, or of a question in it
 * @property {string} title
 * @property {boolean} mayBeLeftOut whether no question is in the step
 */

const role = pageRole();
const close = query(document, ".close");
const module = close.dataset.module ?? "";
const revision = Number(close.dataset.revision ?? 1);
/** How many minutes are left at each step, as digits. */
const minutesLeft = query(document, ".place > progress").dataset.minutes ?? "";
const sections = queryAll(document, "main > .step");
const steps = sections.map(({ id }) => id);
const status = make("p", { role: "status", tabindex: "-1" });
const board = make("div");
let hasEnded = false;
let counts = false;

close.append(status, board);
update();
document.addEventListener("answered", update);
const onward = query(close, ".onward");
const observer = new IntersectionObserver((changes) => {
  const isEnd = changes.some(
    // Step by step, the button to go on is always in sight: the last step need not be read to its end.
    ({ isIntersecting, target }) => isIntersecting && (target === onward || isStepping()),
  );
  if (!isEnd) return;
  hasEnded = true;
  // By then, what steps.mjs has just asked to save is saved. A module that has counted since the
  // reader left this step needs no place any more.
  import("../storage/places.mjs").then(() => {
    if (counts) savePlace(role, module, null);
    else update();
  });
});
lookForEnd();
// An observer sees no change if a reader leaves the end and is back before the next frame.
addEventListener("hashchange", lookForEnd);

/** Has the observer tell whether the end is on screen now. */
function lookForEnd() {
  observer.disconnect();
  observer.observe(query(close, "h2"));
  observer.observe(onward);
}

/** Shows what is still to do. Once the end has been on screen, saves that, or that it counts. */
function update() {
  if (counts) return;
  const seen = seenSteps();
  const todos = openIn(seen);
  const hasCounted = (allCompletions().get(module)?.[role]?.revision ?? 0) >= revision;
  const isOpen = todos.length > 0 && !hasCounted;
  const told = isOpen ? JSON.stringify(todos) : "";
  // What has not changed stays: a link in it may have the focus.
  if (told !== board.dataset.told) {
    board.dataset.told = told;
    if (isOpen) showOpen(todos, seen);
    else showCounts();
  }
  if (!hasEnded) return;
  if (!isOpen) counts = hasCounted || saveCompletion(role, module, revision, minutesAt(0));
  const isSaved = isOpen ? saveOpen(todos[0].step, seen) : counts && savePlace(role, module, null);
  if (isSaved) return;
  status.textContent = t("not-saved");
  delete board.dataset.told;
}

/** The steps that were shown or skipped by choice, as if the end were on screen. */
function seenSteps() {
  // On one page, everything else is before the end.
  const shown = isStepping() ? [close.id] : steps;
  const seen = [...seenIn(placeIn(role, module), steps), ...shown];
  // The note at the start offers a way past the hard example, its first link: the second one.
  const links = /** @type {HTMLAnchorElement[]} */ (queryAll(document, ".care p:has(> br) > a"));
  const [hard, quiet] = links.map(({ hash }) => hash.slice(1));
  if (!seen.includes(quiet)) return seen;
  return [...seen, ...steps.filter((step) => step === hard || step.startsWith(`_${hard}-`))];
}

/**
 * What is still to do, in the order of the module.
 *
 * @param {string[]} seen
 * @returns {Todo[]}
 */
function openIn(seen) {
  const questions = queryAll(document, "main > .step self-check").map(questionOf);
  const answers = readEntries("answers").entries ?? {};
  const open = stillOpen(seen, { module, steps, questions }, answers);
  return sections.flatMap((section) => {
    const step = section.id;
    const title = plainText(query(section, "h2"));
    const checks = queryAll(section, "self-check");
    if (open.steps.includes(step)) {
      return [{ step, target: step, title, mayBeLeftOut: !checks.length }];
    }
    return checks
      .filter((check) => open.questions.includes(questionOf(check)))
      .map((check) => {
        const number = plainText(query(check, ".check__number"));
        return { step, target: check.id, title: `${title} · ${number}`, mayBeLeftOut: false };
      });
  });
}

/**
 * @param {Todo[]} todos
 * @param {string[]} seen
 */
function showOpen(todos, seen) {
  const rest = todos.filter(({ mayBeLeftOut }) => mayBeLeftOut);
  const leaveOut = button(t("leave-out"), () => {
    const left = rest.map(({ step }) => step);
    if (!saveOpen(close.id, [...seen, ...left])) status.textContent = t("not-saved");
    else update();
    status.focus();
  });
  status.textContent = t("still-open");
  board.replaceChildren(
    listOf(todos.filter(({ mayBeLeftOut }) => !mayBeLeftOut)),
    listOf(rest),
    ...(rest.length ? [leaveOut] : []),
  );
}

/** @param {Todo[]} todos */
function listOf(todos) {
  const items = todos.map(({ target, title }) =>
    make("li", {}, make("a", { href: `#${target}` }, title)),
  );
  return items.length ? make("ul", {}, ...items) : "";
}

function showCounts() {
  status.replaceChildren(
    t("module-counts"),
    " ",
    make("a", { href: pageUrl("record/") }, t("record")),
  );
  board.replaceChildren();
}

/**
 * Saves what was seen, and where to go on.
 *
 * @param {string} step
 * @param {string[]} seen
 */
function saveOpen(step, seen) {
  // Not the first step: there, whoever comes back is offered to go on.
  const index = Math.max(1, steps.indexOf(step));
  return savePlace(role, module, { step: steps[index], minutes: minutesAt(index), seen }, steps);
}

function isStepping() {
  return document.querySelector(".one-step") !== null;
}

/** @param {number} index of a step */
function minutesAt(index) {
  return parseInt(minutesLeft[index], 36);
}

/** @param {HTMLElement} check */
function questionOf({ id }) {
  return id.replace("_check--", "");
}
