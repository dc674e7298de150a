// @ts-check
// Recognizes queries about a crisis, such as suicide.

/** @typedef {import("./spelling.mjs").Spelling} Spelling */

export class CrisisTerms {
  #spelling;
  /** @type {Set<string>} */
  #words;
  /** @type {string[][]} stems that mean a crisis together */
  #combinations;

  /**
   * @param {Spelling} spelling which learns these words
   * @param {string[]} words that must match exactly: "cut" is not "cutting"
   * @param {string[][]} combinations of words with any ending and in any order
   */
  constructor(spelling, words, combinations) {
    this.#spelling = spelling;
    for (const word of [...words, ...combinations.flat()]) spelling.add(word);
    this.#words = new Set(words);
    this.#combinations = combinations.map((combination) => {
      const { stems, significant } = spelling.stemsOf(combination);
      return significant.length > 1 ? significant : stems;
    });
  }

  /** @param {string[]} words all that the words of a query can stand for */
  areIn(words) {
    const stems = new Set(words.map((word) => this.#spelling.stem(word)));
    return (
      words.some((word) => this.#words.has(word)) ||
      this.#combinations.some((combination) => combination.every((stem) => stems.has(stem)))
    );
  }
}
