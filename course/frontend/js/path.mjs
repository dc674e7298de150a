// @ts-check
// How far a reader is on a job's path: on the path itself, and for each job on the first page.

import { all, make, one } from "./elements.mjs";
import { heldJobs } from "./held-jobs.mjs";
import { pathOf } from "./paths.mjs";
import { allReads, readTrouble } from "./progress.mjs";
import { inWords } from "./told-days.mjs";
import { questionsOf, standing } from "./waiting.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./progress.mjs").Read} Read */
/** @typedef {import("./progress.mjs").Reads} Reads */
/** @typedef {import("./paths.mjs").Stop} Stop */
/**
 * @typedef {object} Where
 * @property {number} done modules that were read as this job
 * @property {number} known others that were read as another
 * @property {number} minutes of the rest
 * @property {Stop | undefined} next
 * @property {Stop | undefined} updated
 */

const SITE = new URL("../..", import.meta.url);

/**
 * How far, and a link to go on.
 *
 * @param {string} job
 * @param {Stop[]} stops
 */
export function wayOn(job, stops) {
  const { done, known, minutes, next, updated } = whereOn(job, stops);
  const total = stops.length;
  const said = [
    next ? word("way", { done, total }) : word("way-done", { total }),
    minutes ? word("way-left", { minutes }) : "",
    known ? word("way-known", { count: known }) : "",
  ];
  const stop = next ?? updated;
  const way = stop
    ? [word(next ? "go-on" : "go-back"), " ", linkTo(`${job}/${stop.id}/`, stop.title)]
    : [linkTo("record/", word("record"))];
  return make("p", { class: "way" }, said.filter(Boolean).join(" "), " ", ...way);
}

/**
 * A way to those of a job's questions that are back, if there are any.
 *
 * @param {string} job
 * @param {import("./paths.mjs").Path} path
 */
export function wayBack(job, path) {
  const { back } = standing(questionsOf(new Map([[job, path]])));
  const link = linkTo(`practice/#${job}`, word("practice-back", { count: back.length }));
  return back.length ? [make("p", { class: "way" }, link)] : [];
}

/**
 * @param {string} address from the top of the site
 * @param {string} text
 */
function linkTo(address, text) {
  return make("a", { href: new URL(address, SITE).href }, text);
}

class MyPath extends HTMLElement {
  #job = document.querySelector(".page")?.getAttribute("data-role") ?? "";

  connectedCallback() {
    this.#draw();
    window.addEventListener("kept", () => this.#draw());
    navigator.serviceWorker?.addEventListener("message", ({ data }) => {
      if (data.includes(this.#job)) one(document, ".path").after(make("p", {}, word("offline-kept")));
    });
  }

  #draw() {
    for (const state of all(document, ".path__state")) state.remove();
    const places = all(document, ".path__module");
    const stops = places.map((place) => ({
      id: place.dataset.module ?? "",
      title: one(place, ".path__link").textContent ?? "",
      minutes: Number(place.dataset.minutes),
      revision: Number(place.dataset.revision),
    }));
    this.replaceChildren(wayOn(this.#job, stops));
    this.#tellWhatIsBack();
    const reads = allReads();
    const trouble = readTrouble();
    if (trouble) this.append(make("p", { class: "memory-notice" }, word(trouble)));
    places.forEach((place, index) => {
      const stop = stops[index];
      const said = stateOf(this.#job, stop, reads.get(stop.id) ?? {});
      if (said) one(place, ".path__facts").append(make("span", { class: "path__state" }, said));
    });
  }

  async #tellWhatIsBack() {
    if (!document.documentElement.classList.contains("has-answers")) return;
    try {
      const path = await pathOf(this.#job);
      if (path) this.append(...wayBack(this.#job, path));
    } catch {
      // Offline. The way on stands there all the same.
    }
  }
}

/**
 * @param {string} job
 * @param {Stop} stop
 * @param {Reads} reads
 */
function stateOf(job, stop, { [job]: own, ...others }) {
  if (own) return word(isUpdated(stop, own) ? "read-before" : "read-on", { day: inWords(own.on) });
  const title = Object.entries(heldJobs()).find(([name]) => Object.hasOwn(others, name))?.[1];
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
  // What two jobs share is done once. What is this job's own in it still waits, and comes last.
  const unread = open.filter((stop) => !Object.keys(reads(stop)).length);
  return {
    done: stops.length - open.length,
    known: open.length - unread.length,
    minutes: unread.reduce((sum, stop) => sum + stop.minutes, 0),
    next: unread[0] ?? open[0],
    updated: stops.find((stop) => isUpdated(stop, reads(stop)[job])),
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

customElements.define("my-path", MyPath);
