// @ts-check
// The entry script of the page around a course in a package. It holds the attempt for as long as the
// window is open: walking from page to page inside never ends it.

import { query } from "../base/dom.mjs";
import { pageUrl, SITE } from "../base/site-url.mjs";
import { Attempt } from "./attempt.mjs";
import { Clock } from "./clock.mjs";
import { readContents } from "./contents.mjs";
import { Device } from "./device.mjs";
import { Lms } from "./lms.mjs";
import { SCORM_12 } from "./scorm-12.mjs";
import { SCORM_2004 } from "./scorm-2004.mjs";
import { Windows } from "./windows.mjs";

/** Some learning systems are ready only after the course has loaded. */
const PATIENCE_MS = 10_000;
const ASK_AGAIN_MS = 200;

const frame = query(document, ".attempt__course");
if (!(frame instanceof HTMLIFrameElement)) throw new Error("The page lacks its frame.");
const contents = readContents();
const clock = new Clock();
const lms = await connected(new Lms(contents.standard === "1.2" ? SCORM_12 : SCORM_2004));
const learner = lms?.read("learner") ?? "";
const attempt = new Attempt(contents, lms, new Device(contents.id, learner), clock);
Object.assign(window, { attempt });
const windows = new Windows(contents.id, learner, attempt);

attempt.onWrite = (gone) => windows.tell(false, gone);
attempt.onRemove = (key) => windows.tellRemoved(key);
attempt.onState = tellReader;
windows.onNews = (isChanged) => {
  if (isChanged) frame.contentWindow?.dispatchEvent(new Event("storage"));
  if (attempt.state === "none") tellReader();
};
attempt.begin();

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") attempt.save();
});
addEventListener("online", () => attempt.save());
addEventListener("pagehide", ({ persisted }) => {
  attempt.save();
  // The browser may show this page again as it is. Then the attempt must go on.
  if (!persisted) lms?.end(clock.ms);
});

frame.addEventListener("load", () => {
  const title = frame.contentDocument?.title;
  if (title) document.title = title;
});
frame.src = firstAddress();

/**
 * The learning system, once it is there. Null if there is none.
 *
 * @param {Lms} lms
 * @returns {Promise<Lms | null>}
 */
async function connected(lms) {
  const isInside = window.parent !== window || window.opener !== null;
  for (let ms = 0; !lms.start(); ms += ASK_AGAIN_MS) {
    if (!isInside || ms >= PATIENCE_MS) return null;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  return lms;
}

/** The page that was asked for, the one where the reader stopped, or the first one. */
function firstAddress() {
  const start = pageUrl(`${contents.role}/`);
  const [module, step] = attempt.place.split("/");
  const isThere = contents.modules.some(({ id }) => id === module);
  const stopped = isThere ? pageUrl(`${contents.role}/${module}/#${step}`) : start;
  const asked = location.hash.slice(1);
  if (!asked) return stopped;
  history.replaceState(null, "", location.pathname + location.search);
  const { href } = new URL(asked, SITE);
  const isInside = href.startsWith(SITE.href) && !/^(index\.html)?([?#]|$)/.test(asked);
  return isInside ? href : stopped;
}

function tellReader() {
  import("./notice.mjs")
    .then(({ showNotice }) =>
      showNotice(attempt.state, {
        isKept: !attempt.isSessionOnly(),
        hasOther: windows.hasConnected,
        retry: () => attempt.save(),
      }),
    )
    .catch(() => {});
}
