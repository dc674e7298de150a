// @ts-check
// Put before head.js, which runs before any module could load: where data is stored, as
// storage/backend.mjs stores it. A package for a learning management system replaces both files.

/** @param {string} site the path of the site */
// biome-ignore lint/correctness/noUnusedVariables: head.js calls it.
function storageOf(site) {
  const isSessionOnly = [sessionStorage, localStorage].some((storage) =>
    storage.getItem(`${site}passing`),
  );
  return isSessionOnly ? sessionStorage : localStorage;
}
