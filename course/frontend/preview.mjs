// @ts-check
// Runs in a preview only: reloads the page when the course has changed, and shows the number of
// remarks, and of blanks that are still to be written.

const script = new URL(import.meta.url);
const top = new URL(".", script);
/** The version of the course that this page shows. */
const shown = Number(script.searchParams.get("version"));
const link = document.createElement("a");
link.href = new URL("_remarks/", top).href;
Object.assign(link.style, {
  position: "fixed",
  insetBlockEnd: "0",
  insetInlineEnd: "0",
  padding: "0.25em 0.75em",
  background: "#ffe08a",
  color: "#000",
});

for (const mark of document.querySelectorAll("mark.blank")) {
  if (mark instanceof HTMLElement)
    Object.assign(mark.style, { background: "#ffe08a", color: "#000" });
}

new EventSource(new URL("_events", top)).addEventListener("message", ({ data }) => {
  const { version, remarks, blanks } = JSON.parse(data);
  if (version !== shown) {
    location.reload();
    return;
  }
  const counts = [
    ...(remarks ? [remarks === 1 ? "1 remark" : `${remarks} remarks`] : []),
    ...(blanks ? [blanks === 1 ? "1 blank" : `${blanks} blanks`] : []),
  ];
  link.textContent = counts.join(", ");
  if (counts.length) document.body.append(link);
  else link.remove();
});
