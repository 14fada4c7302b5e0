// Days and times as people type them: “13 Jan”, “13/1/27”, “7pm”. In Britain the day comes first. The plain
// forms of what catalogue/sheets reads; what can mean two things is asked there and here.

import { WEEKDAYS, isDay, numberOf, plus, weekdayOf } from "./days.js";

const MONTHS = "january february march april may june july august september october november december";
const YEARS_AHEAD = 8; // within which there is a 29 February
const [EARLIEST, LATEST_START, LATEST, LONGEST] = [8, 20, 22, 9].map((hours) => hours * 60); // of a class
const NOON = 12 * 60;
const BETWEEN = /\s*(?:\b(?:to|until|till?|and|or)\b|[-–—,&])\s*/g;

const two = (number) => String(number).padStart(2, "0");

/**
 * What two texts with something between them may each mean, or nothing where one of them is none.
 * @param {string} text
 * @param {(part: string, other: string) => string | undefined} one
 * @returns {string[]}
 */
function twoOf(text, one) {
  for (const { 0: between, index = 0 } of text.matchAll(BETWEEN)) {
    const [first, last] = [text.slice(0, index), text.slice(index + between.length)];
    const found = [one(first, last), one(last, "")];
    if (found[0] && found[1]) return /** @type {string[]} */ (found);
  }
  return [];
}

// ---- days ----

/**
 * Reads a day. Without a year it is the next such day from today on.
 * @param {string} text
 * @param {{ today: string }} about
 * @returns {Reading}
 */
export function readDay(text, { today }) {
  const one = dayIn(text, today);
  if (one.value || one.offers) return one;
  const days = twoOf(text, (part, other) => {
    const rest = /^\d{1,2}\w*$/.test(part) ? other.replace(/^\D*\d+(?:st|nd|rd|th)?/, "") : "";
    return dayIn(part + rest, today).value;
  });
  return days.length ? { why: "two-days", offers: days } : one;
}

function dayIn(text, today) {
  const words = text.toLowerCase().replace(/[’‘]/g, "'");
  const named = WEEKDAYS.findIndex((day) =>
    (words.match(/\p{L}+/gu) ?? []).some((word) => word.length > 2 && isShortFor(word, day)),
  );
  const plain = words
    .replace(/\p{L}+/gu, (word) =>
      WEEKDAYS.some((day) => word.length > 2 && isShortFor(word, day)) || /^(of|the|from|on)$/.test(word)
        ? " "
        : word,
    )
    .replace(/[()]/g, " ")
    .trim()
    .replace(/^[\s,.]+|[\s,.]+$/g, "")
    .replace(/\s+/g, " ");
  const found = partsOf(plain, today);
  if (!found) return { why: "no-day" };
  const { year, month, day, isSure = true } = found;
  const dated = year ? dayOf(year, month, day) : nextOf(month, day, today);
  if (!dated) {
    const swapped = month > 12 && (year ? dayOf(year, day, month) : nextOf(day, month, today));
    return swapped ? { why: "no-month", offers: [swapped] } : { why: "no-such-day" };
  }
  if (named >= 0 && named !== weekdayOf(numberOf(dated))) {
    const near = [-1, 1, -2, 2, -3, 3].map((away) => plus(dated, away));
    const fitting = near.find((one) => weekdayOf(numberOf(one)) === named) ?? "";
    return { why: "other-weekday", offers: [dated, fitting] };
  }
  const other =
    year < Number(today.slice(0, 4)) - 1 && found.written?.length === 2 && yearFirst(found, today);
  if (other) return { why: "two-ways", offers: [other, dated] };
  return isSure ? { value: dated } : { why: "meant-day", offers: [dated] };
}

// “tues” and “weds” are more than the beginning of a name.
const isShortFor = (word, day) =>
  day.startsWith(word) || (word.length < 7 && word.endsWith("s") && day.startsWith(word.slice(0, -1)));

