// @ts-check
// The modules and questions of a role's path, for pages that do not list them.

import { SITE } from "./site-url.mjs";

/** @typedef {{id: string, title: string, minutes: number, revision: number}} Stop a module on a path */
/** @typedef {Record<string, number>} Questions revision by question id */
/** @typedef {Record<string, [id: string, title: string]>} Cards by plan or scene */
/** @typedef {{title: string, stops: (Stop & {questions: Questions})[], cards: Cards}} RolePath */

/**
 * A role's title and path, or null if the role no longer exists. Throws if it does not load.
 *
 * @param {string} role
 * @returns {Promise<RolePath | null>}
 */
export async function fetchPath(role) {
  const response = await fetch(new URL(`paths/${role}.json`, SITE));
  if (response.status === 404) return null;
  /** @type {{title: string, modules: [string, string, number, number, Questions][], cards?: Cards}} */
  const { title, modules, cards = {} } = await response.json();
  return {
    title,
    cards,
    stops: modules.map(([id, title, minutes, revision, questions]) => ({
      id,
      title,
      minutes,
      revision,
      questions,
    })),
  };
}

/**
 * The paths of those roles that still exist. `isComplete` is false if some did not load.
 *
 * @param {string[]} roles
 */
export async function fetchPaths(roles) {
  const results = await Promise.allSettled(roles.map(fetchPath));
  /** @type {Map<string, RolePath>} */
  const paths = new Map();
  results.forEach((result, index) => {
    if (result.status === "fulfilled" && result.value) paths.set(roles[index], result.value);
  });
  return { paths, isComplete: results.every(({ status }) => status === "fulfilled") };
}
