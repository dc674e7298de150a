// @ts-check
// Loaded only if something in the course was renamed: leads on from earlier addresses, and lets
// saved data follow.

import "./page/lead-on.mjs";
import { followRenames } from "./transfer/renames.mjs";

await followRenames();
