// @ts-check
// What is in the package, as publish/scorm writes it into the page.

/**
 * @typedef {object} Contents
 * @property {string} id of the package, the same in every version
 * @property {"1.2" | "2004"} standard
 * @property {string} role
 * @property {string} roleTitle
 * @property {{id: string, minutes: number, isOptional: boolean, questions: string[]}[]} modules
 *   with the keys of their questions in `answers`
 * @property {Record<string, string>} codes what each code of four characters in the suspend data
 *   stands for: a module, `module/question` or `module#step`, and each under earlier ids, too
 * @property {boolean} hasScore whether the learning system gets a score
 */

/** @returns {Contents} */
export function readContents() {
  return JSON.parse(document.querySelector("#_contents")?.textContent ?? "{}");
}
