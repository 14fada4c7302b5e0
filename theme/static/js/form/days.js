// Days as texts such as 2027-01-12, and as numbers since 1970: no moment of a day, and no zone, can
// move one. Only which day it is now asks for a zone, and that is the city's.

const DAY = 86_400_000;

/** Days from Monday on, as files name them. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Which day it is in the city, wherever the browser is. The page names the city's time zone. */
export function today() {
  const { zone: timeZone } = document.querySelector("[data-zone]").dataset;
  return new Intl.DateTimeFormat("sv", { timeZone }).format(new Date());
}

/** Days since 1970 until a day, or null where a text is no day that there is. */
export function numberOf(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return null;
  const number = Date.parse(`${text}T00:00Z`) / DAY;
  return textOf(number) === text ? number : null;
}

/** The day so many days after 1970 began, or "" where the calendar ends. */
export function textOf(number) {
  const date = new Date(number * DAY);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

export const isDay = (text) => numberOf(text) !== null;

/** Which day of the week a day is that is given as a number; Monday is 0, and 1970 began on a Thursday. */
export const weekdayOf = (number) => (((number + 3) % 7) + 7) % 7;

/** The day so many days after another, or "" where there is none. */
export const plus = (day, days) => (isDay(day) ? textOf(numberOf(day) + days) : "");

export const daysBetween = (day, later) => numberOf(later) - numberOf(day);
