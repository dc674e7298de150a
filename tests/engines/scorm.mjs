// A learner's way through packages in scorm-again, which is what some learning systems run: in
// Chromium and Firefox, with SCORM 1.2 and 2004.

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

import * as answers from "./answers.mjs";
import { CHROMIUM } from "./chromium.mjs";
import { approach, seen, until, use } from "./hands.mjs";
import { Learner } from "./learner.mjs";
import { makeFolder, makePackage } from "./packages.mjs";
import { serve } from "./server.mjs";

const { resolve } = createRequire(import.meta.url);
const HOST = ["host.html", "host.js"].map((name) => fileURLToPath(new URL(name, import.meta.url)));
const AXE = resolve("axe-core/axe.min.js");
const MODULE = "noticing";
/** Each standard, and how the command calls it. */
const STANDARDS = { 1.2: "1.2", 2004: "2004-4" };
const FIREFOX = {
  browser: "firefox",
  protocol: "webDriverBiDi",
  executablePath: process.env.FIREFOX_PATH || "/usr/bin/firefox-esr",
};
/** Each browser, and the standard in which it plays the package of a whole job. */
const BROWSERS = { Chromium: [CHROMIUM, "1.2"], Firefox: [FIREFOX, "2004"] };
const ANSWERS = {
  choice: answers.answerChoice,
  choices: answers.answerChoices,
  order: answers.answerOrder,
  match: answers.answerMatch,
};
/** The most that a system must keep, in SCORM 1.2. */
const MOST_KEPT = 4096;
const RETRY = ".attempt__notice button";
/** How a system may receive somebody so that nothing counts. */
const NOT_COUNTED = ["mode=review", "mode=browse", "suspend=2~later", "absent"];

/** @type {Record<string, (learner: Learner) => Promise<void>>} */
const IN_A_MODULE = {
  "tells the system that somebody is here": async (learner) => {
    await learner.open();
    await learner.untilKept("a beginning", ({ status }) => status === "incomplete");
  },
  "answers a question wrongly": async (learner) => {
    await openModule(learner);
    const [{ question }] = await nextQuestions(learner);
    await answers.answerWrongly(learner, question);
    learner.wrong = question;
  },
  "answers another rightly": async (learner) => {
    await goOn(learner);
    const [{ kind, question }] = await nextQuestions(learner);
    await ANSWERS[kind](learner, question);
    learner.right = question;
    const { id } = await learner.run(stepHere);
    learner.stopped = id;
    await learner.untilKept(id, ({ place }) => place === `${MODULE}/${id}`);
  },
  "closes the course": leave,
  "comes back to the same step, and hears how it went before": async (learner) => {
    await learner.open();
    const isHere = (id) => document.querySelector("main > .step:not([hidden])")?.id === id;
    await until(learner, learner.stopped, isHere, learner.stopped);
    const before = (question) => `${question} .check__before:not([hidden])`;
    await approach(learner, learner.right, before(learner.right));
    await learner.run((question) => {
      location.hash = document.querySelector(question).id;
    }, learner.wrong);
    await approach(learner, learner.wrong, before(learner.wrong));
  },
  "finishes, without passing or failing": async (learner) => {
    await walkToTheEnd(learner);
    await learner.untilKept("the end", ({ status }) => status === "completed");
    await leave(learner);
  },
  "has still finished on the next visit": async (learner) => {
    await learner.open();
    await learner.untilAround("the notice", isTold);
    await leave(learner);
    assert.equal(learner.kept.status, "completed");
  },
};

