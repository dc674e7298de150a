// @ts-check
// Whether a module counts as finished, from plain data: what the module has, and what is stored
// about it. Nothing is timed, and a wrong answer counts as much as a right one.

import { isAttempt } from "./attempts.mjs";

/** @typedef {import("./storage.mjs").Entries} Entries */
/**
 * @typedef {object} ModuleParts
 * @property {string} module
 * @property {string[]} steps the anchors of its steps in a role, in order
 * @property {string[]} questions the ids of its questions in that role
 */

/**
 * What a reader still has to do until a module counts: steps that were neither shown nor skipped by
 * choice, and questions that were not answered. It counts once both lists are empty.
 *
 * @param {string[]} seen the steps that were shown or skipped
 * @param {ModuleParts} parts
 * @param {Entries} answers the entries of the store
 */
export function stillOpen(seen, { module, steps, questions }, answers) {
  return {
    steps: steps.filter((step) => !seen.includes(step)),
    questions: questions.filter((question) => !isAttempt(answers[`${module}/${question}`])),
  };
}
