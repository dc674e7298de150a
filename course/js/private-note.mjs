// @ts-check
// <private-note>: a place to write that nothing can carry away. It stands in no form and has no
// name. What is written stays on the device, or in the tab for who wants that.

import { make, one } from "./elements.mjs";
import { keepNote, noteAt } from "./notebook.mjs";
import { isPassing } from "./store.mjs";
import { word } from "./words.mjs";

const MOST_CHARACTERS = 2000;

class PrivateNote extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    const activity = this.closest("section")?.id;
    // The note's name in the notebook.
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

customElements.define("private-note", PrivateNote);
