// @ts-check
// Runs in a preview only: reloads the page when the course has changed, and adds a bar with what
// authors want to know of the page: remarks, evidence, other jobs, and where each piece is written.

/**
 * @typedef {{ place: string, links: Record<string, string> }} Source
 * @typedef {Source & { piece: string }} Place
 * @typedef {Source & { what: string, remedy: string, rule: string, why: string, examples: string[],
 *   guide: string, anchor: string, blank: boolean }} Remark
 * @typedef {{ here: Remark[], others: number, checked: boolean, cell: string, missing: string[],
 *   jobs: { title: string, address: string, reads: boolean, current: boolean }[],
 *   claims: { says: string, strength: string, address: string }[] }} Facts
 */

const script = new URL(import.meta.url);
const top = new URL(".", script);
/** The version of the course that this page shows. */
const shown = script.searchParams.get("version");
/** The address of this page from the top of the site. */
const address = decodeURI(location.pathname).slice(decodeURI(top.pathname).length);
/** What may name the piece that comes after it. */
const HEADINGS = "h1, h2, h3, h4, dt, summary";
/** Whether the panel was open before the page was loaded again. */
const OPEN = "preview-open";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 */
function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/**
 * @param {string} text
 * @param {() => void} act
 */
function button(text, act) {
  const made = element("button", { type: "button", class: "quiet" }, text);
  made.addEventListener("click", act);
  return made;
}

/** @param {string} path */
const at = (path) => new URL(path, top).href;

/** @param {number} count */
const remarks = (count) => (count === 1 ? "1 remark" : `${count} remarks`);

