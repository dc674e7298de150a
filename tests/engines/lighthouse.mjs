// How fast and how accessible the main kinds of page are on a phone, as Lighthouse measures it:
// a middling phone on a slow network, simulated.

import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

import { CHROMIUM } from "./chromium.mjs";
import { serve } from "./server.mjs";

const PATHS = [
  "",
  "bus-driver/",
  "bus-driver/in-the-moment/",
  "bus-driver/in-the-moment/#_self-check",
  "bus-driver/in-the-moment/stop-twelve/",
  "bus-driver/now/",
  "practice/#bus-driver",
];
const LEAST = { performance: 0.98, accessibility: 1 };

/** @param {string} site */
export default async function* measure(site) {
  const server = await serve(site);
  const browser = await puppeteer.launch(CHROMIUM);
  const port = Number(new URL(browser.wsEndpoint()).port);
  try {
    for (const path of PATHS) yield judge(await look(server.address + path, port), path);
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * The middle one of three, by performance: a busy moment of the machine is no fault of the page.
 *
 * @param {string} address
 * @param {number} port
 */
async function look(address, port) {
  const looks = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const result = await lighthouse(address, {
      port,
      logLevel: "error",
      // The rest is for search engines, which these pages ask to stay away.
      onlyCategories: ["performance", "accessibility", "best-practices"],
    });
    looks.push(result.lhr);
  }
  const performanceOf = (it) => it.categories.performance.score ?? 0;
  return looks.sort((a, b) => performanceOf(a) - performanceOf(b))[1];
}

/** The page's figures, and for those below the least the audits that cost something. */
function judge(lhr, path) {
  const figures = [];
  const problems = [];
  for (const [name, { score, auditRefs }] of Object.entries(lhr.categories)) {
    const least = LEAST[name];
    figures.push(`${name} ${score}${least === undefined ? "" : ` (at least ${least})`}`);
    // A score that could not be had is null, and not enough either.
    if (least === undefined || (score !== null && score >= least)) continue;
    const audits = auditRefs.filter(({ weight }) => weight).map(({ id }) => lhr.audits[id]);
    const costly = audits.filter((audit) => audit.score !== null && audit.score < 1);
    problems.push(`${name} is below the least; what costs:`);
    problems.push(...costly.map((it) => `${it.id}: ${it.score} ${it.displayValue ?? ""}`));
  }
  return { what: `/${path}: ${figures.join(", ")}`, problems };
}
