// @ts-check
// What our own search loads for a role, for engines that take entries.

export const MOST = 12;

/**
 * @typedef {{address: string, title: string, text: string, also: string}} Entry `also` is what
 *   people say for it, where the course has other words
 */
/**
 * @typedef {object} Language
 * @property {string[]} small
 * @property {string[]} endings
 * @property {string[][]} same
 * @property {[says: string[], means: string[], leadsTo: string[]][]} meanings
 */

/**
 * @param {string} role
 * @returns {Promise<{entries: Entry[], language: Language}>}
 */
export async function fetchEntries(role) {
  const { entries, roles = [], ...language } = await (await fetch(`search/${role}.json`)).json();
  const named = entries.map((/** @type {any[]} */ [place, title, text, , more = "", own = []]) => {
    const address = own.length ? `${roles[own[0]][0]}/${place}` : place;
    return { address, title, text: `${text} ${more}`, also: "" };
  });
  return { entries: named, language };
}
