// @ts-check
// <private-note>: a text area for plans and thoughts, which never leave the browser.

import { make, query } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { bindText } from "../page/note-field.mjs";

class PrivateNote extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    const activity = this.closest("section")?.id;
    const key = `${query(document, ".close").dataset.module}/${activity}`;
    const id = `_note-${activity}`;
    const hint = make("p", { id: `${id}--hint`, class: "private-note__hint" });
    const area = make("textarea", {
      id,
      rows: "3",
      maxlength: "2000",
      autocomplete: "off",
      // Some browsers send text to a server to check its spelling.
      spellcheck: "false",
      "aria-describedby": hint.id,
    });
    bindText(area, key, hint);
    this.append(make("label", { for: id }, t("my-thoughts")), area, hint);
  }
}

customElements.define("private-note", PrivateNote);
