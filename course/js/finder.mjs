// @ts-check
// Finds places by the words that staff type: misspelt, cut short, or other than the course's own.
// What is language in it (endings, small words, what else a word may mean) is data.

import { Sayings } from "./sayings.mjs";
import { Spelling, wordsOf } from "./spelling.mjs";

/**
 * @typedef {[address: string, title: string, text: string, where: string, more?: string,
 *   roles?: number[]]} Entry `more` are words by which it is found as well
 */
/**
 * @typedef {object} Language
 * @property {string[]} endings that make no other word, such as "ing"
 * @property {[letters: string, like: string][]} sounds letters that sound like others
 * @property {string[][]} same words that mean nearly the same
 * @property {string[]} small words that say little
 * @property {string[]} danger what sounds like danger
 * @property {string[]} urgent the addresses that then come first
 * @property {import("./sayings.mjs").Meaning[]} meanings what people say, what it is called here,
 *   and the places that answer it, by the ends of their addresses
 */
/** @typedef {{stems: string[], weight: number}} Match words of the course, and how well they fit */
/** @typedef {import("./sayings.mjs").Heard} Heard */
/** @typedef {{score: number, words: number}} Led how well, and by how many words of the question */
/** @typedef {{entry: Entry, score: number, stems: Set<string>, isUrgent?: boolean}} Hit */

const TITLE_WEIGHT = 1.5;
const WHERE_WEIGHT = 0.3;
/** What each slip takes of a word's weight. */
const SLIP_COST = 0.2;
const PREFIX_WEIGHT = 0.75;
/** Of a word that means nearly the same. */
const SAME_WEIGHT = 0.6;
const MEANING_WEIGHT = 0.2;
/** Of the place that a meaning leads to first: about as much as two telling words in a title. */
const LED_TO_SCORE = 6;
/** What remains of it for each further place. */
const NEXT_PLACE = 0.85;
const PIECE_WEIGHT = 0.7;
/** What the anchors of questions begin with. */
const QUESTION = "#_check--";
/** Of a question: who asks the same wants a lesson first. */
const QUESTION_WEIGHT = 0.75;
/** Of a title that is what was asked, word for word. */
const SAME_TITLE = 2.5;
/** As in Okapi BM25, where they are called k1 and b. */
const [SATURATION, LENGTH_SHARE] = [0.8, 0.5];
const MOST_NEAR = 3;

export class Finder {
  /** @type {Map<string, Map<number, number>>} for each stem how often it is in each entry */
  #places = new Map();
  /** @type {Map<string, number[]>} the entries of each place that was led to */
  #indices = new Map();
  /** @type {string[][]} what the title of each entry says */
  #titles = [];
  /** @type {number[]} */
  #lengths = [];
  #meanLength = 1;
  #spelling;
  #sayings;
  #urgent;

  /**
   * @param {Entry[]} entries
   * @param {Language} language
   */
  constructor(entries, { endings, sounds, same, small, danger, urgent, meanings }) {
    this.entries = entries;
    this.#spelling = new Spelling(endings, sounds, same, small);
    this.#sayings = new Sayings(this.#spelling, danger, meanings);
    entries.forEach(([, title, text, where, more = ""], index) => {
      this.#titles[index] = this.#sayings.phrase(title).telling;
      this.#add(wordsOf(title), index, TITLE_WEIGHT);
      this.#add(wordsOf(where), index, WHERE_WEIGHT);
      this.#add(wordsOf(`${text} ${more}`), index, 1);
    });
    this.#meanLength = this.#lengths.reduce((sum, it) => sum + it, 0) / (entries.length || 1);
    this.#urgent = entries.filter(([address]) => urgent.includes(address));
  }

