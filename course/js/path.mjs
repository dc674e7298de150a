// @ts-check
// How far a reader is on a job's path: on the path itself, and for each job on the first page.

import { all, make, one } from "./elements.mjs";
import { heldJobs } from "./held-jobs.mjs";
import { allReads } from "./progress.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./progress.mjs").Read} Read */
/** @typedef {import("./progress.mjs").Reads} Reads */
/** @typedef {{id: string, title: string, minutes: number, revision: number}} Stop on a path */
/** @typedef {{done: number, minutes: number, next: Stop | null, updated: Stop | null}} Where */

const SITE = new URL("..", import.meta.url);

/**
 * How far, and a link to go on.
 *
 * @param {string} job
 * @param {Stop[]} stops
 */
export function wayOn(job, stops) {
  const { done, minutes, next, updated } = whereOn(job, stops);
  const total = stops.length;
  const said = next ? word("way", { done, total, minutes }) : word("way-done", { total });
  const stop = next ?? updated;
  const link = stop && make("a", { href: new URL(`${job}/${stop.id}/`, SITE).href }, stop.title);
  const way = link ? [" ", word(next ? "go-on" : "go-back"), " ", link] : [];
  return make("p", { class: "way" }, said, ...way);
}

/**
 * A job's title and path, for pages on which they do not stand.
 *
 * @param {string} job
 * @returns {Promise<{title: string, stops: Stop[]}>}
 */
export async function pathOf(job) {
  const response = await fetch(new URL(`paths/${job}.json`, SITE));
  /** @type {{title: string, modules: [string, string, number, number][]}} */
  const { title, modules } = await response.json();
  return { title, stops: modules.map(asStop) };
}

/** @param {[string, string, number, number]} row */
function asStop([id, title, minutes, revision]) {
  return { id, title, minutes, revision };
}

class MyPath extends HTMLElement {
  connectedCallback() {
    const job = document.querySelector(".page")?.getAttribute("data-role") ?? "";
    const places = all(document, ".path__module");
    const stops = places.map((place) => ({
      id: place.dataset.module ?? "",
      title: one(place, ".path__link").textContent ?? "",
      minutes: Number(place.dataset.minutes),
      revision: Number(place.dataset.revision),
    }));
    this.replaceChildren(wayOn(job, stops));
    const reads = allReads();
    places.forEach((place, index) => {
      const stop = stops[index];
      const said = stateOf(job, stop, reads.get(stop.id) ?? {});
      if (said) one(place, ".path__facts").append(make("span", { class: "path__state" }, said));
    });
  }
}

/**
 * @param {string} job
 * @param {Stop} stop
 * @param {Reads} reads
 */
function stateOf(job, stop, { [job]: own, ...others }) {
  if (own) return word(isUpdated(stop, own) ? "read-before" : "read-on", { day: inWords(own.on) });
  const title = Object.entries(heldJobs()).find(([name]) => name in others)?.[1];
  return title === undefined ? "" : word("read-as", { job: title });
}

/**
 * How far a reader is on a path, how long the rest takes, and where to go on.
 *
 * @param {string} job
 * @param {Stop[]} stops
 * @returns {Where}
 */
function whereOn(job, stops) {
  const all = allReads();
  const reads = (/** @type {Stop} */ stop) => all.get(stop.id) ?? {};
  const open = stops.filter((stop) => !reads(stop)[job]);
  const updated = stops.find((stop) => isUpdated(stop, reads(stop)[job])) ?? null;
  return {
    done: stops.length - open.length,
    minutes: open.reduce((sum, stop) => sum + stop.minutes, 0),
    // What was read as another job is mostly known, so it comes last.
    next: open.find((stop) => !Object.keys(reads(stop)).length) ?? open[0] ?? null,
    updated,
  };
}

/**
 * Whether the course has changed what a module teaches since it was read.
 *
 * @param {Stop} stop
 * @param {Read | undefined} read
 */
function isUpdated(stop, read) {
  return read !== undefined && read.revision < stop.revision;
}

/**
 * A day in the words of the page's language.
 *
 * @param {string} day
 */
export function inWords(day) {
  // A day alone is read as one in Greenwich, and so it has to be told as one.
  const style = { dateStyle: /** @type {const} */ ("medium"), timeZone: "utc" };
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(Date.parse(day));
}

customElements.define("my-path", MyPath);
