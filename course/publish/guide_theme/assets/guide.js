// @ts-check
// What Material's scripts expect to find. Their own versions use the browser's storage, where the
// course has its data; the guide stores nothing.
Object.assign(globalThis, {
  __md_scope: new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src),
  __md_hash: () => 0,
  __md_get: () => null,
  __md_set: () => {},
});
