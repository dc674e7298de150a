// What a person does at a keyboard, and sees. A `browser` here is what `firefox.mjs` and
// `webkit.mjs` make: run (a function in the page), press (a key), type, click (at a place), …

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** A copy for offline begins after three seconds, and has some eighty files. */
const PATIENCE_MS = 20_000;
const MOST_TABS = 400;

/** Waits until something is so. What cannot be asked, as between two pages, is not so yet. */
export async function wait(what, isSo) {
  const end = Date.now() + PATIENCE_MS;
  let error;
  while (Date.now() < end) {
    try {
      if (await isSo()) return;
      error = undefined;
    } catch (cause) {
      error = cause;
    }
    await pause(50);
  }
  throw new Error(`waited in vain: ${what}`, { cause: error });
}

/** Waits until a function in the page says yes. */
export function until(browser, what, yes, ...values) {
  return wait(what, () => browser.run(yes, ...values));
}

/** Waits until the browser is at an address, and the page's own scripts have run. */
export async function arrive(browser, address) {
  // First without running anything in the page: WebKit never answers what the page that is being
  // left was asked, if it is kept for coming back.
  const isThere = async () => (await browser.address()).split("#")[0] === address;
  await wait(`to be at ${address}`, isThere);
  await until(browser, "a whole page", () => document.readyState === "complete");
}

/** Waits until nothing more is loading: Firefox calls a script that was cut short an error. */
export async function settle(browser) {
  const count = () => browser.run(() => performance.getEntriesByType("resource").length);
  let before;
  let now = await count();
  do {
    before = now;
    await pause(200);
    now = await count();
  } while (now !== before);
}

/** Loads the page anew. */
export async function reload(browser) {
  await settle(browser);
  await browser.run(() => {
    window.isOld = true;
  });
  await browser.reload();
  await until(browser, "a new page", () => !window.isOld && document.readyState === "complete");
}

/** Scrolls to a piece of the page, whose script may come only then, until a sign of it is there. */
export async function approach(browser, piece, sign) {
  const isReady = (there, wanted) => {
    document.querySelector(there)?.scrollIntoView({ block: "center", behavior: "instant" });
    return document.querySelector(wanted) !== null;
  };
  await until(browser, `${sign} on the page`, isReady, piece, sign);
}

/** Presses Tab, or Shift and Tab, until the first such element in sight has the focus. */
export async function reach(browser, selector) {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    const way = await browser.run((wanted) => {
      const here = document.activeElement;
      const there = [...document.querySelectorAll(wanted)].find((it) => it.checkVisibility());
      if (!there || here === there) return there ? "here" : "missing";
      const follows = here.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_FOLLOWING;
      return here === document.body || follows ? "Tab" : "Shift+Tab";
    }, selector);
    assert.notEqual(way, "missing", `the page lacks ${selector}`);
    if (way === "here") return;
    await browser.press(way);
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

/** Goes to an element by keyboard and presses a key on it. */
export async function use(browser, selector, key = "Enter") {
  await reach(browser, selector);
  await browser.press(key);
}

/** Clicks in the middle of the first element that a selector finds and that bears these words. */
export async function clickOn(browser, selector, words) {
  await settle(browser);
  let place;
  let before;
  // An earlier key may still be scrolling the page; nobody clicks on what moves.
  const end = Date.now() + PATIENCE_MS;
  do {
    assert.ok(Date.now() < end, `no ${selector} with “${words}” stands still to be clicked on`);
    before = place;
    await pause(100);
    place = await browser.run(placeOf, selector, words);
  } while (!place || place.x !== before?.x || place.y !== before?.y);
  await browser.click(place);
}

/** Runs in the page. */
function placeOf(selector, words) {
  const all = [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility());
  const found = all.find((it) => it.textContent.includes(words));
  if (!found) return null;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const box = found.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
  // Only where nothing lies over it.
  return found.contains(document.elementFromPoint(x, y)) ? { x, y } : null;
}

/** The text of each element that a selector finds and that can be seen. */
export function seen(browser, selector) {
  return browser.run((wanted) => {
    const all = [...document.querySelectorAll(wanted)].filter((it) => it.checkVisibility());
    // biome-ignore lint/performance/useDomNodeTextContent: hidden text is left out
    return all.map((it) => it.innerText.replace(/\s+/g, " ").trim()).filter(Boolean);
  }, selector);
}

/** What the live region of a question says, be it for eyes or for ears only. */
export function said(browser, question) {
  return browser.run(
    (wanted) => document.querySelector(wanted).textContent.replace(/\s+/g, " ").trim(),
    `${question} [role=status]`,
  );
}
