// @ts-check
// The end of a module. Whoever sees its last line has read the module: there is no test to pass.

import { one } from "./elements.mjs";
import { keepRead } from "./progress.mjs";

const close = one(document, ".close");
const job = document.querySelector(".page")?.getAttribute("data-role") ?? "";
const watcher = new IntersectionObserver((seen) => {
  if (!seen.some((piece) => piece.isIntersecting)) return;
  watcher.disconnect();
  keepRead(job, close.dataset.module ?? "", Number(close.dataset.revision ?? 1));
});
watcher.observe(one(close, ".onward"));
