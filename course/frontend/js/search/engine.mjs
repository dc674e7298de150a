// @ts-check
// Ranks the entries of an index by the words that staff type: misspelled, unfinished, or different
// from the words of the course. Everything about the language is data: endings, small words,
// synonyms.

import { CrisisTerms } from "./crisis.mjs";
import { PhraseIndex } from "./phrases.mjs";
import { Spelling, tokenize } from "./spelling.mjs";

/** @typedef {import("./decode.mjs").SearchIndex} SearchIndex */
/** @typedef {import("./decode.mjs").Entry} Entry */
/** @typedef {import("./phrases.mjs").Match} Match */
/** @typedef {import("./phrases.mjs").Similarity} Similarity */
/** @typedef {{word: string, matches: Match[]}} QueryWord */
/** @typedef {Map<string, string>} Stems matching stems of an entry, each with the word typed for it */
/** @typedef {{entry: Entry, score: number, stems: Stems, similarity: number, isUrgent?: boolean}} Hit */
/** @typedef {{score: number, words: number, stems: Stems}} TextMatch */

const TITLE_WEIGHT = 1.5;
const WHERE_WEIGHT = 0.3;
/** Of a word in a phrase that leads only to this entry. */
const PHRASE_WORD_WEIGHT = 0.2;
/** What each spelling mistake takes from a word's weight. */
const MISTAKE_COST = 0.2;
const PREFIX_WEIGHT = 0.75;
const SYNONYM_WEIGHT = 0.6;
/** Of a phrase that equals the query: more than all words of a title. */
const PHRASE_WEIGHT = 10;
/** What leads to a lesson also leads to its parts, a little less. */
const PART_WEIGHT = 0.7;
/** A less similar phrase shares only small words with the query. */
const MIN_SIMILARITY = 0.25;
/** Of the name of a contact, a glossary term or a tool, by how much of it is in the query. */
const NAME_WEIGHT = 3;
/** Of a title that equals the query. */
const EXACT_TITLE_WEIGHT = 2.5;
/** A card comes before everything else if a phrase that leads to it is this similar. */
const CARD_SIMILARITY = 0.6;
/** Or this similar, if it has the words that suggest a crisis. */
const CRISIS_CARD_SIMILARITY = 0.4;
const MAX_CARDS_FIRST = 2;
/** Okapi BM25's k1 and b. */
const [SATURATION, LENGTH_SHARE] = [0.8, 0.5];
const MAX_SUGGESTIONS = 3;

export class SearchEngine {
  /** @type {Map<string, Map<Entry, number>>} for each stem, its weight in each entry */
  #postings = new Map();
  /** @type {Map<Entry, string[]>} stems of each title, without small words */
  #titles = new Map();
  /** @type {Map<Entry, number>} number of words */
  #lengths = new Map();
  /** @type {Map<Entry, Entry>} the lesson of each part of a lesson */
  #lessons = new Map();
  #meanLength;
  #spelling;
  #phrases;
  #crisisTerms;
  #urgent;
  #cards;

  /** @param {SearchIndex} index */
  constructor(index) {
    const { entries, phrases, endings, sounds, same, small, danger, dangers, urgent } = index;
    this.entries = entries;
    /** Id and title of every role that the numbers in `entry.roles` refer to. */
    this.roles = index.roles ?? [];
    this.#cards = new Set(entries.slice(0, index.cards));
    this.#spelling = new Spelling(endings, sounds, same, small);
    this.#crisisTerms = new CrisisTerms(this.#spelling, danger, dangers);
    const byAddress = new Map(entries.map((entry) => [entry.address, entry]));
    for (const entry of entries) {
      const { address, title, text, where, more } = entry;
      this.#addWords(tokenize(title), entry, TITLE_WEIGHT);
      this.#addWords(tokenize(where), entry, WHERE_WEIGHT);
      this.#addWords([...tokenize(text), ...more], entry, 1);
      const lesson = byAddress.get(address.split("--")[0]);
      if (lesson && lesson !== entry) this.#lessons.set(entry, lesson);
    }
    // Only now are all words known. Others are compared with each of them, and may pass for small.
    for (const entry of entries) {
      this.#titles.set(entry, this.#spelling.stemsOf(tokenize(entry.title)).significant);
    }
    const words = [...this.#lengths.values()].reduce((sum, length) => sum + length, 0);
    this.#meanLength = words / entries.length;
    this.#addPhraseWords(phrases);
    this.#phrases = new PhraseIndex(phrases, (word) => this.stem(word));
    this.#urgent = entries.filter(({ address }) => urgent.includes(address));
  }

  /**
   * The entries that match a query, best first.
   *
   * @param {string} query
   * @returns {Hit[]}
   */
  search(query) {
    const tokens = this.#spelling.fixSpaces(tokenize(query));
    const unfinished = /\s$/.test(query) ? -1 : tokens.length - 1;
    const words = tokens.map((word, index) => ({
      word,
      matches: this.#matches(word, index === unfinished),
    }));
    const significant = words.filter(({ word }) => !this.#spelling.isSmall(word));
    const hits = this.#rank(significant.length ? significant : words, this.#similarities(words));
    const intended = tokens.map((word, index) =>
      this.#spelling.intendedWords(word, index === unfinished),
    );
    const crisis = this.#crisisTerms.among(tokens, intended);
    const urgent = (crisis.length ? this.#urgent : []).map((entry) => ({
      ...(hits.find((hit) => hit.entry === entry) ?? {
        entry,
        score: 0,
        stems: new Map(),
        similarity: 0,
      }),
      isUrgent: true,
    }));
    // Someone who writes about their own life needs a person to talk to before a card.
    const urgentSimilarity = Math.max(0, ...urgent.map(({ similarity }) => similarity));
    const cards = hits.filter(
      ({ entry, similarity }) => this.#cards.has(entry) && similarity > urgentSimilarity,
    );
    const isAbout = (/** @type {Hit} */ { stems }) => {
      const matched = new Set(stems.values());
      return crisis.some((together) => together.every((word) => matched.has(word)));
    };
    const about = cards.filter((hit) => isAbout(hit) && hit.similarity >= CRISIS_CARD_SIMILARITY);
    const others = cards.filter((hit) => !isAbout(hit) && hit.similarity >= CARD_SIMILARITY);
    const first = [...[...about, ...others].slice(0, MAX_CARDS_FIRST), ...urgent];
    const shown = new Set(first.map(({ entry }) => entry));
    return [...first, ...hits.filter(({ entry }) => !shown.has(entry))];
  }

