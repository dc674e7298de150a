// A trainer's way through the workshop: in Chromium whole, in Firefox all but the network's loss.

import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import puppeteer from "puppeteer-core";

import { CHROMIUM } from "./chromium.mjs";
import { serve } from "./server.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const FILE = "quizzes/noticing.yml";
const BROWSERS = {
  Chromium: CHROMIUM,
  Firefox: {
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath: process.env.FIREFOX_PATH || "/usr/bin/firefox-esr",
  },
};
/** What takes longest: ten seconds, and more beside other work. */
const START = "the workshop";
const START_MS = 180_000;
const PATIENCE_MS = 40_000;
/**
 * CodeMirror says this when it has looked six times at long, wrapped lines and goes on in the next
 * frame (codemirror/dev#1073). Nothing on the page is wrong then.
 */
const SETTLING = "Measure loop restarted more than 5 times";

/** Waits until a function in the page, or in the page beside the text, says yes. */
async function until(place, what, yes, ...values) {
  const end = Date.now() + (what === START ? START_MS : PATIENCE_MS);
  while (!(await place.evaluate(yes, ...values).catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(100);
  }
}

/** Runs in the page. The text of an element. */
const holds = (selector, words) => document.querySelector(selector)?.textContent?.includes(words);
/** Runs in the page. Whether an element can be seen. */
const isSeen = (selector) => document.querySelector(selector).checkVisibility();
/** Runs in the page. */
const textOf = (selector) => document.querySelector(selector).textContent;
/** Runs in the page. Whether an element has another text than before. */
const isOther = (selector, before) => document.querySelector(selector).textContent !== before;
/** Runs in the page. The text in the editor, as far as it is in sight. */
const isWritten = (words) =>
  document
    .querySelector("#editor")
    .shadowRoot.querySelector(".cm-content")
    .textContent.includes(words);

/** Opens a file that was open before, and so shows another part of it. */
async function openAgain(page, path) {
  await page.evaluate((file) => document.querySelector(`[data-path="${file}"]`).click(), path);
  const isOpen = (file) => document.querySelector("#text-title").textContent === file;
  await until(page, path, isOpen, path);
}

/** The page of the course beside the text. */
const beside = (page) => page.frames().find((frame) => frame !== page.mainFrame());

async function press(page, chord) {
  const [last, ...held] = chord.split("+").reverse();
  for (const key of held) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of held) await page.keyboard.up(key);
}

/** Taps the first button with these words that can be seen, in a part of the page. */
async function tap(page, words, part = "body") {
  const isTapped = (wanted, inside) => {
    const all = [...document.querySelector(inside).querySelectorAll("button, summary")];
    const found = all.find(
      (it) => it.textContent.trim().startsWith(wanted) && it.checkVisibility(),
    );
    found?.click();
    return Boolean(found);
  };
  await until(page, `the button “${words}”`, isTapped, words, part);
}

/** Makes a file of drafts with one change. */
async function draftsWith(name, old, fresh) {
  const base = await readFile(new URL(`../../${name}`, import.meta.url), "utf8");
  assert.ok(base.includes(old));
  const drafts = { [name]: { base, text: base.replaceAll(old, fresh) } };
  const file = path.join(await mkdtemp(path.join(tmpdir(), "drafts-")), "drafts.json");
  await writeFile(file, JSON.stringify({ format: "whole-staff-drafts-1", drafts }));
  return file;
}

/** Brings a file of drafts with one change, in the place of what was written in that file. */
async function bring(page, name, old, fresh) {
  const file = await draftsWith(name, old, fresh);
  await tap(page, "Your changes");
  page.once("dialog", (dialog) => dialog.accept());
  await (await page.$("#changes input[type=file]")).uploadFile(file);
  await until(page, "the drafts", holds, "#changes-inside", "The drafts are here now.");
}

/** Runs in the page. Gives a field of the form another value. False while it is not there. */
const fillIn = (name, value) => {
  const labels = [...document.querySelectorAll("#form label")];
  const field = document.getElementById(labels.find((it) => it.textContent === name)?.htmlFor);
  if (!field) return false;
  field.value = value;
  field.dispatchEvent(new Event("change"));
  return true;
};
/** Runs in the page. Whether a field of the form has a value. */
const isFilled = (name, value) => {
  const labels = [...document.querySelectorAll("#form label")];
  const field = document.getElementById(labels.find((it) => it.textContent === name)?.htmlFor);
  return field?.value.trim() === value;
};