/** @param {Remark[]} found */
function counted(found) {
  const blanks = found.filter(({ blank }) => blank).length;
  const others = found.length - blanks;
  const parts = others || !blanks ? [remarks(others)] : [];
  if (blanks) parts.push(blanks === 1 ? "1 blank" : `${blanks} blanks`);
  return parts.join(", ");
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
async function ask(path) {
  try {
    const answer = await fetch(at(path), { cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // the preview has ended
  }
}

const summary = button("…", () => toggle(panel.hasAttribute("hidden")));
summary.setAttribute("aria-expanded", "false");
summary.setAttribute("aria-controls", "_preview-panel");
const edit = button("Edit this", () => startOrStop());
edit.setAttribute("aria-pressed", "false");
const panel = element("div", { id: "_preview-panel", class: "preview__panel", hidden: "" });
const source = element("div", { class: "preview__source", hidden: "" });
const said = element("p", { class: "visually-hidden", role: "status" });
const buttons = element("div", { class: "preview__buttons" }, summary, edit);
const bar = element("aside", { class: "preview", "aria-label": "Preview" });
bar.append(panel, source, said, buttons);

/** @param {boolean} isOpen */
function toggle(isOpen) {
  panel.hidden = !isOpen;
  summary.setAttribute("aria-expanded", String(isOpen));
  sessionStorage.setItem(OPEN, isOpen ? "yes" : "");
  if (isOpen) stop();
}

// -- Remarks, evidence and other jobs --------------------------------------------------------------

/** @param {Source} found */
function links(found) {
  const list = element("p", { class: "preview__links" });
  list.append(element("code", {}, found.place), copying(found.place));
  for (const [name, link] of Object.entries(found.links)) {
    list.append(element("a", { href: link }, name));
  }
  return list;
}

/** @param {string} text */
function copying(text) {
  const copy = button("Copy", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
    said.textContent = `Copied: ${text}`;
  });
  copy.setAttribute("aria-label", `Copy ${text}`);
  return copy;
}

/** @param {Remark} remark */
function remarkItem(remark) {
  const item = element("li", {}, element("p", {}, remark.what), element("p", {}, remark.remedy));
  const found = links(remark);
  if (remark.anchor) found.append(element("a", { href: `#${remark.anchor}` }, "Show it"));
  item.append(found);
  if (remark.why) {
    const why = element("details", {}, element("summary", {}, `Why: ${remark.rule}`));
    why.append(element("p", {}, remark.why));
    why.append(...remark.examples.map((example) => element("p", {}, example)));
    if (remark.guide)
      why.append(element("p", {}, element("a", { href: remark.guide }, "In the guide")));
    item.append(why);
  }
  return item;
}

/** @param {Facts} facts */
function remarkList(facts) {
  /** @type {HTMLElement[]} */
  const parts = [element("h2", {}, "This page")];
  if (!facts.checked) parts.push(element("p", {}, "Still checking …"));
  else if (!facts.here.length) parts.push(element("p", {}, "No remarks."));
  if (facts.here.length) parts.push(element("ul", {}, ...facts.here.map(remarkItem)));
  if (facts.others) {
    const all = element(
      "a",
      { href: at("_remarks/") },
      `${remarks(facts.others)} elsewhere: see all`,
    );
    parts.push(element("p", {}, all));
  }
  return parts;
}

/** @param {Facts} facts */
function jobChoice({ jobs }) {
  const choice = element("select", { id: "_preview-job" });
  for (const job of jobs) {
    const option = element("option", { value: job.address });
    option.textContent = job.title;
    option.selected = job.current;
    choice.append(option);
  }
  const open = button("Open", () => {
    const job = jobs[choice.selectedIndex];
    if (job) location.assign(at(job.address) + (job.reads ? location.hash : ""));
  });
  const label = element("label", { for: "_preview-job" }, "Another job");
  return [element("h2", {}, label), element("p", { class: "preview__links" }, choice, open)];
}

/** @param {Facts} facts */
function evidence({ cell, missing, claims }) {
  /** @type {HTMLElement[]} */
  const parts = [element("h2", {}, "Evidence and coverage")];
  if (cell) parts.push(element("p", {}, cell));
  parts.push(...missing.map((text) => element("p", {}, text)));
  if (!claims.length) parts.push(element("p", {}, "This page cites no claim."));
  const list = element("ul");
  for (const claim of claims) {
    const link = element("a", { href: at(claim.address) }, claim.says);
    list.append(element("li", {}, element("b", {}, claim.strength), " ", link));
  }
  if (claims.length) parts.push(list);
  return parts;
}

async function update() {
  // What the author has changed comes first.
  if (document.readyState !== "complete") {
    await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  }
  /** @type {Facts | null} */
  const facts = await ask(`_facts/${address}`);
  if (!facts) return;
  const { here, others, checked } = facts;
  summary.textContent = checked ? counted(here) : "Checking …";
  const more = others ? ` on this page, and ${others} elsewhere` : " on this page";
  if (checked) summary.append(element("span", { class: "visually-hidden" }, more));
  bar.classList.toggle("preview--remarks", here.length > 0);
  panel.replaceChildren(...remarkList(facts), ...jobChoice(facts), ...evidence(facts));
  if (bar.isConnected) return;
  const style = element("link", { rel: "stylesheet", href: at("_preview.css") });
  style.addEventListener("load", () => {
    document.body.append(bar);
    if (sessionStorage.getItem(OPEN)) toggle(true);
  });
  document.head.append(style);
}

// -- Edit this -------------------------------------------------------------------------------------

/** @type {Promise<Record<string, Place>> | undefined} */
let places;
let isChoosing = false;
/** @type {Element | null} */
let marked = null;

const known = () => {
  places ??= ask(`_places/${address}`).then((found) => found ?? {});
  return places;
};

/**
 * The anchor of the smallest piece around an element, or of the heading before it.
 *
 * @param {Element} start
 * @param {Record<string, Place>} found
 */
function anchorOf(start, found) {
  for (let around = /** @type {Element | null} */ (start); around; around = around.parentElement) {
    if (around.id in found && around.id) return around.id;
    let before = around.previousElementSibling;
    for (; before; before = before.previousElementSibling) {
      if (before.matches(HEADINGS) && before.id && before.id in found) return before.id;
    }
  }
  return "";
}

/**
 * @param {string} anchor
 * @param {Record<string, Place>} found
 */
function show(anchor, found) {
  const place = found[anchor];
  marked?.classList.remove("preview-marked");
  marked = anchor ? document.getElementById(anchor) : null;
  marked?.classList.add("preview-marked");
  const choice = element("select", { id: "_preview-piece" });
  for (const [name, { piece, place }] of Object.entries(found)) {
    const option = element("option", { value: name }, piece || `all of ${place.split(":")[0]}`);
    option.selected = name === anchor;
    choice.append(option);
  }
  choice.addEventListener("change", () => {
    show(choice.value, found);
    document.getElementById("_preview-piece")?.focus();
  });
  source.replaceChildren(
    element(
      "p",
      {},
      element("label", { for: "_preview-piece" }, "Tap a piece of the page, or choose:"),
    ),
    choice,
    ...(place ? [links(place)] : []),
  );
  if (place) said.textContent = `${place.piece || "The whole file"}: ${place.place}`;
  panel.hidden = true;
  summary.setAttribute("aria-expanded", "false");
  source.hidden = false;
}

async function startOrStop() {
  if (isChoosing) {
    stop();
    return;
  }
  isChoosing = true;
  edit.setAttribute("aria-pressed", "true");
  document.documentElement.classList.add("preview-choosing");
  show("", await known());
}

function stop() {
  isChoosing = false;
  source.hidden = true;
  edit.setAttribute("aria-pressed", "false");
  document.documentElement.classList.remove("preview-choosing");
  marked?.classList.remove("preview-marked");
}

document.addEventListener(
  "click",
  async (event) => {
    const target = event.target;
    if (!(target instanceof Element) || bar.contains(target)) return;
    if (!isChoosing && !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const found = await known();
    show(anchorOf(target, found), found);
  },
  { capture: true },
);

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || (panel.hidden && source.hidden)) return;
  const opener = panel.hidden ? edit : summary;
  toggle(false);
  stop();
  opener.focus();
});

// -- The newest version ----------------------------------------------------------------------------

/** @type {EventSource | undefined} */
let events;

/** Only while the page is seen: a browser keeps six connections to a server, for all its tabs. */
function listen() {
  if (document.hidden) {
    events?.close();
    events = undefined;
  } else if (!events) {
    events = new EventSource(at("_events"));
    events.addEventListener("message", ({ data }) => {
      if (JSON.parse(data).version === shown) update();
      else location.reload();
    });
  }
}

document.addEventListener("visibilitychange", listen);
listen();
