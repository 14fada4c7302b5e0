// What people mean by what they type: a place, a filter, a topic, a course by its title, and the words that
// are left. What filters and places are called stands in the page; all else it is taught, from the files of
// the words that are typed (catalogue/site/search/meanings.py).

import { BEFORE_A_PLACE, nearlyCalled } from "./places.js";
import { wordsIn } from "../letters.js";
import { gistKey, HAN, phraseKey, separated } from "./text.js";

const LONGEST = 12; // words in one phrase
const POSTCODE = /^([a-z]{1,2}\d[a-z\d]?)(?: ?(\d)([a-z]{0,2}))?$/;
const BEFORE_A_FILTER =
  "starting starts start for during until this next before after around near there's level age aged".split(
    " ",
  );
// A district that is a level as well is a level beside one of these.
const LEVEL_CODE = /^l[1-4]$/;
const BESIDE_A_LEVEL = new Set(
  "level levels nvq functional skills qualification diploma certificate award entry btec grade".split(" "),
);
// Each is a word of its own as well, so that it is a place or a month only after “near” or “in”.
const NONE = new Map();
const NEEDS_A_WORD_BEFORE = new Set("church county town may march mar sun sat".split(" "));

const WITHOUT = new Set(["no", "without"]);
const ANY = new Set(["a", "an", "any"]);
const BEFORE_A_ROLE = new Set("be being become becoming as".split(" "));
const BEFORE_AN_AGE = new Set("i'm im am my age aged over".split(" "));
const AFTER_AN_AGE = /^(?:years?|yrs?) olds?$/;

/**
 * What choices and places are called. Of `passedOver` words a phrase may have any more or fewer; common ones
 * only lead up to what follows them.
 * @param {Choice[]} choices
 * @param {Place[]} places
 * @param {Set<string>} passedOver
 * @param {Set<string>} common
 * @returns {Known}
 */
export function knowledgeOf(choices, places, passedOver, common) {
  const known = {
    filters: new Map(),
    meanings: new Map(),
    titles: new Map(),
    places: new Map(),
    near: places,
    common,
    passedOver: new Set([...passedOver].filter((word) => !WITHOUT.has(word))),
    ages: choices.filter(({ group, first }) => group === "audience" && first),
  };
  for (const choice of choices) {
    const { group, label, value, words } = choice;
    if (group === "area") continue; // an area that is typed is a place to be near
    if (group === "topic") {
      addPhrase(known, known.meanings, wordsIn(label), { ...MEANING, topics: [value], isLabel: true });
    } else {
      for (const name of [label, ...words]) {
        add(known.filters, phraseKey(wordsIn(name)), { choice, isLabel: name === label });
      }
    }
  }
  for (const place of places) {
    for (const words of [place.name, ...place.words].map(wordsIn)) {
      add(known.places, phraseKey(words), { place, words });
    }
  }
  return known;
}

const MEANING = { topics: [], wider: [], also: [], isLabel: false, isMentioned: false };

function add(map, key, what) {
  if (key) map.set(key, [...(map.get(key) ?? []), what]);
}

// A phrase is known in any order and form as well.
function addPhrase({ passedOver }, map, words, what) {
  for (const key of new Set([phraseKey(words), gistKey(words, passedOver)])) {
    add(map, key, { ...what, words });
  }
}

/**
 * Learns what phrases mean, which are written as they are read: those of which a word begins like one of
 * `text`, as no other can be in it, and most of the work of a search would be to take them in.
 * @param {Known} known
 * @param {string[]} lines
 * @param {string} text
 */
