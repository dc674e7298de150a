// @ts-check
// How long and how hard to read a text is. Like `course/checks/readability.py`, except that Python
// looks syllables up in a dictionary and this script counts vowels.

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const SENTENCE_END = /[.?!]["'”’)]*\s+|\n+/;
/** Abbreviations whose period does not end a sentence, before a space. */
const ABBREVIATION = /\b(Mr|Mrs|Ms|Dr|a\.m|p\.m|e\.g|i\.e|vs)\.(?=\s)/g;

/** @param {string} text */
export function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

/** @param {string} text */
export function countSentences(text) {
  const parts = text.replace(ABBREVIATION, "$1").split(SENTENCE_END);
  return parts.filter((part) => countWords(part)).length;
}

/**
 * The US school grade by Flesch and Kincaid (Kincaid, Fishburne, Rogers & Chissom 1975), for
 * English only. 0 if there are no words.
 *
 * @param {string} text
 */
export function readingGrade(text) {
  const words = text.match(WORD) ?? [];
  if (!words.length) return 0;
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  return 0.39 * (words.length / countSentences(text)) + 11.8 * (syllables / words.length) - 15.59;
}

/** @param {string} word */
function countSyllables(word) {
  const letters = word
    .toLowerCase()
    .replace(/['’]s?/g, "")
    // A final "e" is silent, but not in "table" or "free"; that of "-ed" in "missed", not "started".
    .replace(/(?:([^aeiouyl])e|([^td])ed|([^aeiouyszx])es)$/, "$1$2$3");
  return Math.max(1, letters.match(/[aeiouy]+/g)?.length ?? 0);
}
