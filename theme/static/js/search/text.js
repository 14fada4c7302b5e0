// What is the same for phrases that people write in different ways, and words written without blanks.

import { wordsIn } from "../letters.js";

/**
 * Those words between blanks, so that whole words can be looked for in them.
 * @param {string} text
 * @returns {string}
 */
export const spaced = (text) => ` ${wordsIn(text).join(" ").replace(/'/g, "")} `;

// “Night school”, “nightschool” and “night-schools” are one phrase, and so are “look after my mum”
// and “look after mum”.
const SMALL = new Set(["a", "an", "the", "my", "me"]);

/**
 * What is the same for all ways of writing a phrase.
 * @param {string[]} words
 * @returns {string}
 */
export function phraseKey(words) {
  const telling = words.filter((word) => !SMALL.has(word));
  return telling.map((word) => word.replace(/'/g, "").replace(/(...[^s])s$/, "$1")).join("");
}

// What a phrase says in any order and form: “fixing up a bike” is “bike fixing”. One word says it
// already, and what begins or ends with a word that is passed over is a shorter phrase.
const LINKS = new Set([...SMALL, ..."to of for in on at and with up some our your his her their".split(" ")]);

/**
 * What is the same for a phrase in any order and form, or "" where one word says it.
 * @param {string[]} words
 * @param {Set<string>} passedOver
 * @returns {string}
 */
export function gistKey(words, passedOver) {
  const tells = (word) => !LINKS.has(word) && !passedOver.has(word);
  const telling = words.filter(tells);
  return telling.length > 1 && tells(words[0]) && tells(words[words.length - 1])
    ? telling.map(stem).sort().join(" ")
    : "";
}

const stem = (word) =>
  word
    .replace(/'/g, "")
    .replace(/^(.{3,}?)(?:ings?|ers?|ed|ies|es|s|y|e)$/, "$1")
    .replace(/(..)([^aeiou])\2$/, "$1$2");

/** Chinese is written without blanks. */
export const HAN = /\p{Script=Han}/u;

/**
 * The words, with those that are written without blanks between them taken apart.
 * @param {string[]} words
 * @returns {string[]}
 */
export function separated(words) {
  // Made only for words that need it: making one takes as long as all the rest of a search.
  if (!Intl.Segmenter || !words.some((word) => HAN.test(word))) return words;
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  return words.flatMap((word) =>
    HAN.test(word) ? [...segmenter.segment(word)].map(({ segment }) => segment) : [word],
  );
}