export function teach(known, lines, text) {
  const begun = separated(wordsIn(text))
    .map((word) => [...word.replace(/'/g, "")])
    .map(([one, two = "", three = ""]) => `${one}(?:${two}(?:${three}|['| ]|$)|['| ]|$)`);
  const isNear = new RegExp(`(?:^|[| ])(?:${begun.join("|")})`);
  for (const line of lines.filter((one) => isNear.test(one))) {
    const [meant, ...phrases] = line.split("|");
    const [, mark, words, topicMark, topic] = meant.split(/^(.)([^=<~-]*)(.?)/);
    const isPart = /[<-]/.test(mark + topicMark);
    const what = {
      ...MEANING,
      [isPart ? "wider" : "topics"]: topic ? [topic] : [],
      also: words ? [{ words: words.split(" "), isPart: mark === "<" }] : [],
      isMentioned: topicMark === "-",
    };
    const [map, told] = mark === "@" ? [known.titles, { course: Number(words) }] : [known.meanings, what];
    for (const phrase of phrases) if (isNear.test(phrase)) addPhrase(known, map, phrase.split(" "), told);
  }
}

/**
 * The place as text, choices, and what is looked for. `soft` are words of choices that are not called so,
 * `unwanted` those that say what a course should be without, and `titled` the courses whose title begins with
 * the letters of a word alone.
 * @param {string} text
 * @param {Known} known
 * @returns {Meant}
 */
export function understand(text, known) {
  /** @type {Meant} */
  const meant = { place: "", filters: [], units: [], soft: [], unwanted: [], titled: [] };
  const words = separated(wordsIn(text));
  understandWords(words, known, meant);
  const titles = words.length === 1 ? [...known.titles.values()].flat() : [];
  meant.titled = titles.filter((title) => title.words[0].startsWith(words[0])).map(({ course }) => course);
  return meant;
}

/**
 * The phrases that are two words.
 * @param {Known} known
 * @returns {string[][]}
 */
export const pairsIn = ({ meanings, places }) =>
  [...meanings.values(), ...places.values()]
    .flat()
    .map(({ words }) => words)
    .filter(({ length }) => length === 2);

function understandWords(words, known, meant) {
  for (let at = 0; at < words.length;) {
    const found = longestPhrase(words, at, known, meant);
    if (found) {
      if (!found.keep) dropWordsBefore(meant.units, found.place ? BEFORE_A_PLACE : BEFORE_A_FILTER, known);
      found.tell();
      at += found.length;
    } else {
      meant.units.push({ words: [words[at]], topics: [] });
      at += 1;
    }
  }
}

/**
 * What words mean from one of them on: a title, a place, a filter, or a phrase whose words are kept.
 * @param {string[]} words
 * @param {number} at
 * @param {Known} known
 * @param {Meant} meant
 * @returns {{ place?: boolean, keep?: boolean, tell: () => void, length: number } | undefined}
 */
function longestPhrase(words, at, known, meant) {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length -= 1) {
    const said = words.slice(at, at + length);
    const before = words[at - 1] ?? "";
    const found =
      title(said, length === words.length, known, meant) ??
      postcode(said, before, words[at + length], meant) ??
      age(said, before, known, meant) ??
      role(said, before, known, meant) ??
      phrase(said, before, words.length, known, meant);
    if (found) return { ...found, length };
  }
  return undefined;
}

// In the title of a course no word is a place or a filter: they would hide it.
function title(said, isAll, known, meant) {
  const titled =
    known.titles.get(phraseKey(said)) ?? (isAll && known.titles.get(gistKey(said, known.passedOver)));
  if (!titled || (said.length < 2 && !isAll)) return undefined;
  return {
    keep: true,
    tell: () => {
      understandWords(said, { ...known, titles: NONE, places: NONE, filters: NONE }, meant);
      meant.units.push({ words: [], topics: [], courses: titled.map(({ course }) => course) });
    },
  };
}

function postcode(said, before, after, meant) {
  const typed = said.join(" ");
  const [, district, digit, letters] = POSTCODE.exec(typed) ?? [];
  if (!district || said.length > 2 || meant.place) return undefined;
  const isHalf = digit && letters.length < 2;
  // “B2B” or “A1” is a postcode only if it is whole, or begins with our own L.
  if ((isHalf || !digit) && !/^l\d/.test(typed)) return undefined;
  // Half of one stands at either end of what was typed: elsewhere it may be three of something.
  if (isHalf && (said.length < 2 || (before && after))) return undefined;
  if (LEVEL_CODE.test(typed) && (BESIDE_A_LEVEL.has(before) || BESIDE_A_LEVEL.has(after))) return undefined;
  const place = (digit ? `${district} ${digit}${letters}` : district).toUpperCase();
  return { place: true, tell: () => (meant.place = place) };
}

// “I'm 62”, “over 60s”, “courses for 19 year olds”: an age is never looked for as a word.
function age(said, before, { ages }, meant) {
  const [years = "", ...after] = said;
  const isSaid = after.length ? AFTER_AN_AGE.test(after.join(" ")) : BEFORE_AN_AGE.has(before);
  if (!/^\d\ds?$/.test(years) || !isSaid) return undefined;
  const number = parseInt(years);
  const isOf = ({ first, last }) => Number(first) <= number && number <= Number(last);
  return { tell: () => meant.filters.push(...ages.filter(isOf)) };
}

// Who wants to be a carer looks for that job.
function role(said, before, known, meant) {
  const isRole = BEFORE_A_ROLE.has(before) && /^an?$/.test(said[0]);
  const meanings = isRole && known.meanings.get(phraseKey([...said, "job"]));
  return meanings ? { keep: true, tell: () => meant.units.push(unitOf(said, meanings)) } : undefined;
}

function phrase(said, before, total, known, meant) {
  const key = phraseKey(said);
  const places = known.places.get(key);
  const filters = known.filters.get(key);
  const meanings = known.meanings.get(key) ?? known.meanings.get(gistKey(said, known.passedOver));
  // Who says that it is near names a place, as it is heard: “near speak”.
  const heard = before === "near" && !places && !meant.place && nearlyCalled(said, known.near)?.name;
  if (heard) return { place: true, tell: () => (meant.place = said.join(" ")) };
  const bare =
    NEEDS_A_WORD_BEFORE.has(key) &&
    total > said.length &&
    !BEFORE_A_PLACE.includes(before) &&
    !BEFORE_A_FILTER.includes(before);
  if (meanings && !clearlyAFilter(filters, meanings, before)) {
    return { keep: true, tell: () => meant.units.push(unitOf(said, meanings)) };
  }
  if (places && !bare && !meant.place && (!filters || BEFORE_A_PLACE.includes(before))) {
    return { place: true, tell: () => (meant.place = places[0].place.name) };
  }
  if (!filters || bare) return undefined;
  if (before === "not") return { tell: () => {} };
  return {
    tell: () => {
      meant.filters.push(...filters.map(({ choice }) => choice));
      if (WITHOUT.has(said[0])) meant.unwanted.push(...(areOf(filters, "audience") ? [] : said.slice(1)));
      else if (!filters.some(({ isLabel }) => isLabel)) meant.soft.push(...said);
    },
  };
}

// A topic that is meant is not one of those of which the words are a part.
function unitOf(said, meanings) {
  const all = (name) => [...new Set(meanings.flatMap((meaning) => meaning[name]))];
  const topics = all("topics");
  return {
    words: meanings[0].words.length === said.length ? said : meanings[0].words,
    topics,
    wider: all("wider").filter((topic) => !topics.includes(topic)),
    also: all("also"),
    isLabel: meanings.some(({ isLabel }) => isLabel),
    isMentioned: meanings.every(({ isMentioned }) => isMentioned),
  };
}

// “Online” is a way to learn although it is a word for computers too; “for dads” and “with a creche”
// say that people or help are meant.
function clearlyAFilter(filters, topics, before) {
  if (!filters) return false;
  const isNeed = before === "with" && areOf(filters, "support");
  if (isNeed || topics.some(({ isLabel }) => isLabel)) return isNeed;
  return filters.some(({ isLabel }) => isLabel) || (before === "for" && areOf(filters, "audience"));
}

const areOf = (filters, group) => filters.some(({ choice }) => choice.group === group);

function dropWordsBefore(units, dropped, { common }) {
  const leadsUp = (unit) => !isRead(unit) && (dropped.includes(unit.words[0]) || common.has(unit.words[0]));
  while (units.length && leadsUp(units[units.length - 1])) units.pop();
}

/**
 * Whether more is known of a unit than its words.
 * @param {Unit} unit
 * @returns {boolean}
 */
export const isRead = ({ topics, wider, also, courses }) =>
  !!(topics.length || wider?.length || also?.length || courses);

/**
 * What tells one course from another: without common words, and without fillers where anything else is left,
 * or a place or a filter `isAllSaid`. A letter by itself tells no more than a common word. What people want
 * to be without is `unwanted` beside what they want: “maths without exams”.
 * @param {Unit[]} units
 * @param {Set<string>} common
 * @param {Set<string>} fillers
 * @param {boolean} [isAllSaid]
 * @returns {Unit[]}
 */
export function telling(units, common, fillers, isAllSaid = false) {
  const told = units
    .map((unit) => ({
      ...unit,
      said: unit.words,
      words: unit.words.filter((word) => word.length > (HAN.test(word) ? 0 : 1) && !common.has(word)),
    }))
    .filter((unit) => unit.words.length || isRead(unit));
  const best = told.filter((unit) => isRead(unit) || !fillers.has(unit.words[0]));
  const [one, two] = [1, 2].map((back) => (place) => units[place - back]?.words[0]);
  const unwanted = units
    .filter((_, place) => WITHOUT.has(one(place)) || (ANY.has(one(place)) && WITHOUT.has(two(place))))
    .map(({ words }) => words);
  const isWanted = ({ said }) => !unwanted.includes(said);
  const [wanted, others] = [best.filter(isWanted), told.filter((unit) => !isWanted(unit))];
  if (wanted.length) return [...wanted, ...others.map((unit) => ({ ...unit, unwanted: true }))];
  return best.length || isAllSaid ? best : told;
}

/**
 * The words by whose sound it is looked up what phrases mean: a phrase is in the file of its first.
 * @param {string} text
 * @param {Set<string>} common
 * @param {Set<string>} fillers
 * @returns {string[]}
 */
export function lookedUp(text, common, fillers) {
  const words = separated(wordsIn(text)).filter((word) => !/^\d/.test(word));
  const tells = words.filter((word) => !common.has(word));
  const best = tells.filter((word) => !fillers.has(word));
  return best.length ? best : tells.length ? tells : words;
}

/**
 * Words that are looked for as they are.
 * @param {string[]} words
 * @returns {Unit[]}
 */
export const unitsOf = (words) => words.map((word) => ({ words: [word], topics: [] }));
