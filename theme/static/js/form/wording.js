// Dates, times, numbers and lists in the words that residents read: what catalogue/site/views/words.py
// does. `words` are the sentences of preview.json. Days are texts such as 2027-01-12.

import { markup, say } from "./template.js";

const DAY = 86_400_000;

/** Days from Monday on, as files name them. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Which day it is here. */
export function today(now = new Date()) {
  const twoDigits = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

/** Whether a text is a day that there is. */
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? "") && plus(text, 0) === text;
export const isTime = (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text ?? "");

const number = (day) => Date.parse(`${day}T00:00Z`) / DAY;
export const plus = (day, days) => {
  const moment = (number(day) + days) * DAY;
  return Number.isNaN(moment) ? "" : new Date(moment).toISOString().slice(0, 10);
};
export const daysBetween = (day, later) => number(later) - number(day);
export const weekdayOf = (day) => (number(day) + 3) % 7;

export function wordingOf({ words, language }) {
  const numberWords = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  const list = new Intl.ListFormat(language);
  const shortDate = (day) => `${Number(day.slice(8))} ${words.months[day.slice(5, 7) - 1]} ${day.slice(0, 4)}`;
  const longDate = (day) => `${words.days[weekdayOf(day)]} ${shortDate(day)}`;
  const gap = [markup('<mark class="gap">'), words.gap, markup("</mark>")];

  function dateElement(day, moment = day) {
    return isDay(day) ? [markup(`<time datetime="${moment}">`), longDate(day), markup("</time>")] : gap;
  }

  function time(text) {
    const [hour, minute] = text.split(":").map(Number);
    if (!words.clock) return text;
    if (hour === 12 && !minute) return words.clock.noon;
    const half = hour < 12 ? words.clock.am : words.clock.pm;
    return `${((hour + 11) % 12) + 1}${minute ? text.slice(2) : ""}${half}`;
  }

  return {
    words,
    gap,
    dateElement,
    shortDate,
    longDate,
    number: (amount) => numberWords.format(amount),
    list: (parts) => list.format(parts),
    times: (from, to) => say(words.times, { start: time(from), end: time(to) }).join(""),
    counted(forms, count) {
      return say(forms[plural.select(count)] ?? forms.other, { count: numberWords.format(count) }).join("");
    },
    pounds(amount) {
      if (!/^\d+(\.\d{1,2})?$/.test(amount)) return gap;
      const digits = Number(amount) % 1 ? 2 : 0;
      const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return say(words.pounds, { amount: Number(amount).toLocaleString(language, format) }).join("");
    },
  };
}
