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
