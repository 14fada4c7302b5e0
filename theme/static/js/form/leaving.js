// What happens when somebody leaves a box: what was read is shown in it and said, what is not sure is asked
// beside it, and a rule is told where its answer is given. All words stand in the page.

import { readingOf } from "./fields.js";
import { describe } from "./errors.js";
import { partOfDay } from "./moments.js";
import { isText, shown } from "./readings.js";

const LONGEST = 60; // letters of a text that are said again

/**
 * Whether a control is a box whose text is read.
 * @param {Part} control
 * @returns {boolean}
 */
export const isRead = (control) => Boolean(control.dataset.reads);

/**
 * Why the text of a control is not understood, or nothing where it is.
 * @param {Part} control
 * @param {Says} says
 * @returns {string}
 */
export function doubtOf(control, says) {
  const { why } = isRead(control) ? readingOf(control) : { why: "" };
  if (!why) return "";
  const { rest } = control.dataset;
  const letters = [...control.value.trim()];
  const text = letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : letters.join("");
  const elsewhere = rest && ["two", "more"].includes(why) ? ` ${says("ask-rest", { rest })}` : "";
  return says(`ask-${why}`, { text }) + elsewhere;
}

/**
 * Reads a box, and puts what was read into it. Returns what there is to say of that, and to offer.
 * @param {Part} control
 * @param {Says} says
 * @returns {Said}
 */
export function settle(control, says) {
  hush(control);
  const { value, offers = [] } = readingOf(control);
  if (value === undefined) return { words: doubtOf(control, says), offers };
  const text = shown(control.dataset.reads, value);
  const isOther = text !== control.value;
  if (isOther) control.value = text;
  if (!value) return { words: "", offers };
  return { words: wordsOf(control, value, says) || (isOther ? readAs(control, text, says) : ""), offers };
}

/**
 * Says beside a box what its text means, if that is more than stands in it: the day of a date.
 * @param {Part} control
 * @param {Says} says
 */
export function sayMeaning(control, says) {
  hush(control);
  const { value } = readingOf(control);
  if (value) sayBeside(control, { words: wordsOf(control, value, says), offers: [] }, says);
}

/**
 * Takes away what is said of a box: its text is being changed.
 * @param {Part} control
 */
export function hush(control) {
  document.getElementById(`${control.id}-said`)?.remove();
  describe(control, `${control.id}-said`, false);
}

function readAs(control, text, says) {
  return isText(control.dataset.reads) ? says("read-tidied") : says("read-as", { text });
}

function wordsOf(control, value, says) {
  const { reads } = control.dataset;
  if (reads === "day") return dayWords(value);
  if (reads !== "time") return "";
  const { part, clock } = partOfDay(value);
  return says(`time-${part}`, { time: value, clock });
}

/**
 * A day in words: Wednesday 13 January 2027.
 * @param {string} day
 * @returns {string}
 */
export const dayWords = (day) =>
  new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  })
    .format(new Date(`${day}T12:00Z`))
    .replace(/^(\p{L}+),/u, "$1"); // older browsers put a comma there

/**
 * Says something beside a box, with what is offered as buttons. Returns the words.
 * @param {Part} control
 * @param {Said} what
 * @param {Says} says
 * @returns {string}
 */
export function sayBeside(control, { words, offers }, says) {
  if (!words) return "";
  const said = Object.assign(document.createElement("div"), { className: "said", id: `${control.id}-said` });
  said.append(Object.assign(document.createElement("p"), { textContent: words }));
  const buttons = offers.map((offer) => buttonOf(control, offer, says));
  const ways = Object.assign(document.createElement("p"), { className: "form__ways" });
  ways.append(...buttons);
  if (buttons.length) said.append(ways);
  said.classList.toggle("said--asks", Boolean(doubtOf(control, says)));
  control.after(said);
  describe(control, said.id, true);
  return [words, ...buttons.map(({ textContent }) => textContent)].join(" ");
}

function buttonOf(control, offer, says) {
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button button--quiet",
    textContent: wordsOf(control, offer, says) || offer,
  });
  button.dataset.does = "offer";
  button.dataset.offer = shown(control.dataset.reads, offer);
  return button;
}
