// Pagefind, without its own interface: that is another file, and waits before it searches.

const SHARED = "shared";
/** As many as its own interface shows. Each is a request. */
const MOST = 5;

/** @param {string} role */
export async function load(role) {
  const pagefind = await import("./pagefind/pagefind.js");
  await pagefind.init();
  const options = role === "all" ? {} : { filters: { role: { any: [role, SHARED] } } };
  return async (/** @type {string} */ text) => {
    const { results } = await pagefind.search(text, options);
    const data = await Promise.all(
      results.slice(0, MOST).map((/** @type {any} */ it) => it.data()),
    );
    return data.map(({ url, meta, excerpt }) => ({
      address: url.replace(/^\//, ""),
      title: meta.title,
      text: excerpt,
    }));
  };
}
