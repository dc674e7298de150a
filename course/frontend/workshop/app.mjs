// @ts-check
// The workshop: files, a text, its page and its problems, which follow each other.

import { Generator } from "./client.mjs";
import { Editor } from "./editor.mjs";
import { FileList } from "./files.mjs";
import { Preview } from "./preview.mjs";
import { ProblemList } from "./problems.mjs";

/** @typedef {import("./client.mjs").Problem} Problem */
/** @typedef {import("./client.mjs").Place} Place */

/** Wait so long after a key before the course is read again. */
const TYPING_MS = 150;
/** Wait so long after that before all rules run, which takes longer. */
const BEFORE_RULES_MS = 700;
const FIRST_FILE = "modules/noticing.yml";

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

class Workshop {
  #status = element("status");
  /** @type {Map<string, string>} texts as they are published, by path */
  #published = new Map();
  /** @type {Map<string, string>} texts that were changed, by path */
  #changed = new Map();
  /** @type {Problem[]} */
  #problems = [];
  #typing = 0;
  #rules = 0;
  #isReading = false;
  /** @type {Record<string, string | null>} what the generator has not been told yet */
  #untold = {};

  constructor() {
    this.generator = new Generator((step, text) => this.#tellStart(step, text));
    this.files = new FileList(
      element("file-list"),
      /** @type {HTMLInputElement} */ (element("find-file")),
      (path) => this.open(path),
    );
    this.editor = new Editor(element("editor"), {
      onChange: (text) => this.#onChange(text),
      onMove: (place) => this.#follow(place),
      complete: (text, { line, column }) =>
        this.generator.ask("options", this.editor.path, text, line, column),
    });
    this.preview = new Preview(
      {
        frame: /** @type {HTMLIFrameElement} */ (element("preview")),
        job: /** @type {HTMLSelectElement} */ (element("job")),
        module: /** @type {HTMLSelectElement} */ (element("module")),
        note: element("page-note"),
      },
      {
        ask: (name, ...others) => this.generator.ask(name, ...others),
        onTap: (address, anchor, text) => this.#openPlace(address, anchor, text),
        onShow: () => this.#showCell(),
      },
    );
    this.problems = new ProblemList(element("problem-list"), element("problems-count"), {
      onGo: (path, place) => this.open(path, place),
      onFix: (path, fix) => this.open(path).then(() => this.editor.fix(fix)),
    });
  }

  async start() {
    try {
      await this.generator.ready;
    } catch (error) {
      this.#tellStart(0, `The workshop could not start. Reload the page to try again. (${error})`);
      return;
    }
    this.files.show(await this.generator.ask("files"));
    await this.preview.setRoles(await this.generator.ask("roles"));
    for (const id of ["start"]) element(id).hidden = true;
    for (const id of ["tabs", "parts"]) element(id).hidden = false;
    const [path, line] = decodeURIComponent(location.hash.slice(1)).split(":");
    await this.open(path || FIRST_FILE, { line: Number(line) || 1, column: 1 });
    this.#status.textContent = "Ready. Nothing leaves this device.";
    this.#checkSoon();
  }

  /**
   * Opens a file, at a place if one is given.
   *
   * @param {string} path
   * @param {Place} [place]
   */
  async open(path, place) {
    if (path !== this.editor.path) {
      const text = this.#changed.get(path) ?? (await this.#publishedText(path));
      this.editor.open(path, text);
      element("text-title").textContent = path;
      this.#mark();
    }
    if (place) this.editor.goTo(place);
    showPart("text");
    await this.#follow(place ?? this.editor.place);
  }

  /** @param {string} path */
  async #publishedText(path) {
    const known = this.#published.get(path);
    if (known !== undefined) return known;
    const text = await this.generator.ask("text", path);
    this.#published.set(path, text);
    return text;
  }

  /** @param {string} text */
  #onChange(text) {
    const { path } = this.editor;
    if (text === this.#published.get(path)) this.#changed.delete(path);
    else this.#changed.set(path, text);
    this.#untold[path] = text;
    clearTimeout(this.#typing);
    clearTimeout(this.#rules);
    this.#typing = window.setTimeout(() => this.#tellChanges(), TYPING_MS);
  }

  /** Tells the generator what changed. While it reads, only the newest change waits. */
  async #tellChanges() {
    if (this.#isReading) return;
    this.#isReading = true;
    while (Object.keys(this.#untold).length) {
      const changes = this.#untold;
      this.#untold = {};
      const { problems } = await this.generator.ask("edit", changes);
      this.#showProblems(problems);
      if (!Object.keys(this.#untold).length) await this.preview.refresh();
    }
    this.#isReading = false;
    this.#checkSoon();
  }

  #checkSoon() {
    clearTimeout(this.#rules);
    this.#rules = window.setTimeout(async () => {
      const problems = await this.generator.ask("check");
      if (!this.#isReading) this.#showProblems(problems);
    }, BEFORE_RULES_MS);
  }

  /** @param {Problem[]} problems */
  #showProblems(problems) {
    this.#problems = problems;
    this.problems.show(problems, this.editor.path);
    this.#mark();
  }

  #mark() {
    const { path } = this.editor;
    const counts = new Map();
    for (const problem of this.#problems)
      counts.set(problem.path, (counts.get(problem.path) ?? 0) + 1);
    this.files.mark(path, new Set(this.#changed.keys()), counts);
    this.editor.show(this.#problems.filter((problem) => problem.path === path));
    const count = this.#changed.size;
    const button = element("open-changes");
    button.hidden = !count;
    button.textContent = count === 1 ? "Your changes: 1 file" : `Your changes: ${count} files`;
  }

  /**
   * Shows the place on the page that is written at a place in the text.
   *
   * @param {Place} place
   */
  async #follow({ line, column }) {
    const { path, text } = this.editor;
    const found = await this.generator.ask("shown_at", path, text, line, column, this.preview.role);
    if (found && this.editor.path === path) await this.preview.show(found.address, found.anchor);
  }

  /**
   * Opens the text that a place on the page is made from.
   *
   * @param {string} address
   * @param {string} anchor
   * @param {string} words the text that was tapped
   */
  async #openPlace(address, anchor, words) {
    const found = await this.generator.ask("written_at", address, anchor, words);
    if (found) await this.open(found.path, found);
  }

  async #showCell() {
    const inside = element("cell-inside");
    inside.replaceChildren();
  }

  /**
   * @param {number} step
   * @param {string} text
   */
  #tellStart(step, text) {
    /** @type {HTMLProgressElement} */ (element("progress")).value = step;
    element("progress-text").textContent = text;
    if (step) this.#status.textContent = "Starting …";
  }
}

/** @param {string} name the part to show where there is room for one only */
function showPart(name) {
  element("parts").dataset.shown = name;
  for (const tab of document.querySelectorAll("#tabs button")) {
    const isShown = /** @type {HTMLElement} */ (tab).dataset.part === name;
    tab.setAttribute("aria-pressed", String(isShown));
  }
}

for (const tab of document.querySelectorAll("#tabs button"))
  tab.addEventListener("click", () =>
    showPart(/** @type {HTMLElement} */ (tab).dataset.part ?? "text"),
  );
showPart("text");
new Workshop().start();
