// MiniSearch over our entries, with the options that its documentation recommends.

import { fetchEntries, MOST } from "./entries.mjs";

/** @param {string} role */
export async function load(role) {
  const [{ default: MiniSearch }, { entries }] = await Promise.all([
    import("./library/minisearch.js"),
    fetchEntries(role),
  ]);
  const index = new MiniSearch({
    idField: "address",
    fields: ["title", "text"],
    storeFields: ["address", "title", "text"],
    searchOptions: { boost: { title: 2 }, fuzzy: 0.2, prefix: true },
  });
  index.addAll(entries);
  return (/** @type {string} */ text) => index.search(text).slice(0, MOST);
}
