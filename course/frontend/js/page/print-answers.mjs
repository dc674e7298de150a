// @ts-check
// Lays out the page for print: opens everything that is closed, and on a module's page prints the
// questions first and an answer key at the end. Imports nothing, so that it is ready early.

/** Opens every <details> during printing: not every browser prints the content of a closed one. */
function openDetails() {
  /** @type {{details: HTMLDetailsElement, name: string, open: boolean}[]} as they were */
  let before = [];
  addEventListener("beforeprint", () => {
    before = [...document.querySelectorAll("main details")]
      .filter((details) => details instanceof HTMLDetailsElement)
      .map((details) => ({ details, name: details.name, open: details.open }));
    for (const { details } of before) {
      // Of several with the same name, only one can be open.
      details.removeAttribute("name");
      details.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const { details, open } of before) details.open = open;
    // Once the others are closed: a name closes all but one.
    for (const { details, name } of before) if (name) details.name = name;
    before = [];
  });
}

/** Copies the questions before other scripts change them, and prints the copies. */
function printQuestions() {
  const first = document.querySelector("[data-answers]");
  if (!(first instanceof HTMLElement)) return;
  // Too late, if this script loaded only on a second try.
  if (document.querySelector("self-check[role]")) return;
  const groups = [...document.querySelectorAll(".self-checks")].map((group) => {
    const checks = [...group.querySelectorAll("self-check")].map((check) => printCopy(check));
    return { group, checks };
  });
  /** @type {Element[]} */
  let added = [];
  addEventListener("beforeprint", () => {
    added = groups.map(({ group, checks }) => {
      const questions = element("div", "paper", checks.map(questionOnly));
      group.append(questions);
      group.classList.add("is-paper");
      return questions;
    });
    const title = element("h2", "", [first.dataset.answers ?? ""]);
    const answers = groups.flatMap(({ checks }) => checks.map(answersOnly));
    const key = element("section", "paper answer-key", [title, ...answers]);
    first.closest("main")?.append(key);
    added.push(key);
  });
  addEventListener("afterprint", () => {
    for (const part of added) part.remove();
    for (const { group } of groups) group.classList.remove("is-paper");
  });
}

/** @param {Element} check */
function printCopy(check) {
  const paper = document.createElement("div");
  paper.append(...[...check.childNodes].map((node) => node.cloneNode(true)));
  for (const part of paper.querySelectorAll("[id]")) part.removeAttribute("id");
  return paper;
}

/** @param {Element} check */
function questionOnly(check) {
  const paper = printCopy(check);
  for (const part of paper.querySelectorAll(".answer__feedback, .solution, .check__more")) {
    part.remove();
  }
  listAnswers(paper);
  return paper;
}

/** @param {Element} check */
function answersOnly(check) {
  const paper = printCopy(check);
  const selectors = [".check__number", ".answers", ".solution__inside"];
  const answers = document.createElement("div");
  answers.append(...selectors.flatMap((selector) => [...paper.querySelectorAll(selector)]));
  for (const hint of answers.querySelectorAll("legend")) hint.remove();
  listAnswers(answers);
  return answers;
}

/**
 * Turns answers into a lettered list, as nothing opens on paper. A hint stays above it.
 *
 * @param {Element} paper
 */
function listAnswers(paper) {
  for (const answers of paper.querySelectorAll(".answers")) {
    const items = [...answers.querySelectorAll(".answer")].map((answer) => {
      const text = answer.querySelector("summary")?.childNodes ?? [];
      const feedback = answer.querySelectorAll(".answer__feedback");
      return element("li", "", [element("p", "", text), ...feedback]);
    });
    const hints = answers.querySelectorAll("legend");
    answers.replaceWith(...hints, element("ol", "letters", items));
  }
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {Iterable<Node | string>} content
 */
function element(tag, className, content) {
  const created = document.createElement(tag);
  if (className) created.className = className;
  created.append(...content);
  return created;
}

openDetails();
printQuestions();
