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

  /**
   * The words of a query that suggest a crisis: each list alone does.
   *
   * @param {string[]} words
   * @param {string[][]} intended all that each of them can stand for
   */
  among(words, intended) {
    const stems = intended.map((list) => list.map((word) => this.#spelling.stem(word)));
    const all = new Set(stems.flat());
    const alone = words.filter((_, index) => intended[index].some((word) => this.#words.has(word)));
    const together = this.#combinations
      .filter((combination) => combination.every((stem) => all.has(stem)))
      .map((combination) =>
        words.filter((_, index) => stems[index].some((stem) => combination.includes(stem))),
      );
    return [...alone.map((word) => [word]), ...together];
  }
}
