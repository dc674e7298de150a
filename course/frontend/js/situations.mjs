// @ts-check
// A moment at work: a link to a choice opens it, and a later choice waits until one leads there.

import { all } from "./elements.mjs";

for (const choice of all(document, ".choice[data-later]")) choice.hidden = true;
for (const link of all(document, ".situation a[href^='#']")) {
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
  // What was chosen is read out first; what happens next comes right after it.
  summary.focus();
}
