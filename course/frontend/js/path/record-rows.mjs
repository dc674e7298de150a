// @ts-check
// What a record of learning lists, and its hours.

import { fetchPaths } from "../base/role-paths.mjs";

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} title
 * @property {{id: string, title: string}[]} roles
 * @property {number} minutes
 * @property {string} on
 * @property {boolean} isOld whether it counted by an earlier rule, when no minutes were saved
 */
/** @typedef {[module: string, completions: import("../storage/progress.mjs").Completions]} Finished */

/**
 * One row for each finished module that still exists, even if it was finished in several roles.
 * `isComplete` is false if some paths did not load.
 *
 * @param {Finished[]} modules
 * @returns {Promise<{rows: Row[], isComplete: boolean}>}
 */
export async function recordRows(modules) {
  const roles = [...new Set(modules.flatMap(([, completions]) => Object.keys(completions)))];
  const { paths, isComplete } = await fetchPaths(roles);
  const rows = modules.flatMap(([module, completions]) => {
    const finished = Object.entries(completions).flatMap(([role, { on, minutes }]) => {
      const path = paths.get(role);
      const stop = path?.stops.find(({ id }) => id === module);
      if (!path || !stop) return [];
      // What was finished before minutes were saved took about what it takes now.
      return [
        {
          role: { id: role, title: path.title },
          stop,
          minutes: minutes ?? stop.minutes,
          on,
          isOld: minutes === undefined,
        },
      ];
    });
    if (!finished.length) return [];
    return {
      id: module,
      title: finished[0].stop.title,
      roles: finished.map(({ role }) => role),
      isOld: finished.every(({ isOld }) => isOld),
      // A module that roles share was read once.
      minutes: Math.max(...finished.map(({ minutes }) => minutes)),
      on:
        finished
          .map(({ on }) => on)
          .sort()
          .at(-1) ?? "",
    };
  });
  return { rows, isComplete };
}

/** @param {Row[]} rows */
export function totalMinutes(rows) {
  return rows.reduce((sum, { minutes }) => sum + minutes, 0);
}

/**
 * Minutes as hours, to the nearest quarter: at most seven minutes more or less than it was.
 *
 * @param {number} minutes
 */
export function hours(minutes) {
  return (Math.round(minutes / 15) / 4).toFixed(2);
}
