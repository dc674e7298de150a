// @ts-check
// Finds places by the words that staff type: misspelt, cut short, or other than the course's own.
// What is language in it (endings, small words, what else a word may mean) is data.

import { Danger } from "./danger.mjs";
import { Phrases } from "./phrases.mjs";
import { Spelling, wordsOf } from "./spelling.mjs";

/** @typedef {import("./packed.mjs").Data} Data */
/** @typedef {import("./packed.mjs").Entry} Entry */
/** @typedef {import("./phrases.mjs").Match} Match */
/** @typedef {import("./phrases.mjs").Likeness} Likeness */
/** @typedef {{word: string, matches: Match[]}} Asked a word that was typed */
/** @typedef {Map<string, string>} Stems what was found of an entry, and what was typed for it */
/** @typedef {{entry: Entry, score: number, stems: Stems, like: number, isUrgent?: boolean}} Hit */
/** @typedef {{score: number, words: number, stems: Stems}} Fit */

const TITLE_WEIGHT = 1.5;
const WHERE_WEIGHT = 0.3;
/** Of a word in a phrase that leads to this place alone. */
const TYPED_WEIGHT = 0.2;
/** What each slip takes of a word's weight. */
const SLIP_COST = 0.2;
const PREFIX_WEIGHT = 0.75;
/** Of a word that means nearly the same. */
const SAME_WEIGHT = 0.6;
/** Of a phrase that is what was typed: more than all of a title's words. */
const PHRASE_WEIGHT = 10;
/** What leads to a lesson leads to its pieces, too, a little less. */
const PIECE_WEIGHT = 0.7;
/** A phrase that is less like what was typed shares no more than small words with it. */
const LEAST_LIKENESS = 0.25;
/** Of the name of a contact, a word or a tool, as far as it is what was asked. */
const NAME_WEIGHT = 3;
/** Of a title that is what was asked, word for word. */
const SAME_TITLE = 2.5;
/** A card stands before all else where a phrase that leads to it is as like as this. */
const CARD_LIKENESS = 0.6;
const MOST_CARDS_FIRST = 2;
/** As in Okapi BM25, where they are called k1 and b. */
const [SATURATION, LENGTH_SHARE] = [0.8, 0.5];
const MOST_NEAR = 3;

export class Finder {
  /** @type {Map<string, Map<Entry, number>>} for each stem how often it is in each entry */
  #places = new Map();
  /** @type {Map<Entry, string[]>} what the title of each entry says */
  #titles = new Map();
  /** @type {Map<Entry, number>} how many words it has */
  #lengths = new Map();
  /** @type {Map<Entry, Entry>} the lesson of each piece */
  #wholes = new Map();
  #meanLength;
  #spelling;
  #phrases;
  #danger;
  #urgent;
  #cards;

