// @ts-check
// A search in the pages of the reader's jobs, or of all. What is typed stays in the field.

import { all, make, one } from "./elements.mjs";
import { Finder } from "./finder.mjs";
import { unpacked } from "./packed.mjs";
import { wordsOf } from "./spelling.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./packed.mjs").Data} Data */
/** @typedef {import("./packed.mjs").Entry} Entry */
/** @typedef {import("./packed.mjs").Phrase} Phrase */
/** @typedef {import("./finder.mjs").Hit} Hit */

const SITE = new URL("../..", import.meta.url);
const EVERY_JOB = "all";
const MOST = 12;

const here = document.querySelector(".page")?.getAttribute("data-role") ?? "";
const isHolding = document.documentElement.classList.contains("has-jobs");
const held = isHolding ? Object.keys((await import("./held-jobs.mjs")).heldJobs()) : [];
/** The job whose page this is, and those that the reader has taken. */
const jobs = [...new Set([here, ...held])].filter(Boolean);
/** @type {Map<boolean, Promise<Finder>>} by whether it is for all jobs */
const finders = new Map();
let lastAsked = "";
/** @type {string[][]} the id and the title of each job there is, where the search is for all */
let everyRole = [];

const dialog = /** @type {HTMLDialogElement} */ (one(document, ".search"));
const field = /** @type {HTMLInputElement} */ (one(dialog, "input"));
const status = one(dialog, "[role=status]");
/** What it says until there is something to search in. */
const coming = status.textContent;
const list = make("div", { id: "_found", role: "listbox", "aria-labelledby": "_search-label" });
const widen = make("button", { type: "button", class: "quiet" }, word("search-all"));
status.before(widen);
status.after(list);
field.setAttribute("aria-controls", "_found");
widen.setAttribute("aria-pressed", String(!jobs.length));
widen.hidden = !jobs.length;
field.addEventListener("input", search);
field.addEventListener("keydown", onKey);
widen.addEventListener("click", () => {
  widen.setAttribute("aria-pressed", String(!isForAll()));
  search();
  field.focus();
});
list.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("a")) dialog.close();
});

/** Searches for what is in the field; where a link asks for something, as in `#q=calm`, for that. */
export function startSearch() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked !== null && asked !== lastAsked) field.value = lastAsked = asked;
  search();
}

async function search() {
  const [asked, wasForAll] = [field.value, isForAll()];
  try {
    const finder = await finderFor(wasForAll);
    if (asked === field.value && wasForAll === isForAll()) show(asked, finder);
  } catch {
    finders.delete(wasForAll);
    status.textContent = word("search-trouble");
  }
}

function isForAll() {
  return widen.getAttribute("aria-pressed") === "true";
}

/** @param {boolean} isForAll */
function finderFor(isForAll) {
  const known = finders.get(isForAll);
  if (known) return known;
  status.textContent = coming;
  const finder = (isForAll ? loadAll() : loadOwn()).then(warmed);
  finders.set(isForAll, finder);
  return finder;
}

/**
 * A browser makes a function fast only after it has run: the first key should not wait for that.
 *
 * @param {Finder} finder
 */
function warmed(finder) {
  finder.find("warme up");
  return finder;
}

async function loadOwn() {
  const found = await Promise.all(jobs.map(fetchData));
  const present = found.filter((it) => it !== null);
  if (!present.length) return loadAll();
  if (present.length === 1) return new Finder(present[0]);
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Map<string, Phrase>} */
  const phrases = new Map();
  for (const data of present) {
    for (const entry of data.entries) {
      const known = entries.get(placeOf(entry));
      // What two jobs share is shown once, as the first of them has it, and found by either's words.
      if (!known) entries.set(placeOf(entry), entry);
      else known.more = [...new Set([...known.more, ...entry.more, ...otherWords(entry, known)])];
    }
    for (const { words, leadsTo } of data.phrases) {
      const places = leadsTo.map((entry) => entries.get(placeOf(entry)) ?? entry);
      const known = phrases.get(words.join(" "))?.leadsTo ?? [];
      phrases.set(words.join(" "), { words, leadsTo: [...new Set([...known, ...places])] });
    }
  }
  const cards = present.flatMap((data) => data.entries.slice(0, data.cards));
  const all = [...entries.values()];
  const first = all.filter((entry) => cards.includes(entry));
  return new Finder({
    ...present[0],
    entries: [...first, ...all.filter((entry) => !cards.includes(entry))],
    phrases: [...phrases.values()],
    cards: first.length,
  });
}

/**
 * What one entry says and another does not, where their texts differ.
 *
 * @param {Entry} entry
 * @param {Entry} known
 */
function otherWords(entry, known) {
  const told = new Set(wordsOf(known.text));
  return wordsOf(entry.text).filter((word) => !told.has(word));
}

