// @ts-check
// What a learning system keeps between two visits: a text of at most 4,096 characters, the limit of
// SCORM 1.2. docs/learning-systems/suspend-data.md describes it.
//
//   1~renames~preferences~modules~answers~places
//
// Entries are separated by dots. Numbers are in base 36, days are counted from 2020, and every id is
// a code of four characters, so that an entry finds its piece after an update of the package.

import { isObject } from "../storage/storage.mjs";

/** @typedef {import("../storage/storage.mjs").Entries} Entries */
/** @typedef {import("./contents.mjs").Contents} Contents */
/** @typedef {"modules" | "answers" | "places"} Store */
/**
 * @typedef {object} Saved
 * @property {Record<Store, Entries>} entries of each store, as storage.mjs has them
 * @property {Record<Store, string[]>} unknown entries of what this version of the package lacks
 * @property {string} renames
 * @property {string} view
 * @property {string} colors
 */

export const MOST_CHARACTERS = 4096;
/** @type {Store[]} in the order of the text */
export const STORES = ["modules", "answers", "places"];
const FORMAT = "1";
const [SECTION, ENTRY] = ["~", "."];
const CODE = "[0-9A-Za-z]{4}";
const DAY = "[0-9a-z]{3}|---";
const NUMBER = "[0-9a-z]+";
const PATTERNS = {
  modules: RegExp(`^(${CODE})(${DAY})(${NUMBER})(?:-(${NUMBER}))?$`),
  answers: RegExp(`^(${CODE})(${DAY})([flk])([0-3])(${NUMBER})$`),
  places: RegExp(`^(${CODE})(${DAY})(${NUMBER})-(${CODE})((?:${CODE})*)$`),
};
const MS_A_DAY = 86_400_000;
const FIRST_DAY = Date.parse("2020-01-01") / MS_A_DAY;
const LAST_DAY = 36 ** 3 - 1;
const NO_DAY = "---";
const OUTCOMES = { f: "first", l: "later", k: "looked" };
const VIEWS = { p: "page", s: "steps", "-": "" };
const COLORS = { v: "device", l: "light", d: "dark", "-": "" };

/** Nothing is saved yet. @returns {Saved} */
export function nothing() {
  return {
    entries: { modules: {}, answers: {}, places: {} },
    unknown: { modules: [], answers: [], places: [] },
    renames: "",
    view: "",
    colors: "",
  };
}

/**
 * The saved data as text. If it were too long, it goes without entries of unknown pieces, then
 * without the steps that were seen, then without places: never without what is finished or answered.
 *
 * @param {Saved} saved
 * @param {Contents} contents
 */
export function encode(saved, contents) {
  const codes = new Map(Object.entries(contents.codes).map(([code, name]) => [name, code]));
  const start = [FORMAT, saved.renames, keyOf(VIEWS, saved.view) + keyOf(COLORS, saved.colors)];
  const { modules, answers, places } = saved.entries;
  const known = {
    modules: listed(modules, (name, roles) => moduleEntry(codes.get(name), roles, contents.role)),
    answers: listed(answers, (name, attempt) => answerEntry(codes.get(name), attempt)),
    places: listed(places, (name, roles) => placeEntry(codes, name, roles, contents.role)),
  };
  const withoutSteps = known.places.map((entry) => entry.replace(/(?<=-.{4}).*/, ""));
  const attempts = [
    STORES.map((store) => [...known[store], ...saved.unknown[store]]),
    [known.modules, known.answers, known.places],
    [known.modules, known.answers, withoutSteps],
    [known.modules, known.answers, []],
  ];
  const texts = attempts.map((lists) =>
    [...start, ...lists.map((list) => list.join(ENTRY))].join(SECTION),
  );
  return texts.find(({ length }) => length <= MOST_CHARACTERS) ?? texts[texts.length - 1];
}

/**
 * The saved data in a text. Null if it is from a later version, or not such a text at all. Entries
 * that cannot be read are left out.
 *
 * @param {string} text
 * @param {Contents} contents
 */
export function decode(text, contents) {
  const [format, renames = "", preferences = "", ...lists] = text.split(SECTION);
  if (format !== FORMAT) return null;
  const saved = nothing();
  saved.renames = renames;
  saved.view = meaningOf(VIEWS, preferences[0]);
  saved.colors = meaningOf(COLORS, preferences[1]);
  STORES.forEach((store, index) => {
    for (const entry of (lists[index] ?? "").split(ENTRY)) {
      const parts = PATTERNS[store].exec(entry);
      if (!parts) continue;
      const name = contents.codes[parts[1]];
      if (name === undefined) saved.unknown[store].push(entry);
      else saved.entries[store][name] = VALUES[store](parts, contents, name);
    }
  });
  return saved;
}