/** @type {Record<string, (learner: Learner) => Promise<void>>} */
const AROUND_THE_COURSE = {
  "hears when the system fails, and tries again by keyboard": async (learner) => {
    learner.change();
    await learner.open();
    await openModule(learner);
    assert.deepEqual(await violations(learner), []);
    learner.server.setAway(true);
    await goOn(learner);
    await learner.untilAround("a way to try again", isThere, RETRY);
    assert.deepEqual(await violations(learner), []);
    await learner.around.evaluate((it) => document.querySelector(it).focus(), RETRY);
    await learner.press("Tab");
    const focused = await learner.around.evaluate(() => document.activeElement.className);
    assert.equal(focused, "attempt__course");
    const isInside = await learner.run(() => document.activeElement !== document.body);
    assert.ok(isInside, "Tab does not get into the course");
    await learner.press("Shift+Tab");
    await learner.untilAround("the way back", (it) => document.activeElement.matches(it), RETRY);
    learner.server.setAway(false);
    await learner.press("Enter");
    await learner.untilAround("that it is saved", (it) => !document.querySelector(it), RETRY);
    assert.ok(learner.kept.place.startsWith(`${MODULE}/`));
  },
  "hears when nothing counts": async (learner) => {
    for (const options of NOT_COUNTED) {
      learner.change();
      await learner.open(options);
      await learner.untilAround(`what is said with ${options}`, isTold);
      assert.deepEqual(await violations(learner), [], options);
      await openModule(learner);
      await goOn(learner);
      assert.equal(learner.server.commits.length, 0, options);
    }
  },
};

/** @type {Record<string, (learner: Learner) => Promise<void>>} */
const IN_A_JOB = {
  "goes through a module, and has not finished": async (learner) => {
    await learner.open();
    await openModule(learner);
    await walkToTheEnd(learner);
    await untilCounted(learner);
    await leave(learner);
    assert.equal(learner.kept.status, "incomplete");
  },
  "goes on with the next ones, and finishes": async (learner) => {
    await learner.open();
    await until(learner, "what is next", isThere, ".is-next .path__link");
    await use(learner, ".is-next .path__link");
    for (;;) {
      await untilSteps(learner);
      await walkToTheEnd(learner);
      await untilCounted(learner);
      const here = await learner.address();
      await use(learner, "[data-next]");
      const hasLeft = (before) => location.href.split("#")[0] !== before;
      await until(learner, "what follows", hasLeft, here.split("#")[0]);
      await until(learner, "the whole page", () => document.querySelector("h1") !== null);
      if (!(await learner.run(isThere, ".page--module"))) break;
    }
    await learner.untilKept("the end", ({ status }) => status === "completed");
    await leave(learner);
  },
};

/** Runs in the page. */
function isThere(selector) {
  return document.querySelector(selector) !== null;
}

/** Runs in the page. Whether something is said above the course. */
function isTold() {
  return document.querySelector(".attempt__notice > p") !== null;
}

/** Runs in the page. The step in sight, and the questions in it. */
function stepHere() {
  const step = document.querySelector("main > .step:not([hidden])");
  const checks = [...step.querySelectorAll("self-check")].map((check) => ({
    kind: check.dataset.kind,
    question: `[id="${check.id}"]`,
  }));
  return { id: step.id, checks };
}

/** From the page of the job, opens the first module. */
async function openModule(learner) {
  await use(learner, ".path__link");
  await untilSteps(learner);
}

async function untilSteps(learner) {
  await until(learner, "the steps of a module", isThere, ".is-stepping .page--module");
}

/** Goes on to the next step. */
async function goOn(learner) {
  const { id } = await learner.run(stepHere);
  await use(learner, "[data-next]");
  // It gets the focus last, perhaps a while after it is in sight.
  const isNext = (before) => {
    const step = document.querySelector("main > .step:not([hidden])");
    return step.id !== before && step.contains(document.activeElement);
  };
  await until(learner, `the step after ${id}`, isNext, id);
}

/** Goes on to the next step with questions, which are returned. */
async function nextQuestions(learner) {
  for (;;) {
    const { checks } = await learner.run(stepHere);
    if (checks.length) return checks;
    await goOn(learner);
  }
}

/** Goes on to the end of a module, and answers every question that was not answered before. */
async function walkToTheEnd(learner) {
  for (;;) {
    const { id, checks } = await learner.run(stepHere);
    for (const { kind, question } of checks) {
      await approach(learner, question, `${question} [role=status]`);
      const before = await seen(learner, `${question} .check__before`);
      if (!before.length) await ANSWERS[kind](learner, question);
    }
    if (id === "_close") return;
    await goOn(learner);
  }
}

