// @ts-check
// On a module's page, the jobs of a reader who has another than the one that the page is for.

import { make, one } from "./elements.mjs";
import { heldJobs, linkTo } from "./held-jobs.mjs";
import { word } from "./words.mjs";

// Names the reader's other job, or the own one if this page is for another.
const here = one(document, ".page").dataset.role ?? "";
const jobs = heldJobs();
const links = Object.entries(jobs)
  .filter(([job]) => job !== here)
  .flatMap(([job, name]) => [" ", linkTo(job, name)]);
const title = word(here in jobs ? "other-job" : "your-job");
const others = make("span", { class: "whose__others" }, title, ...links);
if (links.length) one(document, ".whose").append(others);
