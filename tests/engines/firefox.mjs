// The journey in Firefox, through WebDriver BiDi.

import puppeteer from "puppeteer-core";

import { travel } from "./journey.mjs";

/** @param {string} site */
export default (site) => travel(site, launch);

async function launch({ origin }) {
  const firefox = await puppeteer.launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    protocolTimeout: 30_000,
    executablePath: process.env.FIREFOX_PATH || "/usr/bin/firefox-esr",
  });
  const page = await firefox.newPage();
  const strangers = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) strangers.push(url);
  });
  return {
    // Moving through the page, not by goBack() and reload(): they wait for a load in vain where a
    // page is brought back from memory.
    back: () => page.evaluate(() => history.back()),
    reload: () => page.evaluate(() => location.reload()),
    address: () => page.evaluate(() => location.href),
    open: (address) => page.goto(address),
    run: (run, ...values) => page.evaluate(run, ...values),
    async press(key) {
      const [last, ...held] = key.split("+").reverse();
      for (const it of held) await page.keyboard.down(it);
      await page.keyboard.press(last);
      for (const it of held) await page.keyboard.up(it);
    },
    type: (text) => page.keyboard.type(text),
    click: ({ x, y }) => page.mouse.click(x, y),
    async openNarrow(address, width) {
      await page.setViewport({ width, height: 640 });
      await page.goto(address);
    },
    strangers: () => strangers,
    close: () => firefox.close(),
  };
}
