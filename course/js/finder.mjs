// @ts-check
// Finds places by the words that staff type: misspelt, cut short, or other than the course's own.
// What is language in it (endings, small words, what else a word may mean) is data.

/**
 * @typedef {[address: string, title: string, text: string, where: string, more?: string,
 *   roles?: number[]]} Entry `more` are words by which it is found as well
 */
/**
 * @typedef {object} Language
 * @property {string[]} endings that make no other word, such as "ing"
 * @property {string[]} small words that say little
 * @property {string[]} danger what sounds like danger
 * @property {string[]} urgent the addresses that then come first
 * @property {[says: string[], means: string[], leadsTo: string[]][]} meanings what people say, what
 *   it is called here, and the lessons that answer it, by the ends of their addresses
 */
/** @typedef {{stems: string[], weight: number}} Match words of the course, and how well they fit */
/** @typedef {{entry: Entry, score: number, stems: Set<string>, isUrgent?: boolean}} Hit */

const TITLE_WEIGHT = 1.5;
const WHERE_WEIGHT = 0.3;
const PREFIX_WEIGHT = 0.75;
const MEANING_WEIGHT = 0.5;
/** Of a lesson that a meaning leads to: about as much as two telling words in a title. */
const LED_TO_SCORE = 6;
const EDIT_WEIGHTS = [1, 0.8, 0.6];
/** As in Okapi BM25, where they are called k1 and b. */
const [SATURATION, LENGTH_SHARE] = [1.2, 0.6];
const SHORTEST_TO_CUT = 3;
const MOST_NEAR = 3;

/**
 * The words of a text: small letters, without accents and apostrophes.
 *
 * @param {string} text
 */
