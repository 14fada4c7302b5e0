// Which courses fit the words: those whose topic they name, and those that have them. Pagefind says
// which; its index is fetched only when somebody types a word that is not the name of a topic. Where Pagefind
// cannot run, the titles of courses stand in for it.

import { wordsIn } from "./text.js";

const FEW = 6;
const MAIN_TOPIC = 1.2; // more than any course of another topic gets for having a word
const OTHER_TOPIC = 0.5;

let index; // the promise of Pagefind, once anybody has searched
let titlesOnly = false;

async function loadIndex({ address, base }) {
  const { createInstance } = await import(address);
  // A worker of its own would cost as much again as the script, and answers are quick.
  const pagefind = createInstance({ baseUrl: base, noWorker: true });
  await pagefind.init();
  return pagefind;
}

// As Pagefind finds: whole words, and words that begin with it.
const inTitles = (word, titles) =>
  titles
    .map((words, number) => ({
      id: `_${number}`,
      score: words.includes(word) ? 1 : words.some((other) => other.startsWith(word)) ? 0.5 : 0,
    }))
    .filter(({ score }) => score);

// A course's name in the index is its number (catalogue/site/indexing.py).
const numberOf = (id) => Number(id.slice(id.indexOf("_") + 1));

/**
 * How well each course fits, by its number, the `whole` that fit all the units, the words that are `missing`
 * everywhere, and whether the words were looked for in titles only. `topicsOf` a course gives its topics, the
 * main one first; `titles` fetches those of all courses.
 * @param {Unit[]} units
 * @param {(course: number) => string[]} topicsOf
 * @param {number} courses
 * @param {IndexFiles} files
 * @returns {Promise<Scores>}
 */
export async function scoresOf(units, topicsOf, courses, files) {
  const found = new Map();
  const missing = [];
  titlesOnly = false;
  for (const unit of units) {
    const fitting = await scoresOfUnit(unit, topicsOf, courses, files);
    if (!fitting.size) missing.push(...unit.words);
    for (const [course, score] of fitting) {
      const before = found.get(course) ?? { matched: 0, score: 0 };
      found.set(course, { matched: before.matched + weightOf(unit), score: before.score + score });
    }
  }
  const weigh = (some) => some.reduce((sum, unit) => sum + weightOf(unit), 0);
  const best = bestOf([...found], weigh(units), weigh(units.filter(({ topics }) => topics.length)));
  return { ...best, missing, titlesOnly };
}

// What names a topic says more than any other word.
const weightOf = ({ topics }) => (topics.length ? 2 : 1);

// Other words for a topic are not in the index: all its courses fit, those best that also have the
// words. Other courses fit if they have all of them. The name of a topic needs no index at all.
/**
 * @param {Unit} unit
 * @param {(course: number) => string[]} topicsOf
 * @param {number} courses
 * @param {IndexFiles} files
 * @returns {Promise<Map<number, number>>}
 */
async function scoresOfUnit({ words, topics, isLabel }, topicsOf, courses, files) {
  const ofWords = isLabel || !words.length ? [] : await scoresOfWords(words, files);
  const scores = new Map();
  for (let course = 0; course < courses; course += 1) {
    const place = topicsOf(course).findIndex((topic) => topics.includes(topic));
    const had = ofWords.map((found) => found.get(course)).filter((score) => score !== undefined);
    if (place < 0 && (!had.length || had.length < words.length)) continue;
    const topic = place < 0 ? 0 : place === 0 ? MAIN_TOPIC : OTHER_TOPIC;
    scores.set(course, topic + had.reduce((sum, score) => sum + score, 0) / (words.length || 1));
  }
  return scores;
}

// For each word a Map of courses to how well they fit it: 1 is as well as any. Pagefind cannot run in every
// browser that can run us.
async function scoresOfWords(words, files) {
  try {
    index = index ?? loadIndex(files);
    const pagefind = await index;
    return await scoresOfEach(words, async (word) => (await pagefind.search(word)).results);
  } catch {
    index = undefined;
    const titles = (await files.titles()).map(wordsIn);
    titlesOnly = true;
    return scoresOfEach(words, (word) => inTitles(word, titles));
  }
}

async function scoresOfEach(words, find) {
  const found = [];
  for (const word of words) {
    const results = await find(word);
    const most = Math.max(...results.map(({ score }) => score), Number.MIN_VALUE);
    found.push(new Map(results.map(({ id, score }) => [numberOf(id), score / most])));
  }
  return found;
}

// Courses that fit all the units, or as much of them as any does; where these are few, also those
// that fit at least half as much. Where a topic is named, other words rank its courses and leave none
// of them out.
function bestOf(found, asked, named) {
  const most = Math.max(0, ...found.map(([, { matched }]) => matched));
  const few = found.filter(([, { matched }]) => matched === most).length < FEW;
  const least = Math.min(named || most, few ? most / 2 : most);
  const scores = new Map();
  const whole = new Set();
  for (const [course, { matched, score }] of found) {
    if (matched >= least) scores.set(course, (score * matched) / asked);
    if (matched === asked) whole.add(course);
  }
  return { scores, whole };
}
