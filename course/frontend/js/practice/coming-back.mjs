// @ts-check
// When questions come back, and how to be reminded or to take one's answers along.

import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { pageLink } from "../base/off-modules.mjs";
import { saveAsFile } from "../transfer/snapshot.mjs";
import { reminders } from "./reminders.mjs";

/** @param {string[]} roles */
export function comingBack(roles) {
  const status = make("p", { role: "status" });
  const saveData = button(t("save-file"), () => {
    status.textContent = t("saved-file", { start: saveAsFile() });
  });
  return [
    make("p", {}, t("practice-why")),
    ...reminders(roles, status),
    make("p", {}, t("transfer-why")),
    make("p", {}, saveData),
    make("p", {}, t("practice-saved-file"), " ", pageLink("yours/", t("open-saved"))),
    status,
  ];
}
