// Questions answered by keyboard alone: one of each kind that the module has, or the one that a
// selector finds. Each must show why, and say so.

import assert from "node:assert/strict";

import { approach, said, seen, use, wait } from "./hands.mjs";

export const QUESTIONS = Object.fromEntries(
  ["choice", "choices", "order", "match"].map((kind) => [kind, `self-check[data-kind=${kind}]`]),
);

export async function answerChoice(browser, question = QUESTIONS.choice) {
  await begin(browser, question);
  const right = `${question} .answer[data-right]`;
  await chooseRadio(browser, question, `${right} input`);
  assert.deepEqual(await seen(browser, `${question} .item-feedback`), []);
  await use(browser, `${question} .button`);
  const [feedback] = await seen(browser, `${right} .item-feedback`);
  assert.ok(feedback, "no verdict can be seen in the row");
  assert.equal(await said(browser, question), feedback);
}

export async function answerChoices(browser, question = QUESTIONS.choices) {
  await begin(browser, question);
  const ids = await browser.run(
    (wanted) => [...document.querySelectorAll(wanted)].map((box) => box.id),
    `${question} [data-right] input[type=checkbox]`,
  );
  assert.ok(ids.length > 1, "a question of this kind has several right answers");
  for (const id of ids) await use(browser, `[id="${id}"]`, " ");
  await check(browser, question, ids.length);
}

export async function answerOrder(browser, question = QUESTIONS.order) {
  await begin(browser, question);
  const order = () =>
    browser.run(
      (wanted) => [...document.querySelectorAll(wanted)].map((step) => Number(step.dataset.place)),
      `${question} .step`,
    );
  const total = (await order()).length;
  for (let place = 0; place < total; place += 1) {
    // The first of a step's two buttons moves it up. It keeps the focus.
    const moves = (await order()).indexOf(place) - place;
    for (let move = 0; move < moves; move += 1) {
      await use(browser, `${question} .step[data-place="${place}"] button`);
    }
    assert.equal((await order())[place], place, "a step did not move");
  }
  await check(browser, question, total);
}

export async function answerMatch(browser, question = QUESTIONS.match) {
  await begin(browser, question);
  const wanted = await browser.run(
    (pairs) => [...document.querySelectorAll(pairs)].map((pair) => pair.dataset.goesWith),
    `${question} .pair`,
  );
  for (const [index, option] of wanted.entries()) {
    const pair = `${question} .pair:nth-child(${index + 1})`;
    await chooseRadio(browser, pair, `${pair} input[value="${option}"]`);
  }
  await check(browser, question, wanted.length);
}

/** Checks what does not fit at all, in a question that has answers to choose. */
export async function answerWrongly(browser, question) {
  await begin(browser, question);
  const wrong = `${question} .answer:not([data-right])`;
  await use(browser, `${wrong} input`, " ");
  await use(browser, `${question} .button`);
  await hear(browser, question, "");
  const [verdict] = await seen(browser, `${wrong} .item-feedback .verdict:not(.verdict--fits)`);
  assert.ok(verdict, "no verdict can be seen in the row");
}

/** Chooses a radio of the group in a place: Tab goes to the group, arrows go on within it. */
async function chooseRadio(browser, place, radio) {
  await use(browser, `${place} input[type=radio]`, " ");
  const isChosen = (it) => document.querySelector(it).checked;
  const count = (it) => document.querySelectorAll(it).length;
  const most = await browser.run(count, `${place} input[type=radio]`);
  for (let down = 0; down < most && !(await browser.run(isChosen, radio)); down += 1) {
    await browser.press("ArrowDown");
  }
  assert.ok(await browser.run(isChosen, radio), "the keyboard chose another radio");
}

/** Goes to a question, which says nothing yet. */
async function begin(browser, question) {
  await approach(browser, question, `${question} [role=status]`);
  assert.equal(await said(browser, question), "");
}

/** Presses the question's Check button; so many notes must say that this fits. */
async function check(browser, question, total) {
  assert.deepEqual(await seen(browser, `${question} .item-feedback`), []);
  const before = await said(browser, question);
  await use(browser, `${question} .button`);
  await hear(browser, question, before);
  assert.equal((await seen(browser, `${question} .item-feedback .verdict--fits`)).length, total);
}

/** Waits until the live region of a question says something else than before. */
async function hear(browser, question, before) {
  await wait("news in the live region", async () => {
    const now = await said(browser, question);
    return now && now !== before;
  });
}
