// @ts-check
// Where the package and its scripts are. Learning systems do not look for the page of a folder, so
// every address of a page ends in its file. All scripts are in one file, at the top of their folder.

/** The folder of this build's scripts, `js/<hash>/`. */
export const SCRIPTS = new URL(".", import.meta.url);
/** The top of the package. */
export const SITE = new URL("../..", SCRIPTS);

/**
 * The whole address of a page of the package.
 *
 * @param {string} address from the top of the package
 */
export function pageUrl(address) {
  return new URL(address.replace(/(^|\/)(?=#|$)/, "$1index.html"), SITE).href;
}
