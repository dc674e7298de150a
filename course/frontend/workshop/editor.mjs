// @ts-check
// The text of a file, with completion and the problems under the words.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { foldGutter, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";

import { tags } from "@lezer/highlight";
import { BLANK } from "./blanks.mjs";

/** @typedef {import("./client.mjs").Problem} Problem */
/** @typedef {import("./client.mjs").Place} Place */
/** @typedef {import("./client.mjs").Option} Option */
/** @typedef {NonNullable<Problem["fix"]>} Fix */
/**
 * @typedef {object} Fixable what a fix changes, whatever is typed in other lines meanwhile
 * @property {number} start where its lines begin
 * @property {string} lines as they were when it was offered
 * @property {number} from counted from there
 * @property {number} to
 */
/**
 * @typedef {object} Events
 * @property {(text: string) => void} onChange
 * @property {(place: Place) => void} onMove the cursor is on another line
 * @property {(fix: Fix) => void} onFix
 * @property {(text: string, place: Place) => Promise<{start: number, options: Option[]}>} complete
 */

const THEME = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--card)" },
  "&.cm-focused": { outline: "3px solid var(--pine)" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", fontSize: "0.875rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--ink-soft)", backgroundColor: "var(--sunk)", border: "none" },
  ".cm-activeLineGutter": { backgroundColor: "var(--pine-wash)" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--card)",
    border: "1px solid var(--control)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--on-pine)",
    background: "var(--pine)",
  },
  ".cm-completionInfo": { maxWidth: "20rem" },
  ".cm-diagnosticAction": {
    font: "inherit",
    color: "var(--on-pine)",
    backgroundColor: "var(--pine)",
    padding: "0.25rem 0.75rem",
  },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
    backgroundColor: "var(--again-wash) !important",
  },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--sunk)" },
});

const HIGHLIGHTS = HighlightStyle.define([
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName)],
    color: "var(--pine)",
    fontWeight: "700",
  },
  { tag: [tags.comment, tags.lineComment], color: "var(--ink-soft)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket], color: "var(--again)" },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: "var(--ink)" },
]);

const LINE_END = /\r\n|\r|\n/;

export class Editor {
  #events;
  #view;
  #line = 0;
  /** @type {Map<string, EditorState>} files that were left, with what can be undone in them */
  #left = new Map();
  #path = "";
  #mayChange = true;
  /** The last text that was put in, as it was: the editor itself has one kind of line ends only. */
  #given = { text: "", doc: Text.empty };
  /** @type {Map<string, Fixable>} by the fixes that are offered */
  #fixable = new Map();

  /**
   * @param {HTMLElement} host
   * @param {Events} events
   */
  constructor(host, events) {
    this.#events = events;
    // Inside a shadow root, its style sheets need no exception to the policy.
    const root = host.attachShadow({ mode: "open" });
    this.#view = new EditorView({ parent: root, root, state: this.#state("") });
  }

  get path() {
    return this.#path;
  }

  /** With the line ends of the file. If it has several kinds and was changed, with its first one. */
  get text() {
    const { doc } = this.#view.state;
    const { text, doc: given } = this.#given;
    if (doc.eq(given)) return text;
    return doc.toString().replaceAll("\n", text.match(LINE_END)?.[0] ?? "\n");
  }

  get place() {
    return placeAt(this.#view.state, this.#view.state.selection.main.head);
  }

  /**
   * Shows a file. What could be undone there before still can.
   *
   * @param {string} path
   * @param {string} text
   * @param {boolean} mayChange
   */
  open(path, text, mayChange = true) {
    this.#mayChange = mayChange;
    this.#left.set(this.#path, this.#view.state);
    this.#path = path;
    const doc = this.#give(text);
    const left = this.#left.get(path);
    this.#view.setState(left?.doc.eq(doc) ? left : this.#state(doc));
  }

  /**
   * Puts another text in the place of this file's, as a change that can be undone.
   *
   * @param {string} text
   * @param {boolean} [isOneStep] whether that is undone alone, and not with what was typed before
   */
  replace(text, isOneStep = false) {
    const old = this.#view.state.doc.toString();
    const fresh = this.#give(text).toString();
    let start = 0;
    while (start < old.length && old[start] === fresh[start]) start += 1;
    let end = 0;
    const most = Math.min(old.length, fresh.length) - start;
    while (end < most && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
    const insert = fresh.slice(start, fresh.length - end);
    this.#view.dispatch({
      changes: { from: start, to: old.length - end, insert },
      annotations: isOneStep ? isolateHistory.of("full") : [],
    });
  }

