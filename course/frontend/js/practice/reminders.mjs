// @ts-check
// Reminders for the reader's calendar, with the address of the practice page.

import { addDays, today } from "../base/dates.mjs";
import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { download } from "../base/off-modules.mjs";
import { pageUrl } from "../base/site-url.mjs";
import { calendarFile } from "./calendar.mjs";

const REMINDER_DAYS = [2, 7, 30];

/**
 * How to save them, and what that means.
 *
 * @param {string[]} roles
 * @param {HTMLElement} status for what has happened
 */
export function reminders(roles, status) {
  // With the roles in it, the address also works on other devices and without saved data.
  const address = pageUrl(`practice/#${roles.join(",")}`);
  const save = button(t("reminders-save"), () => {
    const dates = REMINDER_DAYS.map((days) => addDays(today(), days));
    const event = { title: t("reminder-title"), text: t("reminder-text"), address };
    download(`practice-${today()}.ics`, "text/calendar", calendarFile(dates, event));
    status.textContent = t("saved-file", { start: "practice-" });
  });
  return [make("p", {}, save), make("p", {}, t("reminders-note"))];
}
