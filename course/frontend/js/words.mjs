// @ts-check
// Interface words, in the language of the course; scripts hold none.

const address = new URL("words.json", import.meta.url);
/** @type {Record<string, string>} Without them nothing is improved, and all stays readable. */
const words = await (await fetch(address)).json();

/**
 * A word of the interface, with its {places} filled in.
 *
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function word(name, values = {}) {
  return (words[name] ?? "").replace(/\{(\w+)\}/g, (_, place) => String(values[place]));
}
