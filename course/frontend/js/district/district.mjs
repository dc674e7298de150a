// @ts-check
// In a site that districts share: readers say on a district's page that it is theirs. Then every
// page leads to who can help there, to its cards and to who hears of mistakes.

import { button, clonedContent, make, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { pageLink } from "../base/off-modules.mjs";
import { SITE } from "../base/site-url.mjs";
import { addressIn, ownAddress, saveDistrict, savedDistrict } from "./saved-district.mjs";

/** @typedef {import("./saved-district.mjs").District} District */

/** On a page of a district, links lead where they should, whichever district the reader chose. */
const isOfDistrict = location.href.startsWith(new URL("d/", SITE).href);
/** @type {Map<HTMLAnchorElement, string>} the addresses of links that lead somewhere else now */
const originals = new Map();
/** What says which district it is, with what it says at first. */
const ways = new Map(
  queryAll(document, ".district-way, #_report").map((it) => [it, clonedContent(it)]),
);
const choice = document.querySelector(".my-district");
/** Whether the site has no pages of the reader's district any more. */
let isGone = false;

function ownDistrict() {
  return isGone ? null : savedDistrict();
}

function show() {
  const district = ownDistrict();
  if (choice instanceof HTMLElement) showChoice(choice, district);
  if (isOfDistrict) return;
  for (const [link, address] of originals) link.href = address;
  originals.clear();
  for (const [way, content] of ways) {
    way.replaceChildren(...(district ? contentOf(way, district) : content));
  }
  for (const link of document.links) lead(link);
  for (const item of queryAll(document, ".district-numbers")) item.remove();
  if (district) addNumbers(district);
}

/**
 * Cards in lessons have the numbers of the course. Below them comes a link to the district's.
 *
 * @param {District} district
 */
function addNumbers(district) {
  const name = t("district-numbers", { district: district.name });
  for (const contacts of queryAll(document, ".card__contacts")) {
    const link = make("a", { href: addressIn(district, "help/") }, name);
    contacts.append(make("li", { class: "district-numbers" }, link));
  }
}

/**
 * @param {HTMLElement} way
 * @param {District} district
 */
function contentOf(way, district) {
  if (way.id) return [make("a", { href: `${addressIn(district)}#_report` }, t("report"))];
  const name = make("a", { href: addressIn(district) }, district.name);
  return [`${t("your-district")} `, name, " · ", pageLink("d/", t("other-district"))];
}

/**
 * The button that makes the district of this page the reader's own.
 *
 * @param {HTMLElement} container
 * @param {District | null} district the reader's own
 */
function showChoice(container, district) {
  const id = container.dataset.district ?? "";
  const name = document.querySelector("h1")?.textContent ?? id;
  const isMine = district?.id === id;
  const toggle = button(t("my-district"), () => {
    const isSaved = saveDistrict(isMine ? null : { id, name });
    show();
    if (!isSaved) container.append(make("p", { role: "status" }, t("not-saved")));
    container.querySelector("button")?.focus();
    keep();
  });
  toggle.setAttribute("aria-pressed", String(isMine));
  container.replaceChildren(toggle, ...(isMine ? [make("span", {}, t("my-district-means"))] : []));
}

/**
 * Makes a link lead to the reader's district, if that has the page itself.
 *
 * @param {Element} link
 */
function lead(link) {
  const district = ownDistrict();
  if (!district || !(link instanceof HTMLAnchorElement) || !link.href.startsWith(SITE.href)) return;
  const address = link.href.slice(SITE.href.length);
  const own = ownAddress(district, address);
  if (own === address) return;
  originals.set(link, link.href);
  link.href = new URL(own, SITE).href;
}

/** No link should lead to a page that is gone. What is saved stays: the district may come back. */
async function leaveIfGone() {
  const district = savedDistrict();
  if (!district || isOfDistrict) return;
  const { status } = await fetch(addressIn(district, "search.json"));
  isGone = status === 404;
  if (isGone) show();
}

/** Keeps what the district has for use without a network. If that fails, it needs the network. */
function keep() {
  import("./keep.mjs").then(({ keepDistrict }) => keepDistrict()).catch(() => {});
}

show();
leaveIfGone().catch(() => {});
keep();
addEventListener("storage", show);
addEventListener("storagemodechange", show);
// A browser may restore the page as it was before the reader chose another district.
addEventListener("pageshow", ({ persisted }) => persisted && show());
// Links that other scripts have made since.
addEventListener(
  "click",
  ({ target }) => {
    const link = target instanceof Element && !isOfDistrict ? target.closest("a") : null;
    if (link) lead(link);
  },
  { capture: true },
);
