// @ts-check
// How far a reader is on a role's path, and what to do next.

import { dueLines } from "../practice/line-facts.mjs";
import { questionsOn, sortForPractice } from "../practice/queue.mjs";
import { allCompletions } from "../storage/progress.mjs";

/** @typedef {import("../base/role-paths.mjs").Stop} Stop */
/**
 * @typedef {object} Position
 * @property {number} finished modules finished in this role
 * @property {number} finishedElsewhere other modules, finished in another role
 * @property {Stop | undefined} next
 * @property {Stop | undefined} changed
 */

/**
 * How many questions on a role's path, and lines made in that role, are due for practice.
 *
 * @param {string} role
 * @param {import("../base/role-paths.mjs").RolePath} path
 */
export function countDue(role, path) {
  const lines = dueLines().filter(([, line]) => line.role === role);
  return sortForPractice(questionsOn(new Map([[role, path]]))).due.length + lines.length;
}

/**
 * Whether the module's content has changed since the reader finished it.
 *
 * @param {Stop} stop
 * @param {import("../storage/progress.mjs").Completion | undefined} completion
 */
export function isChanged(stop, completion) {
  return completion !== undefined && completion.revision < stop.revision;
}

/**
 * How far the reader is on a role's path.
 *
 * @param {string} role
 * @param {Stop[]} stops
 * @returns {Position}
 */
export function positionOn(role, stops) {
  const all = allCompletions();
  const completionsOf = (/** @type {Stop} */ stop) => all.get(stop.id) ?? {};
  const open = stops.filter((stop) => !completionsOf(stop)[role]);
  // Modules finished in another role come last: only what is specific to this role is new.
  const unread = open.filter((stop) => !Object.keys(completionsOf(stop)).length);
  return {
    finished: stops.length - open.length,
    finishedElsewhere: open.length - unread.length,
    next: unread[0] ?? open[0],
    changed: stops.find((stop) => isChanged(stop, completionsOf(stop)[role])),
  };
}
