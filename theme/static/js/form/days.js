// Days as texts such as 2027-01-12, and as numbers since 1970: no moment of a day, and no zone, can
// move one. Only which day it is now asks for a zone, and that is the city's.

const DAY = 86_400_000;

/** Days from Monday on, as files name them. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/**
 * Which day it is in the city, wherever the browser is. The page names the city's time zone.
 * @returns {string}
 */
export function today() {
  const { zone: timeZone } = document.querySelector("[data-zone]").dataset;
  return new Intl.DateTimeFormat("sv", { timeZone }).format(new Date());
}

/**
 * Days since 1970 until a day, or NaN where a text is no day that there is.
 * @param {string | null | undefined} text
 * @returns {number}
 */
export function numberOf(text) {
  const number = Date.parse(`${text}T00:00Z`) / DAY;
  return textOf(number) === text && text >= "0001" ? number : NaN;
}

/**
 * The day so many days after 1970 began, or "" where the calendar ends.
 * @param {number} number
 * @returns {string}
 */
export function textOf(number) {
  const date = new Date(number * DAY);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

/**
 * Whether a text is a day that there is.
 * @param {string | null | undefined} text
 * @returns {boolean}
 */
export const isDay = (text) => !Number.isNaN(numberOf(text));

/**
 * Which day of the week a day is that is given as a number; Monday is 0, and 1970 began on a Thursday.
 * @param {number} number
 * @returns {number}
 */
export const weekdayOf = (number) => (((number + 3) % 7) + 7) % 7;

/**
 * The day so many days after another, or "" where there is none.
 * @param {string} day
 * @param {number} days
 * @returns {string}
 */
export const plus = (day, days) => textOf(numberOf(day) + days);

/**
 * How many days it is from one day to another, or NaN where one of them is none.
 * @param {string | null} day
 * @param {string | null} later
 * @returns {number}
 */
export const daysBetween = (day, later) => numberOf(later) - numberOf(day);
