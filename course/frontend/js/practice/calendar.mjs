// @ts-check
// A calendar file (RFC 5545) with all-day events, each with a reminder at noon.

const MAX_LINE_BYTES = 75;

/**
 * @param {string[]} dates such as "2026-11-27"
 * @param {{title: string, text: string, address: string}} event
 */
export function calendarFile(dates, { title, text, address }) {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const description = `${text}\n${address}`;
  const events = dates.flatMap((date) => [
    "BEGIN:VEVENT",
    // The same id for the same day, so that saving twice adds no second event.
    `UID:${date}@${escapeText(address)}`,
    `DTSTAMP:${now}`,
    `DTSTART;VALUE=DATE:${date.replaceAll("-", "")}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT12H",
    `DESCRIPTION:${escapeText(title)}`,
    "END:VALARM",
    "END:VEVENT",
  ]);
  const header = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//whole-staff//"];
  const lines = [...header, ...events, "END:VCALENDAR"];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** @param {string} text */
function escapeText(text) {
  return text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/**
 * Folds a long line: each continuation begins with a space.
 *
 * @param {string} line
 */
function fold(line) {
  const lines = [""];
  for (const character of line) {
    const longer = lines.at(-1) + character;
    const isShort = new TextEncoder().encode(longer).length <= MAX_LINE_BYTES;
    if (isShort) lines[lines.length - 1] = longer;
    else lines.push(` ${character}`);
  }
  return lines.join("\r\n");
}
