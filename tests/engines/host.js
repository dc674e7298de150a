// A learning system made of scorm-again. The little server keeps what is committed. The address says
// who the learner is, and how the system receives them.
"use strict";

const asked = new URLSearchParams(location.search);
const is2004 = asked.get("standard") === "2004";
const prefix = is2004 ? "" : "LMS";
const NOTED = ["Initialize", "GetValue", "SetValue", "Commit", is2004 ? "Terminate" : "Finish"];
/** Every call, with its answer and the error that it left. */
const calls = [];

/** What a package looks for: the same calls, with a note of each. */
function noted(api) {
  const error = () => api[`${prefix}GetLastError`]();
  const offered = { [`${prefix}GetLastError`]: error };
  for (const name of NOTED) {
    offered[prefix + name] = (...values) => {
      const answer = api[prefix + name](...values);
      calls.push({ name, values: values.join(" = "), answer, error: String(error()) });
      return answer;
    };
  }
  return offered;
}

async function receive() {
  // No log: what it would complain of is in the notes.
  const settings = { lmsCommitUrl: "/commits", alwaysSendTotalTime: true, logLevel: 5 };
  const api = is2004 ? new Scorm2004API(settings) : new Scorm12API(settings);
  const answer = await fetch("/commits");
  const kept = await answer.json();
  const learner = asked.get("learner");
  if (kept) api.loadFromJSON(kept.cmi);
  else api.loadFromJSON(is2004 ? { learner_id: learner } : { core: { student_id: learner } });
  const mode = asked.get("mode");
  if (mode) api.loadFromJSON(is2004 ? { mode } : { core: { lesson_mode: mode } });
  const suspended = asked.get("suspend");
  if (suspended) api.loadFromJSON({ suspend_data: suspended });
  if (!asked.has("absent")) window[is2004 ? "API_1484_11" : "API"] = noted(api);
  document.querySelector("iframe").src = `${asked.get("package")}/index.html`;
}

receive();
