// @ts-check
// A field with a list below it, for engines that bring none. `?engine=lunr&role=coach` says which.

const asked = new URLSearchParams(location.search);
const { load } = await import(`./${asked.get("engine")}.mjs`);
const field = /** @type {HTMLInputElement} */ (document.querySelector("input"));
const status = /** @type {HTMLElement} */ (document.querySelector("p"));
const list = /** @type {HTMLElement} */ (document.querySelector("ol"));
/** @type {Promise<(text: string) => Promise<Hit[]> | Hit[]> | undefined} */
let loading;

/** @typedef {{address: string, title: string, text: string}} Hit */

// As late as our own: nothing is loaded before somebody means to search.
field.addEventListener("focus", () => {
  loading ??= load(asked.get("role") ?? "");
});
field.addEventListener("input", async () => {
  const text = field.value;
  const find = await loading;
  const hits = text && find ? await find(text) : [];
  if (text !== field.value) return;
  list.replaceChildren(...hits.map(item));
  status.textContent = String(hits.length);
});

/** @param {Hit} hit */
function item({ address, title, text }) {
  const [line, link, under] = ["li", "a", "span"].map((name) => document.createElement(name));
  link.setAttribute("href", address);
  link.textContent = title;
  under.textContent = text.slice(0, 200);
  line.append(link, under);
  return line;
}
