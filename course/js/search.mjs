// @ts-check
// A search in the pages of the reader's job. What is typed stays in the field.

import { make } from "./elements.mjs";
import { word } from "./words.mjs";

/** @typedef {[address: string, title: string, text: string]} Entry */
/** @typedef {{entry: Entry, score: number, at: number}} Hit `at` is where the text has it, or -1 */

const SITE = new URL("..", import.meta.url);
const MOST = 12;
const AROUND = 70;

const role = document.querySelector(".page")?.getAttribute("data-role") ?? "all";
/** @type {Promise<Entry[]> | undefined} */
let loading;
const dialog = makeDialog();

/** Shows the search, ready to type. */
export function openSearch() {
  dialog.showModal();
}

async function load() {
  const response = await fetch(new URL(`search/${role}.json`, SITE));
  return response.json();
}

function makeDialog() {
  const field = make("input", {
    // A field of type "search" would take the first press of the key that closes the dialog.
    type: "text",
    role: "searchbox",
    inputmode: "search",
    id: "_search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const status = make("p", { role: "status" });
  const list = make("ol", { class: "found" });
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
      const entries = await loading;
      if (asked === field.value) show(asked, entries, status, list);
    } catch {
      loading = undefined;
      status.textContent = word("search-trouble");
    }
  });
  close.addEventListener("click", () => box.close());
  list.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) box.close();
  });
  document.body.append(box);
  return box;
}

/**
 * @param {string} asked
 * @param {Entry[]} entries
 * @param {HTMLElement} status
 * @param {HTMLElement} list
 */
function show(asked, entries, status, list) {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  const hits = words.length ? find(words, entries) : [];
  status.textContent = !words.length
    ? ""
    : hits.length
      ? word("search-found", { count: hits.length })
      : word("search-none");
  list.replaceChildren(...hits.slice(0, MOST).map((hit) => item(hit, words[0])));
}

/**
 * @param {string[]} words
 * @param {Entry[]} entries
 * @returns {Hit[]}
 */
function find(words, entries) {
  const hits = entries.flatMap((entry) => {
    const [title, text] = [plain(entry[1]), plain(entry[2])];
    const places = words.map((it) => ({ inTitle: start(title, it), inText: start(text, it) }));
    if (places.some(({ inTitle, inText }) => inTitle < 0 && inText < 0)) return [];
    const score = places.filter(({ inTitle }) => inTitle >= 0).length;
    return [{ entry, score, at: places[0].inText }];
  });
  return hits.sort((first, second) => second.score - first.score);
}

/**
 * Where a word of the text begins with `part`.
 *
 * @param {string} text
 * @param {string} part
 */
function start(text, part) {
  return ` ${text}`.indexOf(` ${part}`);
}

/**
 * In small letters and without signs, each place still where it was.
 *
 * @param {string} text
 */
function plain(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, " ");
}

/**
 * @param {Hit} hit
 * @param {string} first the first word that was asked for
 */
function item({ entry: [address, title, text], at }, first) {
  // From the beginning of a word.
  const from = at < AROUND ? 0 : text.indexOf(" ", at - AROUND) + 1;
  const to = at + first.length + AROUND;
  const excerpt =
    at < 0
      ? [text.slice(0, 2 * AROUND), text.length > 2 * AROUND ? " …" : ""]
      : [
          (from ? "… " : "") + text.slice(from, at),
          make("mark", {}, text.slice(at, at + first.length)),
          text.slice(at + first.length, to) + (text.length > to ? " …" : ""),
        ];
  const link = make("a", { href: new URL(address, SITE).href }, title);
  return make("li", {}, link, make("p", {}, ...excerpt));
}
