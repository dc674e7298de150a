// @ts-check
// The card of a role for readers who come back: how far they are, and one button to go on.

import { pageLink } from "../base/controls.mjs";
import { make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { fetchPath } from "../base/role-paths.mjs";
import { countDue, positionOn } from "./next-step.mjs";

/**
 * Shows in a card where the reader is on a role's path. Offline, the card may stay as it is.
 *
 * @param {HTMLElement} card
 * @param {string} role
 */
export async function showPosition(card, role) {
  const path = await fetchPath(role);
  if (!path?.stops.length) return;
  const { finished, finishedElsewhere, next, changed } = positionOn(role, path.stops);
  const total = path.stops.length;
  const stop = next ?? changed;
  if (stop) {
    card.append(
      make("p", { class: "resume__what" }, t(next ? "resume-next" : "path-changed")),
      make("p", { class: "resume__title" }, stop.title),
    );
  }
  const done = [
    next ? t("path-progress", { done: finished, total }) : t("path-finished", { total }),
    finishedElsewhere ? t("path-finished-elsewhere", { count: finishedElsewhere }) : "",
  ];
  const bar = { max: String(total), value: String(finished), "aria-hidden": "true" };
  card.append(
    make("progress", bar),
    make("p", { class: "resume__done" }, done.filter(Boolean).join(" ")),
    make("p", { class: "resume__acts" }, ...acts(role, stop, countDue(role, path))),
  );
}

/**
 * The button to go on, and a link to practice if any questions are due.
 *
 * @param {string} role
 * @param {import("../base/role-paths.mjs").Stop | undefined} stop
 * @param {number} due how many questions are due
 */
function acts(role, stop, due) {
  const onward = stop
    ? pageLink(`${role}/${stop.id}/`, t("resume", { minutes: stop.minutes }))
    : pageLink("record/", t("record"));
  onward.classList.add("onward");
  // The links of two cards would otherwise sound alike.
  if (stop) onward.append(make("span", { class: "visually-hidden" }, ` · ${stop.title}`));
  const practice = pageLink(`practice/#${role}`, t("resume-practice", { count: due }));
  return due ? [onward, practice] : [onward];
}
