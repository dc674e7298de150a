// @ts-check
// <private-note>: a place to write that nothing can carry away. It stands in no form and has no
// name. What is written stays on the device, or in the tab for who wants that. A note is known by its
// module and its activity, so that two jobs which share a prompt share the note. Other fields that are
// kept, such as a tool's, are kept as notes, too.

import { make, one } from "./elements.mjs";
import { isObject, isPassing, readThings, writeThings } from "./store.mjs";
import { word } from "./words.mjs";

const MOST_CHARACTERS = "2000";

class PrivateNote extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    const activity = this.closest("section")?.id;
    const place = `${one(document, ".close").dataset.module}/${activity}`;
    const id = `_note-${activity}`;
    const note = `${id}--note`;
    const area = make("textarea", {
      id,
      rows: "3",
      maxlength: MOST_CHARACTERS,
      autocomplete: "off",
      // Some browsers send what is typed away to check its spelling.
      spellcheck: "false",
      "aria-describedby": note,
    });
    const hint = make("p", { id: note, class: "private-note__note" });
    keepIn(area, place, hint);
    this.append(make("label", { for: id }, word(this.dataset.label ?? "")), area, hint);
  }
}

/** @param {string} place */
export function noteAt(place) {
  const kept = readThings("notes").things?.[place];
  return isObject(kept) && typeof kept.text === "string" ? kept.text : "";
}

/**
 * Keeps a note; an empty one is dropped. False where the browser cannot.
 *
 * @param {string} place
 * @param {string} text
 */
export function keepNote(place, text) {
  const { things } = readThings("notes");
  if (!things) return false;
  const { [place]: _, ...others } = things;
  return writeThings("notes", text ? { ...others, [place]: { text } } : others);
}

/**
 * Says where what is written is kept.
 *
 * @param {HTMLElement} hint
 * @param {boolean} isKept
 */
export function sayWhere(hint, isKept) {
  hint.textContent = word(!isKept ? "note-not-kept" : isPassing() ? "kept-in-tab" : "kept-here");
}

/**
 * Lets a field show the note at a place, and keeps there what is written in it.
 *
 * @param {HTMLTextAreaElement} area
 * @param {string} place
 * @param {HTMLElement} hint says after each letter where it is kept
 */
export function keepIn(area, place, hint) {
  let last = "";
  const takeKept = () => {
    // What could not be kept is nowhere else.
    if (area.value !== last) return;
    area.value = noteAt(place);
    last = area.value;
  };
  takeKept();
  sayWhere(hint, true);
  area.addEventListener("input", () => {
    const kept = noteAt(place);
    const end = area.value.length;
    // Another tab has written since. Both texts stay.
    if (kept !== last && !area.value.includes(kept)) {
      area.setRangeText(`\n\n${kept}`, end, end);
    }
    const isKept = keepNote(place, area.value);
    if (isKept) last = area.value;
    sayWhere(hint, isKept);
  });
  addEventListener("storage", takeKept);
  // A browser may bring a page back as it was: on a shared device, to somebody else.
  addEventListener("pageshow", () => {
    if (!isPassing()) takeKept();
  });
  addEventListener("pagehide", () => {
    if (isPassing()) last = area.value = "";
  });
}

customElements.define("private-note", PrivateNote);
