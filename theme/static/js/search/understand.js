// What people mean by what they type: a place, a filter, a topic, and the words that are left.
// All it knows stands in the page: each filter and place carries its other words.

import { gistKey, HAN, phraseKey, separated, wordsIn } from "./text.js";

const LONGEST = 6; // words in one phrase
const POSTCODE = /^([a-z]{1,2}\d[a-z\d]?)(?:(\d)([a-z]{2}))?$/;
const BEFORE_A_PLACE = new Set("near nearby in at around round by from close to off the".split(" "));
const BEFORE_A_FILTER = new Set(
  (
    "with for on in at from around and only starting starts start that has is are am there's who i i'm the " +
    "a an by during any but or near to of level"
  ).split(" "),
);
// A district that is a level as well is a level beside one of these.
const LEVEL_CODE = /^l[1-4]$/;
const BESIDE_A_LEVEL = new Set(
  "level levels nvq functional skills qualification diploma certificate award entry btec grade".split(" "),
);
// Each is a word of its own as well, so that it is a place or a month only after “near” or “in”.
const BEFORE_A_MONTH = new Set("starting starts start for during until this next before after".split(" "));
const NEEDS_A_WORD_BEFORE = new Set("church county town may march mar sun sat".split(" "));

/**
 * What choices and places are called. Of `passedOver` words a topic's phrase may have any more or fewer.
 * @param {Choice[]} choices
 * @param {Place[]} places
 * @param {Set<string>} [passedOver]
 * @returns {Known}
 */
export function knowledgeOf(choices, places, passedOver = new Set()) {
  const known = { filters: new Map(), topics: new Map(), places: new Map(), passedOver };
  const add = (map, text, what) => {
    const words = wordsIn(text);
    const keys = map === known.topics ? [phraseKey(words), gistKey(words, passedOver)] : [phraseKey(words)];
    for (const key of keys) if (key) map.set(key, [...(map.get(key) ?? []), { ...what, text }]);
  };
  for (const choice of choices) {
    const map = choice.group === "topic" ? known.topics : known.filters;
    if (choice.group === "area") continue; // an area that is typed is a place to be near
    add(map, choice.label, { choice, isLabel: true });
    for (const other of choice.words) add(map, other, { choice });
  }
  for (const place of places) {
    for (const name of [place.name, ...place.words]) add(known.places, name, { place });
  }
  return known;
}

/**
 * The place as text, choices, and what is looked for.
 * @param {string} text
 * @param {Known} known
 * @returns {{ place: string, filters: Choice[], units: Unit[] }}
 */
export function understand(text, known) {
  const words = separated(wordsIn(text));
  /** @type {{ place: string, filters: Choice[], units: Unit[] }} */
  const meant = { place: "", filters: [], units: [] };
  for (let at = 0; at < words.length;) {
    const found = longestPhrase(words, at, known, meant);
    if (found) {
      if (!found.keep) dropWordsBefore(meant.units, found.place ? BEFORE_A_PLACE : BEFORE_A_FILTER);
      found.tell();
      at += found.length;
    } else {
      meant.units.push({ words: [words[at]], topics: [] });
      at += 1;
    }
  }
  return meant;
}

/**
 * What words mean from one of them on: a place, a filter, or a topic whose words are kept.
 * @param {string[]} words
 * @param {number} at
 * @param {Known} known
 * @param {{ place: string, filters: Choice[], units: Unit[] }} meant
 * @returns {{ place?: boolean, keep?: boolean, tell: () => void, length: number } | undefined}
 */
function longestPhrase(words, at, known, meant) {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length -= 1) {
    const said = words.slice(at, at + length);
    const before = words[at - 1] ?? "";
    const found =
      postcode(said, before, words[at + length], meant) ?? phrase(said, before, words.length, known, meant);
    if (found) return { ...found, length };
  }
  return undefined;
}

function postcode(said, before, after, meant) {
  if (said.length > 2) return undefined;
  const typed = said.join("");
  const parts = POSTCODE.exec(typed);
  if (!parts || meant.place || (said.length === 2 && !parts[2])) return undefined;
  // “B2B” or “A1” is a postcode only if it is whole, or begins with our own L.
  if (!parts[2] && !/^l\d/.test(typed)) return undefined;
  if (LEVEL_CODE.test(typed) && (BESIDE_A_LEVEL.has(before) || BESIDE_A_LEVEL.has(after))) return undefined;
  return {
    place: true,
    tell: () =>
      (meant.place = typed
        .toUpperCase()
        .replace(/(\d[A-Z]{2})$/, " $1")
        .trim()),
  };
}

function phrase(said, before, total, known, meant) {
  const key = phraseKey(said);
  const places = known.places.get(key);
  const filters = known.filters.get(key);
  const topics = known.topics.get(key) ?? known.topics.get(gistKey(said, known.passedOver));
  const bare =
    NEEDS_A_WORD_BEFORE.has(key) &&
    total > said.length &&
    !BEFORE_A_PLACE.has(before) &&
    !BEFORE_A_MONTH.has(before);
  if (topics && !clearlyAFilter(filters, topics, before)) {
    return {
      keep: true,
      tell: () =>
        meant.units.push({
          words: wordsIn(topics[0].text).length === said.length ? said : wordsIn(topics[0].text),
          topics: topics.map(({ choice }) => choice.value),
          isLabel: topics.some(({ isLabel }) => isLabel),
        }),
    };
  }
  if (places && !bare && !meant.place && (!filters || BEFORE_A_PLACE.has(before))) {
    return { place: true, tell: () => (meant.place = places[0].place.name) };
  }
  if (filters && !bare) return { tell: () => meant.filters.push(...filters.map(({ choice }) => choice)) };
  return undefined;
}

// “Online” is a way to learn although it is a word for computers too; “for dads” and “with a creche”
// say that people or help are meant.
function clearlyAFilter(filters, topics, before) {
  if (!filters) return false;
  if (topics.some(({ isLabel }) => isLabel)) {
    return before === "with" && filters.some(({ choice }) => choice.group === "support");
  }
  if (filters.some(({ isLabel }) => isLabel)) return true;
  const groups = filters.map(({ choice }) => choice.group);
  return (
    (before === "with" && groups.includes("support")) || (before === "for" && groups.includes("audience"))
  );
}

function dropWordsBefore(units, dropped) {
  const last = () => units[units.length - 1];
  while (units.length && !last().topics.length && dropped.has(last().words[0])) units.pop();
}

/**
 * What tells one course from another: without common words, and without fillers where anything else is left,
 * or a place or a filter `isAllSaid`. A letter by itself tells no more than a common word.
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
      words: unit.words.filter((word) => word.length > (HAN.test(word) ? 0 : 1) && !common.has(word)),
    }))
    .filter(({ words, topics }) => words.length || topics.length);
  const best = told.filter(({ words: [word], topics }) => topics.length || !fillers.has(word));
  return best.length || isAllSaid ? best : told;
}

/**
 * Words that are looked for as they are.
 * @param {string[]} words
 * @returns {Unit[]}
 */
export const unitsOf = (words) => words.map((word) => ({ words: [word], topics: [] }));
