// The sentences of form.json, filled in.

import { textOf, weekdayOf } from "./days.js";

/**
 * What says the sentences and phrases.
 * @param {FormFile} form
 * @returns {any}
 */
export function speaker({ words, calendar }) {
  const fill = (text, given) => text.replace(/{(\w+)}/g, (_, name) => given[name]);
  const phrase = (name, given) => fill(words[name], given);
  const listed = (all, last = "or") => {
    const [end, ...first] = [...all].reverse();
    return first.length ? `${first.reverse().join(", ")} ${words[last]} ${end}` : (end ?? "");
  };
  const say = (field, code, given = {}, name = code) => {
    const [what, mend] = words[name].map((text) => fill(text, given));
    return { field, code, what, mend };
  };
  const dayText = (date) => {
    const [year, month, day] = textOf(date).split("-").map(Number);
    return `${calendar.days[weekdayOf(date)]} ${day} ${calendar.months[month - 1]} ${year}`;
  };
  return { phrase, listed, say, dayText, days: calendar.days, months: calendar.months };
}

/**
 * A value in quotes, shortened to what a line can hold.
 * @param {unknown} value
 * @returns {string}
 */
export function quoted(value) {
  const letters = [...String(value).trim().split(/\s+/).join(" ")];
  return letters.length > 60 ? `“${letters.slice(0, 57).join("")}…”` : `“${letters.join("")}”`;
}
