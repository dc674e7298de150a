// @ts-check
// Which word was meant by what was typed: other endings, slips of the thumb, spaces out of place.

/** Letters that sound like others count as half a slip. */
const SOUNDS_ALIKE = 0.5;
const SHORTEST_STEM = 3;
/** Of a word that was written together with another. */
const SHORTEST_PART = 2;
/** A shorter one says too little to be looked for apart, but for those that are very common. */
const SHORTEST_TELLING = 3;
const SHORTEST_BEGINNING = 4;

/**
 * The words of a text: small letters, without accents and apostrophes.
 *
 * @param {string} text
 */
export function wordsOf(text) {
  const plain = text.normalize("NFD").replace(/[\p{M}'’]/gu, "");
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words that are known, and what others may be meant for. */
export class Spelling {
  /** @type {Map<string, string>} the stem of each word that was met */
  #stems = new Map();
  /** @type {Set<string>} */
  #known = new Set();
  /** @type {Set<string>} */
  #knownStems = new Set();
  /** @type {Map<string, [known: string, slips: number][]>} what each unknown word may be meant for */
  #near = new Map();
  /** @type {Map<string, string>} how each word that was met sounds */
  #heard = new Map();
  /** @type {Map<string, string[]>} stems that mean nearly the same, by each of them */
  #same = new Map();
  #endings;
  #sounds;
  #small;

  /**
   * @param {string[]} endings that make no other word, such as "ing"
   * @param {[letters: string, like: string][]} sounds letters that sound like others
   * @param {string[][]} same words that mean nearly the same
   * @param {string[]} small words that say little
   */
  constructor(endings, sounds, same, small) {
    this.#endings = [...endings].sort((one, other) => other.length - one.length);
    this.#sounds = sounds;
    this.#small = new Set(small.flatMap(wordsOf));
    for (const word of this.#small) this.add(word);
    for (const words of same.map((group) => group.flatMap(wordsOf))) {
      const stems = words.map((word) => this.stem(word));
      words.forEach((word, at) => {
        this.add(word);
        this.#same.set(stems[at], stems);
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
    const met = this.#stems.get(word);
    if (met !== undefined) return met;
    const ending = this.#endings.find(
      (it) => word.endsWith(it) && word.length - it.length >= SHORTEST_STEM,
    );
    // "calling" and "call" have one stem: a letter that stands twice at the end is one.
    const bare = word.slice(0, word.length - (ending?.length ?? 0));
    const stem = bare.length > SHORTEST_STEM ? bare.replace(/(\p{L})\1$/u, "$1") : bare;
    this.#stems.set(word, stem);
    return stem;
  }

  /**
   * The stems of words, and of those that say much.
   *
   * @param {string[]} words
   */
  stemsOf(words) {
    const stems = (/** @type {string[]} */ some) => some.map((word) => this.stem(word));
    return { stems: stems(words), telling: stems(words.filter((word) => !this.isSmall(word))) };
  }

  /**
   * @param {string} word
   * @param {string} known
   */
  #soundAlike(word, known) {
    const sound = this.#sound(word);
    return sound.length >= SHORTEST_TELLING && sound === this.#sound(known);
  }

  /** @param {string} word */
  #sound(word) {
    const met = this.#heard.get(word);
    if (met !== undefined) return met;
    const heard = this.#sounds
      .reduce((text, [letters, like]) => text.replaceAll(letters, like), word)
      .replace(/(\p{L})\1+/gu, "$1");
    this.#heard.set(word, heard);
    return heard;
  }

  /**
   * The stems that mean nearly the same as one, itself among them.
   *
   * @param {string} stem
   */
  sameAs(stem) {
    return this.#same.get(stem) ?? [stem];
  }

  /**
   * The known words that begin like one.
   *
   * @param {string} beginning
   */
  begunBy(beginning) {
    return [...this.#known].filter((word) => word.startsWith(beginning));
  }

  /**
   * The known words within a few slips of another, the nearest first.
   *
   * @param {string} word
   */
  nearTo(word) {
    const met = this.#near.get(word);
    if (met) return met;
    const stem = this.stem(word);
    /** @type {[string, number][]} */
    const found = [];
    for (const known of this.#known) {
      const slips = Math.min(
        slipsBetween(word, known),
        slipsBetween(stem, this.stem(known)),
        this.#soundAlike(word, known) ? SOUNDS_ALIKE : Infinity,
        ...this.#withEndings(known, word).map((it) => slipsBetween(word, it)),
      );
      if (slips < Infinity) found.push([known, slips]);
    }
    found.sort(([, one], [, other]) => one - other);
    this.#near.set(word, found);
    return found;
  }

  /**
   * What a longer word may be meant for that begins like a known one. Each is known in one form.
   *
   * @param {string} known
   * @param {string} longer
   */
  #withEndings(known, longer) {
    const isBegun = known.length < longer.length && known.startsWith(longer.slice(0, 2));
    return isBegun ? this.#endings.map((ending) => known + ending) : [];
  }

  /**
   * Whether a word says little, as it is or as it was meant.
   *
   * @param {string} word
   */
  isSmall(word) {
    if (this.#small.has(word)) return true;
    return !this.knows(word) && this.#small.has(this.nearTo(word)[0]?.[0] ?? "");
  }

  /**
   * What a word may be meant for: itself, if it occurs anywhere, else all within a slip, or nearest.
   *
   * @param {string} word
   * @param {boolean} isUnfinished whether it may still be typed
   */
  meantWords(word, isUnfinished) {
    if (this.knows(word)) return [word];
    const isBegun = isUnfinished && word.length >= SHORTEST_BEGINNING;
    const begun = isBegun ? this.begunBy(word) : [];
    if (begun.length) return begun;
    const near = this.nearTo(word);
    return near.filter(([, slips]) => slips <= Math.max(1, near[0][1])).map(([known]) => known);
  }

  /**
   * Words with a space that was left out put in, and one that was put in left out.
   *
   * @param {string[]} words
   */
  mended(words) {
    /** @type {string[]} */
    const mended = [];
    for (let at = 0; at < words.length; at += 1) {
      const [word, next] = [words[at], words[at + 1]];
      // As it is: many pairs of words would be another with an ending, as "be" and "ded".
      const isSplit = next && this.#known.has(word + next) && !(this.knows(word) && this.knows(next));
      if (isSplit) at += 1;
      mended.push(...(isSplit ? [word + next] : this.knows(word) ? [word] : this.#parted(word)));
    }
    return mended;
  }

  /** @param {string} word */
  #canStandApart(word) {
    return word.length < SHORTEST_TELLING ? this.#small.has(word) : this.knows(word);
  }

  /**
   * A word that is unknown as known ones, if it is made of such.
   *
   * @param {string} word
   * @returns {string[]}
   */
  #parted(word) {
    const [nearest] = this.nearTo(word);
    if (nearest && nearest[1] <= 1) return [word];
    for (let cut = word.length - SHORTEST_PART; cut >= SHORTEST_PART; cut -= 1) {
      const [start, rest] = [word.slice(0, cut), word.slice(cut)];
      if (!this.#canStandApart(start)) continue;
      if (this.#canStandApart(rest)) return [start, rest];
      const parts = this.#parted(rest);
      if (parts.length > 1) return [start, ...parts];
    }
    return [word];
  }
}

/**
 * How many letters differ between two words: one too many, one missing, another, or two that
 * changed places. More than a word of that length may have counts as infinitely many.
 *
 * @param {string} one
 * @param {string} other
 */
function slipsBetween(one, other) {
  if (one.length === 3) return areTurned(one, other) ? 1 : Infinity;
  const most = one.length < 4 ? 0 : one.length < 8 ? 1 : 2;
  const isFirstSame = one[0] === other[0] || (one[0] === other[1] && one[1] === other[0]);
  if (Math.abs(one.length - other.length) > most) return Infinity;
  if (!isFirstSame && one.length < 5) return Infinity;
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
    if (Math.min(...now) > most) return Infinity;
    before = last;
    last = now;
  }
  return last[other.length] <= most ? last[other.length] : Infinity;
}

/**
 * Whether two neighbors of three letters have changed places. Any other slip makes another word.
 *
 * @param {string} one
 * @param {string} other
 */
function areTurned([first, second, third], other) {
  return other === second + first + third || other === first + third + second;
}
