// @ts-check
// What our own search loads for a role, for engines that take entries.

export const MOST = 12;

/**
 * @typedef {{address: string, title: string, text: string, also: string}} Entry `text` ends with
 *   what staff type for this place alone, `also` is what they say that has several answers
 */
/** @typedef {{small: string[], endings: string[], same: string[][]}} Language */

/**
 * @param {string} role
 * @returns {Promise<{entries: Entry[], language: Language}>}
 */
export async function fetchEntries(role) {
  const [{ decodeIndex }, response] = await Promise.all([
    // @ts-expect-error: it is put there when the page is made.
    import("./library/decode.js"),
    fetch(`search/${role}.json`),
  ]);
  const { entries, phrases, roles = [], ...language } = decodeIndex(await response.json());
  /** @type {Map<object, Entry>} */
  const named = new Map();
  for (const entry of entries) {
    const [own] = entry.roles;
    const address = own === undefined ? entry.address : `${roles[own][0]}/${entry.address}`;
    const text = [entry.text, ...entry.more].join(" ");
    named.set(entry, { address, title: entry.title, text, also: "" });
  }
  for (const { words, leadsTo } of phrases) {
    const field = leadsTo.length > 1 ? "also" : "text";
    for (const place of leadsTo) {
      const entry = named.get(place);
      if (entry) entry[field] += ` ${words.join(" ")}`;
    }
  }
  return { entries: [...named.values()], language };
}
