// @ts-check
// Several right answers.

import { enhanceBoxes } from "./answers.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */

/** @param {SelfCheck} check */
export function enhanceChoices(check) {
  enhanceBoxes(check);
}
