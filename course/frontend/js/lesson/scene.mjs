// @ts-check
// The page of a scene: what the reader has said so far, and a way back from each line. The address
// says which turn is shown, as without this script. The browser's history keeps the way there, with
// the tab; nothing is stored.

import { make, plainText, query, queryAll } from "../base/dom.mjs";

/** @typedef {{way: string[]}} Played the anchors of the choices that were made, in order */

const scene = query(document, ".play");
const places = queryAll(scene, ":scope > .node");
const endings = places.filter((place) => place.matches(".ending"));
const start = places[0];
/** The endings that were reached since the page was opened. */
const seen = new Set();
/** @type {string[]} */
let way = [];

addEventListener("hashchange", () => show(true));
show(location.hash !== "");

/**
 * Shows what led to the present turn.
 *
 * @param {boolean} shouldFocus
 */
function show(shouldFocus) {
  // No anchor has a character that an address encodes.
  const anchor = location.hash.slice(1);
  const target = document.getElementById(anchor);
  const here = places.find((place) => place.contains(target)) ?? start;
  way = wayTo(anchor);
  history.replaceState({ ...history.state, way }, "");
  for (const old of queryAll(scene, ".node__undo, .yours")) old.remove();
  const heading = query(here, "h2");
  const title = here.querySelector(".node__title");
  if (way.length) {
    if (title) title.textContent = said("turn", { number: way.length + 1 });
    here.append(undo());
  }
  if (here.matches(".ending")) {
    seen.add(here);
    query(scene, ".afterward").prepend(yours());
  }
  if (!shouldFocus) return;
  here.scrollIntoView({ block: "start", behavior: "instant" });
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/**
 * The choices that led to a turn, if they are known.
 *
 * @param {string} anchor of the last choice, or of the turn itself
 * @returns {string[]}
 */
function wayTo(anchor) {
  const known = /** @type {Played | null} */ (history.state)?.way;
  if (known) return known;
  // A line was taken back: no way comes to the same choice twice.
  if (way.includes(anchor)) return way.slice(0, way.indexOf(anchor) + 1);
  const from = choiceAt(anchor)?.closest(".node");
  if (from === placeAfter(way)) return [...way, anchor];
  return from === start ? [anchor] : [];
}

/**
 * The turn or the ending to which choices lead.
 *
 * @param {string[]} choices
 */
function placeAfter(choices) {
  const last = choices.at(-1);
  const target = last ? document.getElementById(last) : null;
  return places.find((place) => place.contains(target)) ?? start;
}

/** @param {string} anchor of a choice */
function choiceAt(anchor) {
  return queryAll(scene, ".turns a").find((link) => link.getAttribute("href") === `#${anchor}`);
}

/** A link to the turn before. */
function undo() {
  const before = way.at(-2) ?? start.id;
  return make("p", { class: "node__undo" }, make("a", { href: `#${before}` }, said("undo")));
}

/** What the reader has said, and how many endings there are. */
function yours() {
  const lines = way.map(choiceAt).filter((link) => link !== undefined);
  const list = make("ol", {}, ...lines.map((link) => make("li", {}, plainText(link))));
  const number = said("seen", { number: seen.size, total: endings.length });
  // An address may lead right to an ending.
  const what = lines.length ? [make("h2", {}, said("yours")), list] : [];
  return make("section", { class: "yours" }, ...what, make("p", {}, number));
}

/**
 * A message of this page.
 *
 * @param {string} name
 * @param {Record<string, number>} [values]
 */
function said(name, values = {}) {
  const text = scene.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}
