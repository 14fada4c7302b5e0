// Which courses fit the words: those whose topic they name, and those that have them. Pagefind says
// which; its index is fetched only when somebody types a word that is not the name of a topic. Where Pagefind
// cannot run, the titles of courses stand in for it.

import { kept } from "./kept.js";
import { wordsIn } from "../letters.js";

const FEW_FIT = 6;
const MAIN_TOPIC = 1.2; // more than any course of another topic gets for having a word
const OTHER_TOPIC = 0.5;
const TITLE = 3; // more than for anything else: who types a title wants that course
const MEANT = 0.9; // how well words fit that mean the same as those typed
const PART = 0.5; // or of which those are a part
const UNWANTED = 0.5; // and how well courses still fit that have what people want to be without
const SIDE_BY_SIDE = 1; // how much better those fit that say the words as they were typed

let index; // the promise of Pagefind, once anybody has searched
let titlesOnly = false;

async function loadIndex({ address, base }) {
  const { createInstance } = await import(address);
  // A worker of its own would cost as much again as the script, and answers are quick.
  const pagefind = createInstance({ baseUrl: base, noWorker: true });
  await pagefind.init();
  return pagefind;
}

// As Pagefind finds: whole words, or words that begin so.
const inTitles = (word, begins, titles) =>
  titles
    .map((words, course) => ({ course, score: 1, words }))
    .filter(({ words }) => words.some((other) => (begins ? other.startsWith(word) : other === word)));

// A course's name in the index is its number (catalogue/site/indexing.py).
const lookFor = async (words) =>
  (await (await index).search(words)).results.map(({ id, score }) => ({
    course: Number(id.split("_")[1]),
    score,
  }));

/**
 * How well each course fits, by its number, the `whole` that fit all the units, the words that are `missing`
 * everywhere, those that no course has but a `narrower` part of a topic, and whether the words were looked
 * for in titles only. `topicsOf` a course gives its topics, the main one first; `titles` fetches those of all
 * courses, and `longer` the words that begin with another.
 * @param {Unit[]} units
 * @param {(course: number) => string[]} topicsOf
 * @param {number} courses
 * @param {IndexFiles} files
 * @returns {Promise<Scores>}
 */
export async function scoresOf(units, topicsOf, courses, files) {
  const found = new Map();
  const missing = [];
  const narrower = [];
  titlesOnly = false;
  for (const unit of units.filter((one) => !one.unwanted)) {
    const fitting = await scoresOfUnit(unit, topicsOf, courses, files);
    if (unit.wider?.length && [...fitting.values()].every(({ isPart }) => isPart)) {
      const { words, said = words } = unit;
      // What has small words in it is how people ask, and no name of anything: “off drugs”.
      const isName = said.length === words.length;
      narrower.push({ typed: said.join(" "), isName, topic: fitting.size ? unit.wider[0] : "" });
    } else if (!fitting.size && weightOf(unit)) missing.push(...unit.words);
    for (const [course, { score, isPart }] of fitting) {
      const before = found.get(course) ?? { matched: 0, score: 0 };
      const weight = weightOf(unit) * (isPart ? PART : 1);
      found.set(course, { matched: before.matched + weight, score: before.score + score });
    }
  }
  for (const course of await sayingAll(units, files)) {
    if (found.has(course)) found.get(course).score += SIDE_BY_SIDE;
  }
  const weigh = (some) => some.reduce((sum, unit) => sum + weightOf(unit), 0);
  const best = bestOf([...found], weigh(units), weigh(units.filter(({ topics }) => topics.length)));
  for (const { literal = [] } of units.filter((one) => one.unwanted)) {
    for (const course of (await scoresOfWords(literal, false, files)).keys()) {
      if (best.scores.has(course)) best.scores.set(course, best.scores.get(course) * UNWANTED);
    }
  }
  return { ...best, missing, narrower, titlesOnly };
}

// Words that stand side by side in a course as they were typed are one thing there: “soup kitchens”. What
// names a topic is one thing by itself.
async function sayingAll(units, files) {
  const looked = units.filter(({ courses, soft, unwanted }) => !courses && !soft && !unwanted);
  const words = looked.flatMap(({ literal = [] }) => literal);
  const isSaid = looked.every(({ words: { length }, isLabel }) => length === 1 && !isLabel);
  if (!isSaid || words.length < 2 || words.length < looked.length) return [];
  return (await scoresOfWords([words.join(" ")], false, files)).keys();
}

// What names a topic says more than any other word; a title, or words that only rank, leave nothing out.
/**
 * @param {Unit} unit
 * @returns {number}
 */
const weightOf = ({ topics, wider, soft, unwanted, courses }) =>
  courses || soft || unwanted ? 0 : topics.length || wider?.length ? 2 : 1;

// All courses of a topic fit its other words, those best that have the words as well, or others that mean the
// same; where the words are only a part of the topic, these alone fit them whole. Other courses fit if they
// have all the words. The name of a topic needs no index at all.
/**
 * @param {Unit} unit
 * @param {(course: number) => string[]} topicsOf
 * @param {number} courses
 * @param {IndexFiles} files
 * @returns {Promise<Map<number, { score: number, isPart: boolean }>>}
 */
