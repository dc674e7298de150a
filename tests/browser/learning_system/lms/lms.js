// A learning system with as much of SCORM 1.2 and 2004 as a package may use. What it keeps is in
// `window.name`, which outlives a reload. Tests tell it how to fail.
"use strict";

const SHORT = { "cmi.suspend_data": 4096, "cmi.core.lesson_location": 255, "cmi.location": 1000 };
const FIRST = {
  "cmi.core.student_id": "a-1",
  "cmi.core.student_name": "Bee, Ana",
  "cmi.core.lesson_status": "not attempted",
  "cmi.core.lesson_mode": "normal",
  "cmi.learner_id": "a-1",
  "cmi.learner_name": "Bee, Ana",
  "cmi.completion_status": "unknown",
  "cmi.mode": "normal",
};

/** Every call that came, as name and arguments. */
const calls = [];
/** What is kept, since the last commit. */
const kept = JSON.parse(window.name || "{}");
/** What is set, since the last commit. */
let open = { ...FIRST, ...kept };
let error = "0";
let isRunning = false;
/** How it answers: "well", "false", "nothing" or "throws". */
let mood = "well";

function answering(name, answer) {
  return (...values) => {
    calls.push([name, ...values]);
    if (mood === "throws") throw new Error("The learning system is out of order.");
    if (mood === "nothing") return undefined;
    return answer(...values);
  };
}

function fail(code) {
  error = code;
  return "false";
}

function start() {
  if (isRunning) return fail("101");
  isRunning = true;
  error = "0";
  open = { ...FIRST, ...kept };
  return "true";
}

function get(key) {
  if (!isRunning) return fail("301") && "";
  error = key in open ? "0" : "403";
  return open[key] ?? "";
}

function set(key, value) {
  if (!isRunning || mood === "false") return fail("391");
  if (typeof value !== "string") return fail("405");
  if (value.length > (SHORT[key] ?? 4096)) return fail("405");
  // As some systems do: nowhere is no place.
  if (key === "cmi.location" && value === "") return fail("406");
  error = "0";
  open[key] = value;
  return "true";
}

function commit() {
  if (!isRunning || mood === "false") return fail("391");
  error = "0";
  Object.assign(kept, open);
  window.name = JSON.stringify(kept);
  return "true";
}

function end() {
  if (!isRunning) return fail("301");
  commit();
  isRunning = false;
  return "true";
}

const asked = new URLSearchParams(location.search);
if (asked.has("mood")) mood = asked.get("mood");
if (asked.has("learner")) {
  FIRST["cmi.core.student_id"] = FIRST["cmi.learner_id"] = asked.get("learner");
}
if (asked.has("mode")) FIRST["cmi.core.lesson_mode"] = asked.get("mode");
open = { ...FIRST, ...kept };

function offer() {
  window.API = {
    LMSInitialize: answering("start", start),
    LMSGetValue: answering("get", get),
    LMSSetValue: answering("set", set),
    LMSCommit: answering("commit", commit),
    LMSFinish: answering("end", end),
    LMSGetLastError: answering("error", () => error),
  };
  window.API_1484_11 = {
    Initialize: answering("start", start),
    GetValue: answering("get", get),
    SetValue: answering("set", set),
    Commit: answering("commit", commit),
    Terminate: answering("end", end),
    GetLastError: answering("error", () => error),
  };
}

if (asked.has("late")) setTimeout(offer, 700);
else if (!asked.has("absent")) offer();
document.querySelector("iframe").src = `${asked.get("package") ?? "package"}/index.html`;
