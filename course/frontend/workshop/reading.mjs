// @ts-check
// When the generator is told what was written, and asked what is wrong.

/** @typedef {import("./client.mjs").Problem} Problem */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {(problems: Problem[], isRead: boolean) => Promise<void>} onRead whether the course could
 *   be read, and what is wrong with it before any rule has run
 * @property {() => void} onWait the rules will run
 * @property {(problems: Problem[]) => void} onRules everything that is wrong
 */

/** Milliseconds after a key until the course is read again. */
const TYPING_MS = 150;
/** Milliseconds from then until all rules run, which takes longer than reading. */
const BEFORE_RULES_MS = 700;

export class Reading {
  #changed;
  #events;
  #typing = 0;
  #rules = 0;
  /** @type {Promise<void> | null} while the generator is told what changed */
  #telling = null;

  /**
   * @param {import("./changed.mjs").ChangedFiles} changed
   * @param {Events} events
   */
  constructor(changed, events) {
    this.#changed = changed;
    this.#events = events;
  }

  /** Tells what changed, once nobody types. */
  tellSoon() {
    clearTimeout(this.#typing);
    clearTimeout(this.#rules);
    this.#typing = window.setTimeout(() => this.tell(), TYPING_MS);
  }

  /** Tells what changed. While the generator reads, only the newest change waits. */
  async tell() {
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = null; // or nothing would be told anymore
    });
    await this.#telling;
  }

  async #tellAll() {
    if (this.#changed.isAllTold) return;
    while (!this.#changed.isAllTold) {
      const untold = this.#changed.takeUntold();
      const { problems, isShown } = await this.#events.ask("edit", untold);
      // After more typing, they would be at the wrong places.
      if (this.#changed.isAllTold) await this.#events.onRead(problems, isShown);
    }
    this.checkSoon();
  }

  /** Runs all rules, once nobody types. */
  checkSoon() {
    clearTimeout(this.#rules);
    this.#events.onWait();
    this.#rules = window.setTimeout(async () => {
      const problems = await this.#events.ask("check");
      if (!this.#telling && this.#changed.isAllTold) this.#events.onRules(problems);
    }, BEFORE_RULES_MS);
  }
}
