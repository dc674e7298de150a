// @ts-check
// Finds entries by how similar the query is to phrases that staff type for them.

/** @typedef {import("./decode.mjs").Entry} Entry */
/** @typedef {import("./decode.mjs").Phrase} Phrase */
/** @typedef {{stem: string, weight: number}} Match a stem in the index, and how well it fits */
/** @typedef {{similarity: number, stems: Set<string>}} Similarity from 0 to 1; the phrase's stems */

/** What remains of the similarity for each further entry that a phrase leads to. */
const NEXT_ENTRY = 0.8;

export class PhraseIndex {
  /** @type {Map<string, number[]>} the numbers of the phrases that contain each stem */
  #postings = new Map();
  /** @type {Set<string>[]} the stems of each phrase */
  #stems;
  /** @type {number[]} the length of each phrase as a vector of weighted stems */
  #lengths;
  #phrases;

  /**
   * @param {Phrase[]} phrases
   * @param {(word: string) => string} stem
   */
  constructor(phrases, stem) {
    this.#phrases = phrases;
    this.#stems = phrases.map(({ words }) => new Set(words.map(stem)));
    this.#stems.forEach((stems, number) => {
      for (const stemOfPhrase of stems) {
        const numbers = this.#postings.get(stemOfPhrase);
        if (numbers) numbers.push(number);
        else this.#postings.set(stemOfPhrase, [number]);
      }
    });
    this.#lengths = this.#stems.map((stems) =>
      Math.hypot(...[...stems].map((stemOfPhrase) => this.#rarity(stemOfPhrase))),
    );
  }

  /** @param {string} stem */
  has(stem) {
    return this.#postings.has(stem);
  }

  /**
   * For each entry, the phrase most similar to the query: by cosine similarity, weighted with tf-idf.
   *
   * @param {Match[][]} words of the query, each with the stems that it can stand for
   * @returns {Map<Entry, Similarity>}
   */
  similarities(words) {
    /** @type {Map<number, number>} the dot product with each phrase */
    const products = new Map();
    const weights = words.map((matches) => {
      /** @type {Map<number, number>} the best match in each phrase */
      const best = new Map();
      let largest = 0;
      for (const { stem, weight } of matches) {
        const value = weight * this.#rarity(stem);
        largest = Math.max(largest, value);
        for (const number of this.#postings.get(stem) ?? []) {
          if (value > (best.get(number) ?? 0)) best.set(number, value);
        }
      }
      for (const [number, value] of best) {
        products.set(number, (products.get(number) ?? 0) + value ** 2);
      }
      return largest;
    });
    const queryLength = Math.hypot(...weights);
    /** @type {Map<Entry, Similarity>} */
    const similarities = new Map();
    for (const [number, product] of products) {
      const length = this.#lengths[number];
      // Two words of the query can match one stem: a phrase matches at most as a whole.
      const cosine = Math.min(product, length ** 2) / length / queryLength;
      this.#phrases[number].leadsTo.forEach((entry, place) => {
        const similarity = cosine * NEXT_ENTRY ** place;
        if (similarity > (similarities.get(entry)?.similarity ?? 0)) {
          similarities.set(entry, { similarity, stems: this.#stems[number] });
        }
      });
    }
    return similarities;
  }

  /** Inverse document frequency. @param {string} stem */
  #rarity(stem) {
    const count = this.#postings.get(stem)?.length ?? 0;
    return Math.log(1 + this.#phrases.length / (count + 0.5));
  }
}
