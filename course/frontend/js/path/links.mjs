// @ts-check

/** Whether saved data can be moved by a link. Not in a package (`packaged/path/links.mjs`). */
export const CAN_LINK = true;
