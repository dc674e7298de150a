// The journey in Firefox, through WebDriver BiDi.

import puppeteer from "puppeteer-core";

import { travel } from "./journey.mjs";

/** @param {string} site */
export default (site) => travel(site, launch);

async function launch({ origin }) {
  const firefox = await puppeteer.launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath: process.env.FIREFOX_PATH || "/usr/bin/firefox-esr",
  });
  const page = await firefox.newPage();
  const strangers = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) strangers.push(url);
  });
  return {
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
