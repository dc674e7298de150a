// @ts-check
// Decodes a search index. README.md describes the format, `course/search/index_file.py` writes it.

/**
 * @typedef {object} Entry a place that can be found
 * @property {string} address
 * @property {string} title
 * @property {string} text shown with the result, shortened
 * @property {string} where the title of what it is part of
 * @property {number[]} roles that have it, in the index of all roles
 * @property {string[]} more words by which it is found
 */
/**
 * @typedef {object} Phrase typed by staff
 * @property {string[]} words in no particular order
 * @property {Entry[]} leadsTo best first
 */
/**
 * @typedef {object} Language
 * @property {string[]} endings that do not change a word's meaning, such as "ing"
 * @property {[letters: string, sound: string][]} sounds letters that sound like others
 * @property {string[][]} same groups of synonyms
 * @property {string[]} small words without much meaning
 * @property {string[]} danger words that mean a crisis, exactly as they are
 * @property {string[][]} dangers words that mean a crisis together
 */
/**
 * @typedef {object} Details
 * @property {string[]} urgent addresses of entries to show first in a crisis
 * @property {number} cards how many of the entries are cards, which come first
 * @property {string[][]} [roles] id and title of each role, in the index of all roles
 */
/** @typedef {Language & Details & {entries: Entry[], phrases: Phrase[]}} SearchIndex */
/**
 * @typedef {object} Encoded
 * @property {any[][]} entries addresses, titles, texts, and so on
 * @property {string} words front-coded
 * @property {string} holders for each word the numbers of the lists that hold it
 * @property {number[]} typed how many phrases lead to each entry alone
 * @property {[count: number, ...leadsTo: number[]][]} said phrases that lead to several entries
 * @property {number} same how many groups of synonyms
 * @property {number} dangers how many combinations that mean a crisis
 */
/** @typedef {Omit<Language, "same" | "dangers"> & Details & Encoded} EncodedIndex */

/** The character code of "A", which means that no letters are shared. */
const NONE_SHARED = 65;

/**
 * @param {EncodedIndex} encoded
 * @returns {SearchIndex}
 */
export function decodeIndex({ entries: columns, words, holders, typed, said, ...rest }) {
  const [addresses, titles, texts, wheres, roles = []] = columns;
  const entries = addresses.map((address, index) => ({
    address,
    title: titles[index],
    text: texts[index],
    where: wheres[index],
    roles: roles[index] ?? [],
    more: [],
  }));
  /** @type {[number, ...number[]][]} */
  const own = typed.map((count, number) => [count, number]);
  const phrases = [...own, ...said].flatMap(([count, ...numbers]) => {
    const leadsTo = numbers.map((number) => entries[number]);
    return emptyLists(count).map((list) => ({ words: list, leadsTo }));
  });
  const [same, dangers] = [emptyLists(rest.same), emptyLists(rest.dangers)];
  const lists = [
    ...entries.map(({ more }) => more),
    ...phrases.map((phrase) => phrase.words),
    ...same,
    ...dangers,
  ];
  const bits = new BitReader(holders);
  for (const word of decodeWords(words)) {
    for (const number of readNumbers(bits, lists.length)) lists[number].push(word);
  }
  return { ...rest, entries, phrases, same, dangers };
}

/**
 * @param {number} count
 * @returns {string[][]}
 */
function emptyLists(count) {
  return Array.from({ length: count }, () => []);
}

/**
 * Front coding: a capital says how many letters each word shares with the one before it.
 *
 * @param {string} coded
 */
function decodeWords(coded) {
  let word = "";
  return Array.from(coded.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared, rest]) => {
    word = [...word].slice(0, shared.charCodeAt(0) - NONE_SHARED).join("") + rest;
    return word;
  });
}

class BitReader {
  #bytes;
  #position = 0;

  /** @param {string} base64 */
  constructor(base64) {
    this.#bytes = atob(base64);
  }

  /** A number of that many bits. @param {number} count */
  read(count) {
    let number = 0;
    for (let remaining = count; remaining > 0; remaining -= 1, this.#position += 1) {
      const byte = this.#bytes.charCodeAt(this.#position >> 3);
      number = number * 2 + ((byte >> (7 - (this.#position & 7))) & 1);
    }
    return number;
  }

  /** The number of zeros before the next one, which is read too. */
  zeros() {
    let count = 0;
    while (!this.read(1)) count += 1;
    return count;
  }

  /** A number below `total` in truncated binary. @param {number} total */
  truncatedBinary(total) {
    const low = 31 - Math.clz32(total);
    const short = 2 * 2 ** low - total;
    const number = this.read(low);
    return number < short ? number : number * 2 + this.read(1) - short;
  }
}

/**
 * The next list of increasing numbers: its length in Elias gamma code, then the numbers in binary
 * interpolative coding.
 *
 * @param {BitReader} bits
 * @param {number} total which all numbers are below
 */
function readNumbers(bits, total) {
  const digits = bits.zeros();
  return readInterpolative(bits, 2 ** digits + bits.read(digits), 0, total);
}

/**
 * The number in the middle, then those before it, then those after it.
 *
 * @param {BitReader} bits
 * @param {number} count
 * @param {number} least
 * @param {number} end which all numbers are below
 * @returns {number[]}
 */
function readInterpolative(bits, count, least, end) {
  if (!count) return [];
  const before = count >> 1;
  const middle = least + before + bits.truncatedBinary(end - least - count + 1);
  const lower = readInterpolative(bits, before, least, middle);
  return [...lower, middle, ...readInterpolative(bits, count - before - 1, middle + 1, end)];
}
