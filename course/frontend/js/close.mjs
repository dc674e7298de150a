// @ts-check
// The end of a module. Whoever sees its last line has read the module: there is no test to pass.

import { make, one } from "./elements.mjs";
import { keepRead } from "./progress.mjs";
import { word } from "./words.mjs";

const close = one(document, ".close");
const job = one(document, ".page").dataset.role ?? "";
const watcher = new IntersectionObserver((seen) => {
  if (!seen.some((piece) => piece.isIntersecting)) return;
  watcher.disconnect();
  const revision = Number(close.dataset.revision ?? 1);
  if (keepRead(job, close.dataset.module ?? "", revision)) return;
  close.append(make("p", { class: "memory-notice", role: "status" }, word("not-kept")));
});
watcher.observe(one(close, ".onward"));
