// How words are compared: in small letters, without what keyboards and hands write differently. What is
// written, and what it is read as, one by one (catalogue/letters.py, which does the same).
export const WRITTEN =
  "\u0649\u06cc\u06d0\u06ce\u06d2\u06a9\u06aa\u06d5\u06c1\u06be\u0629\u06c3\u0671\u06c6\u06c7\u06b5" +
  "\u0695\u0691\u06ba\u0679\u0688" +
  "ıłøđ\u2019\u2018\u02bc\u02bb`";
export const READ =
  "\u064a\u064a\u064a\u064a\u064a\u0643\u0643\u0647\u0647\u0647\u0647\u0647\u0627\u0648\u0648\u0644" +
  "\u0631\u0631\u0646\u062a\u062f" +
  "ilod'''''";
const WRITTEN_OTHERWISE = new RegExp(`[${WRITTEN}]`, "g");

/**
 * Small letters without accents.
 * @param {string} text
 * @returns {string}
 */
export const plain = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .toLowerCase()
    .replace(WRITTEN_OTHERWISE, (letter) => READ[WRITTEN.indexOf(letter)])
    // Digits of Arabic's and Persian's have the value in their last four bits.
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`);

// Where a sign is a part of the word: C++, C#, .NET and 1-2-1.
const withSigns = (text) =>
  text
    .replace(/(^|[^\p{L}\p{N}])([a-z])\+\+/gu, "$1$2plusplus")
    .replace(/(^|[^\p{L}\p{N}])([a-z])#/gu, "$1$2sharp")
    .replace(/(^|\s)\.(?=[a-z])/g, "$1dot")
    .replace(/(^|[^\p{L}\p{N}])([0-9])-([0-9])-([0-9])(?![\p{L}\p{N}])/gu, "$1$2$3$4");

/**
 * The words of a text, in plain letters.
 * @param {string} text
 * @returns {string[]}
 */
export const wordsIn = (text) => withSigns(plain(text)).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];

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
