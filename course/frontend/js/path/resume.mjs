// @ts-check
// A card with what comes next on a role's path, how far the reader is, and one button to go on.

import { make, query } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { pageLink } from "../base/off-modules.mjs";
import { fetchPath } from "../base/role-paths.mjs";
import { placeIn } from "../storage/places.mjs";
import { countDue, positionOn } from "./next-step.mjs";

/** @typedef {import("../base/role-paths.mjs").RolePath} RolePath */
/** @typedef {import("../base/role-paths.mjs").Stop} Stop */

/**
 * Fills a card on a page that does not list the role's modules. Offline, it may stay as it is.
 *
 * @param {HTMLElement} card
 * @param {string} role
 */
export async function fillCard(card, role) {
  const path = await fetchPath(role);
  if (!path?.stops.length) return;
  showPosition(card, role, path.stops);
  offerPractice(card, role, path);
}

/**
 * Shows in a card where the reader is on a role's path.
 *
 * @param {HTMLElement} card
 * @param {string} role
 * @param {Stop[]} stops
 */
export function showPosition(card, role, stops) {
  const { finished, finishedElsewhere, next, changed } = positionOn(role, stops);
  const total = stops.length;
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
  // A package may have a single module, and then there is nothing to count.
  if (total > 1) {
    card.append(
      make("progress", bar),
      make("p", { class: "resume__done" }, done.filter(Boolean).join(" ")),
    );
  }
  card.append(make("p", { class: "resume__acts" }, onwardTo(role, stop)));
}

/**
 * Adds to a card a link to the questions that are due, if there are any.
 *
 * @param {HTMLElement} card
 * @param {string} role
 * @param {RolePath} path
 */
export function offerPractice(card, role, path) {
  const count = countDue(role, path);
  if (!count) return;
  const practice = pageLink(`practice/#${role}`, t("resume-practice", { count }));
  query(card, ".resume__acts").append(practice);
}

/**
 * The button to go on.
 *
 * @param {string} role
 * @param {Stop | undefined} stop
 */
function onwardTo(role, stop) {
  const place = stop && placeIn(role, stop.id);
  const onward = stop
    ? pageLink(
        `${role}/${stop.id}/${place ? `#${place.step}` : ""}`,
        t("resume", { minutes: place?.minutes ?? stop.minutes }),
      )
    : pageLink("record/", t("record"));
  onward.classList.add("onward");
  // The links of two cards would otherwise sound alike.
  if (stop) onward.append(make("span", { class: "visually-hidden" }, ` · ${stop.title}`));
  return onward;
}
