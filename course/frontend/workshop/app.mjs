// @ts-check
// The workshop: files, a text, its page and its problems, which follow each other.

import { Beginning } from "./beginning.mjs";
import { BLANK } from "./blanks.mjs";
import { Cell } from "./cell.mjs";
import { ChangedFiles } from "./changed.mjs";
import { Changes } from "./changes.mjs";
import { Generator } from "./client.mjs";
import { Editor } from "./editor.mjs";
import { FileList } from "./files.mjs";
import { PieceForm } from "./forms.mjs";
import { dialog, element, keepForOffline, openAlone, showPart, tellStart } from "./frame.mjs";
import { LastStep } from "./last-step.mjs";
import { Preview } from "./preview.mjs";
import { ProblemList } from "./problems.mjs";
import { Reading } from "./reading.mjs";

/** @typedef {import("./client.mjs").Problem} Problem */
/** @typedef {import("./client.mjs").Place} Place */

class Workshop {
  #status = element("status");
  #changed = new ChangedFiles((isKept) => {
    element("unkept").hidden = isKept;
  });
  /** @type {Map<string, import("./client.mjs").File>} */
  #files = new Map();
  /** @type {Problem[]} */
  #problems = [];

  constructor() {
    this.generator = new Generator((step, text) => tellStart(step, text));
    this.files = new FileList(
      element("file-list"),
      /** @type {HTMLInputElement} */ (element("find-file")),
      (path) => this.open(path),
    );
    this.editor = new Editor(element("editor"), {
      onChange: (text) => this.#onChange(text),
      onMove: (place) => this.#follow(place),
      onFix: (fix) => this.#fix(this.editor.path, fix),
      complete: (text, { line, column }) =>
        this.generator.ask("options", this.editor.path, text, line, column),
    });
    this.preview = new Preview(
      {
        frame: /** @type {HTMLIFrameElement} */ (element("preview")),
        job: /** @type {HTMLSelectElement} */ (element("job")),
        module: /** @type {HTMLSelectElement} */ (element("module")),
        trying: element("try"),
        note: element("page-note"),
      },
      {
        ask: (name, ...others) => this.generator.ask(name, ...others),
        onTap: (address, anchor, text) => this.#openPlace(address, anchor, text),
        onShow: () => this.cell.show(this.preview.address),
      },
    );
    this.cell = new Cell(element("cell"), element("cell-inside"), {
      ask: (name, ...others) => this.generator.ask(name, ...others),
      onGo: (path, place) => this.open(path, place),
      onClaim: (address, anchor) => this.#openPlace(address, anchor, ""),
    });
    this.form = new PieceForm(element("form"), {
      ask: (name, ...others) => this.generator.ask(name, ...others),
      now: () => this.editor,
      onWriting: (values) => this.#changed.write(values),
      onText: (text) => this.editor.replace(text),
      onRearrange: (changed) => this.#rearrange(changed),
      onGo: (line) => {
        this.editor.goTo({ line, column: 1 }, false);
        this.#follow(this.editor.place);
      },
    });
    this.problems = new ProblemList(element("problem-list"), element("problems-count"), {
      onGo: (path, place) => this.#go(path, place),
      onBlank: () => this.#goToBlank(),
      onFix: (path, fix) => this.#fix(path, fix),
      onFixAll: (edit, count) => this.#mendAll(edit, count),
    });
    this.reading = new Reading(this.#changed, {
      ask: (name, ...others) => this.generator.ask(name, ...others),
      onRead: (problems, isRead) => this.#showVersion(problems, isRead),
      onWait: () => this.problems.wait(),
      onRules: (problems) => {
        this.#showProblems(problems);
        this.cell.show(this.preview.address);
      },
    });
    this.lastStep = new LastStep(element("undo"), this.#status, {
      textOf: (path) => this.#changed.draft(path).text,
      onUndo: (drafts) => this.#restore(drafts),
    });
  }

  async start() {
    try {
      await this.generator.ready;
      await this.#restore(await this.#changed.earlier());
      await this.#changed.fillIn((name, ...others) => this.generator.ask(name, ...others));
    } catch (error) {
      tellStart(0, `The workshop could not start. Reload the page to try again. (${error})`);
      return;
    }
    element("start").hidden = true;
    for (const id of ["tabs", "parts"]) element(id).hidden = false;
    this.#listenForChanges(await this.generator.ask("repository"));
    this.#changed.watchLeaving();
    const [path, line] = decodeURIComponent(location.hash.slice(1)).split(":");
    await this.open(this.#files.has(path) ? path : this.#firstFile, {
      line: Number(line) || 1,
      column: 1,
    });
    this.reading.checkSoon();
  }

  /**
   * Opens a file, at a place if one is given.
   *
   * @param {string} path
   * @param {Place} [place]
   */
  async open(path, place) {
    if (path !== this.editor.path) {
      await this.reading.tell(); // then the text and the places of its problems are the newest
      if (!element("form").hidden) await this.#showForm(false);
      const mayChange = this.#files.get(path)?.mayChange ?? true;
      const text = await this.generator.ask("text", path);
      this.#changed.meet(path, text);
      this.editor.open(path, text, mayChange);
      element("text-title").textContent = path;
      element("for-district").hidden = mayChange;
      element("open-form").hidden = !mayChange;
      this.#mark();
    }
    if (place) this.editor.goTo(place);
    showPart("text");
    if (!element("form").hidden) await this.form.show();
    await this.#follow(place ?? this.editor.place);
  }

  /**
   * Opens what a problem is about. Of a blank, it selects what is to be replaced.
   *
   * @param {string} path
   * @param {Place} place
   */
  async #go(path, place) {
    const isBlank = this.#problems.some(
      (it) => it.path === path && it.line === place.line && it.level === "blank",
    );
    await this.open(path, place);
    if (isBlank) this.editor.goToBlank({ ...place, column: 1 });
  }

  /**
   * Makes the edit that mends a problem, unless what it is for has changed since.
   *
   * @param {string} path
   * @param {import("./editor.mjs").Fix} fix
   */
  async #fix(path, fix) {
    await this.form.settle();
    if (path !== this.editor.path) await this.open(path);
    showPart("text");
    if (!this.editor.fix(fix))
      this.#status.textContent = "This text has changed since. Wait until the list is new.";
    if (!element("form").hidden) await this.form.showAgain();
  }

  /** Goes to the next blank of this file, or to the first one of another file. */
  async #goToBlank() {
    if (!this.editor.text.includes(BLANK)) {
      const other = this.#problems.find(({ level }) => level === "blank");
      if (other) await this.open(other.path, { line: 1, column: 1 });
    }
    const { line, column } = this.editor.place;
    this.editor.goToBlank({ line, column });
  }

  /** @param {import("./sending.mjs").Repository} repository */
  #listenForChanges(repository) {
    const changes = new Changes(dialog("changes"), element("changes-inside"), repository, {
      drafts: () => this.#changed.drafts,
      isAtRisk: () => this.#changed.isAtRisk,
      ask: (name) => this.generator.ask(name),
      onTakeBack: (path) => this.#takeBack(() => [path]),
      onWipe: async () => {
        await this.#takeBack(() => this.#changed.paths);
        await this.#changed.wipe();
        this.lastStep.forget();
      },
      onBring: (drafts) => this.#restore(drafts, "drafts from a file"),
      lastStep: this.lastStep,
    });
    const beginning = new Beginning(dialog("new"), element("new-inside"), {
      ask: (name, ...others) => this.generator.ask(name, ...others),
      onTexts: (texts) => this.#begin(texts),
      suggested: (key) => (key === "module" ? this.#module : ""),
    });
    element("open-changes").addEventListener("click", () => changes.open());
    element("open-new").addEventListener("click", () => beginning.open());
    for (const name of ["changes", "new"])
      element(`close-${name}`).addEventListener("click", () => dialog(name).close());
    element("open-form").addEventListener("click", () =>
      this.#showForm(Boolean(element("form").hidden)),
    );
    element("for-district").addEventListener("click", () => this.#writeOver());
  }

  /**
   * Puts drafts into the course as it is published now.
   *
   * @param {import("./drafts.mjs").DraftsByPath} drafts
   * @param {string} [step] what this can be undone as
   */
  async #restore(drafts, step) {
    const { before, after, conflicts } = this.#changed.take(
      await this.generator.ask("restore", drafts),
    );
    const { path } = this.editor;
    // The places of their problems are in other texts.
    this.#problems = this.#problems.filter((problem) => !(problem.path in after));
    if (after[path] !== null && path in after) this.editor.replace(after[path]);
    await this.#showLists();
    if (after[path] === null) await this.open(this.#firstFile);
    if (step && Object.keys(after).length) this.lastStep.keep(step, before, after);
    this.#mark();
    await this.#changed.keep();
    this.#status.textContent = conflicts.length
      ? `Somebody else changed this, too. You see your text; compare it under “Your changes”: ${conflicts.join("; ")}`
      : "Ready. Nothing leaves this device.";
    if (this.editor.path) await this.#showAgain();
  }

  /** Shows what there is now, after a change that was not typed. */
  async #showAgain() {
    if (!element("form").hidden) await this.form.showAgain();
    await this.preview.refresh();
    this.reading.checkSoon();
  }

  /**
   * Gives several files other texts, in one step.
   *
   * @param {Record<string, string>} texts by the paths of files
   * @param {string} step what this can be undone as
   */
  async #put(texts, step) {
    const drafts = await this.#changed.withTexts(texts, (path) =>
      this.#files.has(path) ? this.generator.ask("text", path) : null,
    );
    await this.#restore(drafts, step);
  }

  /**
   * Makes the same edit at all places that need it.
   *
   * @param {string} edit
   * @param {number} count
   */
  async #mendAll(edit, count) {
    await this.#withoutTyping(async () => {
      // What was typed last must be known first: the edit is made in the text that is known.
      await this.form.settle();
      await this.reading.tell();
      await this.#put(await this.generator.ask("mend", edit), `${count} changes`);
    });
  }

  /**
   * Does something that gives files other texts. What is typed meanwhile would be overwritten, so
   * nothing can be.
   *
   * @param {() => Promise<void>} work
   */
  async #withoutTyping(work) {
    const parts = [element("editor"), element("form")];
    for (const part of parts) part.inert = true;
    try {
      await work();
    } finally {
      for (const part of parts) part.inert = false;
    }
  }

  /**
   * Puts in what belongs to a new piece, and opens the first file of it.
   *
   * @param {Record<string, string>} texts by the paths of files
   */
  async #begin(texts) {
    await this.#withoutTyping(() => this.#put(texts, "the new piece"));
    const [path] = Object.keys(texts);
    const line = texts[path].split("\n").findIndex((it) => it.includes(BLANK)) + 1;
    await this.open(path, { line: line || 1, column: 1 });
  }

  /** The module of the file that is open, if it has one. */
  get #module() {
    return this.editor.path.match(/^(?:modules|quizzes)\/(.+)\.yml$/)?.[1] ?? "";
  }

  /** The file to begin with: the first module that the job of the page reads, or any file. */
  get #firstFile() {
    const first = `modules/${this.preview.firstModule}.yml`;
    return this.#files.has(first) ? first : [...this.#files.keys()][0];
  }

  /** Lists the files, jobs and modules that there are now. */
  async #showLists() {
    /** @type {import("./client.mjs").File[]} */
    const files = await this.generator.ask("files");
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.files.show(files);
    await this.preview.setRoles(await this.generator.ask("roles"));
  }

  /** Begins what the district writes over the piece at the cursor, in a file of its own. */
  async #writeOver() {
    const { path, text, place } = this.editor;
    const found = await this.generator.ask("for_district", path, text, place.line, place.column);
    if (found.texts) await this.#begin(found.texts);
    else this.#status.textContent = found.problem;
  }

  /**
   * Shows the form in the place of the text, or the text again.
   *
   * @param {boolean} isShown whether the form is shown then
   */
  async #showForm(isShown) {
    const toggle = element("open-form");
    toggle.textContent = isShown ? "Back to the text" : "Edit as a form";
    element("editor").hidden = isShown;
    element("form").hidden = !isShown;
    if (!isShown) this.editor.showCursor();
    if (isShown) await this.form.show();
    else await this.form.close();
  }

  /**
   * Takes a text in which a form has added, removed or moved a piece.
   *
   * @param {import("./forms.mjs").Rearranged} changed
   */
  #rearrange({ text, says, step }) {
    const { path } = this.editor;
    const before = this.#changed.draft(path);
    this.editor.replace(text, true);
    this.lastStep.keep(step, { [path]: before }, { [path]: text });
    this.#status.textContent = says;
  }

  /**
   * Makes files what they are as published. Deletes those that are new.
   *
   * @param {() => string[]} paths
   */
  async #takeBack(paths) {
    await this.form.settle(); // or what was written last would come back
    for (const path of paths()) {
      const { base } = this.#changed.draft(path);
      if (path === this.editor.path && base !== null) this.editor.replace(base);
      this.#changed.note(path, base);
    }
    await this.reading.tell();
    await this.#showLists();
    if (this.#changed.draft(this.editor.path).text === null) await this.open(this.#firstFile);
    this.#mark();
    if (!element("form").hidden) await this.form.showAgain();
  }

  /** @param {string} text */
  #onChange(text) {
    this.#changed.note(this.editor.path, text);
    this.reading.tellSoon();
  }

  /**
   * @param {Problem[]} problems
   * @param {boolean} isRead
   */
  async #showVersion(problems, isRead) {
    this.#showProblems(problems);
    if (isRead) await this.#showLists();
    await this.preview.refresh();
  }

  /** @param {Problem[]} problems */
  #showProblems(problems) {
    this.#problems = problems;
    this.problems.show(problems, this.editor.path);
    this.#mark();
  }

  #mark() {
    const { path } = this.editor;
    const changed = this.#changed.paths;
    this.files.mark(path, new Set(changed), this.#problems);
    this.editor.show(this.#problems.filter((problem) => problem.path === path));
    this.lastStep.show();
    element("open-changes").textContent =
      changed.length === 1 ? "Your changes: 1 file" : `Your changes: ${changed.length} files`;
  }

  /**
   * Shows the place on the page that is written at a place in the text.
   *
   * @param {Place} place
   */
  async #follow({ line, column }) {
    const { path, text } = this.editor;
    history.replaceState(null, "", `#${path}:${line}`);
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
}

showPart("text");
openAlone(() => new Workshop().start());
keepForOffline();
