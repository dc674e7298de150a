// @ts-check
// How long the course has been in sight. Learning systems show it as the time of the sitting; nothing
// in the course depends on it.

export class Clock {
  #seenMs = 0;
  #since = performance.now();
  #isInSight = document.visibilityState === "visible";

  constructor() {
    document.addEventListener("visibilitychange", () => {
      this.#seenMs = this.ms;
      this.#since = performance.now();
      this.#isInSight = document.visibilityState === "visible";
    });
  }

  /** Milliseconds until now. */
  get ms() {
    return this.#seenMs + (this.#isInSight ? performance.now() - this.#since : 0);
  }
}
