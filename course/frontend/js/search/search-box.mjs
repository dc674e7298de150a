// @ts-check
// The search dialog. This folder finds pages by what staff type: indexes.mjs loads what can be found
// in the reader's roles or in all of them, engine.mjs ranks it, and this script shows the results.
// Queries stay in the page.

import { make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { pageUrl } from "../base/site-url.mjs";
import { SearchEngine } from "./engine.mjs";
import { loadAllRoles, loadRoles, readersRoles } from "./indexes.mjs";
import { HAS_ALL_ROLES } from "./scope.mjs";
import { tokenize } from "./spelling.mjs";

/** @typedef {import("./engine.mjs").Hit} Hit */

const MAX_RESULTS = 12;
const WORD = /[\p{L}\p{M}\p{N}'’]+/gu;

/** @type {Map<boolean, Promise<SearchEngine>>} by whether it searches all roles */
const engines = new Map();
let lastLinkedQuery = "";

/** What the field is from now on. Until this script has loaded, it only takes letters. */
const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-controls": "_found",
  "aria-expanded": "false",
  enterkeyhint: "search",
  inputmode: "search",
  spellcheck: "false",
};
const dialog = /** @type {HTMLDialogElement} */ (query(document, ".search"));
const field = /** @type {HTMLInputElement} */ (query(dialog, "input"));
const status = query(dialog, "[role=status]");
/** Shown in the page until an index has loaded. */
const loadingText = status.textContent;
const list = make("div", { id: "_found", role: "listbox", "aria-labelledby": "_search-label" });
const allRolesToggle = make("button", { class: "quiet", "aria-pressed": "false" }, t("search-all"));
if (HAS_ALL_ROLES) status.before(allRolesToggle);
status.after(list);
const clear = make("button", { class: "search__clear", "aria-label": t("search-clear") }, "×");
clear.addEventListener("click", () => {
  field.value = "";
  search();
  field.focus();
});
field.after(clear);
for (const [name, value] of Object.entries(COMBOBOX)) field.setAttribute(name, value);
field.addEventListener("input", search);
field.addEventListener("keydown", onKey);
allRolesToggle.addEventListener("click", () => {
  allRolesToggle.setAttribute("aria-pressed", String(!isForAllRoles()));
  search();
  field.focus();
});
list.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("a")) dialog.close();
});

/** Searches for what is in the field, or first fills it from a link such as `#q=calm`. */
export async function startSearch() {
  const linked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (linked !== null && linked !== lastLinkedQuery) field.value = lastLinkedQuery = linked;
  if (!(await readersRoles()).length) {
    allRolesToggle.setAttribute("aria-pressed", "true");
    allRolesToggle.hidden = true;
  }
  await search();
}

async function search() {
  const [text, wasForAll] = [field.value, isForAllRoles()];
  clear.hidden = !text;
  try {
    const engine = await engineFor(wasForAll);
    if (text === field.value && wasForAll === isForAllRoles()) show(text, engine);
  } catch {
    engines.delete(wasForAll);
    status.textContent = t("search-load-error");
  }
}

function isForAllRoles() {
  return allRolesToggle.getAttribute("aria-pressed") === "true";
}

/** @param {boolean} isForAll */
function engineFor(isForAll) {
  const existing = engines.get(isForAll);
  if (existing) return existing;
  status.textContent = loadingText;
  const index = isForAll ? loadAllRoles() : loadRoles();
  const engine = index.then(async (data) => {
    if (document.querySelector("[data-districts]")) {
      await (await import("../district/search.mjs")).addDistrict(data);
    }
    return warmedUp(new SearchEngine(data));
  });
  engines.set(isForAll, engine);
  return engine;
}

/**
 * Runs a first search: browsers compile a function only when it has run, and the reader's first key
 * should not wait for that.
 *
 * @param {SearchEngine} engine
 */
function warmedUp(engine) {
  engine.search("warme up");
  return engine;
}

/**
 * The arrow keys select a result while the focus stays in the field.
 *
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  // While an input method composes a word, its keys are not for the list.
  if (event.isComposing) return;
  const options = queryAll(list, "a");
  const active = field.getAttribute("aria-activedescendant");
  const index = options.findIndex(({ id }) => id === active);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    // One more position than there are options: the field itself, with none selected.
    const positions = options.length + 1;
    select(options, options[((index + 1 + step + positions) % positions) - 1]);
  }
  if (event.key !== "Enter") return;
  // Enter never opens a mere suggestion.
  const chosen = options[index] ?? options.find((option) => !option.matches(".found--near"));
  chosen?.click();
}

/**
 * @param {HTMLElement[]} options
 * @param {HTMLElement | undefined} selected
 */
