// @ts-check
// On a module's page: links to the reader's other roles, or to the reader's role if this page is
// for another one. The role of the first module that a reader starts becomes the reader's own.

import { make, pageRole, query } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { linkToRole, savedRoles, saveRoles } from "../storage/saved-roles.mjs";

const here = pageRole();
const roles = savedRoles();
const audience = query(document, ".audience");
const links = Object.entries(roles)
  .filter(([role]) => role !== here)
  .flatMap(([role, title]) => [" ", linkToRole(role, title)]);
if (links.length) {
  const label = t(here in roles ? "other-role" : "your-role");
  audience.append(make("span", { class: "audience__others" }, label, ...links));
} else if (!document.querySelector(".has-roles")) {
  // Later ones may be a look around. Nor is it saved again if the reader has removed it.
  saveRoles({ [here]: audience.querySelector("a")?.textContent ?? here });
}
