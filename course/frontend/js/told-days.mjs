// @ts-check

/**
 * A day in the words of the page's language.
 *
 * @param {string} day
 */
export function inWords(day) {
  // A day alone is read as one in Greenwich, and so it has to be told as one.
  const style = { dateStyle: /** @type {const} */ ("medium"), timeZone: "utc" };
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(Date.parse(day));
}