function select(options, selected) {
  for (const option of options) option.setAttribute("aria-selected", String(option === selected));
  if (selected) field.setAttribute("aria-activedescendant", selected.id);
  else field.removeAttribute("aria-activedescendant");
  selected?.scrollIntoView({ block: "nearest" });
}

/**
 * Shows the results, or suggestions and a link to people who can help.
 *
 * @param {string} text
 * @param {SearchEngine} engine
 */
function show(text, engine) {
  const hasQuery = tokenize(text).length > 0;
  const hits = unalike(engine.search(text)).slice(0, MAX_RESULTS);
  const suggestions = hasQuery && !hits.length ? engine.suggest(text) : [];
  const message = hits.length
    ? t("search-found", { count: hits.length })
    : suggestions.length
      ? t("search-near")
      : t("search-none");
  status.textContent = hasQuery ? message : "";
  const results = [...hits, ...suggestions];
  list.replaceChildren(...results.map((hit, index) => resultOf(hit, index, engine)));
  if (hasQuery && !hits.length) {
    list.append(option(pageUrl("help/"), suggestions.length, [t("search-help")]));
    for (const suggestion of list.children) suggestion.classList.add("found--near");
  }
  field.setAttribute("aria-expanded", String(list.childElementCount > 0));
  field.removeAttribute("aria-activedescendant");
}

/**
 * The hits without those that look like an earlier one: a scene and the lesson that it is all of.
 *
 * @param {Hit[]} hits
 */
function unalike(hits) {
  /** @type {Set<string>} */
  const shown = new Set();
  return hits.filter(({ entry: { title, where } }) => {
    const look = `${title}\n${where}`;
    return !shown.has(look) && shown.add(look);
  });
}

/**
 * @param {Hit} hit
 * @param {number} index
 * @param {SearchEngine} engine
 */
function resultOf({ entry, stems, isUrgent }, index, engine) {
  const { address, title, text, where, roles } = entry;
  const allRoles = engine.roles;
  const isForEveryRole = allRoles.length && roles.length === allRoles.length;
  const roleTitles = isForEveryRole
    ? t("for-all-roles")
    : roles.map((number) => allRoles[number][1]).join(", ");
  const isMatchVisible = tokenize(`${title} ${text}`).some((token) =>
    stems.has(engine.stem(token)),
  );
  const element = option(
    pageUrl(address),
    index,
    highlighted(title, stems, engine),
    make("span", { class: "found__where" }, [where, roleTitles].filter(Boolean).join(" · ")),
    make("span", { class: "found__text" }, ...highlighted(text, stems, engine)),
    ...(stems.size && !isMatchVisible ? [matchedWords([...stems.values()])] : []),
  );
  if (isUrgent) element.classList.add("found--urgent");
  return element;
}

/**
 * The typed words that led to a result, for when none of them is in its title or text.
 *
 * @param {string[]} typed
 */
function matchedWords(typed) {
  const marks = [...new Set(typed)].map((word) => make("mark", {}, word));
  const separated = marks.flatMap((mark, index) => (index ? [", ", mark] : [mark]));
  return make("span", { class: "found__where" }, t("search-about"), " ", ...separated);
}

/**
 * @param {string} href
 * @param {number} index
 * @param {(Node | string)[]} title
 * @param {...Node} details
 */
function option(href, index, title, ...details) {
  const attributes = {
    role: "option",
    id: `_found-${index}`,
    tabindex: "-1",
    "aria-selected": "false",
  };
  const heading = make("span", { class: "found__title" }, ...title);
  return make("a", { href, ...attributes }, heading, ...details);
}

/**
 * A text with the words marked that match.
 *
 * @param {string} text
 * @param {import("./engine.mjs").Stems} stems
 * @param {SearchEngine} engine
 */
function highlighted(text, stems, engine) {
  /** @type {(Node | string)[]} */
  const pieces = [];
  let end = 0;
  for (const { 0: word, index = 0 } of text.matchAll(WORD)) {
    if (!tokenize(word).some((token) => stems.has(engine.stem(token)))) continue;
    pieces.push(text.slice(end, index), make("mark", {}, word));
    end = index + word.length;
  }
  return [...pieces, text.slice(end)];
}
