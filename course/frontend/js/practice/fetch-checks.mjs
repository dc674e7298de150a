// @ts-check
// Fetches questions from the pages of their modules.

import { make, query, queryAll } from "../base/dom.mjs";
import { pageUrl } from "../base/site-url.mjs";

/** @typedef {import("./queue.mjs").Question} Question */

/**
 * A module's page, or null if it no longer exists. Throws if it does not load.
 *
 * @param {string} address
 */
async function fetchPage(address) {
  const response = await fetch(address);
  if (response.status === 404) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // Throws if the host had an error, or the network sent a sign-in page instead.
  query(page, ".page--module");
  return page;
}

/**
 * The questions from their modules' pages, with links that lead to the same places. Questions that
 * no longer exist are left out.
 *
 * @param {Question[]} questions
 */
export async function fetchChecks(questions) {
  const addressOf = (/** @type {Question} */ { role, module }) => pageUrl(`${role}/${module}/`);
  const addresses = [...new Set(questions.map(addressOf))];
  const pages = await Promise.all(addresses.map(fetchPage));
  return questions.flatMap((question) => {
    const address = addressOf(question);
    const page = pages[addresses.indexOf(address)];
    const check = page?.getElementById(`_check--${question.id}`);
    if (!check) return [];
    for (const link of queryAll(check, "a")) {
      link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
    }
    return [make("div", { "data-module": question.module }, document.adoptNode(check))];
  });
}
