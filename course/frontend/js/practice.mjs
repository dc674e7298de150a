// @ts-check
// <my-practice>: questions that come back, from all of a reader's jobs and modules, mixed.

import { asCalendar } from "./calendar.mjs";
import { daysLater, today } from "./days.mjs";
import { all, make, one } from "./elements.mjs";
import { button, download } from "./hand.mjs";
import { heldJobs } from "./held-jobs.mjs";
import { pathsOf } from "./paths.mjs";
import { allReads } from "./progress.mjs";
import "./self-check.mjs";
import { inWords } from "./told-days.mjs";
import { mixed, questionsOf, standing } from "./waiting.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./waiting.mjs").Asked} Asked */

const SITE = new URL("../..", import.meta.url);
const MOST_AT_ONCE = 5;
const REMINDERS_DAYS = [2, 7, 30];

class MyPractice extends HTMLElement {
  #lead = one(this, "[role=status]");
  #list = one(this, ".practice__jobs");
  #titles = make("p", { class: "facts" });
  #rest = make("div");
  #hand = make("section", { class: "self-checks" });
  #more = make("p");
  /** @type {string[]} */
  #jobs = [];
  /** @type {Asked[]} */
  #questions = [];
  /** @type {Asked[]} what is on its way to the page, or on it */
  #asked = [];
  /** Whether those of all jobs have loaded. */
  #isWhole = true;

