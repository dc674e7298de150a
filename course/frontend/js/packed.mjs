// @ts-check
// Unpacks what the search loads: `search_file.py` says why it is packed, and how.

/**
 * @typedef {object} Entry a place that can be found
 * @property {string} address
 * @property {string} title
 * @property {string} text as much as is shown of it
 * @property {string} where what it is part of
 * @property {number[]} roles whose it is, where the search is for all
 * @property {string[]} more words by which it is found as well
 */
/**
 * @typedef {object} Phrase what people type
 * @property {string[]} words without an order
 * @property {Entry[]} leadsTo what answers it, the best first
 */
/**
 * @typedef {object} Language
 * @property {string[]} endings that make no other word, such as "ing"
 * @property {[letters: string, like: string][]} sounds letters that sound like others
 * @property {string[][]} same words that mean nearly the same
 * @property {string[]} small words that say little
 * @property {string[]} danger words that sound like danger, each as it is
 * @property {string[][]} dangers words that do together
 */
/**
 * @typedef {{urgent: string[], cards: number, roles?: string[][]}} Others `cards` is how many of the
 *   entries are cards for right now: they stand first; `roles` are ids and titles
 */
/** @typedef {Language & Others & {entries: Entry[], phrases: Phrase[]}} Data */
/**
 * @typedef {Omit<Language, "same" | "dangers"> & Others & {entries: any[][], words: string,
 *   holders: string, typed: number[], said: [count: number, ...leadsTo: number[]][], same: number,
 *   dangers: number}} Packed with how many phrases are typed for each entry, and are said for several;
 *   how many groups are the same, and how many are dangers
 */

/** The character code of A, which stands for no letter. */
const NONE_SHARED = 65;

/**
 * @param {Packed} packed
 * @returns {Data}
 */
export function unpacked({ entries: columns, words, holders, typed, said, ...packed }) {
  const [addresses, titles, texts, wheres, roles = []] = columns;
  const entries = addresses.map((address, at) => ({
    address,
    title: titles[at],
    text: texts[at],
    where: wheres[at],
    roles: roles[at] ?? [],
    more: [],
  }));
  /** @type {[number, ...number[]][]} */
  const own = typed.map((count, at) => [count, at]);
  const phrases = [...own, ...said].flatMap(([count, ...places]) => {
    const leadsTo = places.map((at) => entries[at]);
    return lists(count).map((words) => ({ words, leadsTo }));
  });
  const [same, dangers] = [lists(packed.same), lists(packed.dangers)];
  const more = entries.map((entry) => entry.more);
  const held = [...more, ...phrases.map((phrase) => phrase.words), ...same, ...dangers];
  const bits = new Bits(holders);
  for (const word of wordsFrom(words)) {
    for (const number of numbersFrom(bits, held.length)) held[number].push(word);
  }
  return { ...packed, entries, phrases, same, dangers };
}

/**
 * So many lists without a word yet.
 *
 * @param {number} count
 * @returns {string[][]}
 */
function lists(count) {
  return Array.from({ length: count }, () => []);
}

/**
 * Words of which each begins as the one before it, for as many letters as a capital says.
 *
 * @param {string} coded
 */
function wordsFrom(coded) {
  let word = "";
  return Array.from(coded.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared, rest]) => {
    word = [...word].slice(0, shared.charCodeAt(0) - NONE_SHARED).join("") + rest;
    return word;
  });
}

/** Bits to be read one after the other. */
class Bits {
  #bytes;
  #next = 0;

  /** @param {string} base64 */
  constructor(base64) {
    this.#bytes = atob(base64);
  }

  /** The number that so many bits stand for. @param {number} count */
  read(count) {
    let number = 0;
    for (let left = count; left > 0; left -= 1, this.#next += 1) {
      const byte = this.#bytes.charCodeAt(this.#next >> 3);
      number = number * 2 + ((byte >> (7 - (this.#next & 7))) & 1);
    }
    return number;
  }

  /** How many zeros come next before a one, which is read, too. */
  zeros() {
    let count = 0;
    while (!this.read(1)) count += 1;
    return count;
  }

  /** A number in truncated binary: the first ones take a bit less. @param {number} total it is below */
  below(total) {
    const low = 31 - Math.clz32(total);
    const short = 2 * 2 ** low - total;
    const number = this.read(low);
    return number < short ? number : number * 2 + this.read(1) - short;
  }
}

/**
 * The next list of growing numbers.
 *
 * @param {Bits} bits
 * @param {number} total below which they all are
 */
function numbersFrom(bits, total) {
  const digits = bits.zeros();
  return numbersBetween(bits, 2 ** digits + bits.read(digits), 0, total);
}

/**
 * The one in the middle comes first, then those before it, then those after it.
 *
 * @param {Bits} bits
 * @param {number} count
 * @param {number} least
 * @param {number} end below which they all are
 * @returns {number[]}
 */
function numbersBetween(bits, count, least, end) {
  if (!count) return [];
  const before = count >> 1;
  const number = least + before + bits.below(end - least - count + 1);
  const earlier = numbersBetween(bits, before, least, number);
  return [...earlier, number, ...numbersBetween(bits, count - before - 1, number + 1, end)];
}
