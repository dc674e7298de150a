// @ts-check
// <my-jobs>: on the first page and on a job's own, where a reader takes jobs and lets them go.

import { all, make } from "./elements.mjs";
import { button } from "./hand.mjs";
import { heldJobs, linkTo } from "./held-jobs.mjs";
import { isAnythingKept, keepInTab, keepOnDevice } from "./keeping.mjs";
import { dropOffline } from "./online-again.mjs";
import { isPassing, readThings, writeThings } from "./store.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./held-jobs.mjs").Jobs} Jobs */

class MyJobs extends HTMLElement {
  #content = make("div");
  #status = make("p", { role: "status" });

  connectedCallback() {
    this.append(this.#content, this.#status);
    this.#show();
    for (const card of all(document, ".job")) {
      const title = card.querySelector("a")?.textContent ?? "";
      card.addEventListener("click", () => {
        // The first choice is the reader's job; later ones may be a look around.
        if (!Object.keys(heldJobs()).length) hold({ [card.dataset.job ?? ""]: title });
      });
    }
  }

  #show() {
    const jobs = heldJobs();
    const here = this.dataset.job;
    const others = Object.entries(jobs).filter(([job]) => job !== here && isOffered(job));
    this.#content.replaceChildren();
    if (here) this.#content.append(this.#toggle(jobs, here));
    if (others.length) {
      const title = here ? word("other-job") : word("my-jobs");
      const items = others.map(([job, name]) => make("li", {}, linkTo(job, name)));
      this.#content.append(make("p", {}, title), make("ul", {}, ...items));
      if (!here) others.forEach(([job], index) => tellTheWay(job, items[index]));
    }
    const isOn = isPassing();
    if (here || others.length || isOn) this.#content.append(this.#forgetButton(isOn));
    this.#status.textContent = isOn ? word("passing") : "";
  }

  /**
   * @param {Jobs} jobs
   * @param {string} here
   */
  #toggle(jobs, here) {
    const toggle = button(word("my-job"), () => {
      const { [here]: title, ...others } = heldJobs();
      const name = document.querySelector("h1")?.textContent ?? here;
      const isKept = hold(title === undefined ? { ...others, [here]: name } : others);
      this.#show();
      if (!isKept) this.#status.textContent = word("not-kept");
      this.querySelector("button")?.focus();
    });
    toggle.setAttribute("aria-pressed", String(here in jobs));
    return toggle;
  }

  /** @param {boolean} isOn whether things go with this tab now */
  #forgetButton(isOn) {
    const place = make("div");
    const show = () => {
      this.#show();
      all(this, "button").at(-1)?.focus();
      // Other pieces of the page say what is kept, too.
      window.dispatchEvent(new Event("kept"));
    };
    const forget = () => {
      keepInTab();
      dropOffline();
      show();
      if (!isPassing()) this.#status.textContent = word("not-kept");
    };
    const ask = () => {
      const no = button(word("delete-no"), show);
      place.replaceChildren(make("p", {}, word("forget-sure")), button(word("delete-yes"), forget), no);
      no.focus();
    };
    const start = button(word(isOn ? "remember" : "forget"), () => {
      if (isOn) {
        const isKept = keepOnDevice();
        show();
        if (!isKept) this.#status.textContent = word("not-kept");
      } else if (isAnythingKept()) ask();
      else forget();
    });
    place.append(start);
    return place;
  }
}

/**
 * @param {string} job
 * @param {HTMLElement} item
 */
async function tellTheWay(job, item) {
  try {
    const [{ wayBack, wayOn }, { pathOf }] = await Promise.all([
      import("./path.mjs"),
      import("./paths.mjs"),
    ]);
    const path = await pathOf(job);
    if (path) item.append(wayOn(job, path.stops), ...wayBack(job, path));
  } catch {
    // Offline. Its link stands there all the same.
  }
}

/**
 * Keeps jobs. False where that cannot be.
 *
 * @param {Jobs} jobs
 */
function hold(jobs) {
  // Null: what a later version of the course wrote is not ours to change.
  return readThings("jobs").things !== null && writeThings("jobs", jobs);
}

/**
 * A job may be gone since it was chosen. The first page knows; others take a reader's word.
 *
 * @param {string} job
 */
function isOffered(job) {
  const offered = all(document, ".job").map((card) => card.dataset.job);
  return !offered.length || offered.includes(job);
}

customElements.define("my-jobs", MyJobs);
