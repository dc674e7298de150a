// @ts-check
// The jobs' paths, for pages on which they do not stand.

const SITE = new URL("../..", import.meta.url);

/** @typedef {{id: string, title: string, minutes: number, revision: number}} Stop on a path */
/** @typedef {Record<string, number>} Questions the revision of each */
/** @typedef {{title: string, stops: (Stop & {questions: Questions})[]}} Path */

/**
 * A job's title and path, or null where the job is gone. Throws where they did not load.
 *
 * @param {string} job
 * @returns {Promise<Path | null>}
 */
export async function pathOf(job) {
  const response = await fetch(new URL(`paths/${job}.json`, SITE));
  if (response.status === 404) return null;
  /** @type {{title: string, modules: [string, string, number, number, Questions][]}} */
  const { title, modules } = await response.json();
  return {
    title,
    stops: modules.map(([id, title, minutes, revision, questions]) => ({
      id,
      title,
      minutes,
      revision,
      questions,
    })),
  };
}

/**
 * The paths of those jobs that are not gone; of some they may not have loaded.
 *
 * @param {string[]} jobs
 */
export async function pathsOf(jobs) {
  const found = await Promise.allSettled(jobs.map(pathOf));
  /** @type {Map<string, Path>} */
  const paths = new Map();
  found.forEach((path, at) => {
    if (path.status === "fulfilled" && path.value) paths.set(jobs[at], path.value);
  });
  return { paths, isWhole: found.every(({ status }) => status === "fulfilled") };
}
