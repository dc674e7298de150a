// @ts-check
// The entry script of a page that somebody tries in the workshop: its choices, questions and scenes.
// Nothing that finds or keeps what a reader has saved is part of it, and the workshop follows links.

import "./quiz/self-check.mjs";

document.documentElement.classList.add("js", "has-main");
if (document.querySelector(".choice")) import("./lesson/situation.mjs");
if (document.querySelector(".play")) import("./lesson/scene.mjs");