  /**
   * The places that fit best, the best first.
   *
   * @param {string} asked
   * @returns {Hit[]}
   */
  find(asked) {
    const all = this.#spelling.mended(wordsOf(asked));
    const last = /\s$/.test(asked) ? -1 : all.length - 1;
    const isTelling = all.map((word) => !this.#spelling.isSmall(word));
    const groups = all.flatMap((word, at) =>
      isTelling[at] || !isTelling.includes(true) ? [this.#matches(word, at === last)] : [],
    );
    const count = groups.length;
    const meant = all.map((word, at) => this.#spelling.meantWords(word, at === last));
    const said = meant.map((words) => words.map((word) => this.stem(word)));
    const heard = this.#sayings.heard(said, count);
    for (const { means } of heard) {
      if (means.length) groups.push(means.map((stems) => ({ stems, weight: MEANING_WEIGHT })));
    }
    const hits = this.#ranked(groups, this.#ledTo(heard), count);
    if (!this.#sayings.isDanger(meant, said)) return hits;
    const urgent = this.#urgent.map((entry) => ({
      ...(hits.find((hit) => hit.entry === entry) ?? { entry, score: 0, stems: new Set() }),
      isUrgent: true,
    }));
    return [...urgent, ...hits.filter((hit) => !this.#urgent.includes(hit.entry))];
  }

  /**
   * Where nothing was found: the places whose titles look most like what was asked.
   *
   * @param {string} asked
   * @returns {Hit[]}
   */
  nearest(asked) {
    const pairs = pairsOf(asked);
    return this.entries
      .map((entry) => ({ entry, score: likeness(pairs, pairsOf(entry[1])), stems: new Set() }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score)
      .slice(0, MOST_NEAR);
  }

  /**
   * A word without its ending.
   *
   * @param {string} word
   */
  stem(word) {
    return this.#spelling.stem(word);
  }

  /**
   * The entries of a place and of its pieces. Looked for once: each key may ask.
   *
   * @param {string} place
   */
  #indicesOf(place) {
    const known = this.#indices.get(place);
    if (known) return known;
    const found = this.entries.flatMap(([address], index) =>
      `/${address}--`.includes(`/${place}--`) ? [index] : [],
    );
    this.#indices.set(place, found);
    return found;
  }

  /**
   * The entries that answer what is meant, and how well.
   *
   * @param {Heard[]} heard
   */
  #ledTo(heard) {
    /** @type {Map<number, Led>} */
    const led = new Map();
    for (const { leadsTo, clearness, words } of heard) {
      leadsTo.forEach((place, at) => {
        for (const index of this.#indicesOf(place)) {
          const before = led.get(index) ?? { score: 0, words: 0 };
          const score = before.score + LED_TO_SCORE * clearness * NEXT_PLACE ** at;
          led.set(index, { score, words: Math.max(before.words, words) });
        }
      });
    }
    return led;
  }

  /**
   * @param {string[]} words
   * @param {number} index
   * @param {number} weight
   */
  #add(words, index, weight) {
    this.#lengths[index] = (this.#lengths[index] ?? 0) + words.length;
    for (const word of words) {
      this.#spelling.add(word);
      const stem = this.stem(word);
      let places = this.#places.get(stem);
      if (!places) this.#places.set(stem, (places = new Map()));
      places.set(index, (places.get(index) ?? 0) + weight);
    }
  }

  /**
   * The stems of the course that a word may be meant for.
   *
   * @param {string} word
   * @param {boolean} isUnfinished whether it may still be typed
   * @returns {Match[]}
   */
  #matches(word, isUnfinished) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const note = (/** @type {string} */ known, /** @type {number} */ weight) => {
      const stem = this.stem(known);
      for (const it of this.#spelling.sameAs(stem)) {
        const fit = it === stem ? weight : SAME_WEIGHT * weight;
        if (this.#places.has(it)) found.set(it, Math.max(found.get(it) ?? 0, fit));
      }
    };
    note(word, 1);
    if (isUnfinished && word.length > 1) {
      for (const known of this.#spelling.begunBy(word)) {
        note(known, PREFIX_WEIGHT * (0.5 + (0.5 * word.length) / known.length));
      }
    }
    if (!this.#spelling.knows(word)) {
      for (const [known, slips] of this.#spelling.nearTo(word)) note(known, 1 - SLIP_COST * slips);
    }
    return [...found].map(([stem, weight]) => ({ stems: [stem], weight }));
  }

  /**
   * @param {Match[][]} groups for each word that was asked for, what it may stand for
   * @param {Map<number, Led>} ledTo the entries that answer it, whatever their words, and how well
   * @param {number} count of the words that were asked for
   * @returns {Hit[]}
   */
  #ranked(groups, ledTo, count) {
    /** @type {Map<number, {score: number, words: number, stems: Set<string>}>} */
    const found = new Map();
    for (const group of groups) {
      /** @type {Map<number, {score: number, stems: string[]}>} the best match in each entry */
      const best = new Map();
      for (const { stems, weight } of group) {
        for (const [index, fit] of this.#fits(stems)) {
          const score = weight * fit;
          if (score > (best.get(index)?.score ?? 0)) best.set(index, { score, stems });
        }
      }
      for (const [index, { score, stems }] of best) {
        const hit = found.get(index) ?? { score: 0, words: 0, stems: new Set() };
        hit.score += score;
        hit.words += 1;
        for (const stem of stems) hit.stems.add(stem);
        found.set(index, hit);
      }
    }
    for (const [index, led] of ledTo) {
      const hit = found.get(index) ?? { score: 0, words: 0, stems: new Set() };
      // A whole lesson comes before a piece of it, unless that has the words.
      const isPiece = this.entries[index][0].includes("--");
      const score = hit.score + (isPiece ? PIECE_WEIGHT : 1) * led.score;
      found.set(index, { ...hit, score, words: Math.max(hit.words, led.words) + 1 });
    }
    const total = groups.filter((group) => group.length).length + Number(ledTo.size > 0);
    return [...found]
      .map(([index, { score, words, stems }]) => ({
        entry: this.entries[index],
        // What holds more of the words comes before what holds one of them often.
        score: score * (0.4 + (0.6 * words) / total) * this.#standing(index, stems, count),
        stems,
      }))
      .sort((one, other) => other.score - one.score);
  }

