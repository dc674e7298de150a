// @ts-check
// Merges the saved data of two devices. A merge never overwrites: in any order and any number of
// times, the result is the same, apart from the order of a note's paragraphs, of jobs and districts.

import { isAttempt, OUTCOMES } from "../storage/attempts.mjs";
import { isLine } from "../storage/lines.mjs";
import { isPlace } from "../storage/places.mjs";
import { isCompletion } from "../storage/progress.mjs";
import { isTitle } from "../storage/saved-roles.mjs";
import { isObject } from "../storage/storage.mjs";

/** @typedef {import("../storage/storage.mjs").Entries} Entries */
/** @typedef {import("../storage/storage.mjs").StoreName} StoreName */
/** @typedef {Record<StoreName, Entries>} Snapshot all saved data that can move to another device */

const ENTRY_KEY = /^[a-z0-9-]+(\/[a-z0-9-]+)?$/;

/** @type {Record<StoreName, (mine: unknown, theirs: unknown) => unknown>} undefined: neither is valid */
export const MERGE_ENTRY = {
  answers(mine, theirs) {
    const valid = [mine, theirs].filter(isAttempt);
    const newest = Math.max(...valid.map(revisionOf));
    const sameRevision = valid.filter(({ revision }) => revision === newest);
    const latest = best(sameRevision, [timeOf, stepOf]);
    return latest && { ...latest, outcome: best(sameRevision, [outcomeRank])?.outcome };
  },
  modules(mine, theirs) {
    const roles = mergeEntries(entriesOf(mine), entriesOf(theirs), (...completions) =>
      best(completions.filter(isCompletion), [revisionOf, timeOf, minutesOf]),
    );
    return Object.keys(roles).length ? roles : undefined;
  },
  notes(mine, theirs) {
    const paragraphs = [mine, theirs].flatMap((note) => paragraphsOf(note));
    return paragraphs.length ? { text: [...new Set(paragraphs)].join("\n\n") } : undefined;
  },
  places(mine, theirs) {
    const roles = mergeEntries(entriesOf(mine), entriesOf(theirs), (...places) => {
      const valid = places.filter(isPlace);
      // The later one, or on one day the further one. Sorted, since neither may decide.
      valid.sort((left, right) => (left.step < right.step ? -1 : 1));
      const place = best(valid, [timeOf, ({ minutes }) => -minutes]);
      // What was shown on one device need not be shown on the other.
      const seen = new Set(valid.flatMap(({ seen = [] }) => seen));
      return place && valid.some(({ seen }) => seen) ? { ...place, seen: [...seen].sort() } : place;
    });
    return Object.keys(roles).length ? roles : undefined;
  },
  lines(mine, theirs) {
    if ([mine, theirs].some((line) => isObject(line) && line.gone === true)) return { gone: true };
    const valid = [mine, theirs].filter(isLine);
    // The one that came back last. Sorted, since neither device may decide.
    valid.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
    return best(valid, [timeOf, stepOf]);
  },
  jobs: (mine, theirs) => [mine, theirs].find(isTitle),
  districts: (mine, theirs) => [mine, theirs].find(isTitle),
};
export const MERGED_STORES = /** @type {StoreName[]} */ (Object.keys(MERGE_ENTRY));

/**
 * Two snapshots in one. Entries that are valid in neither are left out.
 *
 * @param {Entries} mine
 * @param {Entries} theirs
 * @returns {Snapshot}
 */
export function merge(mine, theirs) {
  const stores = MERGED_STORES.map((store) => [
    store,
    mergeStore(store, entriesOf(mine[store]), entriesOf(theirs[store])),
  ]);
  return Object.fromEntries(stores);
}

/**
 * @param {StoreName} store
 * @param {Entries} mine
 * @param {Entries} theirs
 */
export function mergeStore(store, mine, theirs) {
  return mergeEntries(mine, theirs, MERGE_ENTRY[store]);
}

/**
 * @param {Entries} mine
 * @param {Entries} theirs
 * @param {(mine: unknown, theirs: unknown) => unknown} mergeEntry
 * @returns {Entries}
 */
function mergeEntries(mine, theirs, mergeEntry) {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  const merged = keys
    .filter((key) => ENTRY_KEY.test(key))
    .map((key) => [key, mergeEntry(mine[key], theirs[key])]);
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/**
 * The better of up to two values, by the first measure in which they differ.
 *
 * @template Value
 * @param {Value[]} values
 * @param {((value: Value) => number)[]} measures
 * @returns {Value | undefined}
 */
function best(values, measures) {
  const [left, right] = values;
  if (!right) return left;
  const decisive = measures.find((measure) => measure(left) !== measure(right));
  return decisive && decisive(right) > decisive(left) ? right : left;
}

/** @param {{revision: number}} value */
function revisionOf(value) {
  return value.revision;
}

/** @param {{on?: string}} value */
function timeOf({ on }) {
  return on === undefined ? 0 : Date.parse(on);
}

/** @param {{minutes?: number}} value */
function minutesOf({ minutes = 0 }) {
  return minutes;
}

/** @param {{step?: number}} value */
function stepOf({ step = 0 }) {
  return step;
}

/** @param {import("../storage/attempts.mjs").Attempt} attempt */
function outcomeRank(attempt) {
  return OUTCOMES.indexOf(attempt.outcome);
}

/** @param {unknown} note */
function paragraphsOf(note) {
  const text = isObject(note) && typeof note.text === "string" ? note.text : "";
  return text.split(/\n{2,}/).filter(Boolean);
}

/**
 * @param {unknown} value
 * @returns {Entries}
 */
function entriesOf(value) {
  return isObject(value) ? value : {};
}
