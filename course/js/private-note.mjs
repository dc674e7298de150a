// @ts-check
// <private-note>: a place to write that nothing can carry away. It stands in no form and has no
// name; nothing is stored, and it is emptied when the page is left.

import { make } from "./elements.mjs";
import { word } from "./words.mjs";

let count = 0;

class PrivateNote extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    count += 1;
    const id = `_note-${count}`;
    const area = make("textarea", {
      id,
      rows: "3",
      autocomplete: "off",
      // Some browsers send what is typed away to check its spelling.
      spellcheck: "false",
      "aria-describedby": `${id}--note`,
    });
    this.append(
      make("label", { for: id }, word(this.dataset.label ?? "")),
      area,
      make("p", { id: `${id}--note`, class: "private-note__note" }, word("private")),
    );
    // A browser may bring a page back as it was: on a shared device, to somebody else.
    window.addEventListener("pagehide", () => {
      area.value = "";
    });
  }
}

customElements.define("private-note", PrivateNote);
