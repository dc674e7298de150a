// @ts-check
// Steps to put in order. Each one gets two buttons, to move it up and down.

import { clonedContent, make, plainText, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { ItemFeedback } from "./item-feedback.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */
/** @typedef {{item: HTMLElement, up: HTMLElement, down: HTMLElement, feedback: ItemFeedback}} Step */

/** @param {SelfCheck} check */
export function enhanceOrder(check) {
  const reasons = queryAll(query(check, ".solution"), ".reason");
  const list = make("ol", { class: "steps" });
  const steps = queryAll(check, ".step").map((item, index) =>
    makeStep(item, `${check.id}--${index}`),
  );
  query(check, "ul.steps").replaceWith(list);
  list.append(...steps.map(({ item }) => item));
  markEnds(list, steps);

  for (const step of steps) {
    /**
     * Moves the neighbor, not the step, so that the pressed button keeps the focus.
     *
     * @param {HTMLElement} pressed
     * @param {Element | null} neighbor
     * @param {"after" | "before"} side of the step to which it moves
     */
    const move = (pressed, neighbor, side) => {
      if (!neighbor) return;
      step.item[side](neighbor);
      for (const { feedback } of steps) feedback.clear();
      markEnds(list, steps);
      const place = [...list.children].indexOf(step.item) + 1;
      pressed.scrollIntoView({ block: "nearest", behavior: "instant" });
      check.announceToScreenReaders(t("moved", { place, total: steps.length }));
    };
    step.up.addEventListener("click", () =>
      move(step.up, step.item.previousElementSibling, "after"),
    );
    step.down.addEventListener("click", () =>
      move(step.down, step.item.nextElementSibling, "before"),
    );
  }
  check.addCheckButton(() => checkOrder(check, list, steps, reasons));
}

/**
 * @param {HTMLElement} item
 * @param {string} id
 * @returns {Step}
 */
function makeStep(item, id) {
  const text = plainText(query(item, ".step__text"));
  const up = makeMoveButton(t("up", { item: text }), "↑");
  const down = makeMoveButton(t("down", { item: text }), "↓");
  item.append(make("div", { class: "step__moves" }, up, down));
  const feedback = new ItemFeedback(item, `${id}--feedback`, [up, down]);
  return { item, up, down, feedback };
}

/**
 * @param {string} label
 * @param {string} arrow
 */
function makeMoveButton(label, arrow) {
  return make("button", { class: "mover", "aria-label": label }, arrow);
}

/**
 * Disables "up" on the first step and "down" on the last. With aria-disabled: a disabled button
 * would lose the focus.
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
function checkOrder(check, list, steps, reasons) {
  const places = queryAll(list, ".step").map((item) => Number(item.dataset.place));
  const inOrder = longestIncreasing(places);
  for (const { item, feedback } of steps) {
    const place = Number(item.dataset.place);
    const isRight = inOrder.has(place);
    feedback.showVerdict(
      isRight,
      isRight ? clonedContent(reasons[place]) : [direction(place, places, inOrder)],
    );
  }
  const total = steps.length;
  check.sumUp({ chosen: total, fitting: inOrder.size, total, isComplete: true });
}

/**
 * Whether a misplaced step comes earlier or later than it is now.
 *
 * @param {number} place
 * @param {number[]} places
 * @param {Set<number>} inOrder
 */
function direction(place, places, inOrder) {
  const before = places.slice(0, places.indexOf(place));
  const isTooLate = before.some((other) => other > place && inOrder.has(other));
  return make("p", {}, t(isTooLate ? "comes-earlier" : "comes-later"));
}

/**
 * The longest increasing subsequence. So one misplaced step is marked by itself, and not all the
 * steps that it has pushed along.
 *
 * @param {number[]} places
 * @returns {Set<number>}
 */
function longestIncreasing(places) {
  /** @type {number[][]} the longest one that ends with each place */
  const sequences = [];
  places.forEach((place) => {
    const shorter = sequences.filter((sequence) => sequence[sequence.length - 1] < place);
    sequences.push([...longest(shorter), place]);
  });
  return new Set(longest(sequences));
}

/**
 * @param {number[][]} sequences
 * @returns {number[]}
 */
function longest(sequences) {
  return sequences.reduce(
    (best, sequence) => (sequence.length > best.length ? sequence : best),
    [],
  );
}
