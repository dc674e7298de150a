// @ts-check
// A note in phrases. Once all that guess or judge are found, all reasons appear, and a better note.

import { query } from "../base/dom.mjs";
import { enhanceBoxes } from "./answers.mjs";

/** @typedef {import("./self-check.mjs").SelfCheck} SelfCheck */

/** @param {SelfCheck} check */
export function enhanceMark(check) {
  const betterNote = query(check, ".solution");
  betterNote.hidden = true;
  const show = () => {
    betterNote.hidden = false;
    betterNote.setAttribute("open", "");
  };
  enhanceBoxes(check, (showAll) => {
    showAll(true);
    show();
  });
  query(check, ".show-all").addEventListener("click", show);
}
