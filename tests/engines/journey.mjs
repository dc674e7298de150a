// One reader's whole way through the site, the same in every engine.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

import * as answers from "./answers.mjs";
import { approach, arrive, clickOn, reach, reload, seen, settle, until, use } from "./hands.mjs";
import { serve } from "./server.mjs";

const JOB = { name: "Bus driver", path: "bus-driver/" };
const MODULE = { name: "In the moment", path: "bus-driver/in-the-moment/" };
const SCENE = `${MODULE.path}stop-twelve/`;
const TYPED = "qzxvprivate";
const NARROW_PX = 320;

/** Runs in the page. */
const isAt = (address) => location.href === address && document.readyState === "complete";

/** @type {Record<string, (browser: any, address: string, server: any) => Promise<void>>} */
const STEPS = {
  "opens the first page": async (browser, address) => {
    await browser.open(address);
    assert.equal((await seen(browser, "main h1")).length, 1);
  },
  "chooses the bus driver by the card": async (browser, address) => {
    await clickOn(browser, ".role", JOB.name);
    await arrive(browser, address + JOB.path);
  },
  "opens a module from the path": async (browser, address) => {
    await clickOn(browser, "main a", MODULE.name);
    await arrive(browser, address + MODULE.path);
    assert.deepEqual(await seen(browser, "main h1"), [MODULE.name]);
  },
  "goes on step by step, and back": async (browser) => {
    for (const step of ["_opening", "six-steps"]) {
      await use(browser, "[data-next]");
      const isShown = (id) => {
        const shown = document.querySelectorAll("main > .step:not([hidden])");
        return location.hash === `#${id}` && shown.length === 1 && shown[0].id === id;
      };
      await until(browser, `the step ${step}`, isShown, step);
    }
    await use(browser, "[data-back]");
    await until(browser, "the step before", () => location.hash === "#_opening");
  },
  "shows all steps on one page": async (browser) => {
    // In a wide window, the list of steps is open already.
    const opener = ".place > button";
    if ((await seen(browser, opener)).length) await use(browser, opener);
    await use(browser, ".contents > button");
    const isWhole = () => document.querySelectorAll("main > .step[hidden]").length === 0;
    await until(browser, "all steps", isWhole);
  },
  "gets through the header by Tab alone": async (browser) => {
    await reach(browser, "main a");
  },
  "skips the header": async (browser) => {
    await reload(browser);
    await use(browser, "a.skip");
    await browser.press("Tab");
    const isIn = await browser.run(() => document.activeElement.closest("main") !== null);
    assert.ok(isIn, "what follows the link is not in the text");
  },
  "answers a choice": (browser) => answers.answerChoice(browser),
  "answers a choice of several": (browser) => answers.answerChoices(browser),
  "puts steps in order": (browser) => answers.answerOrder(browser),
  "matches what goes together": (browser) => answers.answerMatch(browser),
  "finds a private note again": async (browser) => {
    const note = "private-note textarea";
    const value = () => browser.run((it) => document.querySelector(it)?.value, note);
    await approach(browser, "private-note", note);
    await reach(browser, note);
    await browser.type(TYPED);
    assert.equal(await value(), TYPED);
    await reload(browser);
    await approach(browser, "private-note", note);
    assert.equal(await value(), TYPED);
  },
  "hears after a reload how it went before": async (browser) => {
    await reload(browser);
    for (const question of Object.values(answers.QUESTIONS)) {
      const before = `${question} .check__before`;
      await approach(browser, question, `${before}:not([hidden])`);
      assert.equal((await seen(browser, before)).length, 1, question);
    }
  },
  "reads and checks on when the network is gone": async (browser, address, server) => {
    await settle(browser);
    await browser.open(address + JOB.path);
    await until(
      browser,
      "a path that is kept",
      () => document.querySelector(".path + p + .facts") !== null,
    );
    server.setAway(true);
    await browser.open(address + MODULE.path);
    assert.deepEqual(await seen(browser, "main h1"), [MODULE.name]);
    await approach(browser, answers.QUESTIONS.choice, `${answers.QUESTIONS.choice} .check__before`);
    await browser.open(`${address}custodian/`);
    assert.equal(await browser.address(), `${address}offline/`);
    server.setAway(false);
  },
  "plays a scene to its second turn, and takes the line back": async (browser, address) => {
    const choices = ".scene .turns a";
    await browser.open(address + MODULE.path);
    await approach(browser, ".scene", choices);
    await use(browser, choices);
    await arrive(browser, address + SCENE);
    const undo = ".play .node__undo a";
    const isOnTurn = (it) => document.querySelector(it) !== null && location.hash.includes("--");
    await until(browser, "the second turn", isOnTurn, undo);
    assert.equal((await seen(browser, ".just-said")).length, 1);
    await use(browser, undo);
    const isBack = (it) => document.querySelector(it) === null;
    await until(browser, "the start of the scene", isBack, undo);
  },
  "sees nothing wider than a small phone": async (browser, address) => {
    for (const path of ["", JOB.path, MODULE.path]) {
      await settle(browser);
      await browser.openNarrow(address + path, NARROW_PX);
      await until(browser, `to be at /${path}`, isAt, address + path);
      const questions = path === MODULE.path ? Object.values(answers.QUESTIONS) : [];
      for (const it of questions) await approach(browser, it, `${it} [role=status]`);
      const [window, content] = await browser.run(() => {
        for (const it of document.querySelectorAll("details")) it.open = true;
        return [innerWidth, document.documentElement.scrollWidth];
      });
      // A scroll bar may take some of it.
      assert.equal(window, NARROW_PX);
      assert.ok(content <= NARROW_PX, `/${path} is ${content} px wide`);
    }
  },
};

/**
 * @param {string} site
 * @param {(server: any) => Promise<any>} launch
 */
export async function* travel(site, launch) {
  const server = await serve(site, { isListening: true });
  const browser = await launch(server);
  try {
    for (const [what, walk] of Object.entries(STEPS)) {
      const problem = await walk(browser, server.address, server).catch((error) => error);
      yield { what, problems: problem ? [describe(problem)] : [] };
    }
    yield { what: "hears no complaint from any page", problems: await complaints(browser, server) };
    yield { what: "meets no other host", problems: browser.strangers() };
  } finally {
    await browser.close();
    server.close();
  }
}

/** What the pages complained about. One complaint more is made, to see that they do arrive. */
async function complaints(browser, server) {
  await browser.run((text) => console.error(text), TYPED);
  for (let turn = 0; !server.complaints.includes(TYPED); turn += 1) {
    if (turn === 100) return ["complaints do not arrive", ...server.complaints];
    await pause(50);
  }
  return [...new Set(server.complaints)].filter((text) => text !== TYPED);
}

/** @param {Error} error */
function describe({ message, cause }) {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