/**
 * Whether a text is from a later version, which must not be overwritten.
 *
 * @param {string} text
 */
export function isNewer(text) {
  const [format] = text.split(SECTION);
  return format !== text && /^[1-9][0-9]{0,2}$/.test(format) && Number(format) > Number(FORMAT);
}

/** @type {Record<Store, (parts: RegExpExecArray, contents: Contents, name: string) => unknown>} */
const VALUES = {
  modules: ([, , day, revision, minutes], { role }) => ({
    [role]: {
      on: dateOf(day),
      revision: parseInt(revision, 36),
      ...(minutes && { minutes: parseInt(minutes, 36) }),
    },
  }),
  answers: ([, , day, outcome, step, revision]) => ({
    outcome: meaningOf(OUTCOMES, outcome),
    revision: parseInt(revision, 36),
    ...(day !== NO_DAY && { on: dateOf(day) }),
    ...(step !== "0" && { step: Number(step) }),
  }),
  places: ([, , day, minutes, at, seen], { role, codes }, module) => {
    const start = `${module}#`;
    const stepOf = (/** @type {string} */ code) =>
      codes[code]?.startsWith(start) ? [codes[code].slice(start.length)] : [];
    const steps = seen.match(/.{4}/g) ?? [];
    // A step that is gone: the module begins at its start.
    const step = stepOf(at)[0] ?? "_start";
    const place = { step, minutes: parseInt(minutes, 36), on: dateOf(day) };
    // Left out for lack of room: a place without a list counts all steps before it as seen.
    return { [role]: steps.length ? { ...place, seen: steps.flatMap(stepOf) } : place };
  },
};

/**
 * @param {string | undefined} code
 * @param {unknown} roles
 * @param {string} role
 */
function moduleEntry(code, roles, role) {
  const done = isObject(roles) ? roles[role] : null;
  if (!code || !isObject(done) || !isCount(done.revision)) return "";
  const minutes = isCount(done.minutes) ? `-${digits(done.minutes)}` : "";
  return code + dayOf(done.on) + digits(done.revision) + minutes;
}

/**
 * @param {string | undefined} code
 * @param {unknown} attempt
 */
function answerEntry(code, attempt) {
  if (!code || !isObject(attempt) || !isCount(attempt.revision)) return "";
  const outcome = keyOf(OUTCOMES, attempt.outcome);
  const step = [1, 2, 3].includes(Number(attempt.step)) ? String(attempt.step) : "0";
  return outcome && code + dayOf(attempt.on) + outcome + step + digits(attempt.revision);
}

/**
 * @param {Map<string, string>} codes
 * @param {string} module
 * @param {unknown} roles
 * @param {string} role
 */
function placeEntry(codes, module, roles, role) {
  const place = isObject(roles) ? roles[role] : null;
  const code = codes.get(module);
  if (!code || !isObject(place) || !isCount(place.minutes)) return "";
  const at = codes.get(`${module}#${place.step}`) ?? codes.get(`${module}#_start`);
  const seen = Array.isArray(place.seen) ? place.seen : [];
  const steps = seen.map((step) => codes.get(`${module}#${step}`) ?? "");
  return at ? `${code}${dayOf(place.on)}${digits(place.minutes)}-${at}${steps.join("")}` : "";
}

/**
 * @param {Entries} entries
 * @param {(name: string, value: unknown) => string} toEntry
 */
function listed(entries, toEntry) {
  return Object.entries(entries).flatMap(([name, value]) => toEntry(name, value) || []);
}

/** @param {unknown} date */
function dayOf(date) {
  const day = typeof date === "string" ? Date.parse(date) / MS_A_DAY - FIRST_DAY : Number.NaN;
  if (!Number.isInteger(day)) return NO_DAY;
  return digits(Math.min(Math.max(day, 0), LAST_DAY)).padStart(3, "0");
}

/** @param {string} day */
function dateOf(day) {
  const days = day === NO_DAY ? 0 : parseInt(day, 36);
  return new Date((days + FIRST_DAY) * MS_A_DAY).toISOString().slice(0, 10);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isCount(value) {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** @param {number} count */
function digits(count) {
  return count.toString(36);
}

/**
 * @param {Record<string, string>} table
 * @param {unknown} value
 */
function keyOf(table, value) {
  const found = Object.entries(table).find(([, known]) => known === value);
  return found?.[0] ?? (table["-"] === undefined ? "" : "-");
}

/**
 * @param {Record<string, string>} table
 * @param {string | undefined} key
 */
function meaningOf(table, key) {
  return table[key ?? "-"] ?? "";
}
