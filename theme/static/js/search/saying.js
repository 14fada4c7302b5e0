// What the page says of an answer, in its own words: what was found, what is not quite as asked, what else
// may be meant, and whom to ring.

import { milesBetween } from "../miles.js";
import { $, addressOf, choices, copyOf, pointOf, says } from "./question.js";

const MOST_ADVISERS = 3;
const { lang } = document.documentElement;
// Making these takes longer than all the words.
const plurals = new Intl.PluralRules(lang);
/** Writes numbers as the language of the page does. */
export const numbers = new Intl.NumberFormat(lang);
const advisers = [...$("advisers").children];

/**
 * Words of the page with their gaps filled.
 * @param {string} text
 * @param {Record<string, string | number>} gaps
 * @returns {string}
 */
export const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, gap) => `${gaps[gap]}`);

/**
 * A number with its words. Languages have up to six plural forms: the page has the words of each.
 * @param {string} what
 * @param {number} number
 * @returns {string}
 */
export function counted(what, number) {
  const words = (form) => $("search").getAttribute(`data-says-${what}-${form}`);
  return fill(words(plurals.select(number)) ?? words("other"), { n: numbers.format(number) });
}

/**
 * Fills a sentence of the page that has one gap, and shows it only where there is something to fill it with.
 * @param {string} id
 * @param {string} text
 */
export function tell(id, text) {
  $(id).hidden = !text;
  ($(id).querySelector("[data-gap]") ?? $(id)).textContent = text;
}

/**
 * Tells how a question was read. Who is told of `help` may be in trouble, and is asked nothing.
 * @param {Question} question
 * @param {boolean} help
 */
export function tellQuestion({ read, near }, help) {
  tellOffers(help ? [] : (read.offers ?? []), near);
  tell("mended", read.mended);
  tell("as-typed", read.mended && read.typed);
  $("as-typed").href = addressOf(read.typed, true);
  tell("near-note", near?.note ? fill($("near-note").dataset[near.note], { place: near.name }) : "");
  // An e-mail the person may send: nothing else tells us what was not found.
  const link = $("tell-us");
  if (link) link.href = link.dataset.start + encodeURIComponent(location.search);
  showAdvisers(near?.at);
}

// Other words or places that may be meant: links to asking for them.
function tellOffers(offers, near) {
  const links = [
    ...offers.map((words) => [words, addressOf(words)]),
    ...(near?.offers ?? []).map((name) => [name, addressOf(undefined, undefined, name)]),
  ];
  tell("did-you-mean", links.length ? " " : "");
  for (const [textContent, href] of links) {
    const link = Object.assign(document.createElement("a"), { textContent, href });
    const gap = $("did-you-mean").querySelector("[data-gap]");
    gap.append(gap.firstElementChild ? " · " : "", link);
  }
}

// The nearest people to ring, or all of them.
function showAdvisers(near) {
  const far = ({ dataset }) => milesBetween(near, pointOf(dataset.at));
  const lines = near ? [...advisers].sort((one, other) => far(one) - far(other)) : advisers;
  $("advisers").append(...lines);
  lines.forEach((line, place) => (line.hidden = near && place >= MOST_ADVISERS));
}

/**
 * What was found, or what no course has.
 * @param {Question} question
 * @param {Answer} answer
 * @param {Scores} [some]
 * @returns {string}
 */
export function headline({ read, near }, { fitting, nearly }, some) {
  if (near?.note === "unknown") return fill(says.saysNowhere, { place: near.name });
  if (fitting.length) return counted("found", fitting.length);
  const now = some?.narrower ?? [];
  const asWritten = (words) => words.replace(/\S+/g, (word) => read.written?.get(word) ?? word);
  const none = new Set([...now.map(({ typed }) => typed), ...read.unknown, ...(some?.missing ?? [])]);
  const words = [...none].map(asWritten).join(", ");
  if (words) return fill(now.some(({ isName }) => isName) ? says.saysNoneNow : says.saysNoneWith, { words });
  return nearly.length ? says.saysNotAll : says.saysNone;
}

/**
 * The heading above courses that do not fit all that was asked, and how they differ.
 * @param {Answer} answer
 * @param {Scores["narrower"]} [narrower]
 * @returns {Element}
 */
export function headOfNearly({ without, withoutWords }, narrower = []) {
  const head = copyOf("nearly");
  const [title, text] = head.children;
  const labels = [...new Set(without.map(({ label }) => label))].join(", ");
  const topic = narrower[0]?.topic;
  const others = choices.find(({ group, value }) => group === "topic" && value === topic)?.label;
  if (others) title.textContent = fill(says.saysOthers, { topic: others });
  if (labels) text.textContent = fill(says.saysBut, { words: labels });
  else if (!others) text.textContent = withoutWords ? says.saysTheRest : says.saysSome;
  return head;
}
