// @ts-check
// One line above the course, if the reader should know something about the learning system.

import { button, make, query } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";

/** @typedef {import("./attempt.mjs").State} State */

/**
 * Shows what the reader should know, or nothing.
 *
 * @param {State} state
 * @param {{isKept: boolean, hasOther: boolean, retry: () => void}} facts whether the device keeps
 *   what the learning system has not confirmed, whether another window has reached it, and how to
 *   try again
 */
export function showNotice(state, { isKept, hasOther, retry }) {
  const notice = query(document, ".attempt__notice");
  const text = textOf(state, isKept, hasOther);
  // What was shown last does not come again if the reader has closed it.
  if (text === (notice.dataset.shown ?? "")) return;
  notice.dataset.shown = text;
  notice.replaceChildren(...(text ? [make("p", {}, text)] : []));
  if (state === "unsaved") notice.append(button(t("lms-retry"), retry));
  if (text && state !== "unsaved") {
    notice.append(button(t("lms-close"), () => close(notice)));
  }
}

/** @param {HTMLElement} notice */
function close(notice) {
  notice.replaceChildren();
  // The button had the focus, which goes back to where the reader was in the course.
  query(document, ".attempt__course").focus();
}

/**
 * @param {State} state
 * @param {boolean} isKept
 * @param {boolean} hasOther
 */
function textOf(state, isKept, hasOther) {
  if (state === "saved") return "";
  if (state === "none") return t(hasOther ? "lms-elsewhere" : "lms-none");
  if (state === "unsaved") return t(isKept ? "lms-unsaved-kept" : "lms-unsaved");
  return t(`lms-${state}`);
}
