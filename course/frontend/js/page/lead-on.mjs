// @ts-check
// Leads on from an address or an anchor that something had before, with the anchor.

const anchor = location.hash.slice(1);
const way = [...document.querySelectorAll(".moved")].find(({ id }) => !id || id === anchor);
const link = way?.querySelector("a");
if (link) {
  const target = new URL(link.href);
  target.hash ||= location.hash;
  location.replace(target);
}