  /**
   * If nothing matches: the entries whose titles are spelled most like the query.
   *
   * @param {string} query
   * @returns {Hit[]}
   */
  suggest(query) {
    const pairs = letterPairs(query);
    return this.entries
      .map((entry) => ({
        entry,
        score: diceCoefficient(pairs, letterPairs(entry.title)),
        stems: new Map(),
        similarity: 0,
      }))
      .filter(({ score }) => score > 0)
      .sort((left, right) => right.score - left.score)
      .slice(0, MAX_SUGGESTIONS);
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
  #addWords(words, entry, weight) {
    this.#lengths.set(entry, (this.#lengths.get(entry) ?? 0) + words.length);
    for (const word of words) {
      this.#spelling.add(word);
      this.#addWeight(this.stem(word), entry, weight);
    }
  }

  /**
   * Words of a phrase that leads to one entry are words of that entry. With several entries they
   * say less about each.
   *
   * @param {import("./decode.mjs").Phrase[]} phrases
   */
  #addPhraseWords(phrases) {
    for (const { words, leadsTo } of phrases) {
      for (const word of words) {
        this.#spelling.add(word);
        if (leadsTo.length > 1 || this.#spelling.isSmall(word)) continue;
        this.#addWeight(this.stem(word), leadsTo[0], PHRASE_WORD_WEIGHT);
      }
    }
  }

