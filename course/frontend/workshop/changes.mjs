// @ts-check
// The list of changed files, each with its differences, and the ways to send them.

import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { asFile, fromFile } from "./drafts.mjs";
import { button, link, made } from "./elements.mjs";
import {
  addressForChange,
  addressForNew,
  bytesOf,
  canSaveIntoFolder,
  download,
  saveIntoFolder,
} from "./sending.mjs";

/** @typedef {import("./drafts.mjs").DraftsByPath} DraftsByPath */
/** @typedef {import("./sending.mjs").Repository} Repository */
/**
 * @typedef {object} Events
 * @property {() => DraftsByPath} drafts what was changed
 * @property {() => boolean} isAtRisk whether the browser does not keep that
 * @property {(path: string) => Promise<void>} onTakeBack
 * @property {() => Promise<void>} onWipe
 * @property {(drafts: DraftsByPath) => Promise<void>} onBring drafts from a file
 * @property {import("./last-step.mjs").LastStep} lastStep
 * @property {(name: string) => Promise<any>} ask
 */

const DIFF_THEME = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--card)", maxHeight: "24rem" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", fontSize: "0.875rem" },
  ".cm-changedLine": { backgroundColor: "var(--fits-wash)" },
  ".cm-deletedChunk": { backgroundColor: "var(--again-wash)" },
});

const NOTHING = "You have changed nothing.";
const KEPT = "What you wrote is kept in this browser only.";
const AT_RISK =
  "What you wrote is not kept in this browser. Take your drafts along as a file before you close this page.";

export class Changes {
  #dialog;
  #inside;
  #events;
  #repository;
  #said = "";

  /**
   * @param {HTMLDialogElement} dialog
   * @param {HTMLElement} inside
   * @param {Repository} repository what the site was built from; empty if that is not known
   * @param {Events} events
   */
  constructor(dialog, inside, repository, events) {
    this.#dialog = dialog;
    this.#inside = inside;
    this.#repository = repository;
    this.#events = events;
  }

  open() {
    this.#said = "";
    this.#show();
    this.#dialog.showModal();
  }