export function wordsOf(text) {
  const plain = text.normalize("NFD").replace(/[\p{M}'’]/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

export class Finder {
  /** @type {Map<string, Map<number, number>>} for each stem how often it is in each entry */
  #places = new Map();
  /** @type {Map<string, string>} the stem of each word that was met */
  #stems = new Map();
  /** @type {Set<string>} all words that occur */
  #words = new Set();
  /** @type {Set<string>} words that people say for others */
  #said = new Set();
  /** @type {Map<string, [known: string, edits: number][]>} what each unknown word may be meant for */
  #near = new Map();
  /** @type {number[]} */
  #lengths = [];
  #meanLength = 1;
  #small;
  #endings;
  #meanings;
  #danger;
  #urgent;

  /**
   * @param {Entry[]} entries
   * @param {Language} language
   */
  constructor(entries, { endings, small, danger, urgent, meanings }) {
    this.entries = entries;
    this.#endings = [...endings].sort((one, other) => other.length - one.length);
    this.#small = new Set(small.flatMap(wordsOf));
    entries.forEach(([, title, text, where, more = ""], index) => {
      this.#add(wordsOf(title), index, TITLE_WEIGHT);
      this.#add(wordsOf(where), index, WHERE_WEIGHT);
      this.#add(wordsOf(`${text} ${more}`), index, 1);
    });
    this.#meanLength = this.#lengths.reduce((sum, it) => sum + it, 0) / (entries.length || 1);
    this.#urgent = entries.filter(([address]) => urgent.includes(address));
    const stemsOf = (/** @type {string} */ phrase) => wordsOf(phrase).map((it) => this.stem(it));
    this.#danger = danger.map(stemsOf);
    this.#meanings = meanings.flatMap(([says, means, leadsTo]) => {
      const places = entries.flatMap(([address], at) =>
        leadsTo.some((it) => `${address}--`.includes(`/${it}--`)) ? [at] : [],
      );
      return says.map((phrase) => ({ says: stemsOf(phrase), means: means.map(stemsOf), places }));
    });
    for (const phrase of [...danger, ...meanings.flatMap(([says]) => says)]) {
      for (const said of wordsOf(phrase)) this.#said.add(said);
    }
  }

  /**
   * The places that fit best, the best first.
   *
   * @param {string} asked
   * @returns {Hit[]}
   */
  find(asked) {
    const all = wordsOf(asked);
    const telling = all.filter((word) => !this.#small.has(word));
    const words = this.#mended(telling.length ? telling : all);
    const isWhole = /\s$/.test(asked);
    const groups = words.map((word, at) =>
      this.#matches(word, !isWhole && at === words.length - 1),
    );
    const meant = all.map((word, at) => this.#meantWord(word, !isWhole && at === all.length - 1));
    const said = ` ${meant.map((word) => this.stem(word)).join(" ")} `;
    const isSaid = (/** @type {string[]} */ phrase) => said.includes(` ${phrase.join(" ")} `);
    const meanings = this.#meanings.filter(({ says }) => isSaid(says));
    for (const { means } of meanings) {
      if (means.length) groups.push(means.map((stems) => ({ stems, weight: MEANING_WEIGHT })));
    }
    const hits = this.#ranked(groups, new Set(meanings.flatMap(({ places }) => places)));
    if (!this.#danger.some(isSaid)) return hits;
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
    const known = this.#stems.get(word);
    if (known !== undefined) return known;
    const ending = this.#endings.find(
      (it) => word.endsWith(it) && word.length - it.length >= SHORTEST_TO_CUT,
    );
    // "calling" and "call" have one stem: a letter that stands twice at the end is one.
    const bare = word.slice(0, word.length - (ending?.length ?? 0));
    const stem = bare.length > SHORTEST_TO_CUT ? bare.replace(/(\p{L})\1$/u, "$1") : bare;
    this.#stems.set(word, stem);
    return stem;
  }

  /**
   * @param {string[]} words
   * @param {number} index
   * @param {number} weight
   */
  #add(words, index, weight) {
    this.#lengths[index] = (this.#lengths[index] ?? 0) + words.length;
    for (const word of words) {
      this.#words.add(word);
      const stem = this.stem(word);
      let places = this.#places.get(stem);
      if (!places) this.#places.set(stem, (places = new Map()));
      places.set(index, (places.get(index) ?? 0) + weight);
    }
  }

  /**
   * Words with a space that was left out put in, and one that was put in left out.
   *
   * @param {string[]} words
   */
  #mended(words) {
    const isKnown = (/** @type {string} */ word) => this.#places.has(this.stem(word));
    return words.flatMap((word, at) => {
      const next = words[at + 1];
      if (next && isKnown(word + next) && !(isKnown(word) && isKnown(next))) return [word + next];
      if (isKnown(word)) return [word];
      for (let cut = 2; cut <= word.length - 2; cut += 1) {
        const parts = [word.slice(0, cut), word.slice(cut)];
        if (parts.every((part) => part.length > 2 && isKnown(part))) return parts;
      }
      return [word];
    });
  }

  /**
   * The stems of the course that a word may be meant for.
   *
   * @param {string} word
   * @param {boolean} isUnfinished whether it may still be typed
   * @returns {Match[]}
   */
  #matches(word, isUnfinished) {
    const exact = this.stem(word);
    /** @type {Map<string, number>} */
    const found = new Map();
    const note = (/** @type {string} */ known, /** @type {number} */ weight) => {
      const stem = this.stem(known);
      found.set(stem, Math.max(found.get(stem) ?? 0, weight));
    };
    const isKnown = this.#places.has(exact);
    if (isKnown) note(word, 1);
    if (isUnfinished && word.length > 1) {
      for (const known of this.#words) {
        if (!known.startsWith(word)) continue;
        note(known, PREFIX_WEIGHT * (0.5 + (0.5 * word.length) / known.length));
      }
    }
    for (const [known, edits] of isKnown ? [] : this.#nearTo(word)) {
      if (this.#words.has(known)) note(known, EDIT_WEIGHTS[edits]);
    }
    return [...found].map(([stem, weight]) => ({ stems: [stem], weight }));
  }

  /**
   * The words within a few slips of another, the nearest first.
   *
   * @param {string} word
   */
  #nearTo(word) {
    const known = this.#near.get(word);
    if (known) return known;
    const most = mostEdits(word);
    /** @type {[string, number][]} */
    const found = [];
    for (const other of most ? new Set([...this.#said, ...this.#words]) : []) {
      const edits = editsBetween(word, other, most);
      if (edits <= most) found.push([other, edits]);
    }
    found.sort(([, one], [, other]) => one - other);
    this.#near.set(word, found);
    return found;
  }

  /**
   * The word that was meant: itself, if it occurs anywhere, else the nearest that does.
   *
   * @param {string} word
   * @param {boolean} isUnfinished whether it may still be typed
   */
  #meantWord(word, isUnfinished) {
    if (this.#said.has(word) || this.#places.has(this.stem(word))) return word;
    const begun = isUnfinished && word.length > SHORTEST_TO_CUT;
    const whole = begun && [...this.#said].find((known) => known.startsWith(word));
    if (whole) return whole;
    return this.#nearTo(word)[0]?.[0] ?? word;
  }

  /**
   * @param {Match[][]} groups for each word that was asked for, what it may stand for
   * @param {Set<number>} ledTo the entries that answer it, whatever their words
   * @returns {Hit[]}
   */
  #ranked(groups, ledTo) {
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
    for (const index of ledTo) {
      const hit = found.get(index) ?? { score: 0, words: 0, stems: new Set() };
      // A whole lesson comes before a piece of it, unless that has the words.
      const isPiece = this.entries[index][0].includes("--");
      const score = hit.score + (isPiece ? 0.7 : 1) * LED_TO_SCORE;
      found.set(index, { ...hit, score, words: hit.words + 1 });
    }
    const total = groups.filter((group) => group.length).length + Number(ledTo.size > 0);
    return [...found]
      .map(([index, { score, words, stems }]) => ({
        entry: this.entries[index],
        // What holds more of the words comes before what holds one of them often.
        score: score * (0.4 + (0.6 * words) / total),
        stems,
      }))
      .sort((one, other) => other.score - one.score);
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
 * How many slips may be in a word.
 *
 * @param {string} word
 */
function mostEdits({ length }) {
  return length < 5 ? 0 : length < 8 ? 1 : 2;
}

/**
 * How many letters differ: one too many, one missing, another, or two that changed places. More
 * than `most` counts as one more than that.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function editsBetween(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  if (most && one[0] !== other[0] && one[1] !== other[0] && one[0] !== other[1]) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + Number(!isSame));
      const areSwapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (row > 1 && at > 1 && areSwapped) now[at] = Math.min(now[at], before[at - 2] + 1);
    }
    if (Math.min(...now) > most) return most + 1;
    before = last;
    last = now;
  }
  return last[other.length];
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