/** Waits until the module is saved as finished, which is once its end has been on screen. */
async function untilCounted(learner) {
  const isSaved = () => {
    const { module } = document.querySelector(".close").dataset;
    return JSON.parse(parent.attempt.read("modules") ?? "{}").modules?.[module] !== undefined;
  };
  await until(learner, "that it counts", isSaved);
}

/** Closes the course. Nothing was wrong in any call, or in what was kept at any time. */
async function leave(learner) {
  const calls = await learner.leave();
  const count = (wanted) => calls.filter(({ name }) => name === wanted).length;
  assert.deepEqual([count("Initialize"), count(learner.end)], [1, 1]);
  assert.deepEqual(calls.filter(isFault), []);
  for (const { status, success, score, exit, suspend } of learner.allKept) {
    assert.ok(["incomplete", "completed"].includes(status), status);
    assert.deepEqual([success, score, exit], ["", "", "suspend"]);
    assert.ok(suspend.length <= MOST_KEPT, `${suspend.length} characters`);
  }
}

/**
 * Whether a call should have succeeded. In SCORM 2004, a value that nobody has set is an error, and
 * no fault of who asks. As a page is left, Chromium lets nobody wait for an answer: a commit fails
 * then, and the end, which needs no answer, takes all along.
 *
 * @param {{name: string, error: string}} call
 * @param {number} index
 * @param {{name: string, error: string}[]} calls
 */
function isFault({ name, error }, index, calls) {
  if (error === "0") return false;
  const isAtTheEnd = calls.slice(index).every((call) => call.name !== "GetValue");
  return !(name === "GetValue" && error === "403") && !(name === "Commit" && isAtTheEnd);
}

/** What axe finds in the page around the course, and in the course. */
async function violations(learner) {
  const axe = await readFile(AXE, "utf8");
  for (const frame of [learner.course, learner.around]) await frame.evaluate(axe);
  return learner.around.evaluate(async () => {
    const { violations: found } = await globalThis.axe.run(document);
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120))}`);
  });
}

export default async function* scorm() {
  const folder = makeSystem();
  for (const [name, [options, ofJob]] of Object.entries(BROWSERS)) {
    for (const standard of Object.keys(STANDARDS)) {
      const steps = { ...IN_A_MODULE, ...AROUND_THE_COURSE };
      yield* play(`${name}, ${standard}`, options, folder, standard, "module", steps);
    }
    yield* play(`${name}, ${ofJob}, whole job`, options, folder, ofJob, "job", IN_A_JOB);
  }
}

/** A folder with the learning system's page and the packages. */
function makeSystem() {
  const folder = makeFolder();
  for (const file of HOST) cpSync(file, path.join(folder, path.basename(file)));
  for (const name of ["scorm12", "scorm2004"]) {
    cpSync(resolve(`scorm-again/${name}/min`), path.join(folder, `${name}.js`));
  }
  for (const [standard, option] of Object.entries(STANDARDS)) {
    makePackage(path.join(folder, `module-${standard}`), option, MODULE);
    makePackage(path.join(folder, `job-${standard}`), option);
  }
  return folder;
}

/**
 * @param {string} who
 * @param {object} options of the browser
 * @param {string} folder
 * @param {string} standard
 * @param {"module" | "job"} kind of package
 * @param {Record<string, (learner: Learner) => Promise<void>>} steps
 */
async function* play(who, options, folder, standard, kind, steps) {
  const server = await serve(folder, { isListening: true });
  const browser = await puppeteer.launch({ protocolTimeout: 30_000, ...options });
  try {
    const learner = new Learner(await browser.newPage(), server, standard, kind);
    for (const [what, walk] of Object.entries(steps)) {
      const error = await walk(learner).catch((problem) => problem);
      const problems = error ? [String(error.message), ...(await learner.log())] : [];
      yield { what: `${who} ${what}`, problems };
    }
    yield { what: `${who} hears no complaint`, problems: [...new Set(server.complaints)] };
    yield { what: `${who} meets no other host`, problems: learner.strangers };
  } finally {
    await browser.close();
    server.close();
  }
}
