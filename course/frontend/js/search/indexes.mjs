// @ts-check
// Loads the search indexes of the reader's roles and merges them, or loads the one of all roles.

import { pageRole } from "../base/dom.mjs";
import { SITE } from "../base/site-url.mjs";
import { decodeIndex } from "./decode.mjs";
import { tokenize } from "./spelling.mjs";

/** @typedef {import("./decode.mjs").SearchIndex} SearchIndex */
/** @typedef {import("./decode.mjs").Entry} Entry */
/** @typedef {import("./decode.mjs").Phrase} Phrase */

const ALL_ROLES = "all";

/** The role that this page is for, then the roles that the reader has chosen. */
export async function readersRoles() {
  const hasRoles = document.documentElement.classList.contains("has-roles");
  const saved = hasRoles ? (await import("../storage/saved-roles.mjs")).savedRoles() : {};
  return [...new Set([pageRole(), ...Object.keys(saved)])].filter(Boolean);
}

/** The index of the reader's roles, or of all roles if none of them exists any more. */
export async function loadRoles() {
  const roles = await readersRoles();
  const indexes = (await Promise.all(roles.map(fetchIndex))).filter((index) => index !== null);
  if (!indexes.length) return loadAllRoles();
  return indexes.length === 1 ? indexes[0] : mergeIndexes(indexes, roles);
}

/**
 * The index of all roles. An entry that several roles have leads to the reader's first role. If the
 * reader has none, a card leads to the choice of one, since each role does something else.
 */
export async function loadAllRoles() {
  const index = await fetchIndex(ALL_ROLES);
  if (!index) throw new Error("The search index is missing.");
  const { entries, roles = [] } = index;
  const [first] = await readersRoles();
  const own = roles.findIndex(([role]) => role === first);
  for (const [number, entry] of entries.entries()) {
    const isOwn = entry.roles.includes(own);
    if (number < index.cards && entry.roles.length > 1 && !isOwn) continue;
    const role = roles[isOwn ? own : entry.roles[0]];
    if (role) entry.address = `${role[0]}/${entry.address}`;
  }
  return index;
}

/**
 * One index of several. What roles share is listed once, as the first role has it, and is found by
 * the words of all of them.
 *
 * @param {SearchIndex[]} indexes
 * @param {string[]} roles
 * @returns {SearchIndex}
 */
export function mergeIndexes(indexes, roles) {
  /** An entry's address within its role. @param {Entry} entry */
  const keyOf = ({ address }) => {
    const role = roles.find((id) => address.startsWith(`${id}/`));
    return role ? address.slice(role.length) : address;
  };
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Map<string, Phrase>} */
  const phrases = new Map();
  for (const index of indexes) {
    for (const entry of index.entries) {
      const known = entries.get(keyOf(entry));
      if (!known) entries.set(keyOf(entry), entry);
      else known.more = [...new Set([...known.more, ...entry.more, ...newWords(entry, known)])];
    }
    for (const { words, leadsTo } of index.phrases) {
      const places = leadsTo.map((entry) => entries.get(keyOf(entry)) ?? entry);
      const known = phrases.get(words.join(" "))?.leadsTo ?? [];
      phrases.set(words.join(" "), { words, leadsTo: [...new Set([...known, ...places])] });
    }
  }
  const cards = indexes.flatMap((index) => index.entries.slice(0, index.cards));
  const all = [...entries.values()];
  const cardsFirst = all.filter((entry) => cards.includes(entry));
  return {
    ...indexes[0],
    entries: [...cardsFirst, ...all.filter((entry) => !cards.includes(entry))],
    phrases: [...phrases.values()],
    // Each file has only the synonyms and crisis terms that occur in its role.
    same: union(indexes.map(({ same }) => same)),
    dangers: union(indexes.map(({ dangers }) => dangers)),
    urgent: [...new Set(indexes.flatMap(({ urgent }) => urgent))],
    cards: cardsFirst.length,
  };
}

/**
 * The distinct groups of words in several lists.
 *
 * @param {string[][][]} lists
 */
function union(lists) {
  const groups = lists.flat().map((group) => /** @type {const} */ ([group.join(" "), group]));
  return [...new Map(groups).values()];
}

/**
 * The words of an entry's text that another entry's text does not have.
 *
 * @param {Entry} entry
 * @param {Entry} known
 */
function newWords(entry, known) {
  const knownWords = new Set(tokenize(known.text));
  return tokenize(entry.text).filter((word) => !knownWords.has(word));
}

/**
 * The index of a role, or null if the role no longer exists.
 *
 * @param {string} role
 * @returns {Promise<SearchIndex | null>}
 */
async function fetchIndex(role) {
  const response = await fetch(new URL(`search/${role}.json`, SITE));
  return response.status === 404 ? null : decodeIndex(await response.json());
}
