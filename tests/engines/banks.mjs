// The questions of every job in GIFT, as gift-pegjs reads them, which knows nothing of this course.

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { parse } from "gift-pegjs";

const COMMAND = path.resolve(import.meta.dirname, "../../build_course.py");
const ENDING = ".gift.txt";
const REPORT = ".report.md";

export default async function* banks() {
  const folder = await mkdtemp(path.join(tmpdir(), "banks-"));
  const options = ["export", "gift", "--all", "--output", folder];
  await promisify(execFile)("python3", [COMMAND, ...options]);
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(ENDING)).sort()) {
    const job = name.slice(0, -ENDING.length);
    const report = await readFile(path.join(folder, job + REPORT), "utf8");
    const count = Number(/^(\d+) questions? of/m.exec(report)?.[1]);
    const text = await readFile(path.join(folder, name), "utf8");
    yield { what: `${job} (${count} questions)`, problems: problemsOf(text, count) };
  }
  await rm(folder, { recursive: true });
}

/**
 * @param {string} text
 * @param {number} count
 */
function problemsOf(text, count) {
  let questions;
  try {
    questions = parse(text).filter(({ type }) => type !== "Category");
  } catch (error) {
    return [String(error)];
  }
  const problems = questions.flatMap((it) => problemsOfQuestion(it));
  return questions.length === count ? problems : [`${questions.length} questions`, ...problems];
}

/** @param {any} question */
function problemsOfQuestion({ type, title, id, tags, globalFeedback, choices, matchPairs }) {
  const problems = [];
  if (!id || tags.length !== 2) problems.push("no identifier, or not two tags");
  if (!globalFeedback) problems.push("no general feedback");
  if (type === "MC") {
    const isRight = choices.map((it) => it.isCorrect === true || it.weight > 0);
    if (!isRight.includes(true)) problems.push("no right answer");
    if (!isRight.includes(false)) problems.push("no wrong answer");
    if (choices.some((it) => !it.feedback)) problems.push("an answer without feedback");
  } else if (type !== "Matching") {
    problems.push(`it is of the type ${type}`);
  } else if (matchPairs.some((it) => !it.subquestion.text || !it.subanswer)) {
    problems.push("half a pair");
  }
  return problems.map((problem) => `${title}: ${problem}`);
}
