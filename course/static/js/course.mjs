// @ts-check
// The one script of every page. Without it, each page still shows all that there is to read.

import { PrivateNote } from "./private-note.mjs";
import { SelfCheck } from "./self-check.mjs";
import { openLinkedChoices } from "./situations.mjs";

customElements.define("self-check", SelfCheck);
customElements.define("private-note", PrivateNote);
openLinkedChoices();
