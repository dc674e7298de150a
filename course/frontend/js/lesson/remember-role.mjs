// @ts-check
// The role of the first module that a reader starts becomes the reader's own.

import { pageRole } from "../base/dom.mjs";
import { savedRoles, saveRoles } from "../storage/saved-roles.mjs";

const role = pageRole();
const title = document.querySelector(".audience a")?.textContent ?? role;
// Later ones may be a look around.
if (!Object.keys(savedRoles()).length) saveRoles({ [role]: title });