async function loadAll() {
  const data = await fetchData(EVERY_JOB);
  if (!data) throw new Error("The search is gone.");
  const { entries, roles = [] } = data;
  const own = roles.findIndex(([role]) => role === jobs[0]);
  for (const entry of entries) {
    const role = roles[entry.roles.includes(own) ? own : entry.roles[0]];
    if (role) entry.address = `${role[0]}/${entry.address}`;
  }
  everyRole = roles;
  return new Finder(data);
}

/**
 * Null for a job that is gone.
 *
 * @param {string} job
 * @returns {Promise<Data | null>}
 */
async function fetchData(job) {
  const response = await fetch(new URL(`search/${job}.json`, SITE));
  return response.status === 404 ? null : unpacked(await response.json());
}

/**
 * Where an entry stands, whichever of the reader's jobs that page is for.
 *
 * @param {Entry} entry
 */
function placeOf({ address }) {
  const job = jobs.find((it) => address.startsWith(`${it}/`));
  return job ? address.slice(job.length) : address;
}

/**
 * The arrows choose among what was found, while the focus stays where one types.
 *
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  const options = all(list, "a");
  const at = options.findIndex((it) => it.id === field.getAttribute("aria-activedescendant"));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    // One place more than there are options: the field itself, with none chosen.
    const place = (at + 1 + step + options.length + 1) % (options.length + 1);
    choose(options, options[place - 1]);
  }
  // What is merely near is opened by nobody's haste.
  if (event.key === "Enter") (options[at] ?? options.find((it) => !it.matches(".found--near")))?.click();
}

/**
 * @param {HTMLElement[]} options
 * @param {HTMLElement | undefined} chosen
 */
function choose(options, chosen) {
  for (const option of options) option.setAttribute("aria-selected", String(option === chosen));
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
}

/**
 * What was found; where that is nothing, what is nearest, and who can help.
 *
 * @param {string} asked
 * @param {Finder} finder
 */
function show(asked, finder) {
  const isAsked = wordsOf(asked).length > 0;
  const hits = finder.find(asked).slice(0, MOST);
  const near = isAsked && !hits.length ? finder.nearest(asked) : [];
  const said = hits.length ? word("search-found", { count: hits.length }) : word("search-none");
  status.textContent = isAsked ? said : "";
  list.replaceChildren(...[...hits, ...near].map((hit, at) => option(hit, at, finder)));
  if (isAsked && !hits.length) {
    list.append(link(new URL("help/", SITE).href, near.length, [word("search-help")]));
    for (const it of list.children) it.classList.add("found--near");
  }
  field.setAttribute("aria-expanded", String(list.childElementCount > 0));
  field.removeAttribute("aria-activedescendant");
}

/**
 * @param {Hit} hit
 * @param {number} at
 * @param {Finder} finder
 */
function option({ entry, stems, isUrgent }, at, finder) {
  const { address, title, text, where, roles } = entry;
  const isForEvery = everyRole.length && roles.length === everyRole.length;
  const whose = isForEvery ? word("for-all-jobs") : roles.map((it) => everyRole[it][1]).join(", ");
  const isReadable = wordsOf(`${title} ${text}`).some((it) => stems.has(finder.stem(it)));
  const found = link(
    new URL(address, SITE).href,
    at,
    marked(title, stems, finder),
    make("span", { class: "found__where" }, [where, whose].filter(Boolean).join(" · ")),
    make("span", { class: "found__text" }, ...marked(text, stems, finder)),
    ...(stems.size && !isReadable ? [about([...stems.values()])] : []),
  );
  if (isUrgent) found.classList.add("found--urgent");
  return found;
}

/**
 * What a place is about, in the words that were typed, where none can be read in what is shown.
 *
 * @param {string[]} typed
 */
function about(typed) {
  const words = [...new Set(typed)].map((it) => make("mark", {}, it));
  const apart = words.flatMap((it, at) => (at ? [", ", it] : [it]));
  return make("span", { class: "found__where" }, word("search-about"), " ", ...apart);
}

/**
 * @param {string} href
 * @param {number} at
 * @param {(Node | string)[]} title
 * @param {...Node} more
 */
function link(href, at, title, ...more) {
  const attributes = { role: "option", id: `_found-${at}`, tabindex: "-1", "aria-selected": "false" };
  return make("a", { href, ...attributes }, make("span", { class: "found__title" }, ...title), ...more);
}

/**
 * A text with some words marked.
 *
 * @param {string} text
 * @param {import("./finder.mjs").Stems} stems
 * @param {Finder} finder
 */
function marked(text, stems, finder) {
  /** @type {(Node | string)[]} */
  const pieces = [];
  let at = 0;
  for (const { 0: it, index = 0 } of text.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)) {
    if (!wordsOf(it).some((part) => stems.has(finder.stem(part)))) continue;
    pieces.push(text.slice(at, index), make("mark", {}, it));
    at = index + it.length;
  }
  return [...pieces, text.slice(at)];
}
