// @ts-check
// Which questions to ask again: those that are back, else what was tried longest ago, else new ones.

import { backOn, isBack } from "./come-back.mjs";
import { today } from "./days.mjs";
import { isKept } from "./memory.mjs";
import { readThings } from "./store.mjs";

/** @typedef {import("./memory.mjs").Kept} Kept */
/** @typedef {{job: string, module: string, id: string, revision: number}} Asked */

/**
 * The questions on some jobs' paths. What the jobs share is asked once.
 *
 * @param {Map<string, import("./paths.mjs").Path>} paths by job
 * @returns {Asked[]}
 */
export function questionsOf(paths) {
  /** @type {Map<string, Asked>} */
  const found = new Map();
  for (const [job, { stops }] of [...paths].reverse()) {
    for (const { id: module, questions } of stops) {
      for (const [id, revision] of Object.entries(questions)) {
        found.set(`${module}/${id}`, { job, module, id, revision });
      }
    }
  }
  return [...found.values()];
}

/**
 * How things stand with some questions: those that are back, with the missed and the updated ones
 * first and then the longest overdue; those tried on an earlier day, the longest ago first; the
 * ones that nobody tried here; and the day on which the next one comes back, if any.
 *
 * @param {Asked[]} questions
 */
export function standing(questions) {
  const { things } = readThings("answers");
  /** @param {Asked} asked */
  const keptOf = ({ module, id }) => {
    const kept = things?.[`${module}/${id}`];
    return isKept(kept) ? kept : null;
  };
  /** @param {Asked} asked */
  const isMissed = (asked) => {
    const kept = keptOf(asked);
    return kept?.outcome === "looked" || (kept !== null && kept.revision < asked.revision);
  };
  /** @param {Asked} asked */
  const isWaiting = (asked) => {
    const kept = keptOf(asked);
    if (!kept || kept.revision > asked.revision) return false;
    return kept.revision < asked.revision || isBack(kept);
  };
  /** @param {Asked} asked */
  const lastTry = (asked) => keptOf(asked)?.on ?? "";
  const tried = questions.filter(keptOf).sort(by(lastTry));
  const back = tried.filter(isWaiting);
  const next = tried
    .map((asked) => backOn(/** @type {Kept} */ (keptOf(asked))))
    .filter((day) => day > today());
  return {
    back: [...back.filter(isMissed), ...back.filter((asked) => !isMissed(asked))],
    earlier: tried.filter((asked) => lastTry(asked) < today()),
    untried: questions.filter((asked) => !keptOf(asked)),
    next: next.sort()[0] ?? "",
  };
}

/**
 * In another order, in which one module follows another where that can be.
 *
 * @param {Asked[]} questions
 */
export function mixed(questions) {
  const left = [...questions];
  /** @type {Asked[]} */
  const found = [];
  while (left.length) {
    const at = left.findIndex(({ module }) => module !== found.at(-1)?.module);
    found.push(...left.splice(Math.max(at, 0), 1));
  }
  return found;
}

/**
 * @template Value
 * @param {(value: Value) => string} key
 * @returns {(one: Value, other: Value) => number}
 */
function by(key) {
  return (one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other)));
}
