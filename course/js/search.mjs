// @ts-check
// A search in the pages of the reader's job. What is typed stays in the field.

import { all, make } from "./elements.mjs";
import { Finder, wordsOf } from "./finder.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./finder.mjs").Hit} Hit */

const SITE = new URL("../..", import.meta.url);
const MOST = 12;
const AROUND = 70;

const role = document.querySelector(".page")?.getAttribute("data-role") ?? "all";
/** @type {Promise<Finder> | undefined} */
let loading;
const dialog = makeDialog();

/** Shows the search, ready to type. */
export function openSearch() {
  dialog.showModal();
}

async function load() {
  const response = await fetch(new URL(`search/${role}.json`, SITE));
  const { entries, ...language } = await response.json();
  return new Finder(entries, language);
}

function makeDialog() {
  const field = make("input", {
    // A field of type "search" would take the first press of the key that closes the dialog.
    type: "text",
    role: "combobox",
    inputmode: "search",
    id: "_search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "_found",
  });
  const status = make("p", { role: "status" });
  const list = make("div", { id: "_found", role: "listbox", "aria-labelledby": "_search-label" });
  const close = make("button", { type: "button", class: "quiet" }, word("search-close"));
  const label = make("label", { for: "_search", id: "_search-label" }, word("search-label"));
  const box = make(
    "dialog",
    { class: "search md-typeset", "aria-labelledby": "_search-label" },
    make("div", { class: "search__field" }, label, field, close),
    status,
    list,
  );
  field.addEventListener("input", async () => {
    const asked = field.value;
    try {
      loading ??= load();
      const finder = await loading;
      if (asked === field.value) show(asked, finder, { field, status, list });
    } catch {
      loading = undefined;
      status.textContent = word("search-trouble");
    }
  });
  field.addEventListener("keydown", (event) => onKey(event, field, list));
  close.addEventListener("click", () => box.close());
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) box.close();
  });
  document.body.append(box);
  return box;
}

/**
 * The arrows choose among what was found, while the focus stays where one types.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} field
 * @param {HTMLElement} list
 */
function onKey(event, field, list) {
  const options = all(list, "a");
  const at = options.findIndex((it) => it.id === field.getAttribute("aria-activedescendant"));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    // One place more than there are options: the field itself, with none chosen.
    const place = (at + 1 + step + options.length + 1) % (options.length + 1);
    choose(field, options, options[place - 1]);
  }
  if (event.key === "Enter") (options[at] ?? options[0])?.click();
}

/**
 * @param {HTMLElement} field
 * @param {HTMLElement[]} options
 * @param {HTMLElement | undefined} chosen
 */
function choose(field, options, chosen) {
  for (const option of options) option.setAttribute("aria-selected", String(option === chosen));
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
}

/**
 * @param {string} asked
 * @param {Finder} finder
 * @param {{field: HTMLElement, status: HTMLElement, list: HTMLElement}} parts
 */
function show(asked, finder, { field, status, list }) {
  const hits = finder.find(asked).slice(0, MOST);
  const said = hits.length ? word("search-found", { count: hits.length }) : word("search-none");
  status.textContent = wordsOf(asked).length ? said : "";
  list.replaceChildren(...hits.map((hit, at) => option(hit, at, finder)));
  field.setAttribute("aria-expanded", String(hits.length > 0));
  field.removeAttribute("aria-activedescendant");
}

/**
 * @param {Hit} hit
 * @param {number} at
 * @param {Finder} finder
 */
function option({ entry: [address, title, text, where], stems }, at, finder) {
  return make(
    "a",
    {
      href: new URL(address, SITE).href,
      role: "option",
      id: `_found-${at}`,
      tabindex: "-1",
      "aria-selected": "false",
    },
    make("span", { class: "found__title" }, title),
    make("span", { class: "found__where" }, where),
    make("span", { class: "found__text" }, ...excerpt(text, stems, finder)),
  );
}

/**
 * The part of a text where it has the first of some words, with all of them marked.
 *
 * @param {string} text
 * @param {Set<string>} stems
 * @param {Finder} finder
 */
function excerpt(text, stems, finder) {
  const found = [...text.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)].filter(([it]) =>
    wordsOf(it).some((part) => stems.has(finder.stem(part))),
  );
  const first = found[0]?.index ?? 0;
  // From the beginning of a word, to the end of one.
  const from = first < AROUND ? 0 : text.indexOf(" ", first - AROUND) + 1;
  const end = text.indexOf(" ", first + 2 * AROUND);
  const to = end < 0 ? text.length : end;
  /** @type {(Node | string)[]} */
  const pieces = [from ? "… " : ""];
  let at = from;
  for (const { 0: it, index = 0 } of found) {
    if (index >= to) break;
    pieces.push(text.slice(at, index), make("mark", {}, it));
    at = index + it.length;
  }
  return [...pieces, text.slice(at, to), to < text.length ? " …" : ""];
}
