// @ts-check
// A file for calendars, as in RFC 5545: an event that takes a whole day, with a reminder at noon.

const MOST_BYTES_A_LINE = 75;

/**
 * @param {string[]} days such as "2026-11-27"
 * @param {{title: string, text: string, address: string}} event
 */
export function asCalendar(days, { title, text, address }) {
  const now = `${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`;
  const events = days.flatMap((day) => [
    "BEGIN:VEVENT",
    // Whoever saves the same day again gets no second event.
    `UID:${day}@${escaped(address)}`,
    `DTSTAMP:${now}`,
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(`${text}\n${address}`)}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT12H",
    `DESCRIPTION:${escaped(title)}`,
    "END:VALARM",
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//whole-staff//", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/**
 * In lines that are not too long: each but the first begins with a space.
 *
 * @param {string} line
 */
function folded(line) {
  const lines = [""];
  for (const character of line) {
    const longer = lines.at(-1) + character;
    if (new TextEncoder().encode(longer).length <= MOST_BYTES_A_LINE) lines[lines.length - 1] = longer;
    else lines.push(` ${character}`);
  }
  return lines.join("\r\n");
}
