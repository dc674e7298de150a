// @ts-check
// What sounds like danger in what is typed.

/** @typedef {import("./spelling.mjs").Spelling} Spelling */

export class Danger {
  #spelling;
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
    this.#spelling = spelling;
    for (const word of [...words, ...together.flat()]) spelling.add(word);
    this.#words = new Set(words);
    this.#together = together.map((held) => {
      const { stems, telling } = spelling.stemsOf(held);
      return telling.length > 1 ? telling : stems;
    });
  }

  /** @param {string[]} meant all words that what was typed may be meant for */
  isIn(meant) {
    const said = new Set(meant.map((word) => this.#spelling.stem(word)));
    const isWord = meant.some((word) => this.#words.has(word));
    return isWord || this.#together.some((stems) => stems.every((stem) => said.has(stem)));
  }
}
