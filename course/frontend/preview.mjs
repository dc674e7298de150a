// @ts-check
// Runs in a preview only: shows the page anew when the course has changed, and says how many
// remarks there are.

const script = new URL(import.meta.url);
const top = new URL(".", script);
/** The version that this page was made from. */
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

new EventSource(new URL("_events", top)).addEventListener("message", ({ data }) => {
  const { version, remarks } = JSON.parse(data);
  if (version !== shown) {
    location.reload();
    return;
  }
  link.textContent = remarks === 1 ? "1 remark" : `${remarks} remarks`;
  if (remarks) document.body.append(link);
  else link.remove();
});
