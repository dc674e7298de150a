// @ts-check
// <my-things>: what is kept here; to take along, to take in, to delete.

import { make } from "./elements.mjs";
import { button } from "./hand.mjs";
import { wipe } from "./keeping.mjs";
import { fromLetters, fromText, gather, saveAsFile, takeIn, toLetters } from "./luggage.mjs";
import { dropOffline } from "./online-again.mjs";
import { isPassing } from "./store.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./luggage.mjs").Luggage} Luggage */

const SITE = new URL("../..", import.meta.url);
const HASH = "#take=";

class MyThings extends HTMLElement {
  #summary = make("p");
  #status = make("p", { role: "status" });
  #offer = make("div");

  connectedCallback() {
    this.replaceChildren(this.#offer, this.#summary, this.#status);
    this.append(make("h2", {}, word("take-along")), make("p", {}, word("take-along-why")));
    this.append(this.#saving(), this.#linking(), this.#takingIn());
    this.append(make("h2", {}, word("delete")), this.#deleting());
    this.#sum();
    this.#offerWhatTheLinkCarries();
    window.addEventListener("hashchange", () => this.#offerWhatTheLinkCarries());
    window.addEventListener("storage", () => this.#sum());
  }

  #sum() {
    const { questions, modules, notes } = counts(gather());
    const passing = isPassing() ? [" ", word("passing")] : [];
    this.#summary.replaceChildren(word("kept", { questions, modules, notes }), ...passing);
  }

  #saving() {
    return button(word("save-file"), () => {
      this.#status.textContent = word("saved-file", { start: saveAsFile() });
    });
  }

  #linking() {
    const place = make("div");
    const withNotes = make("input", { type: "checkbox", autocomplete: "off" });
    const label = make("label", { class: "box" }, withNotes, word("link-with-notes"));
    const start = button(word("make-link"), async () => {
      const { notes, ...others } = gather();
      const luggage = { ...others, notes: withNotes.checked ? notes : {} };
      const link = `${location.href.split("#")[0]}${HASH}${await toLetters(luggage)}`;
      const note = make("p", { id: "_link--note" }, word("link-stays"));
      const area = make("textarea", {
        id: "_link",
        rows: "3",
        readonly: "",
        spellcheck: "false",
        "aria-describedby": note.id,
      });
      area.value = link;
      const copy = button(word("copy-link"), async () => {
        area.select();
        try {
          await navigator.clipboard.writeText(link);
          this.#status.textContent = word("copied-link");
        } catch {
          this.#status.textContent = word("copy-yourself");
        }
      });
      // The focus comes to it past the note.
      copy.setAttribute("aria-describedby", note.id);
      place.replaceChildren(make("label", { for: "_link" }, word("link")), note, area, copy);
      copy.focus();
    });
    return make("div", {}, label, start, place);
  }

  #takingIn() {
    const field = make("input", { type: "file", id: "_file", accept: ".json,application/json" });
    field.addEventListener("change", async () => {
      const text = await field.files?.[0]?.text();
      field.value = "";
      if (text !== undefined) this.#take(fromText(text));
    });
    return make("p", {}, make("label", { for: "_file" }, word("take-file")), " ", field);
  }

  /** @param {Luggage | null} luggage */
  #take(luggage) {
    const isKept = luggage && takeIn(luggage);
    this.#sum();
    this.#status.textContent = word(!luggage ? "not-ours" : isKept ? "taken-in" : "not-kept");
  }

  async #offerWhatTheLinkCarries() {
    if (!location.hash.startsWith(HASH)) return;
    const luggage = await fromLetters(location.hash.slice(HASH.length));
    // Left in the address, it would be seen there and offered again. What the browser has put into
    // its history by now stays in it.
    history.replaceState(null, "", location.pathname);
    if (!luggage) {
      this.#status.textContent = word("not-ours");
      return;
    }
    const done = () => {
      this.#offer.replaceChildren();
      this.#tell(this.#status.textContent ?? "");
    };
    const accept = button(word("take-in"), () => {
      this.#take(luggage);
      done();
    });
    const refuse = button(word("leave-it"), done);
    const title = make("h2", { tabindex: "-1" }, word("link-carries"));
    const { questions, modules, notes } = counts(luggage);
    const carried = make("p", {}, word("carried", { questions, modules, notes }));
    this.#offer.replaceChildren(title, carried, accept, refuse);
    title.focus();
  }

  /**
   * Says something where a reader is led to it.
   *
   * @param {string} text
   */
  #tell(text) {
    this.#status.textContent = text;
    this.#status.tabIndex = -1;
    this.#status.focus();
  }

  #deleting() {
    const place = make("div");
    const ask = () => {
      const yes = button(word("delete-yes"), () => {
        wipe();
        dropOffline();
        this.#sum();
        reset();
        this.#tell(word("deleted"));
      });
      const no = button(word("delete-no"), () => reset());
      place.replaceChildren(make("p", {}, word("delete-sure")), yes, no);
      no.focus();
    };
    const start = () => button(word("delete-all"), ask);
    const reset = () => {
      const again = start();
      place.replaceChildren(again);
      again.focus();
    };
    place.append(start());
    return place;
  }
}

/** @param {Luggage} luggage */
function counts({ answers, modules, notes }) {
  const count = (/** @type {object} */ part) => Object.keys(part).length;
  return { questions: count(answers), modules: count(modules), notes: count(notes) };
}

customElements.define("my-things", MyThings);
