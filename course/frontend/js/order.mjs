// @ts-check
// Steps to order. Each step gets two buttons; the list keeps its place in the tab order.

import { all, copies, make, one, plainText } from "./elements.mjs";
import { Note } from "./notes.mjs";
import { word } from "./words.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/** @typedef {{item: HTMLElement, up: HTMLElement, down: HTMLElement, note: Note}} Step */

/** @param {SelfCheck} check */
export function enhanceOrder(check) {
  const reasons = all(one(check, ".solution"), ".reason");
  const list = make("ol", { class: "steps" });
  const steps = all(check, ".step").map((item, index) => makeStep(item, `${check.id}--${index}`));
  one(check, "ul.steps").replaceWith(list);
  list.append(...steps.map((step) => step.item));
  markEnds(list, steps);

  for (const step of steps) {
    const onMove = () => {
      for (const other of steps) other.note.clear();
      markEnds(list, steps);
      const place = [...list.children].indexOf(step.item) + 1;
      check.sayForEars(word("moved", { place, total: steps.length }));
    };
    // The neighbour moves, not the step, so that the button that was pressed keeps the focus.
    step.up.addEventListener("click", () => {
      const before = step.item.previousElementSibling;
      if (before) step.item.after(before);
      onMove();
    });
    step.down.addEventListener("click", () => {
      const after = step.item.nextElementSibling;
      if (after) step.item.before(after);
      onMove();
    });
  }
  check.addCheckButton(() => judgeSteps(check, list, steps, reasons));
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 * @returns {Step}
 */
function makeStep(item, id) {
  const text = plainText(one(item, ".step__text"));
  const up = makeMover(word("up", { item: text }), "↑");
  const down = makeMover(word("down", { item: text }), "↓");
  const note = new Note(`${id}--note`, [up, down]);
  item.append(make("div", { class: "step__moves" }, up, down), note.element);
  return { item, up, down, note };
}

/**
 * @param {string} name
 * @param {string} arrow
 */
function makeMover(name, arrow) {
  return make("button", { type: "button", class: "mover", "aria-label": name }, arrow);
}

/**
 * The first step cannot go up, nor the last one down. Said, not switched off: that would lose
 * the focus.
 *
 * @param {HTMLElement} list
 * @param {Step[]} steps
 */
function markEnds(list, steps) {
  for (const { item, up, down } of steps) {
    up.setAttribute("aria-disabled", String(item === list.firstElementChild));
    down.setAttribute("aria-disabled", String(item === list.lastElementChild));
  }
}

/**
 * @param {SelfCheck} check
 * @param {HTMLElement} list
 * @param {Step[]} steps
 * @param {HTMLElement[]} reasons
 */
function judgeSteps(check, list, steps, reasons) {
  const items = all(list, ".step");
  const places = items.map((item) => Number(item.dataset.place));
  const inOrder = longestRise(places);
  for (const { item, note } of steps) {
    const place = Number(item.dataset.place);
    note.judge(inOrder.has(place), copies(reasons[place]));
  }
  const isRight = inOrder.size === steps.length;
  check.say(word(isRight ? "all-right" : "not-yet"));
  check.tried(isRight);
}

/**
 * The largest set of places that already follow each other. One step out of its place is then
 * one to look at again, not a reason to question all that it pushed along.
 *
 * @param {number[]} places
 * @returns {Set<number>}
 */
function longestRise(places) {
  /** @type {number[][]} the longest rise that ends with each place */
  const rises = [];
  places.forEach((place) => {
    const before = rises.filter((rise) => rise[rise.length - 1] < place);
    rises.push([...longest(before), place]);
  });
  return new Set(longest(rises));
}

/**
 * @param {number[][]} rises
 * @returns {number[]}
 */
function longest(rises) {
  return rises.reduce((best, rise) => (rise.length > best.length ? rise : best), []);
}
