// What Material's scripts expect to find. Their own versions use the browser's storage, where the
// course has its data; the guide stores nothing.
Object.assign(globalThis, {
  __md_scope: new URL("../", document.currentScript.src),
  __md_hash: () => 0,
  __md_get: () => null,
  __md_set: () => {},
});

/** Lets a keyboard reach the frames in which wide tables scroll. */
function updateTableFrames() {
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
    frame.tabIndex = frame.scrollWidth > frame.clientWidth ? 0 : -1;
  }
}

addEventListener("load", updateTableFrames);
addEventListener("resize", updateTableFrames);
