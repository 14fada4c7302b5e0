// What partners do with a published course from term to term. Each takes the values of its file and
// returns new ones; nothing is changed in place, and what day it is is an argument.

import { daysBetween, isDay, plus } from "./days.js";
import { withIds } from "./yaml.js";

/**
 * The first day on or after `day` that falls on the same day of the week as the run's first day.
 * @param {{ starts: string }} run
 * @param {string} day
 * @returns {string}
 */
export function sameWeekday({ starts }, day) {
  const away = daysBetween(starts, day) % 7;
  return plus(day, (7 - away) % 7);
}

/**
 * Adds a copy of a run that begins on `firstDay`, or on the next day after it that is the same day of the
 * week: all its dates move by whole weeks. Returns {values, run, leftOut}. `leftOut` are the days without a
 * class: holidays do not move by weeks, so they have to be said anew. Whether it is full is not copied
 * either.
 * @param {Values} values
 * @param {number} place
 * @param {string} firstDay
 * @param {string} today
 * @returns {{ values: Values, run: Values, leftOut: string[] }}
 */
export function copyToNextTerm(values, place, firstDay, today) {
  const { id, state, no_class_on: leftOut = [], ...copied } = structuredClone(values.runs[place]);
  const days = daysBetween(copied.starts, sameWeekday(copied, firstDay));
  for (const name of ["starts", "ends", "apply_by"]) {
    if (isDay(copied[name])) copied[name] = plus(copied[name], days);
  }
  return { values: { ...values, runs: [...values.runs, copied], checked: today }, run: copied, leftOut };
}

/**
 * Says of a run whether one can join it: one of the states of the vocabulary.
 * @param {Values} values
 * @param {number} place
 * @param {string} state
 * @returns {Values}
 */
export function mark(values, place, state) {
  const { state: before, ...rest } = values.runs[place];
  const run = state === "open" ? rest : { ...rest, state };
  return { ...values, runs: values.runs.map((one, at) => (at === place ? run : one)) };
}

/**
 * Says that all of it is still so today.
 * @param {Values} values
 * @param {string} today
 * @returns {Values}
 */
export const stillRight = (values, today) => ({ ...values, checked: today });

// ---- the same in a short message, as whoever takes it in reads it ----

/**
 * Says that all of a course is still so.
 * @param {string} id
 * @returns {string}
 */
export const stillRightMessage = (id) => `${id}: still right`;

const runOf = ({ id, values }, place) => `${id}, run ${withIds(values).runs[place].id}`;

/**
 * Says of a run whether one can join it, with the label of the state.
 * @param {{ id: string, values: Values }} course
 * @param {number} place
 * @param {string} label
 * @returns {string}
 */
export const markMessage = (course, place, label) => `${runOf(course, place)}: ${label.toLowerCase()}`;

/**
 * Says that a run is given again, from the days of its copy; nothing where the copy has no last day.
 * @param {{ id: string, values: Values }} course
 * @param {number} place
 * @param {Values} copy
 * @returns {string}
 */
export function againMessage(course, place, { starts, ends, rolling }) {
  if (!ends && rolling) return "";
  return `${runOf(course, place)}: again from ${starts} to ${ends ?? starts}`;
}
