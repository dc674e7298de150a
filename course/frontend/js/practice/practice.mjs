// @ts-check
// <my-practice>. This folder brings questions back for spaced practice: queue.mjs chooses among all
// the reader's roles and modules, fetch-checks.mjs fetches them, round.mjs shows one at a time,
// lines.mjs asks about the reader's lines, reminders.mjs puts them into a calendar, and this script does the
// rest.

import { button, make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { formatDate, pageLink } from "../base/off-modules.mjs";
import { fetchPaths } from "../base/role-paths.mjs";
import "../quiz/self-check.mjs";
import { allCompletions } from "../storage/progress.mjs";
import { savedRoles } from "../storage/saved-roles.mjs";
import { fetchChecks } from "./fetch-checks.mjs";
import { interleave, questionsOn, sortForPractice } from "./queue.mjs";
import { startRound } from "./round.mjs";

/** @typedef {import("./queue.mjs").Question} Question */

const QUESTIONS_PER_ROUND = 5;

class MyPractice extends HTMLElement {
  #status = query(this, "[role=status]");
  #roleList = query(this, ".practice__roles");
  #titles = make("p", { class: "facts" });
  #lines = make("div");
  #content = make("div");
  #round = make("section", { class: "self-checks round" });
  #more = make("p");
  #comingBack = make("details", { class: "fold" });
  /** @type {Map<string, string>} the titles of the chosen roles */
  #roleTitles = new Map();
  /** @type {string[]} */
  #roles = [];
  /** @type {Question[]} */
  #questions = [];
  /** @type {Question[]} shown or being loaded */
  #current = [];
  /** Whether the questions of all roles have loaded. */
  #isComplete = true;

  connectedCallback() {
    for (const link of queryAll(this.#roleList, "a")) {
      const hash = `#${link.dataset.role}`;
      link.setAttribute("href", hash);
      link.addEventListener("click", () => {
        // A second click does not change the address.
        if (location.hash === hash) this.#start(true);
      });
    }
    this.#status.before(this.#titles, this.#lines);
    this.#roleList.replaceWith(this.#content);
    this.#start(false);
    window.addEventListener("hashchange", () => {
      // A link to an anchor on the page does not choose roles.
      const areRoles = !location.hash || rolesInHash().length;
      if (areRoles && String(chosenRoles()) !== String(this.#roles)) this.#start(true);
    });
  }

  /** @param {boolean} shouldFocus whether to focus what is shown */
  async #start(shouldFocus) {
    const roles = chosenRoles();
    this.#roles = roles;
    const { paths, isComplete } = await fetchPaths(roles);
    // The reader may have chosen other roles meanwhile.
    if (this.#roles !== roles) return;
    const template = this.querySelector("template");
    if (template && document.documentElement.classList.contains("has-lines")) {
      // If this fails, the lines are still on the page of the role.
      import("./lines.mjs")
        .then(({ showDueLines }) => showDueLines(this.#lines, template, paths))
        .catch(() => {});
    }
    this.#questions = questionsOn(paths);
    this.#isComplete = isComplete;
    this.#roleTitles = new Map([...paths].map(([role, { title }]) => [role, title]));
    this.#titles.textContent = [...this.#roleTitles.values()].join(", ");
    if (!this.#questions.length) {
      const message = t(isComplete ? "practice-choose-role" : "practice-load-error");
      this.#askForRole(message, shouldFocus);
    } else {
      this.#comingBack.replaceChildren(make("summary", {}, t("practice-when")));
      this.#comingBack.ontoggle = () => this.#explain(roles);
      this.#content.replaceChildren(this.#round, this.#more, this.#comingBack);
      await this.#showRound(false, shouldFocus);
    }
    this.classList.add("is-ready");
  }

  /**
   * @param {string} message
   * @param {boolean} shouldFocus
   */
  #askForRole(message, shouldFocus) {
    this.#roles = [];
    this.#titles.textContent = "";
    this.#status.replaceChildren(make("p", {}, message));
    this.#content.replaceChildren(this.#roleList);
    if (shouldFocus) this.#status.focus();
  }

  /**
   * Shows the questions that are due. If none is, shows others only if the reader wants that or has
   * not tried any yet.
   *
   * @param {boolean} isRequested
   * @param {boolean} shouldFocus
   */
  async #showRound(isRequested, shouldFocus) {
    const { due, earlier, untried, ofToday } = sortForPractice(this.#questions);
    const isNew = untried.length === this.#questions.length;
    const others = [...earlier, ...shuffled(untried)];
    const pool = [due, others, ofToday].find(({ length }) => length) ?? [];
    const message = due.length
      ? t("practice-due", { count: due.length })
      : isNew
        ? t("practice-new")
        : this.#whenNext();
    this.#status.replaceChildren(make("p", {}, message));
    if (!this.#isComplete) this.#status.append(make("p", {}, t("practice-partial")));
    this.#round.replaceChildren();
    this.#more.replaceChildren();
    this.#comingBack.open = false;
    if (due.length || isNew || isRequested) {
      await this.#show(interleave(pool).slice(0, QUESTIONS_PER_ROUND), shouldFocus);
    } else {
      this.#offerMore(t("practice-anyway"));
      if (shouldFocus) this.#status.focus();
    }
  }

  /**
   * @param {Question[]} questions
   * @param {boolean} shouldFocus
   */
  async #show(questions, shouldFocus) {
    this.#current = questions;
    try {
      const checks = await fetchChecks(questions);
      // The reader may have asked for other questions meanwhile.
      if (this.#current !== questions) return;
      if (!checks.length) {
        this.#offerMore(t("practice-more"));
        return;
      }
      const title = startRound(this.#round, checks, () => this.#end());
      if (shouldFocus) title.focus();
    } catch {
      this.#askForRole(t("practice-load-error"), shouldFocus);
    }
  }

  /** Shows what comes after a round. */
  #end() {
    const stillDue = sortForPractice(this.#questions).due.length;
    const next = stillDue ? t("practice-still-due", { count: stillDue }) : this.#whenNext();
    const title = make("h2", { tabindex: "-1" }, t("practice-end"));
    this.#status.replaceChildren();
    this.#round.replaceChildren(title, ...(next ? [make("p", {}, next)] : []));
    this.#offerMore(t("practice-more"));
    this.#comingBack.open = true;
    title.focus();
  }

  /**
   * Says when questions come back, once the reader wants to know.
   *
   * @param {string[]} roles
   */
  async #explain(roles) {
    if (this.#comingBack.childElementCount > 1) return;
    // If this fails, opening it again tries again.
    const script = await import("./coming-back.mjs").catch(() => null);
    // The reader may have chosen other roles meanwhile.
    if (!script || this.#roles !== roles || this.#comingBack.childElementCount > 1) return;
    this.#comingBack.append(...script.comingBack(roles));
  }

  /** When the next question is due, as a sentence. */
  #whenNext() {
    const { untried, nextDate } = sortForPractice(this.#questions);
    if (nextDate) return t("practice-next", { day: formatDate(nextDate) });
    return untried.length === this.#questions.length ? "" : t("practice-finished");
  }

  /** @param {string} text */
  #offerMore(text) {
    const isOnlyOne = this.#roleTitles.size === 1;
    const paths = [...this.#roleTitles].map(([role, title]) =>
      pageLink(`${role}/`, isOnlyOne ? t("path-back") : title),
    );
    const more = button(text, () => this.#showRound(true, true));
    this.#more.replaceChildren(more, ...paths.flatMap((path) => [" ", path]));
  }
}

/** The roles in the address after #, where an anchor may be as well. */
function rolesInHash() {
  const names = location.hash.slice(1).split(",");
  return names.every((name) => /^[a-z0-9-]+$/.test(name)) ? names : [];
}

/** The roles in the address, else the reader's own, else those of finished modules. */
function chosenRoles() {
  const named = rolesInHash();
  if (named.length) return named;
  const saved = Object.keys(savedRoles());
  const finished = [...allCompletions().values()].flatMap((roles) => Object.keys(roles));
  return saved.length ? saved : [...new Set(finished)];
}

/**
 * @template Value
 * @param {Value[]} values
 */
function shuffled(values) {
  const keyed = values.map((value) => /** @type {const} */ ([Math.random(), value]));
  return keyed.sort(([left], [right]) => left - right).map(([, value]) => value);
}

customElements.define("my-practice", MyPractice);
