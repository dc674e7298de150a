// @ts-check
// Lines that have come back, one at a time: did it come up, and if not done, what got in the way?
// Of the answers nothing is saved, only that the line has come back.

import { make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { formatDate, pageLink } from "../base/off-modules.mjs";
import { saveLines, sentence } from "../storage/lines.mjs";
import { cameBack, dueLines, linkToPlace, nextDateOf, placeOf } from "./line-facts.mjs";

/** @typedef {import("../base/role-paths.mjs").RolePath} RolePath */

/**
 * Shows the first line that is due, if there is one, and the others after it.
 *
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} template what to show for each
 * @param {Map<string, RolePath>} paths by role, with the cards for those who could not do it
 */
export function showDueLines(place, template, paths) {
  const due = dueLines()[0];
  place.replaceChildren();
  if (!due) return;
  const [key, line] = due;
  place.append(template.content.cloneNode(true));
  query(place, ".line").textContent = sentence(line);
  const [ask, why] = queryAll(place, ".due-line > div");
  const { again = "", done = "", gone = "", change = "", card: cardText = "" } = template.dataset;

  const end = (/** @type {boolean} */ isKept) => {
    const next = isKept ? cameBack(line) : null;
    const isSaved = saveLines({ [key]: next });
    const date = next && nextDateOf(next);
    const message = !next ? gone : date ? again.replace("{day}", formatDate(date)) : done;
    if (isSaved) showDueLines(place, template, paths);
    const noted = make("p", { tabindex: "-1" }, isSaved ? message : t("not-saved"));
    place.prepend(noted);
    noted.focus();
  };

  const askWhy = (/** @type {boolean} */ isHard) => {
    const card = isHard ? paths.get(line.role)?.cards[placeOf(key)] : undefined;
    if (card) {
      const [id, title] = card;
      const link = pageLink(`${line.role}/now/#${id}`, cardText.replace("{card}", title));
      query(why, ".due-line__card").append(link);
    }
    ask.hidden = true;
    why.hidden = false;
    query(why, "legend").focus();
  };

  query(why, ".due-line__acts").append(linkToPlace(key, line.role, change));
  for (const control of queryAll(place, "button")) {
    const { answer } = control.dataset;
    control.addEventListener("click", () => {
      if (answer === "forgot" || answer === "could-not") askWhy(answer === "could-not");
      else end(answer !== "let-go");
    });
  }
}