/** Types at the end of a field of the form. */
async function typeInForm(page, name, words) {
  const focus = (wanted) => {
    const labels = [...document.querySelectorAll("#form label")];
    const field = document.getElementById(labels.find((it) => it.textContent === wanted)?.htmlFor);
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    return Boolean(field);
  };
  await until(page, `the field “${name}”`, focus, name);
  await page.keyboard.type(words);
}

/** Opens a file from the list. */
async function open(page, name, words) {
  await page.evaluate((file) => document.querySelector(`[data-path="${file}"]`).click(), name);
  await until(page, `“${words}”`, isWritten, words);
}

/** Opens the form of a piece, on the way through the forms around it. */
async function openForm(page, ...titles) {
  const goTo = (title) => {
    const near = document.querySelector(".form__near");
    if (near) near.open = true;
    const found = [...(near?.querySelectorAll("button") ?? [])];
    const next = found.find((it) => it.textContent === title);
    next?.click();
    return Boolean(next);
  };
  await tap(page, "Edit as a form");
  for (const title of titles) await until(page, title, goTo, title);
  await until(page, "its form", holds, "#form h3", titles.at(-1));
}

async function focusText(page) {
  await page.evaluate(() =>
    document.querySelector("#editor").shadowRoot.querySelector(".cm-content").focus(),
  );
}