  connectedCallback() {
    for (const link of all(this.#list, "a")) {
      const hash = `#${link.dataset.job}`;
      link.setAttribute("href", hash);
      link.addEventListener("click", () => {
        // To try once more changes nothing in the address.
        if (location.hash === hash) this.#start(true);
      });
    }
    this.#lead.before(this.#titles);
    this.#list.replaceWith(this.#rest);
    this.#start(false);
    window.addEventListener("hashchange", () => {
      // A link to a place on the page, such as its text, asks for no other jobs.
      const isForJobs = !location.hash || namedJobs().length;
      if (isForJobs && String(chosenJobs()) !== String(this.#jobs)) this.#start(true);
    });
  }

  /** @param {boolean} isLed whether the focus goes to what comes */
  async #start(isLed) {
    const jobs = chosenJobs();
    this.#jobs = jobs;
    const { paths, isWhole } = await pathsOf(jobs);
    // Others may have been chosen since.
    if (this.#jobs !== jobs) return;
    this.#questions = questionsOf(paths);
    this.#isWhole = isWhole;
    this.classList.add("is-ready");
    this.#titles.textContent = [...paths.values()].map(({ title }) => title).join(", ");
    if (!this.#questions.length) {
      this.#askForJob(word(isWhole ? "practice-job" : "practice-trouble"), isLed);
      return;
    }
    this.#rest.replaceChildren(this.#hand, this.#more, ...reminders(jobs));
    this.#deal(false, isLed);
  }

  /**
   * @param {string} said
   * @param {boolean} isLed whether the focus goes to what comes
   */
  #askForJob(said, isLed) {
    this.#jobs = [];
    this.#titles.textContent = "";
    this.#lead.replaceChildren(make("p", {}, said));
    this.#rest.replaceChildren(this.#list);
    if (isLed) this.#lead.focus();
  }

  /**
   * Says what is back, and asks it. Where nothing is, asks others only of who wants that, or of
   * who has tried none.
   *
   * @param {boolean} isWanted
   * @param {boolean} isLed whether the focus goes to what comes
   */
  #deal(isWanted, isLed) {
    const { back, earlier, untried, next } = standing(this.#questions);
    const isNew = untried.length === this.#questions.length;
    const pool = back.length ? back : [...earlier, ...shuffled(untried)];
    const said = back.length
      ? word("practice-back", { count: back.length })
      : isNew
        ? word("practice-new")
        : next
          ? word("practice-next", { day: inWords(next) })
          : word("practice-rest");
    this.#lead.replaceChildren(make("p", {}, said));
    if (!this.#isWhole) this.#lead.append(make("p", {}, word("practice-part")));
    if (isNew) {
      const link = make("a", { href: new URL("yours/", SITE).href }, word("open-saved"));
      this.#lead.append(make("p", {}, word("practice-file"), " ", link));
    }
    this.#hand.replaceChildren();
    this.#more.replaceChildren();
    if (back.length || isNew || isWanted) {
      this.#ask(mixed(pool).slice(0, MOST_AT_ONCE), isLed);
    } else {
      this.#offer(word("practice-anyway"));
      if (isLed) this.#lead.focus();
    }
  }

  /**
   * @param {Asked[]} asked
   * @param {boolean} isLed whether the focus goes to what comes
   */
  async #ask(asked, isLed) {
    this.#asked = asked;
    try {
      const questions = await fetchQuestions(asked);
      // Others may have been asked for since.
      if (this.#asked !== asked) return;
      questions.forEach((question, at) => {
        one(question, ".check__number").textContent = word("practice-number", {
          number: at + 1,
          total: questions.length,
        });
      });
      const title = make("h2", { tabindex: "-1" }, word("practice-title"));
      this.#hand.replaceChildren(...(questions.length ? [title] : []), ...questions);
      this.#offer(word("practice-more"));
      if (isLed) title.focus();
    } catch {
      this.#askForJob(word("practice-trouble"), isLed);
    }
  }

  /** @param {string} text */
  #offer(text) {
    this.#more.replaceChildren(button(text, () => this.#deal(true, true)));
  }
}

/** The jobs that the address names behind its #, where also other things may stand. */
function namedJobs() {
  const named = location.hash.slice(1).split(",");
  return named.every((job) => /^[a-z0-9-]+$/.test(job)) ? named : [];
}

/** The jobs that the address names, else the reader's own, else those that were read as. */
function chosenJobs() {
  const named = namedJobs();
  if (named.length) return named;
  const held = Object.keys(heldJobs());
  const read = [...allReads().values()].flatMap((reads) => Object.keys(reads));
  return held.length ? held : [...new Set(read)];
}

/**
 * A module's page, or null where it is gone. Throws where it did not load.
 *
 * @param {string} address
 */
async function fetchPage(address) {
  const response = await fetch(address);
  if (response.status === 404) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // Not there where a host in trouble, or a network that wants a sign-in, sent another page.
  one(page, ".page--module");
  return page;
}

/**
 * Questions as they stand on their modules' pages, with links that lead where they led there.
 * What is gone since the list was made is left out.
 *
 * @param {Asked[]} asked
 */
async function fetchQuestions(asked) {
  const addressOf = (/** @type {Asked} */ it) => new URL(`${it.job}/${it.module}/`, SITE).href;
  const addresses = [...new Set(asked.map(addressOf))];
  const found = await Promise.all(addresses.map(fetchPage));
  return asked.flatMap((it) => {
    const address = addressOf(it);
    const check = found[addresses.indexOf(address)]?.getElementById(`_check--${it.id}`);
    if (!check) return [];
    for (const link of all(check, "a")) {
      link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
    }
    return [make("div", { "data-module": it.module }, document.adoptNode(check))];
  });
}

/** @param {string[]} jobs */
function reminders(jobs) {
  // With the jobs in it, the address works on another device too, and where nothing is kept.
  const address = new URL(`practice/#${jobs.join(",")}`, SITE).href;
  const status = make("p", { role: "status" });
  const save = button(word("reminders-save"), () => {
    const days = REMINDERS_DAYS.map((count) => daysLater(today(), count));
    const event = { title: word("reminder-title"), text: word("reminder-text"), address };
    download(`practice-${today()}.ics`, "text/calendar", asCalendar(days, event));
    status.textContent = word("saved-file", { start: "practice-" });
  });
  const saveFile = button(word("save-file"), async () => {
    const { saveAsFile } = await import("./luggage.mjs");
    status.textContent = word("saved-file", { start: saveAsFile() });
  });
  return [
    make("h2", {}, word("practice-when")),
    make("p", {}, word("practice-why")),
    make("p", {}, save),
    make("p", {}, word("reminders-note")),
    make("p", {}, word("take-along-why")),
    make("p", {}, saveFile),
    status,
  ];
}

/**
 * @template Value
 * @param {Value[]} values
 */
function shuffled(values) {
  const keyed = values.map((value) => /** @type {const} */ ([Math.random(), value]));
  return keyed.sort(([one], [other]) => one - other).map(([, value]) => value);
}

customElements.define("my-practice", MyPractice);
