// @ts-check
// <presenter-mode>: shows a trainer's page on a projector, one slide at a time and in large type.
// Feedback on a slide is revealed step by step. On a slide that leads to several others, such as a
// turn of a scene, the group chooses one by its link; the back button then returns from it.
// Room mode is an entry of the browser's history, which knows the slide: the browser's Back closes
// room mode, and loading the page again, as some remote controls do, stays on the slide.

import { button, make, plainText, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";

const MAX_TITLE_LENGTH = 50;
/** How much of the window a long slide moves: the last line seen stays in sight. */
const PART_OF_WINDOW = 0.8;

class PresenterMode extends HTMLElement {
  #slides = queryAll(document, "[data-slide]");
  #index = 0;
  /** The slides from which links led on, up to the present one. */
  #trail = /** @type {number[]} */ ([]);
  #slide = make("div", { class: "presenter__slide", role: "group", tabindex: "-1" });
  #number = make("p", { role: "status" });
  #following = make("p", { class: "presenter__following" });
  #menu = make("select", { "aria-label": t("presenter-go-to") });
  #dialog = make("dialog", { class: "presenter", "aria-label": t("presenter") });

  connectedCallback() {
    if (this.childElementCount) return;
    const back = button(t("presenter-back"), () => this.#back());
    const next = button(t("presenter-next"), () => this.#next());
    const close = button(t("presenter-close"), () => this.#dialog.close());
    this.#slides.forEach((slide, index) => {
      const number = slide.dataset.slide || index + 1;
      const title = `${number} · ${titleOf(slide)}`;
      this.#menu.append(make("option", { value: String(index) }, title));
    });
    this.#menu.addEventListener("change", () => this.#jump(Number(this.#menu.value)));
    this.#slide.addEventListener("click", (event) => {
      const index = event.target instanceof Element ? this.#ledTo(event.target) : -1;
      if (index < 0) return;
      event.preventDefault();
      this.#trail.push(this.#index);
      this.#show(index);
    });
    const named = document.getElementById(location.hash.slice(1));
    const wasOpen = slideInHistory() in this.#slides;
    this.#index = wasOpen
      ? slideInHistory()
      : Math.max(
          0,
          this.#slides.findIndex((slide) => slide.contains(named)),
        );
    this.#dialog.append(
      this.#slide,
      make(
        "div",
        { class: "presenter__controls" },
        back,
        next,
        this.#menu,
        this.#number,
        this.#following,
        close,
      ),
    );
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("close", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      if (slideInHistory() >= 0) history.back();
    });
    addEventListener("popstate", () => {
      if (slideInHistory() < 0) this.#dialog.close();
    });
    const start = button(t("presenter"), () => this.#open());
    const hint = make("p", { class: "private-note__hint" }, t("presenter-hint"));
    this.append(start, hint, this.#dialog);
    if (wasOpen) this.#open();
  }

  #open() {
    this.#dialog.showModal();
    if (slideInHistory() < 0) history.pushState({ ...history.state, slide: this.#index }, "");
    this.#show(this.#index);
    // If the browser refuses, the window is large enough.
    this.#dialog.requestFullscreen?.().catch(() => {});
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    // The page's own keys, such as / for the search, would cover the slide.
    event.stopPropagation();
    // With a modifier, the key belongs to the browser: Alt and Left go back to the last page.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    const isForControl =
      event.target === this.#menu ||
      (event.key === " " && event.target instanceof HTMLButtonElement);
    if (!step || isForControl) return;
    event.preventDefault();
    if (step > 0) this.#next();
    else this.#back();
  }

  /** @param {number} index of a slide that no link led to */
  #jump(index) {
    this.#trail = [];
    this.#show(index);
  }

  /**
   * The index of the slide that a link leads to, or -1.
   *
   * @param {Element} element inside the link
   */
  #ledTo(element) {
    const anchor = element.closest("a")?.getAttribute("href") ?? "";
    return this.#slides.findIndex(({ id }) => id && `#${id}` === anchor);
  }

  /** Whether the group has to choose where to go on. */
  #isFork() {
    return queryAll(this.#slide, "a").some((link) => this.#ledTo(link) >= 0);
  }

  /** @param {number} index */
  #show(index) {
    this.#index = index;
    history.replaceState({ ...history.state, slide: index }, "");
    const original = this.#slides[index];
    const slide = /** @type {HTMLElement} */ (original.cloneNode(true));
    const heading = headingOf(original);
    if (heading && !original.contains(heading)) slide.prepend(heading.cloneNode(true));
    slide.removeAttribute("data-slide");
    for (const element of [slide, ...queryAll(slide, "[id]")]) element.removeAttribute("id");
    for (const element of queryAll(slide, "[data-reveal]")) element.hidden = true;
    this.#slide.replaceChildren(slide);
    // Screen readers say it with the focus.
    this.#slide.setAttribute("aria-label", titleOf(original));
    this.#slide.scrollTop = 0;
    this.#slide.focus();
    this.#menu.value = String(index);
    const total = this.#slides.length;
    this.#number.textContent = t("presenter-slide", { number: index + 1, total });
    const following = this.#isFork() ? undefined : this.#slides[index + 1];
    this.#following.textContent = following
      ? t("presenter-following", { title: titleOf(following) })
      : "";
  }

  #next() {
    if (this.#move(1)) return;
    const hidden = queryAll(this.#slide, "[data-reveal]").find((element) => element.hidden);
    if (hidden) {
      hidden.hidden = false;
      // Screen readers say what has the focus.
      hidden.tabIndex = -1;
      hidden.focus({ preventScroll: true });
      hidden.scrollIntoView({ block: "nearest" });
    } else if (!this.#isFork() && this.#index + 1 < this.#slides.length) {
      this.#jump(this.#index + 1);
    }
  }

  #back() {
    const revealed = queryAll(this.#slide, "[data-reveal]").filter((element) => !element.hidden);
    const last = revealed.at(-1);
    if (last) {
      last.hidden = true;
      (revealed.at(-2) ?? this.#slide).focus({ preventScroll: true });
    } else if (!this.#move(-1) && this.#index > 0) {
      this.#show(this.#trail.pop() ?? this.#index - 1);
    }
  }

  /**
   * Shows more of a slide that is longer than the window, and says whether there was more.
   *
   * @param {1 | -1} direction down or up
   */
  #move(direction) {
    const before = this.#slide.scrollTop;
    const top = direction * PART_OF_WINDOW * this.#slide.clientHeight;
    this.#slide.scrollBy({ top, behavior: "instant" });
    return Math.abs(this.#slide.scrollTop - before) > 1;
  }
}

/** The index of the slide in the present entry of the history, or -1 outside of room mode. */
function slideInHistory() {
  return Number(history.state?.slide ?? -1);
}

/**
 * A slide's title: its heading, or its first words.
 *
 * @param {HTMLElement} slide
 */
function titleOf(slide) {
  const element = headingOf(slide) ?? slide.querySelector(".your-part h3, .scene h4, p, .says li");
  const text = element ? plainText(element) : "";
  return text.length > MAX_TITLE_LENGTH ? `${text.slice(0, MAX_TITLE_LENGTH)} …` : text;
}

/**
 * A slide's heading. The text of a lesson has that of the fold it is in.
 *
 * @param {HTMLElement} slide
 */
function headingOf(slide) {
  const lesson = slide.matches(".activity") ? null : slide.closest("details");
  return (lesson ?? slide).querySelector("h2");
}

customElements.define("presenter-mode", PresenterMode);