/** @type {Record<string, (page: any, address: string) => Promise<void>>} */
const STEPS = {
  "starts with the course as it is published": async (page, address) => {
    await page.goto(`${address}workshop/#modules/noticing.yml`);
    await until(page, START, holds, "#status", "Ready");
    await until(page, "all rules", holds, "#problems-count", "Nothing is wrong.");
    assert.ok(await page.evaluate(isWritten, "title: Noticing"));
  },
  "shows what is written on the page beside it": async (page) => {
    await focusText(page);
    await press(page, "Control+Home");
    await press(page, "End");
    await page.keyboard.type(" well");
    await until(beside(page), "the new title", holds, "h1", "Noticing well");
    await until(page, "it in the list of modules", holds, "#module", "Noticing well");
    assert.ok(await page.evaluate(holds, "[data-path='modules/noticing.yml']", "Noticing well"));
  },
  "tells a mistake with its line, and mends it by one tap": async (page) => {
    await focusText(page);
    await press(page, "Control+Home");
    await press(page, "ArrowDown");
    await press(page, "Home");
    await press(page, "Delete");
    await until(page, "the mistake", holds, "#problem-list", "noticing.yml, line 2");
    await until(page, "a note at the page", holds, "#page-note", "before the problem");
    await tap(page, "Write minutes");
    await until(page, "the mended text", isWritten, "minutes:");
    await until(page, "no mistake", () => !document.querySelector(".problem--error"));
  },
  "makes a fix where its line is now, and not at all if that has changed": async (page) => {
    const breakLine = async () => {
      await focusText(page);
      for (const key of ["Control+Home", "ArrowDown", "Home", "Delete"]) await press(page, key);
      await until(page, "the mistake", holds, "#problem-list", "noticing.yml, line 2");
      await until(page, "its fix", holds, "#problem-list", "Write minutes");
    };
    await breakLine();
    await press(page, "Control+Home");
    await page.keyboard.type("# A note\n");
    await tap(page, "Write minutes");
    await until(page, "the mended text", isWritten, "minutes:");
    assert.ok(await page.evaluate(isWritten, "# A notetitle: Noticing well"));
    await until(page, "no mistake", () => !document.querySelector(".problem--error"));
    for (const key of ["Control+Home", "Shift+ArrowDown", "Delete"]) await press(page, key);

    await breakLine();
    await press(page, "End");
    await page.keyboard.type("0");
    await tap(page, "Write minutes");
    await until(page, "why not", holds, "#status", "This text has changed since.");
    assert.ok(await page.evaluate(isWritten, "inutes: 180"));
    assert.ok(!(await page.evaluate(isWritten, "minutes: 180")));
    // The list is new a while later. Until then, tapping changes nothing.
    const tapAgain = (words) => {
      const all = [...document.querySelectorAll("#problem-list button")];
      all.find((it) => it.textContent === "Write minutes")?.click();
      const text = document.querySelector("#editor").shadowRoot.querySelector(".cm-content");
      return text.textContent.includes(words);
    };
    await until(page, "the mended text", tapAgain, "minutes: 180");
    for (const key of ["End", "Backspace"]) await press(page, key);
    await until(page, "no mistake", () => !document.querySelector(".problem--error"));
  },
  "goes to the line of what is tapped on the page": async (page) => {
    const tapHeading = () => {
      const [lesson] = document.querySelectorAll("section.step[id='three-looks'] h2");
      lesson?.click();
      return Boolean(lesson);
    };
    await until(beside(page), "a lesson", tapHeading);
    const isStyled = () => getComputedStyle(document.body).margin === "0px";
    assert.ok(await beside(page).evaluate(isStyled), "the page has its style sheets");
    await until(page, "its line", isWritten, "three-looks:");
  },
  "goes to the place on the page that is written": async (page) => {
    await focusText(page);
    await press(page, "Control+Home");
    await press(page, "Control+End");
    const isMarked = () => document.querySelector(".workshop-shown")?.id === "_close";
    await until(beside(page), "the end of the module", isMarked);
  },
  "lets a page be tried, and touches nothing that a reader has saved": async (page, _, server) => {
    const saved = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
    const before = await page.evaluate(saved);
    await tap(page, "Try it");
    const answer = () => {
      const check = document.querySelector("self-check");
      const button = check?.querySelector("button");
      button?.click();
      return Boolean(check?.querySelector(".check__status")?.textContent);
    };
    await until(beside(page), "an answer to a question", answer);
    const isHere = () => location.href.startsWith("about:srcdoc");
    assert.ok(await beside(page).evaluate(isHere));
    assert.equal(await page.evaluate(saved), before);
    // Even a link that the workshop does not see leads to no page of the site.
    const leave = () => {
      const hide = (event) => event.stopImmediatePropagation();
      document.addEventListener("click", hide, { capture: true });
      document.querySelector("a[href*='/']").click();
    };
    await beside(page).evaluate(leave);
    await pause(1000);
    const refused = server.complaints.splice(0);
    assert.ok(
      refused.every((it) => /^(policy: frame-src|cannot load <iframe id="preview")/.test(it)),
    );
    await until(beside(page), "the page again", holds, "h1", "Noticing");
    assert.ok(await beside(page).evaluate(isHere));
    assert.equal(await page.evaluate(saved), before);
    await tap(page, "Try it");
    const isStill = () => document.querySelector("h1") && !document.querySelector("script");
    await until(beside(page), "the page without scripts", isStill);
  },
  "plays a scene": async (page) => {
    await page.select("#job", "bus-driver");
    await page.select("#module", "bus-driver/in-the-moment/");
    await tap(page, "Try it");
    const isLoaded = (selector) =>
      document.readyState === "complete" &&
      ["script", selector].every((it) => document.querySelector(it) !== null);
    const follow = (selector) => document.querySelector(selector).click();
    for (const link of ["a[href*='stop-twelve/']", ".play .turns a"]) {
      await until(beside(page), link, isLoaded, link);
      await pause(500);
      await beside(page).evaluate(follow, link);
    }
    await until(
      beside(page),
      "the second turn",
      () => document.querySelector(".node__undo") !== null,
    );
    await tap(page, "Try it");
  },
  "offers ids and keys": async (page) => {
    await page.evaluate((file) => document.querySelector(`[data-path="${file}"]`).click(), FILE);
    await until(page, "the questions", isWritten, "questions:");
    await focusText(page);
    await press(page, "Control+End");
    await page.keyboard.type("  another:\n    kind: choice\nlesson: ");
    await press(page, "Control+ ");
    const isOffered = () =>
      document
        .querySelector("#editor")
        .shadowRoot.querySelector(".cm-tooltip-autocomplete")
        ?.textContent.includes("three-looks");
    await until(page, "the lessons", isOffered);
    await press(page, "Escape");
    for (let turn = 0; turn < 12; turn += 1) await press(page, "Control+z");
    await until(page, "the text from before", () => !document.querySelector(".problem--error"));
  },
  "changes one value by a form": async (page) => {
    await focusText(page);
    await press(page, "Control+Home");
    await press(page, "ArrowDown");
    await press(page, "ArrowDown");
    await tap(page, "Edit as a form");
    const choose = () => {
      const labels = [...document.querySelectorAll("#form label")];
      const label = labels.find((it) => it.textContent === "lesson");
      const select = document.getElementById(label?.htmlFor);
      if (!select) return false;
      select.value = "how-soon";
      select.dispatchEvent(new Event("change"));
      return true;
    };
    await until(page, "the field of the lesson", choose);
    await until(page, "a changed file", holds, "#open-changes", "2 files");
    await tap(page, "Back to the text");
    await until(page, "the new value", isWritten, "lesson: how-soon");
  },
  "keeps every field of a form that is filled in quickly": async (page) => {
    await focusText(page);
    await press(page, "Control+Home");
    await press(page, "ArrowDown");
    await press(page, "ArrowDown");
    await tap(page, "Edit as a form");
    const fill = () => {
      const labels = [...document.querySelectorAll("#form label")];
      const fields = ["revision", "lesson", "question"].map((name) =>
        document.getElementById(labels.find((it) => it.textContent === name)?.htmlFor),
      );
      if (fields.some((it) => !it)) return false;
      const values = ["7", "three-looks", "What would you say?"];
      for (const [index, control] of fields.entries()) {
        control.value = values[index];
        control.dispatchEvent(new Event("change"));
      }
      return true;
    };
    await until(page, "the fields", fill);
    await tap(page, "Back to the text");
    for (const line of ["revision: 7", "lesson: three-looks", "What would you say?"])
      await until(page, `“${line}”`, isWritten, line);
  },
  "adds, moves and removes an answer by the keyboard, and undoes that": async (page) => {
    await openForm(page, "noticing", "Question argues-every-rule");
    const name = () => document.activeElement.getAttribute("aria-label");
    const tabTo = async (wanted) => {
      for (let turn = 0; turn < 60 && (await page.evaluate(name)) !== wanted; turn += 1)
        await press(page, "Tab");
      assert.equal(await page.evaluate(name), wanted);
    };
    const isOn = (wanted) => document.activeElement.getAttribute("aria-label") === wanted;
    await page.evaluate(() => document.querySelector("#form h3").focus());
    const isBelowAnswers = () => document.activeElement.textContent === "Add an answer";
    for (let turn = 0; turn < 60 && !(await page.evaluate(isBelowAnswers)); turn += 1)
      await press(page, "Tab");
    await press(page, "Enter");
    await until(page, "what is said", holds, "#status", "Answer 4 is added.");
    const isInBlank = () => document.activeElement.value?.startsWith("TODO: another one");
    await until(page, "the focus in the new answer", isInBlank);
    await until(
      page,
      "its blanks",
      () => document.querySelectorAll(".problem--blank").length === 2,
    );
    await until(
      beside(page),
      "the blank on the page",
      holds,
      "body",
      "another one: a wrong answer",
    );

    await tabTo("Move up answer 4");
    await press(page, "Enter");
    await until(page, "what is said", holds, "#status", "Answer 4 is now number 3 of 4.");
    await until(page, "the focus on the same button", isOn, "Move up answer 3");
    await page.keyboard.press("Enter");
    await until(page, "the focus on it again", isOn, "Move up answer 2");
    const fill = () => {
      const part = document.activeElement.closest("fieldset");
      const control = part.querySelector("textarea");
      control.value = "An answer of our own.";
      control.dispatchEvent(new Event("change"));
    };
    await page.evaluate(fill);
    await until(beside(page), "its text on the page", holds, "body", "An answer of our own.");

    await tabTo("Remove answer 2");
    await press(page, "Enter");
    await until(page, "what is said", holds, "#status", "Answer 2 is removed.");
    const isInPlace = () =>
      document.activeElement.querySelector("legend")?.textContent === "Answer 2";
    await until(page, "the focus on what is in its place", isInPlace);
    const isGone = () => !document.body.textContent.includes("An answer of our own.");
    await until(beside(page), "the page without it", isGone);
    await tap(page, "Undo: removing answer 2");
    await until(page, "what is said", holds, "#status", "Undone: removing answer 2.");
    await until(beside(page), "the page with it again", holds, "body", "An answer of our own.");
    await until(page, "the form of the same question", () =>
      [...document.querySelectorAll("#form legend")].some((it) => it.textContent === "Answer 4"),
    );
    await page.evaluate(() => document.querySelector("#form h3").focus());
    await tabTo("Remove answer 2");
    await press(page, "Enter");
    await until(page, "what is said", holds, "#status", "Answer 2 is removed.");
    await until(page, "no blank", () => !document.querySelector(".problem--blank"));
    await tap(page, "Back to the text");
    await focusText(page);
    await press(page, "Control+z");
    await until(page, "the answer in the text", isWritten, "An answer of our own.");
    await press(page, "Control+y");
    const isNotWritten = () =>
      !document
        .querySelector("#editor")
        .shadowRoot.querySelector(".cm-content")
        .textContent.includes("An answer of our own.");
    await until(page, "the text without it", isNotWritten);
  },
  "says why an answer cannot be removed": async (page) => {
    await openForm(page, "noticing", "Question argues-every-rule");
    await page.click("#form [aria-label='Remove answer 3']");
    await until(page, "what is said", holds, "#status", "Answer 3 is removed.");
    await until(page, "the form", () => !document.querySelector("[aria-label='Remove answer 3']"));
    await page.click("#form [aria-label='Remove answer 2']");
    await until(page, "why not", holds, "#form", "At least 2 are needed.");
    await tap(page, "Undo: removing answer 3");
    await until(page, "the answer again", holds, "#form", "Answer 3");
    await tap(page, "Back to the text");
    await focusText(page);
    await press(page, "Control+Home");
  },
  "adds a turn to a scene, goes to its form, and removes it there": async (page) => {
    await open(page, "modules/in-the-moment.yml", "title: In the moment");
    await openForm(page, "Lesson your-example", "Activity stop-twelve");
    await until(page, "the scene", holds, "#form", "Add a turn");
    const name = () => {
      const labels = [...document.querySelectorAll("#form label")];
      const label = labels.find((it) => it.textContent === "Id of the new turn");
      document.getElementById(label.htmlFor).value = "looks-up";
    };
    await page.evaluate(name);
    await tap(page, "Add a turn", "#form");
    await until(page, "the new turn", holds, "#form h3", "Turn looks-up");
    assert.ok(await page.evaluate(() => document.activeElement.matches("h3")));
    await until(page, "a changed file", holds, "#open-changes", "3 files");
    await page.click("#form [aria-label='Remove turn looks-up']");
    await until(page, "another turn", () =>
      /^Turn (?!looks-up)/.test(document.querySelector("#form h3")?.textContent ?? ""),
    );
    await until(page, "the file as it was", holds, "#open-changes", "2 files");
    await tap(page, "Back to the text");
    await focusText(page);
    await press(page, "Control+Home");
    await openAgain(page, FILE);
    await focusText(page);
    await press(page, "Control+Home");
  },
  "has a form for each turn of a scene": async (page) => {
    await open(page, "modules/in-the-moment.yml", "title: In the moment");
    await openForm(page, "Lesson your-example", "Activity stop-twelve", "Turn grips");
    const lead = (place) => {
      const labels = [...document.querySelectorAll("#form label")];
      const label = labels.find((it) => it.textContent === "to");
      const select = document.getElementById(label?.htmlFor);
      if (document.querySelector("#form h3")?.textContent !== "Turn grips" || !select) return "";
      const before = select.value;
      select.value = place;
      select.dispatchEvent(new Event("change"));
      return before;
    };
    assert.equal(await page.evaluate(lead, "shoes"), "floor");
    await until(page, "a changed file", holds, "#open-changes", "3 files");
    await page.evaluate(lead, "floor");
    await until(page, "the file as it was", holds, "#open-changes", "2 files");
    await tap(page, "Back to the text");
    await openAgain(page, FILE);
  },
  "closes the form when another file is opened": async (page) => {
    await tap(page, "Edit as a form");
    const open = (path) => {
      document.querySelector(`[data-path="${path}"]`).click();
      return true;
    };
    await page.evaluate(open, "modules/noticing.yml");
    await until(page, "the text", () => document.querySelector("#form").hidden === true);
    await until(page, "the module", isWritten, "title: Noticing");
    await openAgain(page, FILE);
  },
  "begins a new question, with blanks to fill in": async (page) => {
    await tap(page, "New …");
    await tap(page, "A question");
    const answers = { module: "noticing", lesson: "how-soon", objective: "describe", id: "bell" };
    for (let turn = 0; turn < 60; turn += 1) {
      await pause(300);
      if (!(await page.evaluate(() => document.querySelector("#new").open))) break;
      const answer = (known) => {
        const asked = document.querySelector("label[for=new-answer]")?.textContent ?? "";
        const input = document.querySelector("#new-answer");
        if (!input) return;
        const key = Object.keys(known).find((it) => new RegExp(`\\b${it}\\b`).test(asked));
        if (key) input.value = known[key];
        input.form.requestSubmit();
      };
      await page.evaluate(answer, answers);
    }
    await until(page, "the question", isWritten, "bell:");
    await until(page, "its blanks", () => document.querySelectorAll(".problem--blank").length > 4);
  },
  "is accessible in the text, in a form, in the changes and in what is new": async (page) => {
    await page.evaluate(await readFile(AXE, "utf8"));
    const look = () =>
      globalThis.axe
        .run(document, { iframes: false })
        .then(({ violations }) =>
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html.slice(0, 120))}`),
        );
    const found = await page.evaluate(look);
    await tap(page, "Edit as a form");
    await until(page, "the form", holds, "#form", "Add an answer");
    await page.evaluate(() => {
      for (const part of document.querySelectorAll("#form details")) part.open = true;
    });
    found.push(...(await page.evaluate(look)));
    await tap(page, "Back to the text");
    await tap(page, "New …");
    found.push(...(await page.evaluate(look)));
    await page.evaluate(() => document.querySelector("#close-new").click());
    await tap(page, "Your changes");
    await tap(page, "Show what changed");
    await pause(500);
    found.push(...(await page.evaluate(look)));
    await page.evaluate(() => document.querySelector("#close-changes").click());
    assert.deepEqual(found, []);
  },
  "has the drafts again after a new start, and what was just typed into a form": async (page) => {
    await tap(page, "Edit as a form");
    await typeInForm(page, "question", " and last words");
    await page.reload();
    await until(page, START, holds, "#status", "Ready");
    await until(page, "the last words", isWritten, "and last words");
    assert.ok(await page.evaluate(holds, "#open-changes", "2 files"));
    await until(page, "the blanks", () => document.querySelectorAll(".problem--blank").length > 4);
  },
  "has what was written in another tab after this one was left": async (page, address) => {
    const here = `${address}workshop/#modules/noticing.yml`;
    await page.goto("about:blank");
    const other = await page.browser().newPage();
    await other.goto(here);
    await until(other, START, holds, "#status", "Ready");
    await focusText(other);
    await press(other, "Control+Home");
    await press(other, "End");
    await other.keyboard.type(" elsewhere");
    await until(other, "the new title", isWritten, "title: Noticing well elsewhere");
    await pause(1_000); // until it is stored
    await tap(other, "Edit as a form");
    await typeInForm(other, "title", " at last");
    await other.close();
    await page.goto(here);
    await until(page, START, holds, "#status", "Ready");
    await until(
      page,
      "what was written there",
      isWritten,
      "title: Noticing well elsewhere at last",
    );
  },
  "undoes drafts from a file, after a look at them": async (page) => {
    await open(page, "modules/noticing.yml", "title: Noticing well");
    await bring(page, "modules/noticing.yml", "title: Noticing\n", "title: Noticing brought\n");
    await tap(page, "Show what changed", "#changes");
    await tap(page, "Undo: drafts from a file", "#changes");
    await until(page, "what was undone", holds, "#changes-inside", "Undone");
    await page.evaluate(() => document.querySelector("#close-changes").click());
    await until(page, "the text from before", isWritten, "title: Noticing well");
    assert.ok(await page.evaluate(holds, "#open-changes", "2 files"));
    assert.ok(await page.evaluate(() => document.querySelector("#undo").hidden));
  },
  "changes all places with an id that was renamed, and undoes that": async (page) => {
    await bring(page, "modules/noticing.yml", "\n  three-looks:", "\n  three-look:");
    await page.evaluate(() => document.querySelector("#close-changes").click());
    const offers = () =>
      [...document.querySelectorAll("#problem-list button")].some((it) =>
        /^Change all \d+$/.test(it.textContent),
      );
    await until(page, "the places", offers);
    const isTaken = () => document.querySelector("#editor").inert;
    await page.evaluate(() => {
      const all = [...document.querySelectorAll("#problem-list button")];
      all.find((it) => it.textContent.startsWith("Change all")).click();
    });
    assert.ok(await page.evaluate(isTaken), "nothing can be typed meanwhile");
    await until(page, "no mistake", () => !document.querySelector(".problem--error"));
    assert.ok(!(await page.evaluate(isTaken)));
    await tap(page, "Undo: ");
    await until(page, "the places again", offers);
  },
  "counts an emoji as one character, as the generator does": async (page) => {
    const claim = "hardship-is-everywhere";
    await bring(page, "modules/noticing.yml", `[@${claim}]`, "😀😀😀 [@hardship-is-everywher]");
    await page.evaluate(() => document.querySelector("#close-changes").click());
    await tap(page, `Write [@${claim}]`);
    await until(page, "the mended id", isWritten, `in every community 😀😀😀 [@${claim}].`);
    await focusText(page);
    await press(page, "Home");
    await page.keyboard.type("😀😀😀 [@hardsh] ");
    for (const key of ["ArrowLeft", "ArrowLeft", "Control+ "]) await press(page, key);
    const isOffered = (id) =>
      document
        .querySelector("#editor")
        .shadowRoot.querySelector(".cm-tooltip-autocomplete [aria-selected]")
        ?.textContent.includes(id);
    await until(page, "the claim", isOffered, claim);
    await pause(100); // until it can be chosen
    await press(page, "Enter");
    await until(page, "the whole id", isWritten, `😀😀😀 [@${claim}]] Would you mention it`);
  },
  "keeps the line ends of a file": async (page) => {
    await bring(page, "modules/noticing.yml", "\n", "\r\n");
    await page.evaluate(() => document.querySelector("#close-changes").click());
    await openAgain(page, "modules/noticing.yml");
    await focusText(page);
    await press(page, "Control+Home");
    await press(page, "End");
    await page.keyboard.type(" here");
    await until(page, "the new title", isWritten, "title: Noticing here");
    await page.evaluate(() => {
      URL.createObjectURL = (blob) => {
        globalThis.taken = blob.text();
        return "#";
      };
    });
    await tap(page, "Your changes");
    await tap(page, "Take my drafts along as a file");
    await page.evaluate(() => document.querySelector("#close-changes").click());
    const { drafts } = JSON.parse(await page.evaluate(() => globalThis.taken));
    const { base, text } = drafts["modules/noticing.yml"];
    const expected = base.replace("title: Noticing", "title: Noticing here");
    assert.equal(text, expected.replaceAll("\n", "\r\n"));
  },
  "asks again about a file of drafts after a no": async (page) => {
    const file = await draftsWith("modules/noticing.yml", "title: Noticing", "title: Brought");
    await tap(page, "Your changes");
    const questions = [];
    for (const turn of [1, 2]) {
      page.once("dialog", (dialog) => {
        questions.push(dialog.message());
        return dialog.dismiss();
      });
      const choice = await page.$("#changes input[type=file]");
      await choice.uploadFile(file);
      const isRead = (input) => input.value === "";
      await until(page, "a choice that can be made again", isRead, choice);
      for (let wait = 0; wait < 50 && questions.length < turn; wait += 1) await pause(100);
      assert.equal(questions.length, turn);
    }
    await page.evaluate(() => document.querySelector("#close-changes").click());
    assert.ok(!(await page.evaluate(isWritten, "title: Brought")));
  },
  "takes back what a form has written, and shows that in the form": async (page) => {
    const name = "modules/in-the-moment.yml";
    const changes = await page.evaluate(textOf, "#open-changes");
    await open(page, name, "title: In the moment");
    await until(beside(page), "its page", holds, "h1", "In the moment");
    await focusText(page);
    await press(page, "Control+Home");
    await tap(page, "Edit as a form");
    await until(page, "the title", fillIn, "title", "Written first");
    await until(page, "a changed file", isOther, "#open-changes", changes);
    await tap(page, "Your changes");
    page.once("dialog", (dialog) => dialog.accept());
    await page.evaluate(fillIn, "title", "Written last");
    const takeBack = (file) => {
      const parts = [...document.querySelectorAll("#changes section")];
      const part = parts.find((it) => it.querySelector("h3").textContent === file);
      const all = [...part.querySelectorAll("button")];
      all.find((it) => it.textContent.startsWith("Take back")).click();
    };
    await page.evaluate(takeBack, name);
    await until(page, "the file as it was", holds, "#open-changes", changes);
    await until(page, "the title in the form", isFilled, "title", "In the moment");
    await pause(1_000); // in which nothing comes back
    assert.ok(await page.evaluate(isFilled, "title", "In the moment"));
    assert.equal(await page.evaluate(textOf, "#open-changes"), changes);
    await page.evaluate(() => document.querySelector("#close-changes").click());
  },
  "wipes the drafts, also of what a form shows": async (page) => {
    const changes = await page.evaluate(textOf, "#open-changes");
    await until(page, "the title", fillIn, "title", "Written first");
    await until(page, "a changed file", isOther, "#open-changes", changes);
    page.once("dialog", (dialog) => dialog.accept());
    await tap(page, "Your changes");
    await page.evaluate(fillIn, "title", "Written last");
    await tap(page, "Wipe my drafts");
    await until(page, "no change", holds, "#open-changes", "0 files");
    await until(page, "the title in the form", isFilled, "title", "In the moment");
    await page.evaluate(() => document.querySelector("#close-changes").click());
    await tap(page, "Back to the text");
    await until(page, "no blank", holds, "#problems-count", "Nothing is wrong.");
  },
  "shows what a fix has changed in the form": async (page) => {
    await open(page, FILE, "questions:");
    await focusText(page);
    for (const key of ["Control+Home", "ArrowDown", "ArrowDown"]) await press(page, key);
    await openForm(page, "noticing", "Question argues-every-rule");
    const before = "except: [front-line]\n    objective: other-reasons\n    lesson: many-reason";
    await bring(page, FILE, `${before}s`, before);
    await page.evaluate(() => document.querySelector("#close-changes").click());
    await until(page, "the wrong lesson", isFilled, "lesson", "many-reason");
    await tap(page, "Write many-reasons");
    await until(page, "the right lesson", isFilled, "lesson", "many-reasons");
    await until(page, "no change", holds, "#open-changes", "0 files");
    await tap(page, "Back to the text");
  },
  "lists a job by its new title": async (page) => {
    const isListed = (title) => document.querySelector("#job").textContent.includes(title);
    const isGone = (title) => !document.querySelector("#job").textContent.includes(title);
    assert.ok(await page.evaluate(isListed, "Bus driver"));
    await bring(page, "reference/roles.yml", "title: Bus driver", "title: Pilot");
    await page.evaluate(() => document.querySelector("#close-changes").click());
    await until(page, "the new title", isListed, "Pilot");
    assert.ok(await page.evaluate(isGone, "Bus driver"));
    await tap(page, "Undo: drafts from a file");
    await until(page, "the old title", isListed, "Bus driver");
  },
  "says that the storage is full, and what to do then": async (page) => {
    const isAsked = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    const write = async (words) => {
      await focusText(page);
      await press(page, "Control+Home");
      await press(page, "End");
      await page.keyboard.type(words);
    };
    await open(page, "modules/noticing.yml", "title: Noticing");
    await page.evaluate(() => {
      globalThis.put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await write(" full");
    await until(page, "what to do", isSeen, "#unkept");
    assert.ok(await page.evaluate(isAsked));
    await tap(page, "Your changes");
    assert.ok(await page.evaluate(holds, "#changes-inside", "is not kept in this browser"));
    await page.evaluate(() => {
      document.querySelector("#close-changes").click();
      IDBObjectStore.prototype.put = globalThis.put;
    });
    await write(" again");
    await until(page, "all is well", () => document.querySelector("#unkept").hidden);
    assert.ok(!(await page.evaluate(isAsked)));
    for (const _ of " full again") await press(page, "Backspace");
    await until(page, "no change", holds, "#open-changes", "0 files");
  },
  "works where nothing may be stored, and says so": async (page, address) => {
    const other = await page.browser().newPage();
    await other.evaluateOnNewDocument(() => {
      const refuse = () => {
        throw new DOMException("denied", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(globalThis, name, { get: refuse });
      IDBFactory.prototype.open = refuse;
      navigator.locks.request = async () => refuse();
    });
    await other.goto(`${address}workshop/#modules/noticing.yml`);
    await until(other, START, holds, "#status", "Ready");
    await until(other, "all rules", holds, "#problems-count", "Nothing is wrong.");
    assert.ok(await other.evaluate(isSeen, "#unkept"));
    await tap(other, "Edit as a form");
    await typeInForm(other, "title", " here");
    await until(beside(other), "the new title", holds, "h1", "Noticing here");
    await other.close();
  },
};
const OFFLINE = {
  "works without a network after that": async (page, address, server) => {
    const isKept = async () => {
      const names = await caches.keys();
      const name = names.find((it) => it.endsWith("workshop"));
      const cache = name && (await caches.open(name));
      return Boolean(cache && (await cache.match("results.zip")));
    };
    await until(page, "the copy for offline", isKept);
    await page.reload();
    await until(page, START, holds, "#status", "Ready");
    server.setAway(true);
    await page.reload();
    await until(page, START, holds, "#status", "Ready");
    await until(page, "all rules", holds, "#problems-count", "Nothing is wrong.");
    const other = await page.browser().newPage();
    await other.goto(`${address}workshop/licenses.txt`);
    assert.ok(await other.evaluate(holds, "body", "idb-keyval"), "the licenses, not a workshop");
    await other.close();
    server.setAway(false);
  },
};

/** @param {string} site */
export default async function* workshop(site) {
  for (const [name, options] of Object.entries(BROWSERS)) {
    const server = await serve(site, { isListening: true });
    const browser = await puppeteer.launch({ protocolTimeout: START_MS, ...options });
    const page = await browser.newPage();
    await page.setViewport({ width: 1300, height: 800 });
    const strangers = [];
    page.on("request", (request) => {
      const isOwn = /^(data|blob|about):/.test(request.url());
      if (!isOwn && !request.url().startsWith(server.origin)) strangers.push(request.url());
    });
    try {
      const steps = name === "Chromium" ? { ...STEPS, ...OFFLINE } : STEPS;
      for (const [what, walk] of Object.entries(steps)) {
        const problem = await walk(page, server.address, server).catch((error) => error);
        yield { what: `${name} ${what}`, problems: problem ? [String(problem.message)] : [] };
      }
      const complaints = server.complaints.filter((it) => it !== SETTLING);
      yield { what: `${name} hears no complaint`, problems: [...new Set(complaints)] };
      yield { what: `${name} meets no other host`, problems: strangers };
    } finally {
      await browser.close();
      server.close();
    }
  }
}
