// @ts-check
// A record of learning as a table for coordinators. docs/how-to/records.md describes its columns,
// and `merge-records` reads them.

import { csv } from "../base/csv.mjs";
import { hours } from "./record-rows.mjs";

/** @typedef {{first: string, last: string, number: string}} Person */
/**
 * @typedef {object} Head
 * @property {string} course
 * @property {string} version
 * @property {string} district may be empty
 * @property {string} address
 * @property {string} madeOn
 */

const COLUMNS = [
  "employee_id",
  "last_name",
  "first_name",
  "name",
  "district",
  "course",
  "version",
  "address",
  "module_id",
  "module",
  "job_ids",
  "jobs",
  "minutes",
  "hours",
  "completed_on",
  "made_on",
];
/** Titles of jobs may contain commas. */
const BETWEEN = "; ";

/**
 * @param {Person} person
 * @param {Head} head
 * @param {import("./record-rows.mjs").Row[]} rows
 */
export function recordTable({ first, last, number }, head, rows) {
  const lines = rows.map(({ id, title, roles, minutes, on }) => [
    number,
    last,
    first,
    `${first} ${last}`.trim(),
    head.district,
    head.course,
    head.version,
    head.address,
    id,
    title,
    roles.map((role) => role.id).join(BETWEEN),
    roles.map((role) => role.title).join(BETWEEN),
    String(minutes),
    hours(minutes),
    on,
    head.madeOn,
  ]);
  return csv([COLUMNS, ...lines]);
}
