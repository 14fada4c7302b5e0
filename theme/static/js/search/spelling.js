// Mends spelling with the words of the catalogue itself, so that a correction never leads nowhere.
// Words are in files by the sound they begin with (catalogue/site/search/lexicon.py).

import { plain } from "../letters.js";

/** Letters of a word that may be mistyped; fewer are the beginning of a word oftener than one. */
export const SHORTEST = 3;
const MOST_STEPS = 2; // and letters that may be wrong in all, one in four
const LESS_LIKELY = 0.6; // steps more
const NOTHING = { word: "", far: 9 };
const sounds = new Map(); // of words that can be found
const SOUNDS = "apktafjhajklmnapkrstafwkas"; // of the letters from a to z
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
  if (/^c[eiy]/.test(letters)) return "s";
  return SOUNDS[letters.charCodeAt(0) - 97] ?? "other";
}

const linesOf = (text) => (text ? text.split("\n") : []);

/**
 * The words that begin with a sound: those that courses have, the commonest first; others that phrases have;
 * what phrases mean; and the real words that are like one of these, which are asked for only where a word is
 * none of ours. `textOf` fetches a file, and gives nothing where there is none. The file does not say again
 * which words its own phrases have; `common` words are none of them.
 * @param {string} sound
 * @param {(file: string) => Promise<string>} textOf
 * @param {Set<string>} common
 * @returns {Promise<Sound>}
 */
export async function wordsOfSound(sound, textOf, common) {
  const parts = (await textOf(`words/${sound}.txt`)).split("\n\n");
  const [known, others, meanings] = [...parts, "", ""].map(linesOf);
  let asked;
  let told;
  const tells = (word) => word.length > 1 && /\D/.test(word) && !common.has(word);
  const isSaid = (word) => tells(word) && firstSound(word) === sound && !known.includes(word);
  const allSaid = () => {
    const words = new Set(meanings.flatMap((line) => line.split("|").slice(1).join(" ").split(" ")));
    return [...others, ...[...words].filter(isSaid)].sort();
  };
  const real = () => (asked = asked ?? textOf(`words/${sound}-english.txt`).then(linesOf));
  return { known, said: () => (told = told ?? allSaid()), meanings, real };
}

/**
 * What is looked for in place of a word: the word itself where courses have it (`known`) or phrases do,
 * `begins` where known words begin with it, `longer` the commonest of these, the known `form` of it where
 * that is another; the word that was most likely meant, or else an `offer` that may have been. `word` is
 * empty where there is none, as for real words that nobody teaches. `common` words tell nothing, and one that
 * was mistyped tells nothing either.
 * @param {string} word
 * @param {(sound: string) => Promise<Sound>} soundOf
 * @param {Set<string>} common
 * @returns {Promise<Corrected>}
 */
export async function corrected(word, soundOf, common) {
  if (word.length < 2 || /\d/.test(word)) return { word, known: true };
  const { known, said, real } = await soundOf(firstSound(word));
  if (known.includes(word)) return { word, known: true };
  const formed = formOf(word, known);
  const form = formed && { word, form: formed, known: true };
  const isReal = word.length < SHORTEST || (await real()).includes(word);
  const longer = known.find((other) => other.startsWith(word));
  const isCut = (other) => other.length === word.length + 1 && other.startsWith(word);
  const cut = word.length > SHORTEST && !isReal && [...common].find(isCut);
  if (cut) return { word: cut };
  // Nobody stops before the last letter: cookin is cooking.
  if (longer?.length === word.length + 1 && word.length > 4 && !isReal && !said().includes(word)) {
    return { word: longer };
  }
  if (longer && !(form && isReal)) return { word, begins: true, known: true, longer };
  if (said().includes(word)) return form ?? { word };
  if (isReal) return form ?? { word: "" };
  const slip = [...common].find(
    (other) => other.length > SHORTEST && other[0] === word[0] && stepsBetween(word, other) === 1,
  );
  if (slip) return { word: slip };
  // An h that is not said is not written either: ’airdressing.
  const silent = /^[aeiou]/.test(word) ? nearestOf(`h${word}`, await soundOf("h")) : NOTHING;
  const own = nearestOf(word, { known, said });
  const near = silent.far < own.far / 2 ? silent : own;
  if (near.far <= MOST_STEPS) return near;
  if (form) return form;
  // The known word that a longer one is made of: angielskiego of angielski.
  const isMadeOf = (other) => other.length > 5 && word.startsWith(other) && word.length - other.length < 4;
  return { word: [...known, ...said()].find(isMadeOf) ?? "", offer: near.word };
}