  /**
   * @param {string} stem
   * @param {Entry} entry
   * @param {number} weight
   */
  #addWeight(stem, entry, weight) {
    let entries = this.#postings.get(stem);
    if (!entries) {
      entries = new Map();
      this.#postings.set(stem, entries);
    }
    entries.set(entry, (entries.get(entry) ?? 0) + weight);
  }

  /**
   * The stems in the index that a word can stand for.
   *
   * @param {string} word
   * @param {boolean} isUnfinished whether the reader may still be typing it
   * @returns {Match[]}
   */
  #matches(word, isUnfinished) {
    /** @type {Map<string, number>} */
    const weights = new Map();
    const add = (/** @type {string} */ known, /** @type {number} */ weight) => {
      const stem = this.stem(known);
      for (const synonym of this.#spelling.synonyms(stem)) {
        if (!this.#postings.has(synonym) && !this.#phrases.has(synonym)) continue;
        const fit = synonym === stem ? weight : SYNONYM_WEIGHT * weight;
        weights.set(synonym, Math.max(weights.get(synonym) ?? 0, fit));
      }
    };
    add(word, 1);
    if (isUnfinished && word.length > 1) {
      for (const known of this.#spelling.startingWith(word)) {
        add(known, PREFIX_WEIGHT * (0.5 + (0.5 * word.length) / known.length));
      }
    }
    if (!this.#spelling.knows(word)) {
      for (const [known, mistakes] of this.#spelling.similarTo(word)) {
        add(known, 1 - MISTAKE_COST * mistakes);
      }
    }
    return [...weights].map(([stem, weight]) => ({ stem, weight }));
  }

  /**
   * For each entry, how similar the query is to the phrases that lead to it.
   *
   * @param {QueryWord[]} words
   */
  #similarities(words) {
    const similarities = this.#phrases.similarities(words.map(({ matches }) => matches));
    for (const [part, lesson] of this.#lessons) {
      const ofLesson = similarities.get(lesson);
      if (!ofLesson) continue;
      const similarity = PART_WEIGHT * ofLesson.similarity;
      if (similarity > (similarities.get(part)?.similarity ?? 0)) {
        similarities.set(part, { ...ofLesson, similarity });
      }
    }
    return similarities;
  }

  /**
   * @param {QueryWord[]} words
   * @param {Map<Entry, Similarity>} similarities
   * @returns {Hit[]}
   */
  #rank(words, similarities) {
    const candidates = this.#textMatches(words);
    for (const [entry, { similarity }] of similarities) {
      if (similarity < MIN_SIMILARITY || candidates.has(entry)) continue;
      candidates.set(entry, { score: 0, words: 0, stems: new Map() });
    }
    const total = words.filter(({ matches }) => matches.length).length || 1;
    return [...candidates]
      .map(([entry, match]) => {
        const phrase = similarities.get(entry);
        const similarity = phrase?.similarity ?? 0;
        // Entries with more of the words come before those that have one of them often.
        const ofText = match.score * (0.4 + (0.6 * match.words) / total);
        const titleShare = this.#titleShare(entry, match.stems, words.length);
        const ofName = entry.where ? 0 : NAME_WEIGHT * titleShare;
        const factor = titleShare === 1 ? EXACT_TITLE_WEIGHT : 1;
        return {
          entry,
          score: (ofText + PHRASE_WEIGHT * similarity + ofName) * factor,
          stems: new Map([...sharedStems(words, phrase), ...match.stems]),
          similarity: Math.max(similarity, titleShare),
        };
      })
      .sort((left, right) => right.score - left.score);
  }

  /**
   * The entries that contain words of the query, with their BM25 scores.
   *
   * @param {QueryWord[]} words
   */
  #textMatches(words) {
    /** @type {Map<Entry, TextMatch>} */
    const matched = new Map();
    for (const { word, matches } of words) {
      /** @type {Map<Entry, {score: number, stem: string}>} the best match in each entry */
      const best = new Map();
      for (const { stem, weight } of matches) {
        const entries = this.#postings.get(stem) ?? new Map();
        for (const [entry, count] of entries) {
          const score = weight * this.#rarity(entries.size) * this.#saturation(count, entry);
          if (score > (best.get(entry)?.score ?? 0)) best.set(entry, { score, stem });
        }
      }
      for (const [entry, { score, stem }] of best) {
        const match = matched.get(entry) ?? { score: 0, words: 0, stems: new Map() };
        matched.set(entry, {
          score: match.score + score,
          words: match.words + 1,
          stems: match.stems.set(stem, word),
        });
      }
    }
    return matched;
  }

  /**
   * How much the title and the query have in common, from 0 to 1.
   *
   * @param {Entry} entry
   * @param {Stems} stems
   * @param {number} words in the query
   */
  #titleShare(entry, stems, words) {
    const title = this.#titles.get(entry) ?? [];
    const count = title.filter((stem) => stems.has(stem)).length;
    return count && (count / title.length) * Math.min(1, count / words);
  }

  /** BM25's inverse document frequency. @param {number} entries that contain a word */
  #rarity(entries) {
    return Math.log(1 + (this.entries.length - entries + 0.5) / (entries + 0.5));
  }

  /**
   * BM25's term frequency: more of a word adds less and less, and counts less in a long entry.
   *
   * @param {number} count
   * @param {Entry} entry
   */
  #saturation(count, entry) {
    const length = (this.#lengths.get(entry) ?? 0) / this.#meanLength;
    const norm = 1 - LENGTH_SHARE + LENGTH_SHARE * length;
    return (count * (SATURATION + 1)) / (count + SATURATION * norm);
  }
}

/**
 * The stems that the query shares with a phrase, each with the word typed for it.
 *
 * @param {QueryWord[]} words
 * @param {Similarity} [phrase]
 * @returns {[stem: string, word: string][]}
 */
function sharedStems(words, phrase) {
  return words.flatMap(({ word, matches }) => {
    const shared = matches.filter(({ stem }) => phrase?.stems.has(stem));
    return shared.map(({ stem }) => /** @type {[string, string]} */ ([stem, word]));
  });
}

/**
 * The pairs of adjacent letters in the words of a text.
 *
 * @param {string} text
 */
function letterPairs(text) {
  const pairs = tokenize(text).flatMap((word) =>
    Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2)),
  );
  return new Set(pairs);
}

/**
 * How much two sets have in common, from 0 to 1.
 *
 * @param {Set<string>} left
 * @param {Set<string>} right
 */
function diceCoefficient(left, right) {
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return (2 * shared) / (left.size + right.size || 1);
}
