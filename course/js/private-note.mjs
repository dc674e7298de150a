// @ts-check
// <private-note>: a place to write that nothing can carry away. It stands in no form and has no
// name. What is written stays on the device, or in the tab for who wants that. A note is known by its
// module and its activity, so that two jobs which share a prompt share the note.

import { make, one } from "./elements.mjs";
import { isObject, isPassing, readThings, writeThings } from "./store.mjs";
import { word } from "./words.mjs";

const MOST_CHARACTERS = 2000;

class PrivateNote extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    const activity = this.closest("section")?.id;
    const place = `${one(document, ".close").dataset.module}/${activity}`;
    const id = `_note-${activity}`;
    const area = make("textarea", {
      id,
      rows: "3",
      maxlength: String(MOST_CHARACTERS),
      autocomplete: "off",
      // Some browsers send what is typed away to check its spelling.
      spellcheck: "false",
      "aria-describedby": `${id}--note`,
    });
    const hint = make("p", { id: `${id}--note`, class: "private-note__note" });
    const say = (/** @type {boolean} */ isKept) => {
      hint.textContent = word(!isKept ? "note-not-kept" : isPassing() ? "kept-in-tab" : "kept-here");
    };
    let last = "";
    const takeKept = () => {
      // What could not be kept is nowhere else.
      if (area.value !== last) return;
      area.value = noteAt(place);
      last = area.value;
    };
    takeKept();
    say(true);
    area.addEventListener("input", () => {
      const kept = noteAt(place);
      const end = area.value.length;
      // Another tab has written since. Both texts stay.
      if (kept !== last && !area.value.includes(kept)) {
        area.setRangeText(`\n\n${kept}`, end, end, "preserve");
      }
      const isKept = keepNote(place, area.value);
      if (isKept) last = area.value;
      say(isKept);
    });
    window.addEventListener("storage", takeKept);
    // A browser may bring a page back as it was: on a shared device, to somebody else.
    window.addEventListener("pageshow", () => {
      if (!isPassing()) takeKept();
    });
    window.addEventListener("pagehide", () => {
      if (isPassing()) last = area.value = "";
    });
    this.append(make("label", { for: id }, word(this.dataset.label ?? "")), area, hint);
  }
}

/**
 * The note at a place, such as "noticing/make-it-yours--my-plan".
 *
 * @param {string} place
 */
function noteAt(place) {
  const kept = readThings("notes").things?.[place];
  return isObject(kept) && typeof kept.text === "string" ? kept.text : "";
}

/**
 * Keeps a note; an empty one is dropped. False where the browser cannot.
 *
 * @param {string} place
 * @param {string} text
 */
function keepNote(place, text) {
  const { things } = readThings("notes");
  if (!things) return false;
  const { [place]: _, ...others } = things;
  return writeThings("notes", text ? { ...others, [place]: { text } } : others);
}

customElements.define("private-note", PrivateNote);
