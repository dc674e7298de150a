// @ts-check
// Plain words in numbers, for a letter that is being written. As in `reading.py`, but for the
// syllables: that one knows a dictionary, this one counts the vowels.

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const SENTENCE_END = /[.?!]["'”’)]*\s+|\n+/;

/** @param {string} text */
export function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

/**
 * The US school grade by Flesch and Kincaid (Kincaid, Fishburne, Rogers & Chissom 1975), for
 * English alone. 0 where there are no words.
 *
 * @param {string} text
 */
export function readingGrade(text) {
  const words = text.match(WORD) ?? [];
  if (!words.length) return 0;
  const sentences = text.split(SENTENCE_END).filter((part) => countWords(part)).length;
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** @param {string} word */
function countSyllables(word) {
  const letters = word
    .toLowerCase()
    .replace(/['’]s?/g, "")
    // An "e" at the end is mute, but for "table" and "free"; so is that of "missed", but not of "started".
    .replace(/(?:([^aeiouyl])e|([^td])ed|([^aeiouyszx])es)$/, "$1$2$3");
  return Math.max(1, letters.match(/[aeiouy]+/g)?.length ?? 0);
}
