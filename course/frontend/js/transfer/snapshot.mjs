// @ts-check
// Exports all saved data as a file or a link, and imports it on another device.

import { today } from "../base/dates.mjs";
import { download } from "../base/off-modules.mjs";
import { isObject, readEntries, writeEntries } from "../storage/storage.mjs";
import { MERGED_STORES, merge, mergeStore } from "./merge.mjs";

/** @typedef {import("./merge.mjs").Snapshot} Snapshot */

const FORMAT = 1;
/** The largest file or link that is read. */
export const MAX_BYTES = 1_000_000;

/** All valid data that is saved here. */
export function takeSnapshot() {
  const stores = MERGED_STORES.map((store) => [store, readEntries(store).entries ?? {}]);
  return merge(Object.fromEntries(stores), {});
}

/**
 * Merges a snapshot into what is saved here. False if the browser cannot save all of it.
 *
 * @param {Snapshot} snapshot
 */
export function importSnapshot(snapshot) {
  return MERGED_STORES.map((store) => {
    if (!Object.keys(snapshot[store]).length) return true;
    const { entries } = readEntries(store);
    if (!entries) return false;
    return writeEntries(store, mergeStore(store, entries, snapshot[store]));
  }).every(Boolean);
}

/** Downloads all saved data as a file. Returns how the file's name begins. */
export function saveAsFile() {
  download(`course-${today()}.json`, "application/json", toText(takeSnapshot()));
  return "course-";
}

/**
 * The snapshot in a text, or null if it is not one or is from a later version.
 *
 * @param {string} text
 * @returns {Snapshot | null}
 */
function fromText(text) {
  try {
    const value = JSON.parse(text);
    return isObject(value) && value.format === FORMAT ? merge({}, value) : null;
  } catch {
    return null;
  }
}

/**
 * The snapshot in a file, or null if it is not one, cannot be read, is too large or is from a later
 * version.
 *
 * @param {File} file
 */
export async function fromFile(file) {
  try {
    return file.size > MAX_BYTES ? null : fromText(await file.text());
  } catch {
    return null; // such as a file in the cloud, without a network
  }
}

/**
 * A snapshot as the end of a link: deflated, in base64url.
 *
 * @param {Snapshot} snapshot
 */
export async function encode(snapshot) {
  const deflated = new Blob([toText(snapshot)])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = await readBytes(deflated);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * The snapshot in the end of a link, or null.
 *
 * @param {string} base64url
 */
export async function decode(base64url) {
  try {
    const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return fromText(new TextDecoder().decode(await readBytes(inflated)));
  } catch {
    return null;
  }
}

/** @param {Snapshot} snapshot */
function toText(snapshot) {
  return JSON.stringify({ format: FORMAT, ...snapshot });
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<Uint8Array>}
 */
async function readBytes(stream) {
  const reader = stream.getReader();
  /** @type {number[]} */
  const bytes = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(bytes);
    for (const byte of value) bytes.push(byte);
    // A short link can inflate to more than a phone can hold.
    if (bytes.length > MAX_BYTES) throw new Error("The saved data is too large.");
  }
}
