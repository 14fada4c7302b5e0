// Mends spelling with the words of the catalogue itself, so that a correction never leads nowhere.
// Words are in files by the sound they begin with (catalogue/site/search/lexicon.py).

import { plain } from "./text.js";

const SHORTEST = 3;
const NEAR = 2; // letters to change: what is further may as well be another form of a word
const NOTHING = { word: "", far: Infinity };
const SOUNDS = {
  e: "a",
  i: "a",
  o: "a",
  u: "a",
  y: "a",
  c: "k",
  q: "k",
  x: "k",
  z: "s",
  g: "j",
  v: "f",
  b: "p",
  d: "t",
};
const TWO_LETTERS = { ph: "f", kn: "n", gn: "n", wr: "r", ps: "s", wh: "w", ch: "k" };

/**
 * The name of the file that has the words which begin with the sound of a word.
 * @param {string} word
 * @returns {string}
 */
export function firstSound(word) {
  const letters = plain(word);
  const two = TWO_LETTERS[letters.slice(0, 2)];
  if (two) return two;
  if (letters[0] === "c") return /^c[eiy]/.test(letters) ? "s" : "k";
  const sound = SOUNDS[letters[0]] ?? letters[0];
  return /^[a-z]$/.test(sound) ? sound : "other";
}

/**
 * Returns the word itself where it is known, the nearest known word, or "" where there is none. `wordsOf`
 * gives the known words of a sound, the commonest first; `common` words tell nothing, and one that was
 * mistyped tells nothing either.
 * @param {string} word
 * @param {(sound: string) => Promise<string[]>} wordsOf
 * @param {Set<string>} common
 * @returns {Promise<string>}
 */
export async function corrected(word, wordsOf, common) {
  if (word.length < SHORTEST || /\d/.test(word)) return word;
  const known = await wordsOf(firstSound(word));
  if (known.includes(word)) return word;
  const slip = [...common].find(
    (other) => other.length > SHORTEST && other[0] === word[0] && stepsBetween(word, other) === 1,
  );
  if (slip) return slip;
  // An h that is not said is not written either: ’airdressing.
  const silent = /^[aeiou]/.test(word) ? nearest(`h${word}`, await wordsOf("h")) : NOTHING;
  const own = nearest(word, known);
  const near = silent.far < own.far ? silent : own;
  if (near.far > NEAR && isForm(word, known)) return word;
  return near.word || longForm(word, known);
}

// The known word that a longer one is made of: angielskiego of angielski.
function longForm(word, known) {
  return (
    known.find((other) => other.length > 5 && word.startsWith(other) && word.length - other.length < 4) ?? ""
  );
}

// Whether it is another form of a known word, or the beginning of one.
function isForm(word, known) {
  const stem = word.replace(/(?:ing|ers|er|ed|es|s|ies|y)$/, "");
  const stems =
    stem.length >= SHORTEST ? new Set([stem, `${stem}e`, `${stem}s`, `${stem}y`, `${stem}ing`]) : new Set();
  return known.some((other) => stems.has(other) || (word.length > SHORTEST && other.startsWith(word)));
}

function nearest(word, known) {
  const sound = spoken(word);
  let best = NOTHING;
  for (const other of known) {
    if (Math.abs(other.length - word.length) > 3) continue;
    // Of two that are as near, the one that begins like it for longer: pottry is pottery, not poetry.
    const far = howFar(word, other, sound, spoken(other)) - sharedStart(word, other) / 100;
    if (far < best.far) best = { word: other, far };
  }
  return best;
}

function sharedStart(word, other) {
  let place = 0;
  while (place < word.length && word[place] === other[place]) place += 1;
  return place;
}

// Words that sound alike are near however they are spelt; others by the letters to change.
function howFar(word, other, sound, otherSound) {
  if (sound === otherSound) return 0;
  const steps = stepsBetween(word, other);
  const [bones, otherBones] = [withoutVowels(sound), withoutVowels(otherSound)];
  if (bones === otherBones && steps <= (word.length < 6 ? 2 : 3)) return steps / 2;
  if (steps === 1 && (word.length > 4 || word[0] === other[0])) return 1;
  if (steps === 2 && word.length > 7) return 2;
  return word.length > 6 && steps <= 4 && stepsBetween(bones, otherBones) === 1 ? steps : Infinity;
}

/**
 * How a word is said, near enough: skool and school, nite and night, fotografy and photography.
 * @param {string} word
 * @returns {string}
 */
export function spoken(word) {
  return plain(word)
    .replace(/^(?:kn|gn)/, "n")
    .replace(/^wr/, "r")
    .replace(/psych/, "syk")
    .replace(/^ps/, "s")
    .replace(/ph/g, "f")
    .replace(/igh/g, "i")
    .replace(/gh(?=t)|g(?=n$)/g, "")
    .replace(/sch/g, "sk")
    .replace(/th/g, "f")
    .replace(/tion|sion|cian|shun/g, "$$n")
    .replace(/ch|sh/g, "$$")
    .replace(/x/g, "ks")
    .replace(/c(?=[eiy])/g, "s")
    .replace(/ck|[cq]/g, "k")
    .replace(/g(?=[eiy])|dg/g, "j")
    .replace(/z/g, "s")
    .replace(/wh/g, "w")
    .replace(/(...)in$/, "$1ing")
    .replace(/(.)\1+/g, "$1")
    .replace(/(..)e$/, "$1")
    .replace(/(...)(?:ia|[aeou]r|a)$/, "$1a");
}

const withoutVowels = (sound) => sound.replace(/^[aeiouy]+/, "A").replace(/[aeiouyhw']/g, "");

/**
 * Letters to add, leave out, change or swap with the next (optimal string alignment).
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export function stepsBetween(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = last[column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1);
      next[column] = Math.min(change, last[column] + 1, next[column - 1] + 1);
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) next[column] = Math.min(next[column], before[column - 2] + 1);
    }
    [before, last] = [last, next];
  }
  return last[other.length];
}
