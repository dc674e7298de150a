// @ts-check
// Interface messages in the course's language. No script contains text for readers.

import { SCRIPTS } from "./site-url.mjs";

const RETRY_AFTER_MS = 10_000;
/** @type {Record<string, string>} Until they load, the page stays as it is without scripts. */
const messages = await fetchMessages();

/**
 * A message with its {placeholders} filled in.
 *
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 */
export function t(name, values = {}) {
  return (messages[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/**
 * Tries until it succeeds: a script that has failed once stays failed, and all others need this one.
 *
 * @returns {Promise<Record<string, string>>}
 */
async function fetchMessages() {
  try {
    return await (await fetch(new URL("messages.json", SCRIPTS))).json();
  } catch {
    await new Promise((resolve) => {
      addEventListener("online", resolve, { once: true });
      setTimeout(resolve, RETRY_AFTER_MS);
    });
    return fetchMessages();
  }
}
