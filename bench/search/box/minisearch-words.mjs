// MiniSearch with what our own search knows of the language: small words, endings, words that mean
// the same, and what people say where the course has other words, as a further field of the entries
// that answer it.

import { fetchEntries, MOST } from "./entries.mjs";

const SHORTEST_TO_CUT = 3;

/** @param {string} role */
export async function load(role) {
  const [{ default: MiniSearch }, { entries, language }] = await Promise.all([
    import("./library/minisearch.js"),
    fetchEntries(role),
  ]);
  const small = new Set(language.small.map(plain));
  const endings = [...language.endings].sort((one, other) => other.length - one.length);
  const stem = (/** @type {string} */ word) => {
    const ending = endings.find(
      (it) => word.endsWith(it) && word.length - it.length >= SHORTEST_TO_CUT,
    );
    return ending ? word.slice(0, -ending.length) : word;
  };
  const first = new Map(language.same.flatMap(([one, ...more]) => more.map((it) => [it, one])));
  const index = new MiniSearch({
    idField: "address",
    fields: ["title", "text", "also"],
    storeFields: ["address", "title", "text"],
    processTerm: (/** @type {string} */ word) => stem(first.get(plain(word)) ?? plain(word)),
    // To weigh titles or what people say more found less.
    searchOptions: { fuzzy: 0.2, prefix: true },
  });
  index.addAll(entries);
  return (/** @type {string} */ text) => {
    const words = text.split(/\s+/).filter((word) => !small.has(plain(word)));
    return index.search(words.join(" ") || text).slice(0, MOST);
  };
}

/** @param {string} word */
function plain(word) {
  return word.toLowerCase().replace(/['’]/g, "");
}
