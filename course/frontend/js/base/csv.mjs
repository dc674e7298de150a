// @ts-check

/** Excel reads a file as UTF-8 only if it begins with this byte-order mark. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * A file of comma-separated values (RFC 4180).
 *
 * @param {string[][]} rows
 */
export function csv(rows) {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * Text that begins like a formula gets an apostrophe, so that spreadsheets do not run it. Some take
 * spaces before the sign, or its full-width form, for the same.
 *
 * @param {string} text
 */
function csvCell(text) {
  const safe = /^([\s\u200b]*[=+\-@＝＋－＠]|[\t\r\n])/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
