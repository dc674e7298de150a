// @ts-check
// What stays on the device: texts of one person in one package, by key. A frame of another site may
// get no storage; then there is nothing here, and nothing can be written.

/** The hash that FNV-1a makes of a text, in base 36: enough to keep apart who uses one browser. */
function hashOf(/** @type {string} */ text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

export class Device {
  #prefix;

  /**
   * @param {string} contents the package
   * @param {string} learner the learner's id in the learning system. Without one, nothing is kept,
   *   because somebody else may use the device next
   */
  constructor(contents, learner) {
    this.#prefix = learner && `whole-staff:${contents}:${hashOf(learner)}:`;
  }

  /** Whether something can be kept. */
  get isAvailable() {
    try {
      const probe = `${this.#prefix}probe`;
      if (!this.#prefix) return false;
      localStorage.setItem(probe, "");
      localStorage.removeItem(probe);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} key */
  read(key) {
    try {
      return this.#prefix ? localStorage.getItem(this.#prefix + key) : null;
    } catch {
      return null;
    }
  }

  /**
   * Throws if the device is full or allows no storage.
   *
   * @param {string} key
   * @param {string} text
   */
  write(key, text) {
    localStorage.setItem(this.#prefix + key, text);
  }

  /** @param {string} key */
  remove(key) {
    try {
      localStorage.removeItem(this.#prefix + key);
    } catch {
      // It was never stored.
    }
  }
}