/**
 * What a word was meant to be beside others with which it would be a known pair: “sine language” is “sign
 * language”. A real word is only taken for one that sounds the same.
 * @param {string} word
 * @param {(string | undefined)[]} beside the words before and after
 * @param {string[][]} pairs
 * @param {(sound: string) => Promise<Sound>} soundOf
 * @returns {Promise<string>}
 */
export async function ofPair(word, [before, after], pairs, soundOf) {
  if (word.length < SHORTEST) return "";
  const fitting = pairs.flatMap(([one, other]) => [
    ...(one === before ? [other] : []),
    ...(other === after ? [one] : []),
  ]);
  const near = nearest(word, fitting);
  if (near.far > MOST_STEPS) return "";
  const { real } = await soundOf(firstSound(word));
  return near.far > 0 && (await real()).includes(word) ? "" : near.word;
}

// Of two that are about as near, the word that courses have is meant, not that which only phrases have.
function nearestOf(word, { known, said }) {
  const near = nearest(word, known);
  const other = nearest(word, said());
  return other.far + LESS_LIKELY < near.far ? other : near;
}

// The known word that another is a form of.
function formOf(word, known) {
  const stem = word.replace(/(?:ing|ers|er|ed|es|s|ies|y)$/, "");
  const shelf = word.replace(/ves$/, "f");
  const forms = stem.length < SHORTEST ? [] : [stem, `${stem}e`, `${stem}s`, `${stem}y`, `${stem}ing`, shelf];
  return forms.find((form) => known.includes(form));
}

function nearest(word, known) {
  const sound = spoken(word);
  let best = NOTHING;
  for (const other of known) {
    if (Math.abs(other.length - word.length) > MOST_STEPS + 1) continue;
    // Of two that are as near, the one that begins like it for longer: pottry is pottery, not poetry.
    const far = howFar(word, other, sound) - sharedStart(word, other) / 100;
    if (far < best.far) best = { word: other, far };
  }
  return best;
}

const lettersOf = (word) => [...word].sort().join("");

function sharedStart(word, other) {
  let place = 0;
  while (place < word.length && word[place] === other[place]) place += 1;
  return place;
}

/**
 * How far a word, which has a `sound`, is from another. Those that sound alike are near however they are
 * spelt; others by the letters to change, those that are not said counting half. What is a letter too far may
 * be offered.
 * @param {string} word
 * @param {string} other
 * @param {string} sound
 * @returns {number}
 */
export function howFar(word, other, sound) {
  const most = Math.min(MOST_STEPS, (word.length + 1) >> 2);
  if (!sounds.has(other)) sounds.set(other, spoken(other));
  const otherSound = sounds.get(other);
  if (sound === otherSound) return 0;
  const steps = stepsBetween(word, other);
  // Letters in another order are the likeliest slip of fingers: matsh is maths, not match.
  if (steps === 1 && lettersOf(word) === lettersOf(other)) return 0;
  const alike = withoutVowels(sound) === withoutVowels(otherSound);
  if (alike && steps <= most + (word.length > 3 ? 1 : 0)) return steps / 2;
  if (steps <= most) return steps;
  return steps === most + 1 && word.length > 6 ? MOST_STEPS + 1 : Infinity;
}

/**
 * How a word is said, near enough: skool and school, nite and night, fotografy and photography.
 * @param {string} word
 * @returns {string}
 */
export function spoken(word) {
  return plain(word)
    .replace(/psych/, "syk")
    .replace(/^(?:[kg](?=n)|w(?=r)|p(?=s))/, "")
    .replace(/[pt]h/g, "f")
    .replace(/igh/g, "i")
    .replace(/gh(?=t)|g(?=n$)/g, "")
    .replace(/sch/g, "sk")
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
  let last = [...Array(other.length + 1).keys()];
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
