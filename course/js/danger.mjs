// @ts-check
// What sounds like danger in what is typed.

/** @typedef {import("./spelling.mjs").Spelling} Spelling */

export class Danger {
  /** @type {Set<string>} */
  #words;
  /** @type {string[][]} stems that sound like it together */
  #together;

  /**
   * @param {Spelling} spelling that from now on knows their words
   * @param {string[]} words each of which counts as it is: "cut" is not "cutting"
   * @param {string[][]} together words that do with any ending and in any order, small ones or not
   */
  constructor(spelling, words, together) {
    for (const word of [...words, ...together.flat()]) spelling.add(word);
    this.#words = new Set(words);
    this.#together = together.map((held) => {
      const { stems, telling } = spelling.stemsOf(held);
      return telling.length > 1 ? telling : stems;
    });
  }

  /**
   * @param {string[][]} meant for each word what it may be meant for
   * @param {string[][]} said the same as stems
   */
  isIn(meant, said) {
    const isWord = meant.some((words) => words.some((word) => this.#words.has(word)));
    const all = new Set(said.flat());
    return isWord || this.#together.some((stems) => stems.every((stem) => all.has(stem)));
  }
}