  /**
   * Remembers a text that is put in. Returns it as the editor has it.
   *
   * @param {string} text
   */
  #give(text) {
    const doc = Text.of(text.split(LINE_END));
    this.#given = { text, doc };
    return doc;
  }

  /**
   * Moves the cursor to a place and shows it.
   *
   * @param {Place} place
   * @param {boolean} [takesFocus]
   */
  goTo(place, takesFocus = true) {
    const anchor = offsetAt(this.#view.state, place);
    this.#line = place.line;
    this.#view.dispatch({ selection: { anchor } });
    this.showCursor();
    if (takesFocus) this.#view.focus();
  }

  /** Scrolls to the cursor. Behind a form nothing has a place, so it waits until the text is back. */
  showCursor() {
    if (!this.#view.dom.checkVisibility()) return;
    const { head } = this.#view.state.selection.main;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(head, { y: "center" }) });
  }

  /**
   * Goes to the next blank after the cursor, or the first one, and selects what is to be replaced.
   *
   * @param {Place} [from]
   */
  goToBlank(from = this.place) {
    const { state } = this.#view;
    const text = state.doc.toString();
    const here = text.indexOf(BLANK, offsetAt(state, from));
    const start = here < 0 ? text.indexOf(BLANK) : here;
    if (start < 0) return;
    const line = state.doc.lineAt(start);
    // A blank in quotation marks ends before them.
    const end = line.text.endsWith('"') ? line.to - 1 : line.to;
    this.#line = line.number;
    this.#view.dispatch({ selection: { anchor: start, head: end } });
    this.showCursor();
    this.#view.focus();
  }

  /** @param {Problem[]} problems of this file, as it is now */
  show(problems) {
    const { state } = this.#view;
    const fixes = problems.flatMap(({ fix }) => fix ?? []);
    this.#fixable = new Map(fixes.map((fix) => [JSON.stringify(fix), fixableAt(state, fix)]));
    const diagnostics = problems.map((problem) => {
      const from = offsetAt(state, problem);
      const line = state.doc.lineAt(from);
      const { fix } = problem;
      const word = state.doc.sliceString(from, line.to).match(/^[^\s,[\]]+/)?.[0] ?? "";
      return {
        from,
        to: fix ? offsetAt(state, fix.end) : Math.min(from + Math.max(word.length, 1), line.to),
        severity: /** @type {"error" | "warning"} */ (
          problem.level === "error" ? "error" : "warning"
        ),
        message: `${problem.what} ${problem.remedy}`,
        actions: fix ? [{ name: fixName(fix), apply: () => this.#events.onFix(fix) }] : [],
      };
    });
    this.#view.dispatch(setDiagnostics(state, diagnostics));
  }

  /**
   * Makes a fix that is offered for this file, if its lines are as they were then. Says whether it is
   * made: anywhere else, it would change the wrong words.
   *
   * @param {Fix} fix
   */
  fix(fix) {
    const found = this.#fixable.get(JSON.stringify(fix));
    if (!found) return false;
    const { doc } = this.#view.state;
    const { lines, from, to } = found;
    const start = doc.lineAt(found.start).from;
    const end = doc.lineAt(Math.min(start + lines.length, doc.length)).to;
    if (doc.sliceString(start, end) !== lines) return false;
    this.#view.dispatch({
      changes: { from: start + from, to: start + to, insert: fix.text },
      selection: { anchor: start + from + fix.text.length },
    });
    this.#view.focus();
    return true;
  }

  /** @param {string | Text} doc */
  #state(doc) {
    return EditorState.create({
      doc,
      extensions: [
        EditorState.readOnly.of(!this.#mayChange),
        lineNumbers(),
        highlightActiveLineGutter(),
        foldGutter(),
        history(),
        drawSelection(),
        EditorState.tabSize.of(2),
        indentUnit.of("  "),
        yaml(),
        syntaxHighlighting(HIGHLIGHTS),
        highlightSelectionMatches(),
        lintGutter(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Text of the file", tabindex: "0" }),
        autocompletion({ override: [(context) => this.#complete(context)] }),
        // Tab moves on to the next control, for people who use the keyboard.
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
        keymap.of(completionKeymap),
        EditorView.updateListener.of((update) => this.#onUpdate(update)),
        THEME,
      ],
    });
  }

  /** @param {import("@codemirror/view").ViewUpdate} update */
  #onUpdate(update) {
    if (update.docChanged) {
      for (const it of this.#fixable.values()) it.start = update.changes.mapPos(it.start, 1);
      this.#events.onChange(this.text);
    }
    const { line, column } = placeAt(update.state, update.state.selection.main.head);
    if (line !== this.#line && update.selectionSet) {
      this.#line = line;
      this.#events.onMove({ line, column });
    }
  }

  /** @param {import("@codemirror/autocomplete").CompletionContext} context */
  async #complete(context) {
    const { state, pos } = context;
    const place = placeAt(state, pos);
    const { start, options } = await this.#events.complete(state.doc.toString(), place);
    const from = offsetAt(state, { line: place.line, column: start + 1 });
    if (
      !options.length ||
      (from === pos && !context.explicit && !/\[[@[]$/.test(before(state, pos)))
    )
      return null;
    return {
      from,
      validFor: /^[\w-]*$/,
      options: options.map(({ label, inserted, about }) => ({
        label,
        apply: inserted,
        info: about,
      })),
    };
  }
}

/** @param {Fix} fix */
export function fixName(fix) {
  return fix.text.trim() ? `Write ${fix.text.trim().slice(0, 40)}` : "Remove it";
}

/**
 * Where an offset is for the generator, which counts an emoji as one character. The editor counts two.
 *
 * @param {EditorState} state
 * @param {number} offset
 */
function placeAt(state, offset) {
  const line = state.doc.lineAt(offset);
  const characters = [...line.text.slice(0, offset - line.from)];
  return { line: line.number, column: characters.length + 1 };
}

/**
 * @param {EditorState} state
 * @param {Place} place
 */
function offsetAt(state, { line, column }) {
  const found = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  const characters = [...found.text].slice(0, column - 1);
  return found.from + characters.join("").length;
}

/**
 * @param {EditorState} state
 * @param {Fix} fix
 * @returns {Fixable}
 */
function fixableAt(state, fix) {
  const from = offsetAt(state, fix.start);
  const to = offsetAt(state, fix.end);
  const start = state.doc.lineAt(from).from;
  const lines = state.doc.sliceString(start, state.doc.lineAt(to).to);
  return { start, lines, from: from - start, to: to - start };
}

/**
 * @param {EditorState} state
 * @param {number} offset
 */
function before(state, offset) {
  return state.doc.sliceString(Math.max(0, offset - 2), offset);
}
