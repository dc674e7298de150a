// One learner at the learning system of host.html. Has what hands.mjs needs to act in the course,
// which is in a frame of a frame, and knows what the system was told and what it keeps.

import { setTimeout as pause } from "node:timers/promises";

import { until } from "./hands.mjs";

const MOST_TURNS = 400;
const MOST_LINES = 60;
/** What is kept, as each standard calls it. */
const KEPT = {
  1.2: ({ core, suspend_data }) => ({
    status: core.lesson_status,
    place: core.lesson_location,
    exit: core.exit,
    score: core.score.raw,
    success: "",
    suspend: suspend_data,
  }),
  2004: (cmi) => ({
    status: cmi.completion_status,
    place: cmi.location,
    exit: cmi.exit,
    score: cmi.score.raw,
    success: cmi.success_status === "unknown" ? "" : cmi.success_status,
    suspend: cmi.suspend_data,
  }),
};

export class Learner {
  /** Addresses elsewhere that were asked for. @type {string[]} */
  strangers = [];

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {any} server
   * @param {"1.2" | "2004"} standard
   * @param {string} kind of package
   */
  constructor(page, server, standard, kind) {
    this.page = page;
    this.server = server;
    this.standard = standard;
    this.folder = `${kind}-${standard}`;
    this.count = 0;
    this.end = standard === "2004" ? "Terminate" : "Finish";
    page.on("request", (request) => {
      const url = request.url();
      const isOwn = url.startsWith(server.origin) || /^(about|data):/.test(url);
      if (!isOwn) this.strangers.push(url);
    });
  }

  /** The page of the package around the course. */
  get around() {
    return this.#frameIn(this.page.mainFrame());
  }

  get course() {
    return this.#frameIn(this.around);
  }

  /** What the system has kept at each time. */
  get allKept() {
    return this.server.commits.map(({ cmi }) => KEPT[this.standard](cmi));
  }

  get kept() {
    return this.allKept.at(-1);
  }

  #frameIn(parent) {
    const frame = this.page.frames().find((it) => it.parentFrame() === parent);
    if (!frame) throw new Error("a frame is missing");
    return frame;
  }

  /** Lets the next learner come, whom neither the system nor the browser knows. */
  change() {
    this.count += 1;
    this.server.commits.length = 0;
  }

  /**
   * Opens the course.
   *
   * @param {string} [options] how the system receives the learner, as host.js reads it
   */
  async open(options = "") {
    const words = [
      `standard=${this.standard}`,
      `package=${this.folder}`,
      `learner=a-${this.count}`,
    ];
    await this.page.goto(`${this.server.address}host.html?${words.join("&")}&${options}`);
    const isThere = () =>
      document.readyState === "complete" && document.querySelector("h1") !== null;
    await until(this, "the course", isThere);
  }

  /** Closes the course, as a system does, and returns the calls. */
  async leave() {
    await this.page.evaluate(() => {
      document.querySelector("iframe").src = "about:blank";
    });
    const isOver = (end) => calls.some(({ name }) => name === end);
    const system = { run: (...it) => this.page.evaluate(...it) };
    await until(system, "the end", isOver, this.end);
    return this.page.evaluate(() => calls);
  }

  /** The last calls of this visit, each in a line. */
  async log() {
    const all = await this.page.evaluate(() => calls).catch(() => []);
    return all.slice(-MOST_LINES).map((call) => Object.values(call).join(" "));
  }

  /** Waits until the system keeps something like this. */
  async untilKept(what, isSo) {
    for (let turn = 0; !(this.kept && isSo(this.kept)); turn += 1) {
      if (turn === MOST_TURNS) throw new Error(`in vain: ${what}: ${JSON.stringify(this.kept)}`);
      await pause(50);
    }
  }

  /** Waits until a function in the page around the course says yes. */
  untilAround(what, yes, ...values) {
    return until({ run: (...it) => this.around.evaluate(...it) }, what, yes, ...values);
  }

  run(run, ...values) {
    return this.course.evaluate(run, ...values);
  }

  address() {
    return this.run(() => location.href);
  }

  async press(key) {
    const [last, ...held] = key.split("+").reverse();
    for (const it of held) await this.page.keyboard.down(it);
    await this.page.keyboard.press(last);
    for (const it of held) await this.page.keyboard.up(it);
    // While a page waits for the system's answer, Firefox holds back keys and timers, and hands them
    // over later: by then, another element might have the focus.
    await this.page.evaluate(() => new Promise((go) => setTimeout(() => setTimeout(go))));
  }
}
