// @ts-check
// A situation with choices: a link to a choice opens it below the scene, and a later choice stays
// hidden until a link leads to it.

import { query, queryAll } from "../base/dom.mjs";

for (const choice of queryAll(document, ".choice[data-later]")) choice.hidden = true;
for (const link of queryAll(document, ".situation a[href^='#']")) {
  link.addEventListener("click", (event) => {
    // The browser would scroll on to the choice, and the scene would be out of sight.
    if (openChoice(link.getAttribute("href") ?? "")) event.preventDefault();
  });
}
openChoice(location.hash);

/**
 * Opens a choice, and says whether there is one.
 *
 * @param {string} hash
 */
function openChoice(hash) {
  const summary = document.getElementById(hash.slice(1));
  const choice = summary?.closest(".choice");
  const situation = choice?.parentElement;
  if (!summary || !situation || !(choice instanceof HTMLDetailsElement)) return false;
  choice.hidden = false;
  if ("later" in choice.dataset) choice.dataset.later = "reached";
  choice.open = true;
  query(situation, ".choice").before(choice);
  query(situation, ".situation__scene").scrollIntoView({ behavior: "instant" });
  // A screen reader then reads the choice, and next what happens.
  summary.focus();
  return true;
}
