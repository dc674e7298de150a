// @ts-check
// What people type, and the places that answer it: found by how like it is to what is typed now.

/** @typedef {import("./packed.mjs").Entry} Entry */
/** @typedef {import("./packed.mjs").Phrase} Phrase */
/** @typedef {{stem: string, weight: number}} Match a word of the course, and how well it fits */
/** @typedef {{like: number, stems: Set<string>}} Likeness from 0 to 1, and what the phrase says */

/** What remains of the likeness for each further place that a phrase leads to. */
const NEXT_PLACE = 0.8;

export class Phrases {
  /** @type {Map<string, number[]>} the phrases that hold each stem */
  #holders = new Map();
  /** @type {Set<string>[]} what each says */
  #stems;
  /** @type {number[]} how long each would be as an arrow, were its words directions */
  #lengths;
  #phrases;

  /**
   * @param {Phrase[]} phrases
   * @param {(word: string) => string} stem
   */
  constructor(phrases, stem) {
    this.#phrases = phrases;
    this.#stems = phrases.map(({ words }) => new Set(words.map(stem)));
    this.#stems.forEach((held, at) => {
      for (const it of held) {
        const holders = this.#holders.get(it);
        if (holders) holders.push(at);
        else this.#holders.set(it, [at]);
      }
    });
    this.#lengths = this.#stems.map((held) => Math.hypot(...[...held].map((it) => this.#rarity(it))));
  }

  /** @param {string} stem */
  has(stem) {
    return this.#holders.has(stem);
  }

  /**
   * The phrase that leads to each place and is most like what is typed. How like it is says the
   * cosine of the angle between the two, where rare words count more (tf-idf).
   *
   * @param {Match[][]} typed for each word what it may stand for
   * @returns {Map<Entry, Likeness>}
   */
  likeness(typed) {
    /** @type {Map<number, number>} */
    const shared = new Map();
    const lengths = typed.map((matches) => {
      /** @type {Map<number, number>} the best match in each phrase */
      const best = new Map();
      let length = 0;
      for (const { stem, weight } of matches) {
        const worth = weight * this.#rarity(stem);
        length = Math.max(length, worth);
        for (const at of this.#holders.get(stem) ?? []) {
          if (worth > (best.get(at) ?? 0)) best.set(at, worth);
        }
      }
      for (const [at, worth] of best) shared.set(at, (shared.get(at) ?? 0) + worth ** 2);
      return length;
    });
    const length = Math.hypot(...lengths);
    /** @type {Map<Entry, Likeness>} */
    const found = new Map();
    for (const [at, square] of shared) {
      // Two words may stand for one: then a phrase holds no more than all of itself.
      const all = (Math.min(square, this.#lengths[at] ** 2) / this.#lengths[at]) / length;
      this.#phrases[at].leadsTo.forEach((entry, place) => {
        const like = all * NEXT_PLACE ** place;
        if (like > (found.get(entry)?.like ?? 0)) found.set(entry, { like, stems: this.#stems[at] });
      });
    }
    return found;
  }

  /** @param {string} stem */
  #rarity(stem) {
    return Math.log(1 + this.#phrases.length / ((this.#holders.get(stem)?.length ?? 0) + 0.5));
  }
}