  /** @param {Data} data */
  constructor({ entries, phrases, endings, sounds, same, small, danger, dangers, urgent, cards }) {
    this.entries = entries;
    this.#cards = new Set(entries.slice(0, cards));
    this.#spelling = new Spelling(endings, sounds, same, small);
    this.#danger = new Danger(this.#spelling, danger, dangers);
    const byAddress = new Map(entries.map((entry) => [entry.address, entry]));
    for (const entry of entries) {
      const { address, title, text, where, more } = entry;
      this.#titles.set(entry, this.#spelling.stemsOf(wordsOf(title)).telling);
      this.#add(wordsOf(title), entry, TITLE_WEIGHT);
      this.#add(wordsOf(where), entry, WHERE_WEIGHT);
      this.#add([...wordsOf(text), ...more], entry, 1);
      const whole = byAddress.get(address.split("--")[0]);
      if (whole && whole !== entry) this.#wholes.set(entry, whole);
    }
    this.#meanLength = [...this.#lengths.values()].reduce((sum, it) => sum + it, 0) / entries.length;
    this.#addTyped(phrases);
    this.#phrases = new Phrases(phrases, (word) => this.stem(word));
    this.#urgent = entries.filter(({ address }) => urgent.includes(address));
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
    const words = all.map((word, at) => ({ word, matches: this.#matches(word, at === last) }));
    const telling = words.filter(({ word }) => !this.#spelling.isSmall(word));
    const hits = this.#ranked(telling.length ? telling : words, this.#likeness(words));
    const meant = all.flatMap((word, at) => this.#spelling.meantWords(word, at === last));
    const urgent = (this.#danger.isIn(meant) ? this.#urgent : []).map((entry) => ({
      ...(hits.find((hit) => hit.entry === entry) ?? { entry, score: 0, stems: new Map(), like: 0 }),
      isUrgent: true,
    }));
    // Somebody who speaks of their own life needs a person to talk to before a card.
    const most = Math.max(0, ...urgent.map(({ like }) => like));
    const isFirst = (/** @type {number} */ like) => like >= CARD_LIKENESS && like > most;
    const cards = hits.filter(({ entry, like }) => this.#cards.has(entry) && isFirst(like));
    const first = [...cards.slice(0, MOST_CARDS_FIRST), ...urgent];
    const known = new Set(first.map(({ entry }) => entry));
    return [...first, ...hits.filter(({ entry }) => !known.has(entry))];
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
      .map((entry) => ({
        entry,
        score: alike(pairs, pairsOf(entry.title)),
        stems: new Map(),
        like: 0,
      }))
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
   * @param {string[]} words
   * @param {Entry} entry
   * @param {number} weight
   */
  #add(words, entry, weight) {
    this.#lengths.set(entry, (this.#lengths.get(entry) ?? 0) + words.length);
    for (const word of words) {
      this.#spelling.add(word);
      this.#weigh(this.stem(word), entry, weight);
    }
  }

  /**
   * Words that are typed for one place belong to it. What leads to several says less of each.
   *
   * @param {import("./packed.mjs").Phrase[]} phrases
   */
  #addTyped(phrases) {
    for (const { words, leadsTo } of phrases) {
      for (const word of words) {
        this.#spelling.add(word);
        if (leadsTo.length > 1 || this.#spelling.isSmall(word)) continue;
        this.#weigh(this.stem(word), leadsTo[0], TYPED_WEIGHT);
      }
    }
  }

  /**
   * @param {string} stem
   * @param {Entry} entry
   * @param {number} weight more of it in an entry
   */
  #weigh(stem, entry, weight) {
    let places = this.#places.get(stem);
    if (!places) this.#places.set(stem, (places = new Map()));
    places.set(entry, (places.get(entry) ?? 0) + weight);
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
        const isThere = this.#places.has(it) || this.#phrases.has(it);
        if (isThere) found.set(it, Math.max(found.get(it) ?? 0, fit));
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
    return [...found].map(([stem, weight]) => ({ stem, weight }));
  }

  /**
   * How like what was typed the phrases are that lead to each entry.
   *
   * @param {Asked[]} asked
   */
  #likeness(asked) {
    const found = this.#phrases.likeness(asked.map(({ matches }) => matches));
    for (const [piece, whole] of this.#wholes) {
      const phrase = found.get(whole);
      const like = PIECE_WEIGHT * (phrase?.like ?? 0);
      if (phrase && like > (found.get(piece)?.like ?? 0)) found.set(piece, { ...phrase, like });
    }
    return found;
  }

  /**
   * @param {Asked[]} asked
   * @param {Map<Entry, Likeness>} likeness
   * @returns {Hit[]}
   */
  #ranked(asked, likeness) {
    const found = this.#found(asked);
    for (const [entry, { like }] of likeness) {
      if (like < LEAST_LIKENESS || found.has(entry)) continue;
      found.set(entry, { score: 0, words: 0, stems: new Map() });
    }
    const total = asked.filter(({ matches }) => matches.length).length || 1;
    return [...found]
      .map(([entry, { score, words, stems }]) => {
        // What holds more of the words comes before what holds one of them often.
        const phrase = likeness.get(entry);
        const fit = score * (0.4 + (0.6 * words) / total) + PHRASE_WEIGHT * (phrase?.like ?? 0);
        const share = this.#titleShare(entry, stems, asked.length);
        const named = entry.where ? 0 : NAME_WEIGHT * share;
        const whole = (fit + named) * (share === 1 ? SAME_TITLE : 1);
        const said = new Map([...saidOf(asked, phrase), ...stems]);
        return { entry, score: whole, stems: said, like: Math.max(phrase?.like ?? 0, share) };
      })
      .sort((one, other) => other.score - one.score);
  }

  /**
   * The entries that hold words, and how much they are about them.
   *
   * @param {Asked[]} asked
   */
  #found(asked) {
    /** @type {Map<Entry, Fit>} */
    const found = new Map();
    for (const { word, matches } of asked) {
      /** @type {Map<Entry, {score: number, stem: string}>} the best match in each entry */
      const best = new Map();
      for (const { stem, weight } of matches) {
        const places = this.#places.get(stem) ?? new Map();
        for (const [entry, count] of places) {
          const score = weight * this.#rarity(places.size) * this.#fullness(count, entry);
          if (score > (best.get(entry)?.score ?? 0)) best.set(entry, { score, stem });
        }
      }
      for (const [entry, { score, stem }] of best) {
        const fit = found.get(entry) ?? { score: 0, words: 0, stems: new Map() };
        found.set(entry, {
          score: fit.score + score,
          words: fit.words + 1,
          stems: fit.stems.set(stem, word),
        });
      }
    }
    return found;
  }

  /**
   * How much a title is what was asked, from 0 to 1.
   *
   * @param {Entry} entry
   * @param {Stems} stems
   * @param {number} asked how many words were asked for
   */
  #titleShare(entry, stems, asked) {
    const title = this.#titles.get(entry) ?? [];
    const count = title.filter((stem) => stems.has(stem)).length;
    return count && (count / title.length) * Math.min(1, count / asked);
  }

  /** @param {number} places in how many entries a word occurs */
  #rarity(places) {
    return Math.log(1 + (this.entries.length - places + 0.5) / (places + 0.5));
  }

  /**
   * @param {number} count
   * @param {Entry} entry
   */
  #fullness(count, entry) {
    const share = (this.#lengths.get(entry) ?? 0) / this.#meanLength;
    return (count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * share));
  }
}

/**
 * What a phrase says of what is asked, and what was typed for it.
 *
 * @param {Asked[]} asked
 * @param {Likeness} [phrase]
 * @returns {[stem: string, word: string][]}
 */
function saidOf(asked, phrase) {
  return asked.flatMap(({ word, matches }) => {
    const said = matches.filter(({ stem }) => phrase?.stems.has(stem));
    return said.map(({ stem }) => /** @type {[string, string]} */ ([stem, word]));
  });
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
function alike(one, other) {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size || 1);
}
