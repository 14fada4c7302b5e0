// How words are compared: in small letters, without accents.

export const plain = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'");

export const wordsIn = (text) => plain(text).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];

// “Night school”, “nightschool” and “night-school” are one phrase.
export const phraseKey = (words) => words.join("").replaceAll("'", "");