  /**
   * @param {number} index
   * @param {Set<string>} stems what was found of it
   * @param {number} asked how many words were asked for
   */
  #standing(index, stems, asked) {
    const title = this.#titles[index];
    const isNamed = title.length === asked && title.every((stem) => stems.has(stem));
    const isQuestion = this.entries[index][0].includes(QUESTION);
    return (isNamed ? SAME_TITLE : 1) * (isQuestion ? QUESTION_WEIGHT : 1);
  }

  /**
   * The entries that hold all of some words, and how much they are about them.
   *
   * @param {string[]} stems
   * @returns {Map<number, number>}
   */
  #fits(stems) {
    const places = stems.map((stem) => this.#places.get(stem) ?? new Map());
    const fits = new Map();
    for (const index of places[0].keys()) {
      if (!places.every((it) => it.has(index))) continue;
      const sum = places.reduce(
        (total, it) => total + this.#rarity(it.size) * this.#fullness(it.get(index), index),
        0,
      );
      fits.set(index, sum / stems.length);
    }
    return fits;
  }

  /** @param {number} places in how many entries a word occurs */
  #rarity(places) {
    return Math.log(1 + (this.entries.length - places + 0.5) / (places + 0.5));
  }

  /**
   * @param {number} count
   * @param {number} index
   */
  #fullness(count, index) {
    const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * this.#lengths[index]) / this.#meanLength;
    return (count * (SATURATION + 1)) / (count + SATURATION * length);
  }
}

/**
 * The pairs of letters that follow each other in the words of a text.
 *
 * @param {string} text
 */
function pairsOf(text) {
  const pairs = wordsOf(text).flatMap((word) =>
    Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)),
  );
  return new Set(pairs);
}

/**
 * How much two sets of pairs have in common, from 0 to 1: Dice's coefficient.
 *
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
function likeness(one, other) {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size || 1);
}
