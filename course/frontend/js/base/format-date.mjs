// @ts-check

/**
 * A date as text in the page's language.
 *
 * @param {string} date
 */
export function formatDate(date) {
  // A date without a time is parsed as UTC, so format it as UTC.
  const style = { dateStyle: /** @type {const} */ ("medium"), timeZone: "utc" };
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(Date.parse(date));
}
