// @ts-check
// <private-note>: a place to write that nothing can carry away. It stands in no form and has no
// name. What is written stays on the device, or in the tab for who wants that.

import { make, one } from "./elements.mjs";
import { keepNote, noteAt } from "./notebook.mjs";
import { isPassing } from "./store.mjs";
import { word } from "./words.mjs";

const MOST_CHARACTERS = 2000;
let count = 0;

class PrivateNote extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    count += 1;
    const id = `_note-${count}`;
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
    const sayWhatIsKept = () => {
      hint.textContent = word(isPassing() ? "kept-in-tab" : "kept-here");
    };
    const place = this.#place;
    area.value = noteAt(place);
    sayWhatIsKept();
    area.addEventListener("input", () => {
      if (keepNote(place, area.value)) sayWhatIsKept();
      else hint.textContent = word("note-not-kept");
    });
    // Another tab has written here.
    window.addEventListener("storage", () => {
      if (document.activeElement !== area) area.value = noteAt(place);
    });
    // A browser may bring a page back as it was: on a shared device, to somebody else.
    window.addEventListener("pagehide", () => {
      if (isPassing()) area.value = "";
    });
    this.append(make("label", { for: id }, word(this.dataset.label ?? "")), area, hint);
  }

  /** The note's name in the notebook: its module and the activity it belongs to. */
  get #place() {
    return `${one(document, ".close").dataset.module}/${this.closest("section")?.id}`;
  }
}

customElements.define("private-note", PrivateNote);
