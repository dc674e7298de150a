// @ts-check
// What people mean by what they say: phrases that lead somewhere, and those that sound like danger.

import { wordsOf } from "./spelling.mjs";

/** @typedef {import("./spelling.mjs").Spelling} Spelling */
/** @typedef {{words: string[], telling: string[]}} Phrase its stems, and those that say much */
/** @typedef {[says: string[], means: string[], leadsTo: string[]]} Meaning */
/**
 * @typedef {object} Heard something that is meant
 * @property {string[][]} means the stems of what it is called here
 * @property {string[]} leadsTo what answers it, the best first
 * @property {number} clearness 1 for a word that is all that was said, more for several
 * @property {number} words of the question that say it
 */

/** What remains of a phrase whose words stand apart, or in another order. */
const SCATTERED = 0.8;
/** How much depends on how much of the question a phrase is. */
const SHARE_WEIGHT = 0.6;
/** What a phrase says more than a word, for each word. */
const MORE_WORDS = 0.25;

export class Sayings {
  #spelling;
  #danger;
  #meanings;

  /**
   * @param {Spelling} spelling that from now on knows their words
   * @param {string[]} danger what sounds like danger
   * @param {Meaning[]} meanings
   */
  constructor(spelling, danger, meanings) {
    this.#spelling = spelling;
    for (const text of [...danger, ...meanings.flatMap(([says]) => says)]) {
      for (const word of wordsOf(text)) spelling.add(word);
    }
    this.#danger = danger.map((text) => ({ typed: wordsOf(text), ...this.phrase(text) }));
    this.#meanings = meanings.map(([says, means, leadsTo]) => ({
      says: says.map((text) => this.phrase(text)),
      means: means.map((text) => this.phrase(text).words),
      leadsTo,
    }));
  }

  /**
   * @param {string} text
   * @returns {Phrase}
   */
  phrase(text) {
    const all = wordsOf(text);
    const stems = (/** @type {string[]} */ words) => words.map((it) => this.#spelling.stem(it));
    const telling = all.filter((word) => !this.#spelling.isSmall(word));
    return { words: stems(all), telling: stems(telling) };
  }

  /**
   * Whether words sound like danger. A single one counts as it is: "cut" is not "cutting".
   *
   * @param {string[][]} meant for each word what it may be meant for
   * @param {string[][]} said the same as stems
   */
  isDanger(meant, said) {
    return this.#danger.some(({ typed: [first = "", ...more], ...phrase }) =>
      more.length ? clearnessOf(phrase, said) : meant.some((words) => words.includes(first)),
    );
  }

  /**
   * What people mean who say this.
   *
   * @param {string[][]} said for each word the stems that it may be meant for
   * @param {number} count of the words that say much
   * @returns {Heard[]}
   */
  heard(said, count) {
    return this.#meanings.flatMap(({ says, ...meaning }) => {
      const all = says.map((phrase) => {
        const words = Math.min(count, phrase.telling.length || 1);
        const share = 1 - SHARE_WEIGHT + (SHARE_WEIGHT * words) / count;
        return { clearness: clearnessOf(phrase, said) * share, words };
      });
      const best = all.reduce((one, other) => (other.clearness > one.clearness ? other : one));
      return best.clearness ? [{ ...meaning, ...best }] : [];
    });
  }
}

/**
 * How clearly a phrase is said: 0 for not at all, 1 for a word, more for several.
 *
 * @param {Phrase} phrase
 * @param {string[][]} said for each word the stems that it may be meant for
 */
function clearnessOf({ words, telling }, said) {
  const isInOrder = said.some((_, from) => words.every((it, at) => said[from + at]?.includes(it)));
  if (isInOrder) return 1 + MORE_WORDS * (words.length - 1);
  const needed = telling.length > 1 ? telling : words;
  const isSaid = (/** @type {string} */ word) => said.some((stems) => stems.includes(word));
  if (needed.length < 2 || !needed.every(isSaid)) return 0;
  return SCATTERED * (1 + MORE_WORDS * (needed.length - 1));
}
