// @ts-check
// Other windows with the same package, such as a link opened in a new tab. Learning systems tell
// windows nothing of each other, and the last one to save would win: so windows tell each other.

import { isObject } from "../storage/storage.mjs";

/** @typedef {import("./attempt.mjs").Attempt} Attempt */

export class Windows {
  /** @type {BroadcastChannel | null} */
  #channel = null;
  #learner;
  #attempt;
  /** Whether another one has reached the learning system. */
  hasConnected = false;
  /** @type {(isChanged: boolean) => void} is called when another window has told something */
  onNews = () => {};

  /**
   * @param {string} contents the package
   * @param {string} learner empty if no learning system names anyone
   * @param {Attempt} attempt
   */
  constructor(contents, learner, attempt) {
    this.#learner = learner;
    this.#attempt = attempt;
    if (!("BroadcastChannel" in globalThis)) return;
    this.#channel = new BroadcastChannel(`whole-staff:${contents}`);
    this.#channel.addEventListener("message", ({ data }) => this.#hear(data));
    this.tell(true);
  }

  /**
   * @param {boolean} [isNew] whether this window asks the others for what they have
   * @param {import("./attempt.mjs").Gone} [gone] what was removed here
   */
  tell(isNew = false, gone = {}) {
    const entries = this.#attempt.entries;
    this.#channel?.postMessage({ learner: this.#learner, isNew, entries, gone });
  }

  /** @param {string} removed the key of what the reader has deleted here */
  tellRemoved(removed) {
    this.#channel?.postMessage({ learner: this.#learner, removed });
  }

  /** @param {unknown} message */
  #hear(message) {
    if (!isObject(message)) return;
    const learner = String(message.learner ?? "");
    // Somebody else has used this browser since.
    if (learner && this.#learner && learner !== this.#learner) return;
    this.hasConnected ||= learner !== "";
    const { entries, gone, removed } = message;
    if (isObject(gone)) this.#attempt.drop(/** @type {any} */ (gone));
    if (typeof removed === "string") this.#attempt.forget(removed);
    const isChanged = isObject(entries) && this.#attempt.merge(/** @type {any} */ (entries));
    if (message.isNew === true) this.tell();
    this.onNews(isChanged);
  }
}
