// @ts-check
// Saved data follows when something in the course has got another id.

import { SITE } from "../base/site-url.mjs";
import { isObject, readEntries, saveText, writeEntries } from "../storage/storage.mjs";
import { MERGE_ENTRY, MERGED_STORES } from "./merge.mjs";

/** @typedef {import("../storage/storage.mjs").Entries} Entries */
/** @typedef {import("../storage/storage.mjs").StoreName} StoreName */
/** @typedef {Record<string, string>} Table the new id or key by each old one */
/** @typedef {{jobs: Table, modules: Table, answers: Table, notes: Table}} Renames */

/** @type {Record<StoreName, (keyof Renames)[]>} the tables that name the keys of a store */
const TABLES = {
  answers: ["answers", "modules"],
  districts: [],
  jobs: ["jobs"],
  lines: ["notes", "modules"],
  modules: ["modules"],
  notes: ["notes", "modules"],
  places: ["modules"],
};

/** Moves everything that is saved here to its new ids. Throws if they do not load. */
export async function followRenames() {
  /** @type {Renames} */
  const renames = await (await fetch(new URL("renames.json", SITE))).json();
  let isAnythingSaved = false;
  for (const store of MERGED_STORES) {
    const { entries } = readEntries(store);
    if (!entries) continue;
    isAnythingSaved ||= Object.keys(entries).length > 0;
    const now = renamed(store, entries, renames);
    if (JSON.stringify(now) !== JSON.stringify(entries)) writeEntries(store, now);
  }
  if (isAnythingSaved) saveText("renames", document.documentElement.dataset.renames ?? "");
}

/**
 * The entries of a store under their new ids. Nothing else changes, and what comes under one id is
 * merged as from two devices.
 *
 * @param {StoreName} store
 * @param {Entries} entries
 * @param {Renames} renames
 */
export function renamed(store, entries, renames) {
  const tables = TABLES[store].map((name) => renames[name]);
  /** @type {Map<string, unknown>} */
  const found = new Map();
  for (const [key, value] of Object.entries(entries)) {
    const name = newKey(key, tables);
    const now = byNewRoles(store, key, value, renames);
    found.set(name, found.has(name) ? MERGE_ENTRY[store](found.get(name), now) : now);
  }
  return Object.fromEntries(found);
}

/**
 * What a key is now: by itself, by the activity that a line is from, by the lesson or tool that it
 * is in, or by its module.
 *
 * @param {string} key
 * @param {Table[]} tables
 */
function newKey(key, tables) {
  const parts = key.split("--");
  for (const start of [key, parts.slice(0, 2).join("--"), parts[0], key.split("/")[0]]) {
    const table = tables.find((names) => Object.hasOwn(names, start));
    if (table) return table[start] + key.slice(start.length);
  }
  return key;
}

/**
 * What is saved about a module, by the new ids of roles.
 *
 * @param {StoreName} store
 * @param {string} module the key of the value, as it was
 * @param {unknown} value
 * @param {Renames} renames
 */
function byNewRoles(store, module, value, renames) {
  if (store === "lines" && isObject(value) && typeof value.role === "string") {
    return { ...value, role: newKey(value.role, [renames.jobs]) };
  }
  if ((store !== "modules" && store !== "places") || !isObject(value)) return value;
  /** @type {Map<string, unknown>} */
  const found = new Map();
  for (const [role, saved] of Object.entries(value)) {
    const name = newKey(role, [renames.jobs]);
    const now = store === "places" ? atNewStep(saved, module, renames) : saved;
    found.set(name, found.has(name) ? mergedFor(store, found.get(name), now) : now);
  }
  return Object.fromEntries(found);
}

/**
 * @param {StoreName} store
 * @param {unknown} mine
 * @param {unknown} theirs
 */
function mergedFor(store, mine, theirs) {
  const both = MERGE_ENTRY[store]({ role: mine }, { role: theirs });
  return isObject(both) ? both.role : undefined;
}

/**
 * The place where a reader stopped, and the steps seen before.
 *
 * @param {unknown} place
 * @param {string} module
 * @param {Renames} renames
 */
function atNewStep(place, module, renames) {
  if (!isObject(place) || typeof place.step !== "string") return place;
  const step = newStep(place.step, module, renames);
  if (!Array.isArray(place.seen)) return { ...place, step };
  const seen = place.seen.map((id) => (typeof id === "string" ? newStep(id, module, renames) : id));
  return { ...place, step, seen: [...new Set(seen)].sort() };
}

/**
 * A step is named after a lesson, or `_lesson-2` for its second step.
 *
 * @param {string} step
 * @param {string} module
 * @param {Renames} renames
 */
function newStep(step, module, renames) {
  const [, start, lesson, end] = step.match(/^(_)(.+)(-\d+)$/) ?? ["", "", step, ""];
  const now = newKey(`${module}/${lesson}`, [renames.notes]);
  return start + now.slice(now.indexOf("/") + 1) + end;
}
