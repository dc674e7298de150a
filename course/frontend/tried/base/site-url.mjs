// @ts-check
// Where the workshop is, which has the script of tried pages and its messages.

export const SCRIPTS = new URL(".", import.meta.url);
/** The top of the site. */
export const SITE = new URL("..", SCRIPTS);

/**
 * The whole address of a page of the site.
 *
 * @param {string} address from the top of the site
 */
export function pageUrl(address) {
  return new URL(address, SITE).href;
}
