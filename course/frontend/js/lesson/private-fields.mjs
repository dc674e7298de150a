// @ts-check
// The fields of a module that are private: lines, plans and thoughts.

import "./my-line.mjs";
import "./private-note.mjs";
