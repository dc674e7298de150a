// @ts-check
// A situation with choices: a link to a choice opens it, and a later choice stays hidden until a
// link leads to it.

import { queryAll } from "../base/dom.mjs";

for (const choice of queryAll(document, ".choice[data-later]")) choice.hidden = true;
for (const link of queryAll(document, ".situation a[href^='#']")) {
  link.addEventListener("click", () => openChoice(link.getAttribute("href") ?? ""));
}
openChoice(location.hash);

/** @param {string} hash */
function openChoice(hash) {
  const summary = document.getElementById(hash.slice(1));
  const choice = summary?.closest(".choice");
  if (!summary || !(choice instanceof HTMLDetailsElement)) return;
  choice.hidden = false;
  if ("later" in choice.dataset) choice.dataset.later = "reached";
  choice.open = true;
  // A screen reader then reads the choice, and next what happens.
  summary.focus();
}
