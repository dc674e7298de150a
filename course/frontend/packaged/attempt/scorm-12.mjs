// @ts-check
// SCORM 1.2, the version that most learning systems take.

/** @type {import("./lms.mjs").Dialect} */
export const SCORM_12 = {
  api: "API",
  calls: {
    start: "LMSInitialize",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    end: "LMSFinish",
    error: "LMSGetLastError",
  },
  fields: {
    suspend: "cmi.suspend_data",
    place: "cmi.core.lesson_location",
    status: "cmi.core.lesson_status",
    exit: "cmi.core.exit",
    time: "cmi.core.session_time",
    learner: "cmi.core.student_id",
    mode: "cmi.core.lesson_mode",
    progress: "",
  },
  done: ["completed", "passed"],
  /** As HHHH:MM:SS.SS, a CMITimespan. */
  duration(ms) {
    const seconds = Math.floor(ms / 1000);
    const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
    const [hours, ...rest] = parts.map((part) => String(part).padStart(2, "0"));
    return `${hours.padStart(4, "0")}:${rest.join(":")}.00`;
  },
  score: (share) => [
    ["cmi.core.score.min", "0"],
    ["cmi.core.score.max", "100"],
    ["cmi.core.score.raw", String(Math.round(share * 100))],
  ],
};
