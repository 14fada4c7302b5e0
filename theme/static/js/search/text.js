// How words are compared: in small letters, without accents.

export const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'");

export const wordsIn = (text) => plain(text).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];

// “Night school”, “nightschool” and “night-schools” are one phrase, and so are “look after my mum”
// and “look after mum”.
const SMALL = new Set(["a", "an", "the", "my", "me"]);
export function phraseKey(words) {
  const telling = words.filter((word) => !SMALL.has(word));
  return telling.map((word) => word.replaceAll("'", "").replace(/(?<=...[^s])s$/, "")).join("");
}

// What a phrase says in any order and form: “fixing up a bike” is “bike fixing”. One word says it
// already, and what begins or ends with a word that is passed over is a shorter phrase.
const LINKS = new Set([...SMALL, "to", "of", "for", "in", "on", "at", "and", "with", "up", "some", "our", "your", "his", "her", "their"]);
export function gistKey(words, passedOver) {
  const tells = (word) => !LINKS.has(word) && !passedOver.has(word);
  const telling = words.filter(tells);
  return telling.length > 1 && tells(words[0]) && tells(words.at(-1)) ? telling.map(stem).sort().join(" ") : "";
}

const stem = (word) =>
  word
    .replaceAll("'", "")
    .replace(/(?<=...)(?:ings?|ers?|ed|ies|es|s|y|e)$/, "")
    .replace(/(?<=..)([^aeiou])\1$/, "$1");

// Chinese is written without blanks.
export const HAN = /\p{Script=Han}/u;
export function separated(words) {
  const segmenter = Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  return words.flatMap((word) => (segmenter && HAN.test(word) ? [...segmenter.segment(word)].map(({ segment }) => segment) : [word]));
}
