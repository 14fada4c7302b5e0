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

// Chinese is written without blanks.
export const HAN = /\p{Script=Han}/u;
export function separated(words) {
  const segmenter = Intl.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  return words.flatMap((word) => (segmenter && HAN.test(word) ? [...segmenter.segment(word)].map(({ segment }) => segment) : [word]));
}
