// One question of each kind that the module has, answered right by keyboard alone. Each must show
// why, and say so.

import assert from "node:assert/strict";

import { approach, said, seen, use } from "./hands.mjs";

export const QUESTIONS = Object.fromEntries(
  ["choice", "choices", "order", "match"].map((kind) => [kind, `self-check[data-kind=${kind}]`]),
);

export async function answerChoice(browser) {
  const question = await begin(browser, QUESTIONS.choice);
  const right = `${question} details[data-right]`;
  assert.deepEqual(await seen(browser, `${right} .answer__feedback`), []);
  await use(browser, `${right} > summary`);
  const [feedback] = await seen(browser, `${right} .answer__feedback`);
  assert.ok(feedback, "no feedback can be seen");
  assert.equal(await said(browser, question), feedback);
}

export async function answerChoices(browser) {
  const question = await begin(browser, QUESTIONS.choices);
  // The solution on the page lists the answers in the order of the boxes.
  const places = await browser.run(
    (wanted) =>
      [...document.querySelectorAll(wanted)].flatMap((answer, index) =>
        answer.querySelector(".verdict--fits") ? [index + 1] : [],
      ),
    `${question} .solution dd`,
  );
  assert.ok(places.length > 1, "a question of this kind has several right answers");
  for (const place of places) {
    await use(browser, `${question} .pick:nth-child(${place}) input[type=checkbox]`, " ");
  }
  await check(browser, question, places.length);
}

export async function answerOrder(browser) {
  const question = await begin(browser, QUESTIONS.order);
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

export async function answerMatch(browser) {
  const question = await begin(browser, QUESTIONS.match);
  const wanted = await browser.run(
    (pairs) =>
      [...document.querySelectorAll(pairs)].map((pair) => {
        const values = [...pair.querySelectorAll("option")].map((option) => option.value);
        return values.indexOf(pair.dataset.goesWith);
      }),
    `${question} .pair`,
  );
  for (const [index, option] of wanted.entries()) {
    const select = `${question} .pair:nth-child(${index + 1}) select`;
    await use(browser, select, "Home");
    for (let down = 0; down < option; down += 1) await browser.press("ArrowDown");
    const chosen = await browser.run((it) => document.querySelector(it).selectedIndex, select);
    assert.equal(chosen, option, "the keyboard chose another option");
  }
  await check(browser, question, wanted.length);
}

/** Goes to a question, which says nothing yet. */
async function begin(browser, question) {
  await approach(browser, question, `${question} [role=status]`);
  assert.equal(await said(browser, question), "");
  return question;
}

/** Presses the question's Check button; so many notes must say that this fits. */
async function check(browser, question, total) {
  assert.deepEqual(await seen(browser, `${question} .item-feedback`), []);
  const before = await said(browser, question);
  await use(browser, `${question} .button`);
  const after = await said(browser, question);
  assert.ok(after && after !== before, `the live region says “${after}”`);
  assert.equal((await seen(browser, `${question} .item-feedback .verdict--fits`)).length, total);
}