  #show() {
    const drafts = this.#events.drafts();
    const paths = Object.keys(drafts).sort();
    const said = made("p", this.#said);
    said.setAttribute("role", "status");
    this.#inside.replaceChildren(
      said,
      ...this.#undo(),
      made("p", this.#events.isAtRisk() ? AT_RISK : paths.length ? KEPT : NOTHING),
      ...paths.map((path) => this.#file(path, drafts[path])),
      ...(paths.length ? [this.#ways(drafts)] : []),
      this.#drafts(drafts),
    );
  }

  /** The way back from drafts that were brought, however many of them were looked at. */
  #undo() {
    const { lastStep } = this.#events;
    if (!lastStep.name) return [];
    return [button(`Undo: ${lastStep.name}`, async () => this.#tell(await lastStep.undo()))];
  }

  /**
   * @param {string} path
   * @param {{base: string | null, text: string | null}} draft
   */
  #file(path, { base, text }) {
    const part = made("section");
    part.append(made("h3", path));
    const details = made("details");
    details.append(made("summary", base === null ? "Show the new file" : "Show what changed"));
    details.addEventListener(
      "toggle",
      () => {
        const host = made("div");
        details.append(host);
        const root = host.attachShadow({ mode: "open" });
        new EditorView({ parent: root, root, state: differences(base ?? "", text ?? "") });
      },
      { once: true },
    );
    part.append(details, ...this.#onGitHub(path, base, text));
    part.append(
      button("Take back my changes in this file", async () => {
        const question =
          base === null
            ? `Delete the new file ${path}?`
            : `Take back everything that you changed in ${path}?`;
        if (!confirm(question)) return;
        await this.#events.onTakeBack(path);
        this.#show();
      }),
    );
    return part;
  }

  /**
   * @param {string} path
   * @param {string | null} base
   * @param {string | null} text
   */
  #onGitHub(path, base, text) {
    if (!this.#repository.repository || text === null) return [];
    const address = base === null ? addressForNew(this.#repository, path, text) : null;
    if (address) {
      return [
        made(
          "p",
          "Opening this page sends the text of the file to GitHub. There, tap “Commit changes…”, then “Propose changes”.",
        ),
        link("Open GitHub’s page for this new file", address),
      ];
    }
    const page =
      base === null
        ? `${this.#repository.repository}/new/${this.#repository.branch}`
        : addressForChange(this.#repository, path);
    return [
      made(
        "p",
        "First copy the text. Then open GitHub’s page, click into the text there, select all of it, paste, and tap “Commit changes…”. GitHub gets the text when you paste it.",
      ),
      button("Copy the whole text", async () => {
        await navigator.clipboard.writeText(text);
        this.#tell(`The text of ${path} is copied. Now open GitHub’s page.`);
      }),
      link("Open GitHub’s page for this file", page),
    ];
  }

  /** @param {DraftsByPath} drafts */
  #ways(drafts) {
    const part = made("section");
    part.append(
      made("h3", "Send all of it"),
      made(
        "p",
        "Download the files and send them, for example by email, to the person who looks after the course. They put them in the place of the old ones.",
      ),
      button("Download the changed files", async () => {
        download(
          "changed-files.zip",
          bytesOf(await this.#events.ask("archive")),
          "application/zip",
        );
      }),
      made(
        "p",
        "Somebody who works with git may rather have a patch. “git apply changes.patch” makes the changes.",
      ),
      button("Download a patch", async () => {
        download("changes.patch", await this.#events.ask("patch"), "text/x-patch");
      }),
    );
    if (canSaveIntoFolder) {
      part.append(
        made(
          "p",
          "If the course is in a folder on this computer, the files can be saved there. Choose the folder that has the file course.yml in it.",
        ),
        button("Save into the folder", async () => {
          const texts = new Map(Object.entries(drafts).map(([path, { text }]) => [path, text]));
          try {
            this.#tell(
              (await saveIntoFolder(texts))
                ? "The files are saved in the folder."
                : "That folder has no file course.yml. Nothing was saved.",
            );
          } catch (error) {
            if (!isAbort(error)) this.#tell(`Not all files are saved in the folder. (${error})`);
          }
        }),
      );
    }
    return part;
  }

  /** @param {DraftsByPath} drafts */
  #drafts(drafts) {
    const part = made("section");
    const bring = made("input");
    bring.type = "file";
    bring.accept = ".json";
    bring.addEventListener("change", async () => {
      const file = bring.files?.[0];
      if (!file) return;
      try {
        const content = await file.text();
        bring.value = ""; // or the same file could not be chosen again after a no
        const brought = fromFile(content);
        const both = Object.keys(brought).filter((path) => path in drafts);
        const question = `You have changed these files here, too: ${both.join(", ")}. Put the drafts from the file in their place?`;
        if (both.length && !confirm(question)) return;
        await this.#events.onBring(brought);
        this.#tell("The drafts are here now.");
      } catch (error) {
        this.#tell(error instanceof Error ? error.message : String(error));
      }
    });
    const label = made("label", "Bring drafts from a file ");
    label.append(bring);
    part.append(made("h3", "Your drafts"));
    if (Object.keys(drafts).length) {
      part.append(
        button("Take my drafts along as a file", () =>
          download("drafts.json", asFile(drafts), "application/json"),
        ),
      );
    }
    part.append(
      label,
      button("Wipe my drafts", async () => {
        if (!confirm("Wipe everything that you wrote here and have not sent?")) return;
        await this.#events.onWipe();
        this.#tell("Your drafts are wiped.");
      }),
    );
    return part;
  }

  /** @param {string} text */
  #tell(text) {
    this.#said = text;
    this.#show();
  }
}

/**
 * Whether somebody has closed a question of the browser without an answer.
 *
 * @param {unknown} error
 */
function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/**
 * @param {string} before
 * @param {string} after
 */
function differences(before, after) {
  return EditorState.create({
    doc: after,
    extensions: [
      EditorState.readOnly.of(true),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "What changed", tabindex: "0" }),
      unifiedMergeView({
        original: before,
        mergeControls: false,
        collapseUnchanged: { margin: 2, minSize: 4 },
      }),
      DIFF_THEME,
    ],
  });
}
