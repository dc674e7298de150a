// @ts-check
// On a module's page: links to the reader's other roles, or to the reader's role if this page is
// for another one.

import { make, pageRole, query } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { linkToRole, savedRoles } from "../storage/saved-roles.mjs";

const here = pageRole();
const roles = savedRoles();
const links = Object.entries(roles)
  .filter(([role]) => role !== here)
  .flatMap(([role, title]) => [" ", linkToRole(role, title)]);
const label = t(here in roles ? "other-role" : "your-role");
if (links.length) {
  query(document, ".audience").append(make("span", { class: "audience__others" }, label, ...links));
}
