// @ts-check
// <room-mode>: for a room with one projector. One thing at a time, large; what waits comes one by one.

import { all, make, plainText } from "./elements.mjs";
import { button } from "./hand.mjs";
import { word } from "./words.mjs";

class RoomMode extends HTMLElement {
  #slides = all(document, "[data-slide]");
  #at = 0;
  #place = make("div", { class: "room__slide", tabindex: "-1" });
  #number = make("p", { role: "status" });
  #dialog = make("dialog", { class: "room md-typeset", "aria-label": word("room") });

  connectedCallback() {
    if (this.childElementCount) return;
    const back = button(word("room-back"), () => this.#back());
    const next = button(word("room-next"), () => this.#next());
    const close = button(word("room-close"), () => this.#dialog.close());
    const menu = make("select", { "aria-label": word("room-go") });
    this.#slides.forEach((slide, at) => {
      menu.append(make("option", { value: String(at) }, `${at + 1} · ${nameOf(slide)}`));
    });
    menu.addEventListener("change", () => this.#show(Number(menu.value)));
    this.#dialog.append(
      this.#place,
      make("div", { class: "room__doing" }, back, next, menu, this.#number, close),
    );
    this.#dialog.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
      const isMenu = event.target === menu || (event.key === " " && event.target instanceof HTMLButtonElement);
      if (!step || isMenu) return;
      event.preventDefault();
      if (step > 0) this.#next();
      else this.#back();
    });
    this.#dialog.addEventListener("close", () => {
      if (document.fullscreenElement) document.exitFullscreen();
    });
    const start = button(word("room"), () => this.#open());
    this.append(start, make("p", { class: "private-note__note" }, word("room-why")), this.#dialog);
  }

  #open() {
    this.#dialog.showModal();
    this.#show(this.#at);
    // Where a browser refuses, the window is large enough.
    this.#dialog.requestFullscreen?.().catch(() => {});
  }

  /** @param {number} at */
  #show(at) {
    this.#at = at;
    const slide = /** @type {HTMLElement} */ (this.#slides[at].cloneNode(true));
    slide.removeAttribute("data-slide");
    for (const element of [slide, ...all(slide, "[id]")]) element.removeAttribute("id");
    for (const waiting of all(slide, "[data-waits]")) waiting.hidden = true;
    this.#place.replaceChildren(slide);
    this.#place.scrollTop = 0;
    this.#place.focus();
    const menu = this.#dialog.querySelector("select");
    if (menu) menu.value = String(at);
    this.#number.textContent = word("room-number", { number: at + 1, total: this.#slides.length });
  }

  #next() {
    const waiting = all(this.#place, "[data-waits]").find((it) => it.hidden);
    if (waiting) {
      waiting.hidden = false;
      waiting.scrollIntoView({ block: "nearest" });
    } else if (this.#at + 1 < this.#slides.length) this.#show(this.#at + 1);
  }

  #back() {
    const shown = all(this.#place, "[data-waits]").filter((it) => !it.hidden).at(-1);
    if (shown) shown.hidden = true;
    else if (this.#at > 0) this.#show(this.#at - 1);
  }
}

/**
 * What a slide is called in a list: its heading, or its first words.
 *
 * @param {HTMLElement} slide
 */
function nameOf(slide) {
  const named = slide.querySelector("h2") ?? slide.querySelector("p");
  const text = named ? plainText(named) : "";
  return text.length > 50 ? `${text.slice(0, 50)} …` : text;
}

customElements.define("room-mode", RoomMode);
