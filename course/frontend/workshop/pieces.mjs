// @ts-check
// The buttons of what a form has in lists: one more, one less, and another order.

import { controlFor, problemLine } from "./controls.mjs";
import { button, made } from "./elements.mjs";

/** @typedef {import("./controls.mjs").Location} Location */
/** @typedef {import("./controls.mjs").Field} Field */
/**
 * @typedef {object} Item one of several pieces alike
 * @property {Location} location
 * @property {string} name
 * @property {boolean} is_first
 * @property {boolean} is_last
 * @property {string} stays why it cannot be removed
 */
/**
 * @typedef {object} Adding the way to one more piece
 * @property {Location} location of the list
 * @property {string} label
 * @property {Field[]} asks
 * @property {string} full why there cannot be more
 * @property {boolean} is_first
 */
/** @typedef {"add" | "remove" | "up" | "down"} Action */
/**
 * @callback Rearrange says what is wrong, or an empty text
 * @param {Action} action
 * @param {Location} location
 * @param {Record<string, string>} answers
 * @returns {Promise<string>}
 */

/** Where a piece or a list is in the form. */
const PLACE = "data-place";

/**
 * The buttons that move and remove a piece, put below what is in it.
 *
 * @param {HTMLElement} part what the form shows of the piece
 * @param {Item} item
 * @param {Rearrange} rearrange
 */
export function putButtonsBelow(part, item, rearrange) {
  const { name, location } = item;
  part.setAttribute(PLACE, placeOf(location));
  part.tabIndex = -1;
  const problem = problemLine();
  /** @type {[Action, string, string][]} each with why it cannot be done */
  const actions = [
    ["up", "Move up", item.is_first ? "This is the first one." : ""],
    ["down", "Move down", item.is_last ? "This is the last one." : ""],
    ["remove", "Remove", item.stays],
  ];
  const row = made("div", "", "piece");
  const isAlone = item.is_first && item.is_last;
  for (const [action, words, refused] of actions) {
    if (isAlone && action !== "remove") continue;
    const control = button(words, async () => {
      problem.textContent = refused || (await rearrange(action, location, {}));
    });
    control.dataset.action = action;
    control.setAttribute("aria-label", `${words} ${name}`);
    if (refused) control.setAttribute("aria-disabled", "true");
    row.append(control);
  }
  part.append(row, problem);
}

/**
 * The button that adds a piece, with what must be known before.
 *
 * @param {Adding} adding
 * @param {Rearrange} rearrange
 */
export function adder({ location, label, asks, full }, rearrange) {
  const part = made("div", "", "adder");
  const place = placeOf(location);
  part.setAttribute(PLACE, place);
  const controls = asks.map((field, index) => {
    const control = controlFor(field);
    control.id = `new-${index}-${place}`;
    const name = made("label", field.label);
    name.htmlFor = control.id;
    const about = made("p", field.about, "hint");
    about.id = `${control.id}-about`;
    control.setAttribute("aria-describedby", about.id);
    const box = made("div", "", "field");
    box.append(name, about, control);
    part.append(box);
    return control;
  });
  const problem = problemLine();
  const control = button(label, async () => {
    const answers = asks.map((field, index) => [field.location.at(-1), controls[index].value]);
    problem.textContent = full || (await rearrange("add", location, Object.fromEntries(answers)));
  });
  control.dataset.action = "add";
  if (full) control.setAttribute("aria-disabled", "true");
  part.append(control, problem);
  return part;
}

/**
 * Moves the focus to where one goes on after a change: into a new piece, to the same button of one that
 * was moved, or to what is now in the place of one that was removed.
 *
 * @param {HTMLElement} form
 * @param {Action} action
 * @param {Location} location
 * @returns {boolean} whether the form has that place
 */
export function goOn(form, action, location) {
  const part = /** @type {HTMLElement | null} */ (
    form.querySelector(`[${PLACE}="${CSS.escape(placeOf(location))}"]`)
  );
  if (!part) return false;
  for (let outside = part.parentElement; outside && outside !== form; ) {
    if (outside instanceof HTMLDetailsElement) outside.open = true;
    outside = outside.parentElement;
  }
  /** @type {HTMLElement | null} */
  const control =
    action === "add"
      ? part.querySelector("input, select, textarea")
      : part.querySelector(`[data-action="${action}"]`);
  const target = action === "remove" ? (part.matches(".adder") ? control : part) : control;
  (target ?? part).focus();
  return true;
}

/** @param {Location} location */
function placeOf(location) {
  return location.join("/");
}