async function scoresOfUnit(unit, topicsOf, courses, files) {
  const { words, topics, wider = [], also = [], some = [], isLabel, isMentioned, begins = false } = unit;
  if (unit.courses) return new Map(unit.courses.map((course) => [course, { score: TITLE, isPart: false }]));
  const typed = isLabel ? [] : (unit.literal ?? words);
  const phrases = [
    { words: typed, isPart: false, worth: 1 },
    ...also.map((one) => ({ ...one, worth: one.isPart ? PART : MEANT })),
  ];
  const found = [];
  for (const { words: said, ...of } of phrases) {
    found.push({ ...of, isOne: said.length === 1, fits: await scoresOfWords(said, begins, files) });
  }
  const isPhrase = topics.length + wider.length > 0;
  const isOnlySaid = isMentioned || topics.length > 0;
  const isLong = isPhrase && words.length > 1 && !isLabel;
  const partly = isLong ? await scoresOfWords(some, begins, files, 1) : new Map();
  const scores = new Map();
  for (let course = 0; course < courses; course += 1) {
    const ofTopic = placeOf(topicsOf(course), topics);
    const topic = Math.max(ofTopic, placeOf(topicsOf(course), wider) * PART);
    const has = found.filter(({ fits }) => fits.has(course));
    if (!topic && !has.length) continue;
    // Of a topic that holds the phrase, courses that have some of its words come first.
    const partOfIt = topic ? (partly.get(course) ?? 0) * PART : 0;
    // Words of a phrase that are spread over a course of something else are not that phrase, and a word that
    // means a topic, or that no course is about, is only mentioned there.
    const isSpread = ({ isOne }) => isPhrase && !topic && (!isOne || (isOnlySaid && !begins));
    const score = Math.max(
      0,
      ...has.map((one) => one.fits.get(course) * one.worth * (isSpread(one) ? PART : 1)),
    );
    if (score + topic > 0) {
      const isPart = !ofTopic && has.every((one) => one.isPart || isSpread(one));
      scores.set(course, { score: Math.max(score, partOfIt) + topic, isPart });
    }
  }
  return scores;
}

function placeOf(topics, wanted) {
  const worth = (topic) => (topic === topics[0] ? MAIN_TOPIC : OTHER_TOPIC);
  return topics.reduce((sum, topic) => (wanted.includes(topic) ? sum + worth(topic) : sum), 0);
}

// How well courses fit that have all the words, or at least so many: 1 is as well as any course. Pagefind
// cannot run in every browser that can run us.
async function scoresOfWords(words, begins, files, least = words.length) {
  if (!words.length) return new Map();
  try {
    index = index ?? loadIndex(files);
    await index;
    const find = begins ? (word) => withBeginning(word, files.longer) : withWord;
    return await scoresOfEach(words, least, find);
  } catch {
    index = undefined;
    const titles = (await files.titles()).map(wordsIn);
    titlesOnly = true;
    return scoresOfEach(words, least, async (word) => inTitles(word, begins, titles));
  }
}

/**
 * The courses with a whole word, the best first, once a search has brought the index: in quotes Pagefind
 * finds the whole word alone, and without them it says how well.
 * @param {string} word
 * @returns {Promise<Scored[]>}
 */
export const withWord = kept(async (word) => {
  const whole = new Set((await lookFor(`"${word}"`)).map(({ course }) => course));
  return (await lookFor(word)).filter(({ course }) => whole.has(course));
});

// Pagefind finds what begins with a word in the parts of its index that it has; of these it fetches that of
// the word alone.
async function withBeginning(word, longer) {
  const pagefind = await index;
  await Promise.all((await longer(word)).map((other) => pagefind.preload(other)));
  return lookFor(word);
}

async function scoresOfEach(words, least, find) {
  const found = new Map();
  for (const word of words) {
    const results = await find(word); // the best first
    for (const { course, score } of results) {
      const before = found.get(course) ?? { has: 0, sum: 0 };
      found.set(course, {
        has: before.has + 1,
        sum: before.sum + score / (results[0].score || 1) / words.length,
      });
    }
  }
  const fitting = [...found].filter(([, { has }]) => has >= least);
  return new Map(fitting.map(([course, { sum }]) => [course, sum]));
}

// Courses that fit all the units, or as much of them as any does; where these are few, also those
// that fit at least half as much. Where a topic is named, other words rank its courses and leave none
// of them out.
function bestOf(found, asked, named) {
  const most = Math.max(0, ...found.map(([, { matched }]) => matched));
  const few = found.filter(([, { matched }]) => matched === most).length < FEW_FIT;
  const least = Math.min(named || most, few ? most / 2 : most);
  const scores = new Map();
  const whole = new Set();
  for (const [course, { matched, score }] of found) {
    if (matched >= least && matched) scores.set(course, (score * matched) / asked);
    if (matched === asked) whole.add(course);
  }
  return { scores, whole };
}
