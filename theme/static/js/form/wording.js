// Dates, times, numbers and lists in the words that residents read: what catalogue/site/views/words.py
// does. `words` are the sentences of preview.json. Days are texts such as 2027-01-12.

import { daysBetween, isDay, numberOf, weekdayOf } from "./days.js";
import { markup, say } from "./template.js";

const NEAR = 300; // days within which a date needs no year

/**
 * How a site words dates, times, numbers and lists.
 * @param {PreviewFile} data
 * @returns {Wording}
 */
export function wordingOf({ words, language }) {
  const numberWords = new Intl.NumberFormat(language);
  const plural = new Intl.PluralRules(language);
  const list = new Intl.ListFormat(language);
  const either = new Intl.ListFormat(language, { type: "disjunction" });
  const shortDate = (day) =>
    `${Number(day.slice(8))} ${words.months[day.slice(5, 7) - 1]} ${day.slice(0, 4)}`;
  const span = (first, last) =>
    say(words.span, {
      first:
        !words.clock || first.slice(0, 4) !== last.slice(0, 4)
          ? shortDate(first)
          : shortDate(first)
              .split(" ")
              .slice(0, first.slice(0, 7) === last.slice(0, 7) ? 1 : 2)
              .join(" "),
      last: shortDate(last),
    }).join("");
  const longDate = (day) => `${words.days[weekdayOf(numberOf(day))]} ${shortDate(day)}`;
  const nearDay = (today) => (day) =>
    Math.abs(daysBetween(today, day)) < NEAR ? longDate(day).replace(/ \d{4}$/, "") : longDate(day);
  const gap = [markup('<mark class="gap">'), words.gap, markup("</mark>")];

  function dateElement(day, moment = day, written = longDate) {
    return isDay(day) ? [markup(`<time datetime="${moment}">`), written(day), markup("</time>")] : gap;
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
    shortElement: (day) => dateElement(day, day, shortDate),
    longDate,
    nearElement: (day, today) => dateElement(day, day, nearDay(today)),
    span,
    number: (amount) => numberWords.format(amount),
    list: (parts) => list.format(parts),
    either: (parts) => either.format(parts),
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
