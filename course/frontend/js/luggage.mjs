// @ts-check
// What a reader takes along to another device, all in one piece, and how it joins what is there.
// To join is never to overwrite: done in whichever order and however often, the end is the same.

import { today } from "./days.mjs";
import { download } from "./hand.mjs";
import { isTitle } from "./held-jobs.mjs";
import { isKept, OUTCOMES } from "./memory.mjs";
import { isRead } from "./progress.mjs";
import { isObject, readThings, writeThings } from "./store.mjs";

/** @typedef {import("./store.mjs").Things} Things */
/** @typedef {import("./store.mjs").Kind} Part */
/** @typedef {Record<Part, Things>} Luggage */

const FORMAT = 1;
const MOST_BYTES = 1_000_000;
const PLACE = /^[a-z0-9-]+(\/[a-z0-9-]+)?$/;

/** @type {Record<Part, (mine: unknown, theirs: unknown) => unknown>} undefined: neither is sound */
const JOIN = {
  answers(mine, theirs) {
    const sound = [mine, theirs].filter(isKept);
    const newest = Math.max(...sound.map(revisionOf));
    const same = sound.filter((kept) => kept.revision === newest);
    const last = best(same, [timeOf, stepOf]);
    return last && { ...last, outcome: best(same, [outcomeOf])?.outcome };
  },
  modules(mine, theirs) {
    const jobs = join(entries(mine), entries(theirs), (one, other) =>
      best([one, other].filter(isRead), [revisionOf, timeOf]),
    );
    return Object.keys(jobs).length ? jobs : undefined;
  },
  notes(mine, theirs) {
    const blocks = [mine, theirs].flatMap((note) => blocksOf(note));
    return blocks.length ? { text: [...new Set(blocks)].join("\n\n") } : undefined;
  },
  jobs: (mine, theirs) => [mine, theirs].find(isTitle),
};
export const PARTS = /** @type {Part[]} */ (Object.keys(JOIN));

/** All that is kept here and sound. */
export function gather() {
  return joined(
    Object.fromEntries(PARTS.map((part) => [part, readThings(part).things ?? {}])),
    {},
  );
}

/**
 * Joins what came along with what is here. False where the browser does not keep all of it.
 *
 * @param {Luggage} luggage
 */
export function takeIn(luggage) {
  return PARTS.map((part) => {
    if (!Object.keys(luggage[part]).length) return true;
    const { things } = readThings(part);
    if (!things) return false;
    return writeThings(part, join(things, luggage[part], JOIN[part]));
  }).every(Boolean);
}

/**
 * As the text of a file.
 *
 * @param {Luggage} luggage
 */
function toText(luggage) {
  return JSON.stringify({ format: FORMAT, ...luggage });
}

/** Puts all that is kept here among the reader's downloads, and says how the file's name begins. */
export function saveAsFile() {
  download(`course-${today()}.json`, "application/json", toText(gather()));
  return "course-";
}

/**
 * What a text carries. Null if it is none of ours, or one of a later version.
 *
 * @param {string} text
 * @returns {Luggage | null}
 */
export function fromText(text) {
  try {
    const read = JSON.parse(text);
    return isObject(read) && read.format === FORMAT ? joined({}, read) : null;
  } catch {
    return null;
  }
}

/**
 * As letters that may stand in a link.
 *
 * @param {Luggage} luggage
 */
export async function toLetters(luggage) {
  const packed = new Blob([toText(luggage)]).stream().pipeThrough(
    new CompressionStream("deflate-raw"),
  );
  const bytes = await bytesOf(packed);
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * What letters carry, or null.
 *
 * @param {string} letters
 */
export async function fromLetters(letters) {
  try {
    const packed = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const opened = new Blob([bytes]).stream().pipeThrough(
      new DecompressionStream("deflate-raw"),
    );
    return fromText(new TextDecoder().decode(await bytesOf(opened)));
  } catch {
    return null;
  }
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<Uint8Array>}
 */
async function bytesOf(stream) {
  const reader = stream.getReader();
  /** @type {number[]} */
  const bytes = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(bytes);
    for (const byte of value) bytes.push(byte);
    // A few letters can open to more than a phone holds.
    if (bytes.length > MOST_BYTES) throw new Error("This is more than a reader can have.");
  }
}

/**
 * One out of two. What is not sound in either is left out.
 *
 * @param {Things} mine
 * @param {Things} theirs
 * @returns {Luggage}
 */
export function joined(mine, theirs) {
  const parts = PARTS.map((part) => [part, join(entries(mine[part]), entries(theirs[part]), JOIN[part])]);
  return Object.fromEntries(parts);
}

/**
 * @param {Things} mine
 * @param {Things} theirs
 * @param {(mine: unknown, theirs: unknown) => unknown} joinOne
 * @returns {Things}
 */
function join(mine, theirs, joinOne) {
  const places = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const found = places
    .filter((place) => PLACE.test(place))
    .map((place) => [place, joinOne(mine[place], theirs[place])]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/**
 * The one that comes first by the first measure in which they differ.
 *
 * @template Value
 * @param {Value[]} values
 * @param {((value: Value) => number)[]} measures
 * @returns {Value | undefined}
 */
function best(values, measures) {
  const [one, other] = values;
  if (!other) return one;
  const measure = measures.find((it) => it(one) !== it(other));
  return measure && measure(other) > measure(one) ? other : one;
}

/** @param {{revision: number}} value */
function revisionOf(value) {
  return value.revision;
}

/** @param {{on?: string}} value */
function timeOf({ on }) {
  return on === undefined ? 0 : Date.parse(on);
}

/** @param {{step?: number}} value */
function stepOf({ step = 0 }) {
  return step;
}

/** @param {import("./memory.mjs").Kept} kept */
function outcomeOf(kept) {
  return OUTCOMES.indexOf(kept.outcome);
}

/** @param {unknown} note */
function blocksOf(note) {
  const text = isObject(note) && typeof note.text === "string" ? note.text : "";
  return text.split(/\n{2,}/).filter(Boolean);
}

/**
 * @param {unknown} value
 * @returns {Things}
 */
function entries(value) {
  return isObject(value) ? value : {};
}
