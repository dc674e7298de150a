// @ts-check
// Where the site and its scripts are. Only this script may use `import.meta.url`: the others may be
// bundled into a file in another folder.

/** The folder of this build's scripts, `js/<hash>/`. */
export const SCRIPTS = new URL("..", import.meta.url);
/** The top of the site. */
export const SITE = new URL("../..", SCRIPTS);

/**
 * The whole address of a page of the site.
 *
 * @param {string} address from the top of the site
 */
export function pageUrl(address) {
  return new URL(address, SITE).href;
}
