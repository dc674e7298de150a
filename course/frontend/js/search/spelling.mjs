// @ts-check
// Which known word a typed word stands for: other endings, typing mistakes, misplaced spaces.

/** Words that sound alike count as half a mistake. */
const SOUND_ALIKE = 0.5;
const MIN_STEM_LENGTH = 3;
/** Of the parts of a word that lacks a space. */
const MIN_PART_LENGTH = 2;
/** Shorter words stand alone only if they are very common. */
const MIN_SIGNIFICANT_LENGTH = 3;
const MIN_PREFIX_LENGTH = 4;

/**
 * The words of a text in lower case, without accents and apostrophes. Must do the same as `words_of`
 * in `course/search/stems.py`.
 *
 * @param {string} text
 */
export function tokenize(text) {
  const plain = text.normalize("NFD").replace(/[\p{M}'’]/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

export class Spelling {
  /** @type {Map<string, string>} cached stems */
  #stems = new Map();
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {Set<string>} */
  #knownStems = new Set();
  /** @type {Map<string, [known: string, mistakes: number][]>} cached similar words */
  #similar = new Map();
  /** @type {Map<string, string>} cached sounds */
  #soundsOfWords = new Map();
  /** @type {Map<string, string[]>} the stems of a group of synonyms, by each of them */
  #synonyms = new Map();
  #endings;
  #sounds;
  #small;

  /**
   * @param {string[]} endings that do not change a word's meaning, such as "ing"
   * @param {[letters: string, sound: string][]} sounds letters that sound like others
   * @param {string[][]} synonyms
   * @param {string[]} small words without much meaning
   */
  constructor(endings, sounds, synonyms, small) {
    this.#endings = [...endings].sort((left, right) => right.length - left.length);
    this.#sounds = sounds;
    this.#small = new Set(small.flatMap(tokenize));
    for (const word of this.#small) this.add(word);
    for (const words of synonyms.map((group) => group.flatMap(tokenize))) {
      const stems = words.map((word) => this.stem(word));
      words.forEach((word, index) => {
        this.add(word);
        this.#synonyms.set(stems[index], stems);
      });
    }
  }

  /** @param {string} word */
  add(word) {
    this.#known.add(word);
    this.#knownStems.add(this.stem(word));
  }

  /** @param {string} word */
  knows(word) {
    return this.#knownStems.has(this.stem(word));
  }

  /**
   * A word without its ending.
   *
   * @param {string} word
   */
  stem(word) {
    const cached = this.#stems.get(word);
    if (cached !== undefined) return cached;
    const ending = this.#endings.find(
      (candidate) => word.endsWith(candidate) && word.length - candidate.length >= MIN_STEM_LENGTH,
    );
    // "calling" and "call" have the same stem: a double letter at the end becomes single.
    const bare = word.slice(0, word.length - (ending?.length ?? 0));
    const stem = bare.length > MIN_STEM_LENGTH ? bare.replace(/(\p{L})\1$/u, "$1") : bare;
    this.#stems.set(word, stem);
    return stem;
  }

  /**
   * The stems of all words, and of those that are not small.
   *
   * @param {string[]} words
   */
  stemsOf(words) {
    const stems = (/** @type {string[]} */ list) => list.map((word) => this.stem(word));
    const significant = words.filter((word) => !this.isSmall(word));
    return { stems: stems(words), significant: stems(significant) };
  }

  /**
   * @param {string} word
   * @param {string} known
   */
  #soundsLike(word, known) {
    const sound = this.#sound(word);
    return sound.length >= MIN_SIGNIFICANT_LENGTH && sound === this.#sound(known);
  }

  /** @param {string} word */
  #sound(word) {
    const cached = this.#soundsOfWords.get(word);
    if (cached !== undefined) return cached;
    const sound = this.#sounds
      .reduce((text, [letters, like]) => text.replaceAll(letters, like), word)
      .replace(/(\p{L})\1+/gu, "$1");
    this.#soundsOfWords.set(word, sound);
    return sound;
  }

  /**
   * The stems of the same meaning, including this one.
   *
   * @param {string} stem
   */
  synonyms(stem) {
    return this.#synonyms.get(stem) ?? [stem];
  }

  /**
   * The known words that start with a prefix.
   *
   * @param {string} prefix
   */
  startingWith(prefix) {
    return [...this.#known].filter((word) => word.startsWith(prefix));
  }

  /**
   * The known words within a few mistakes of another, nearest first.
   *
   * @param {string} word
   */
  similarTo(word) {
    const cached = this.#similar.get(word);
    if (cached) return cached;
    const stem = this.stem(word);
    /** @type {[string, number][]} */
    const similar = [];
    for (const known of this.#known) {
      const mistakes = Math.min(
        countMistakes(word, known),
        countMistakes(stem, this.stem(known)),
        this.#soundsLike(word, known) ? SOUND_ALIKE : Infinity,
        ...this.#withEndings(known, word).map((form) => countMistakes(word, form)),
      );
      if (mistakes < Infinity) similar.push([known, mistakes]);
    }
    similar.sort(([, left], [, right]) => left - right);
    this.#similar.set(word, similar);
    return similar;
  }

  /**
   * Other forms of a known word that a longer word may be. Only one form of each word is known.
   *
   * @param {string} known
   * @param {string} longer
   */
  #withEndings(known, longer) {
    const isPossible = known.length < longer.length && known.startsWith(longer.slice(0, 2));
    return isPossible ? this.#endings.map((ending) => known + ending) : [];
  }

  /**
   * Whether a word, or the word that it is a misspelling of, is small.
   *
   * @param {string} word
   */
  isSmall(word) {
    if (this.#small.has(word)) return true;
    return !this.knows(word) && this.#small.has(this.similarTo(word)[0]?.[0] ?? "");
  }

  /**
   * The words that a word can stand for: itself if it is known, else all within one mistake, or the
   * nearest.
   *
   * @param {string} word
   * @param {boolean} isUnfinished whether the reader may still be typing it
   */
  intendedWords(word, isUnfinished) {
    if (this.knows(word)) return [word];
    const isPrefix = isUnfinished && word.length >= MIN_PREFIX_LENGTH;
    const completions = isPrefix ? this.startingWith(word) : [];
    if (completions.length) return completions;
    const similar = this.similarTo(word);
    const limit = Math.max(1, similar[0]?.[1] ?? 0);
    return similar.filter(([, mistakes]) => mistakes <= limit).map(([known]) => known);
  }

  /**
   * Inserts missing spaces and removes misplaced ones.
   *
   * @param {string[]} words
   */
  fixSpaces(words) {
    /** @type {string[]} */
    const fixed = [];
    for (let index = 0; index < words.length; index += 1) {
      const [word, next] = [words[index], words[index + 1]];
      // Only exact words: with endings, many pairs would be one word, such as "be" and "ded".
      const isSplit =
        next && this.#known.has(word + next) && !(this.knows(word) && this.knows(next));
      if (isSplit) index += 1;
      fixed.push(...(isSplit ? [word + next] : this.knows(word) ? [word] : this.#split(word)));
    }
    return fixed;
  }

  /** @param {string} word */
  #canStandAlone(word) {
    return word.length < MIN_SIGNIFICANT_LENGTH ? this.#small.has(word) : this.knows(word);
  }

  /**
   * An unknown word as several known ones, if it consists of such.
   *
   * @param {string} word
   * @returns {string[]}
   */
  #split(word) {
    const [nearest] = this.similarTo(word);
    if (nearest && nearest[1] <= 1) return [word];
    for (let cut = word.length - MIN_PART_LENGTH; cut >= MIN_PART_LENGTH; cut -= 1) {
      const [start, rest] = [word.slice(0, cut), word.slice(cut)];
      if (!this.#canStandAlone(start)) continue;
      if (this.#canStandAlone(rest)) return [start, rest];
      const parts = this.#split(rest);
      if (parts.length > 1) return [start, ...parts];
    }
    return [word];
  }
}

/**
 * The edit distance of two words (optimal string alignment: insert, delete, replace, or swap
 * neighbors). Infinity if it is more than is plausible for the length of the word.
 *
 * @param {string} word
 * @param {string} known
 */
function countMistakes(word, known) {
  if (word.length === 3) return isSwapped(word, known) ? 1 : Infinity;
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  const isStartSame = word[0] === known[0] || (word[0] === known[1] && word[1] === known[0]);
  if (Math.abs(word.length - known.length) > most) return Infinity;
  if (!isStartSame && word.length < 5) return Infinity;
  /** @type {number[]} */
  let beforeLast = [];
  let last = Array.from({ length: known.length + 1 }, (_, column) => column);
  for (let row = 1; row <= word.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= known.length; column += 1) {
      const isSame = word[row - 1] === known[column - 1];
      current[column] = Math.min(
        last[column] + 1,
        current[column - 1] + 1,
        last[column - 1] + Number(!isSame),
      );
      const areSwapped = word[row - 1] === known[column - 2] && word[row - 2] === known[column - 1];
      if (row > 1 && column > 1 && areSwapped) {
        current[column] = Math.min(current[column], beforeLast[column - 2] + 1);
      }
    }
    if (Math.min(...current) > most) return Infinity;
    beforeLast = last;
    last = current;
  }
  return last[known.length] <= most ? last[known.length] : Infinity;
}

/**
 * Whether two neighboring letters of three were swapped. Any other mistake makes another word.
 *
 * @param {string} word
 * @param {string} known
 */
function isSwapped([first, second, third], known) {
  return known === second + first + third || known === first + third + second;
}
