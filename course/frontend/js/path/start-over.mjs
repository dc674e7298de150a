// @ts-check
// Takes modules off the record, so that they count anew. It asks first.

import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { startOver } from "../storage/start-over.mjs";

/**
 * @param {import("./record-rows.mjs").Row[]} rows
 * @param {import("./record-rows.mjs").Finished[]} finished also what is no longer in the course
 * @param {(said: string) => void} onDone
 */
export function startOverPart(rows, finished, onDone) {
  const choice = make(
    "select",
    { id: "_start-over", autocomplete: "off" },
    make("option", { value: "" }, t("record-again-all")),
    ...rows.map(({ id, title }) => make("option", { value: id }, title)),
  );
  const question = make("div", { role: "status" });
  const ask = button(t("record-again"), () => {
    const chosen = choice.selectedOptions[0].text;
    const yes = button(t("record-again-yes"), () => {
      const modules = choice.value ? [choice.value] : finished.map(([module]) => module);
      const isDone = startOver(modules);
      onDone(isDone ? t("record-again-done", { modules: chosen }) : t("not-saved"));
    });
    const no = button(t("record-again-no"), () => {
      question.replaceChildren();
      ask.focus();
    });
    const text = t("record-again-confirm", { modules: chosen });
    question.replaceChildren(make("p", {}, text), yes, " ", no);
  });
  choice.addEventListener("input", () => question.replaceChildren());
  return make(
    "details",
    { class: "record__again" },
    make("summary", {}, t("record-again")),
    make("p", {}, t("record-again-means")),
    make("p", {}, make("label", { for: choice.id }, t("record-again-what")), " ", choice),
    ask,
    question,
  );
}
