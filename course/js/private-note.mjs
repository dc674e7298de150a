// @ts-check
// <private-note>: a place to write that nothing can carry away. It stands in no form and has no
// name. What is written stays on the device, or in the tab for who wants that. A note is known by its
// module and its activity, so that two jobs which share a prompt share the note.

import { make, one } from "./elements.mjs";
import { keepIn, whereKept } from "./kept-notes.mjs";
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
    const hint = make("p", { id: `${id}--note`, class: "private-note__note" }, whereKept(true));
    keepIn(area, place, (isKept) => {
      hint.textContent = whereKept(isKept);
    });
    this.append(make("label", { for: id }, word(this.dataset.label ?? "")), area, hint);
  }
}

customElements.define("private-note", PrivateNote);
