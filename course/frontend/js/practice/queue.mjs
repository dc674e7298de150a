// @ts-check
// Which questions to practice: those that are due, else those tried longest ago, else new ones.

import { today } from "../base/dates.mjs";
import { isAttempt } from "../storage/attempts.mjs";
import { dueOn, isDue } from "../storage/schedule.mjs";
import { readEntries } from "../storage/storage.mjs";

/** @typedef {import("../storage/attempts.mjs").Attempt} Attempt */
/** @typedef {{role: string, module: string, id: string, revision: number}} Question */

/**
 * The questions on the paths of some roles. A question that roles share is listed once.
 *
 * @param {Map<string, import("../base/role-paths.mjs").RolePath>} paths by role
 * @returns {Question[]}
 */
export function questionsOn(paths) {
  /** @type {Map<string, Question>} */
  const byKey = new Map();
  for (const [role, { stops }] of [...paths].reverse()) {
    for (const { id: module, questions } of stops) {
      for (const [id, revision] of Object.entries(questions)) {
        byKey.set(`${module}/${id}`, { role, module, id, revision });
      }
    }
  }
  return [...byKey.values()];
}

/**
 * Sorts questions by what to do with them:
 * `due`: missed and updated ones first, then the longest overdue;
 * `earlier`: tried before today, the longest ago first;
 * `ofToday`: tried today, missed ones first;
 * `untried`: never tried in this browser;
 * `nextDate`: when the next question is due, or an empty text.
 *
 * @param {Question[]} questions
 */
export function sortForPractice(questions) {
  const { entries } = readEntries("answers");
  /** @param {Question} question */
  const attemptAt = ({ module, id }) => {
    const attempt = entries?.[`${module}/${id}`];
    return isAttempt(attempt) ? attempt : null;
  };
  /** @param {Question} question */
  const isMissed = (question) => {
    const attempt = attemptAt(question);
    return (
      attempt?.outcome === "looked" || (attempt !== null && attempt.revision < question.revision)
    );
  };
  /** @param {Question} question */
  const isQuestionDue = (question) => {
    const attempt = attemptAt(question);
    if (!attempt || attempt.revision > question.revision) return false;
    return attempt.revision < question.revision || isDue(attempt);
  };
  /** @param {Question} question */
  const lastTry = (question) => attemptAt(question)?.on ?? "";
  const tried = questions.filter(attemptAt).sort(byText(lastTry));
  const due = tried.filter(isQuestionDue);
  const ofToday = tried.filter((question) => lastTry(question) >= today());
  const laterDates = tried
    .map((question) => dueOn(/** @type {Attempt} */ (attemptAt(question))))
    .filter((date) => date > today());
  const missedFirst = (/** @type {Question[]} */ some) => [
    ...some.filter(isMissed),
    ...some.filter((question) => !isMissed(question)),
  ];
  return {
    due: missedFirst(due),
    earlier: tried.filter((question) => lastTry(question) < today()),
    ofToday: missedFirst(ofToday),
    untried: questions.filter((question) => !attemptAt(question)),
    nextDate: laterDates.sort()[0] ?? "",
  };
}

/**
 * The same questions, with neighbors from different modules where possible.
 *
 * @param {Question[]} questions
 */
export function interleave(questions) {
  const remaining = [...questions];
  /** @type {Question[]} */
  const result = [];
  while (remaining.length) {
    const index = remaining.findIndex(({ module }) => module !== result.at(-1)?.module);
    result.push(...remaining.splice(Math.max(index, 0), 1));
  }
  return result;
}

/**
 * @template Value
 * @param {(value: Value) => string} key
 * @returns {(left: Value, right: Value) => number}
 */
function byText(key) {
  return (left, right) => (key(left) < key(right) ? -1 : Number(key(left) > key(right)));
}
