// @ts-check
// The jobs' paths, for pages on which they do not stand.

const SITE = new URL("../..", import.meta.url);

/** @typedef {{id: string, title: string, minutes: number, revision: number}} Stop on a path */
/** @typedef {Record<string, number>} Questions the revision of each */
/** @typedef {{title: string, stops: (Stop & {questions: Questions})[]}} Path */

/**
 * A job's title and path. Throws where they cannot be had: offline, or the job is gone.
 *
 * @param {string} job
 * @returns {Promise<Path>}
 */
export async function pathOf(job) {
  const response = await fetch(new URL(`paths/${job}.json`, SITE));
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
 * The paths that can be had, by job.
 *
 * @param {string[]} jobs
 * @returns {Promise<Map<string, Path>>}
 */
export async function pathsOf(jobs) {
  const found = await Promise.allSettled(jobs.map(pathOf));
  return new Map(
    found.flatMap((path, at) => (path.status === "fulfilled" ? [[jobs[at], path.value]] : [])),
  );
}
