// @ts-check
// <way-back>: for readers who came from another page of the course, a button back to where they were.

import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";

class WayBack extends HTMLElement {
  connectedCallback() {
    // Pages send no referrer. Not every browser has this list, which is of one origin only.
    const tab = /** @type {any} */ (window).navigation;
    const before = tab?.entries()[tab.currentEntry.index - 1];
    if (!before || before.sameDocument) return;
    // Links on this page may have led on since.
    const back = button(t("way-back"), () => tab.traverseTo(before.key));
    this.append(make("p", {}, back));
  }
}

customElements.define("way-back", WayBack);