function partsOf(text, today) {
  const numbers = (found) => found && found.slice(1).map((part) => part && Number(part.replace("'", "")));
  let found = numbers(/^(\d{4})[-/., ]+(\d{1,2})[-/., ]+(\d{1,2})(?:[t ]+\d\d:\d\d\S*)?$/.exec(text));
  if (found) return { year: found[0], month: found[1], day: found[2], written: "" };
  found = numbers(/^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(text));
  if (found && dayOf(found[0], found[1], found[2])) {
    return { year: found[0], month: found[1], day: found[2], written: "" };
  }
  let made = /^(\d\d)(\d\d)(\d{4}|\d\d)$/.exec(text);
  if (made) return { ...inOrder(made), isSure: false }; // nothing stands between day, month and year
  made = /^(\d{1,2})[-/., ]+(\d{1,2})(?:[-/., ]+(\d{4}|\d\d))?$/.exec(text);
  if (made) return inOrder(made);
  made = /^(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([a-z]{3,})(?:[-/., ]*'?(\d{4}|\d\d))?$/.exec(text);
  if (made) return inWords(made[1], made[2], made[3]);
  made = /^([a-z]{3,})[-/., ]*(\d{1,2})(?:st|nd|rd|th)?(?:[-/., ]+'?(\d{4}|\d\d))?$/.exec(text);
  if (!made) return null;
  // Of “Jan 27” the number may be a year.
  const mayBeYear = !made[3] && Math.abs(Number(made[2]) - (Number(today.slice(0, 4)) % 100)) < 4;
  const inside = inWords(made[2], made[1], made[3]);
  return inside && { ...inside, isSure: !mayBeYear };
}

const inOrder = (made) => ({
  day: Number(made[1]),
  month: Number(made[2]),
  year: yearOf(made[3]),
  written: made[3],
});

function inWords(day, name, written) {
  const month = MONTHS.split(" ").findIndex((one) => one.startsWith(name === "sept" ? "sep" : name)) + 1;
  return month ? { day: Number(day), month, year: yearOf(written), written: "" } : null;
}

const yearOf = (written) => (written ? Number(written) + (written.length === 2 ? 2000 : 0) : 0);

function dayOf(year, month, day) {
  const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return isDay(text) ? text : "";
}

function nextOf(month, day, today) {
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => Number(today.slice(0, 4)) + ahead);
  return years.map((year) => dayOf(year, month, day)).find((one) => one >= today) ?? "";
}

// “27-01-12” read from its other end: from the left it is long past.
function yearFirst({ day, month, written }, today) {
  const year = 2000 + day;
  return year >= Number(today.slice(0, 4)) - 1 ? dayOf(year, month, Number(written)) : "";
}

/**
 * A day as the box shows it, the day before the month: 13/01/2027.
 * @param {string} day
 * @returns {string}
 */
export const shownDay = (day) => (isDay(day) ? day.split("-").reverse().join("/") : day);

// ---- times ----

/**
 * Reads a time. One that does not say which half of the day it is in is the one at which a class can be:
 * “7” begins at 19:00; “8” can be both, and is asked. `after` is when it began, of a time that ends it.
 * @param {string} text
 * @param {{ after?: string }} about
 * @returns {Reading}
 */
export function readTime(text, { after }) {
  const ways = timesIn(text, after);
  if (ways.length === 1) return { value: ways[0] };
  if (ways.length) return { why: "half-of-day", offers: ways };
  const half = /[ap](?=\.?m\b)/i.exec(text)?.[0] ?? "";
  const times = twoOf(text, (part, other) => {
    const whole = other && half && !/[ap]\.?m/i.test(part) ? `${part}${half}m` : part;
    return timesIn(whole, after)[0];
  });
  return times.length ? { why: "two-times", offers: times } : { why: "no-time" };
}

function timesIn(text, after) {
  const words = text
    .toLowerCase()
    .replace(/^(?:from|at|until|till?|to)\s+/, "")
    .replace(/\s*(?:o['’]?clock|hours|hrs?|uhr)\.?$/, "")
    .trim();
  if (/^(?:12(?:[:.]00)? ?)?(?:noon|midday)$/.test(words)) return ["12:00"];
  const found =
    /^(\d{1,2})(?:\s?[:.,h]\s?(\d\d))?\s*(?:([ap])\.?\s?(?:m\.?)?)?$/.exec(words) ??
    /^(\d{1,2})(\d\d)\s*(?:([ap])\.?\s?m\.?)?$/.exec(words);
  if (!found) return [];
  const [hour, minute, half] = [Number(found[1]), Number(found[2] ?? 0), found[3]];
  if (hour > 23 || minute > 59 || (half === "a" && hour > 12)) return [];
  const clock = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  if (half && hour <= 12) return [clock((hour % 12) * 60 + minute + (half === "p" ? NOON : 0))];
  // As it stands in a file, or on a clock of 24 hours.
  if (/^\d\d:?\d\d/.test(words) || words.startsWith("0") || hour > 12) return [clock(hour * 60 + minute)];
  const both = [(hour % 12) * 60 + minute, (hour % 12) * 60 + minute + NOON];
  const likely = both.filter((one) => canBe(one, minutesOf(after)));
  return (likely.length ? likely : both).map(clock);
}

const minutesOf = (time) => {
  const [hour, minute] = (time ?? "").split(":").map(Number);
  return Number.isNaN(hour + minute) ? NaN : hour * 60 + minute;
};

function canBe(time, began) {
  if (Number.isNaN(began)) return time >= EARLIEST && time <= LATEST_START;
  return time > began && time <= LATEST && time - began <= LONGEST;
}

/**
 * Which part of the day a time is in, and the hour on the clock: 7, 7:30.
 * @param {string} time
 * @returns {{ part: string, clock: string }}
 */
export function partOfDay(time) {
  const [hour, minute] = time.split(":").map(Number);
  const part = hour < 6 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  const clock = `${((hour + 11) % 12) + 1}${minute ? `:${two(minute)}` : ""}`;
  return { part: time === "12:00" ? "noon" : part, clock };
}
