// lunr.js over our entries: each word whole, begun, or with a slip, as its guide proposes.

import { fetchEntries, MOST } from "./entries.mjs";

const SHORTEST_WITH_SLIP = 5;

/** @param {string} role */
export async function load(role) {
  const script = document.createElement("script");
  const isThere = new Promise((done) => script.addEventListener("load", done));
  script.src = "library/lunr.js";
  document.head.append(script);
  const [{ entries }] = await Promise.all([fetchEntries(role), isThere]);
  const lunr = /** @type {any} */ (globalThis).lunr;
  const known = new Map(entries.map((entry) => [entry.address, entry]));
  const index = lunr((/** @type {any} */ builder) => {
    builder.ref("address");
    builder.field("title", { boost: 2 });
    builder.field("text");
    for (const entry of entries) builder.add(entry);
  });
  return (/** @type {string} */ text) => {
    const found = index.query((/** @type {any} */ query) => {
      for (const word of lunr.tokenizer(text).map(String)) {
        query.term(word, { boost: 10 });
        query.term(word, { boost: 3, wildcard: lunr.Query.wildcard.TRAILING });
        if (word.length >= SHORTEST_WITH_SLIP) query.term(word, { editDistance: 1 });
      }
    });
    return found.slice(0, MOST).map((/** @type {{ref: string}} */ { ref }) => known.get(ref));
  };
}
