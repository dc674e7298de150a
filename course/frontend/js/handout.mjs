// @ts-check
// A printed page: all that is closed is open, and of a module the questions as on paper, with what
// each answer leads to at the very end. Needs nothing from other files, as it has to be there before
// anybody prints.

/** Opens what is closed while a page is printed: not every browser can print it closed. */
function openForPaper() {
  /** @type {{details: HTMLDetailsElement, name: string}[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    const closed = [...document.querySelectorAll("main details:not([open])")];
    opened = closed
      .filter((details) => details instanceof HTMLDetailsElement)
      .map((details) => ({ details, name: details.name }));
    // Of those that share a name only one can be open.
    for (const details of document.querySelectorAll("main details[name]")) details.removeAttribute("name");
    for (const { details } of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const { details, name } of opened) {
      details.open = false;
      if (name) details.name = name;
    }
    opened = [];
  });
}

/** Takes note of the questions as they are without scripts, and lays them out for paper. */
function offerHandout() {
  const section = document.querySelector(".self-checks");
  if (!(section instanceof HTMLElement)) return;
  const checks = [...section.querySelectorAll("self-check")].map((check) => copy(check));
  /** @type {Element[]} */
  let added = [];
  addEventListener("beforeprint", () => {
    const questions = add("div", "paper", checks.map(asQuestion));
    const title = add("h2", "", [section.dataset.answers ?? ""]);
    const key = add("section", "paper answer-key", [title, ...checks.map(asAnswers)]);
    section.append(questions);
    section.parentElement?.append(key);
    section.classList.add("is-paper");
    added = [questions, key];
  });
  addEventListener("afterprint", () => {
    for (const element of added) element.remove();
    section.classList.remove("is-paper");
  });
}

/** @param {Element} check */
function copy(check) {
  const paper = document.createElement("div");
  paper.append(...[...check.childNodes].map((node) => node.cloneNode(true)));
  for (const element of paper.querySelectorAll("[id]")) element.removeAttribute("id");
  return paper;
}

/** @param {Element} check */
function asQuestion(check) {
  const paper = copy(check);
  const read = ".answer__feedback, .solution, .check__more, .check__hint--screen";
  for (const element of paper.querySelectorAll(read)) element.remove();
  listAnswers(paper);
  return paper;
}

/** @param {Element} check */
function asAnswers(check) {
  const paper = copy(check);
  const kept = [".check__number", ".answers", ".solution__inside"];
  const answers = document.createElement("div");
  answers.append(...kept.flatMap((selector) => [...paper.querySelectorAll(selector)]));
  listAnswers(answers);
  return answers;
}

/**
 * Nothing on paper opens, so answers become items with a letter.
 *
 * @param {Element} paper
 */
function listAnswers(paper) {
  for (const answers of paper.querySelectorAll(".answers")) {
    const items = [...answers.querySelectorAll(".answer")].map((answer) => {
      const text = answer.querySelector("summary")?.childNodes ?? [];
      return add("li", "", [add("p", "", text), ...answer.querySelectorAll(".answer__feedback")]);
    });
    answers.replaceChildren(add("ol", "letters", items));
  }
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {Iterable<Node | string>} content
 */
function add(tag, name, content) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...content);
  return element;
}

openForPaper();
offerHandout();
