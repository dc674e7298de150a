// @ts-check
// SCORM 2004, 3rd and 4th edition.

/** @type {import("./lms.mjs").Dialect} */
export const SCORM_2004 = {
  api: "API_1484_11",
  calls: {
    start: "Initialize",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    end: "Terminate",
    error: "GetLastError",
  },
  fields: {
    suspend: "cmi.suspend_data",
    place: "cmi.location",
    status: "cmi.completion_status",
    exit: "cmi.exit",
    time: "cmi.session_time",
    learner: "cmi.learner_id",
    mode: "cmi.mode",
    progress: "cmi.progress_measure",
  },
  done: ["completed"],
  /** As an ISO 8601 duration. */
  duration: (ms) => `PT${Math.floor(ms / 1000)}S`,
  score: (share) => [
    ["cmi.score.min", "0"],
    ["cmi.score.max", "100"],
    ["cmi.score.raw", String(Math.round(share * 100))],
    ["cmi.score.scaled", String(Math.round(share * 100) / 100)],
  ],
};
