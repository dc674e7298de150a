// @ts-check
// Where a line is from: a plan or a scene in a module.

import { pageLink } from "../base/page-link.mjs";

/**
 * The plan or scene that a line is from, as "module/lesson--activity".
 *
 * @param {string} key of the line
 */
export function placeOf(key) {
  return key.slice(0, key.lastIndexOf("--"));
}

/**
 * A link to where a line is from, and where another can take its place.
 *
 * @param {string} key
 * @param {string} role
 * @param {string} text
 */
export function linkToPlace(key, role, text) {
  const [module, anchor] = placeOf(key).split("/");
  return pageLink(`${role}/${module}/#${anchor}`, text);
}
