// @ts-check
// Marks a module as finished when its last line has been in view, in steps only if others came
// before it. There is no test to pass.

import { make, pageRole, query } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { saveCompletion } from "../storage/progress.mjs";

const close = query(document, ".close");
const watcher = new IntersectionObserver((changes) => {
  if (!changes.some(({ isIntersecting }) => isIntersecting)) return;
  if (document.documentElement.matches(".one-step:not(.has-read)")) return;
  watcher.disconnect();
  const revision = Number(close.dataset.revision);
  if (saveCompletion(pageRole(), close.dataset.module ?? "", revision)) return;
  close.append(make("p", { class: "storage-notice", role: "status" }, t("not-saved")));
});
watcher.observe(query(close, ".onward"));
