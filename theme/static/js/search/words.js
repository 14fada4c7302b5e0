// Which courses fit the words: those whose topic they name, and those that have them. Pagefind says
// which; its index is fetched only when somebody types a word that is not the name of a topic.

const FEW = 6;
const MAIN_TOPIC = 1.2; // more than any course of another topic gets for having a word
const OTHER_TOPIC = 0.5;

let index; // the promise of Pagefind, once anybody has searched

async function loadIndex(address, base) {
  const pagefind = await import(address);
  // A worker of its own would cost as much again as the script, and answers are quick.
  await pagefind.options({ baseUrl: base, noWorker: true });
  await pagefind.init();
  return pagefind;
}

// A course's name in the index is its number (catalogue/site/indexing.py).
const numberOf = (id) => Number(id.slice(id.indexOf("_") + 1));

/**
 * How well each course fits, by its number, and whether any fits all the units. `topicsOf` a course gives its
 * topics, the main one first.
 * @param {Unit[]} units
 * @param {(course: number) => string[]} topicsOf
 * @param {number} courses
 * @param {{ address: string, base: string }} files
 * @returns {Promise<{ scores: Map<number, number>, all: boolean }>}
 */
export async function scoresOf(units, topicsOf, courses, files) {
  const found = new Map();
  for (const unit of units) {
    for (const [course, score] of await scoresOfUnit(unit, topicsOf, courses, files)) {
      const before = found.get(course) ?? { matched: 0, score: 0 };
      found.set(course, { matched: before.matched + weightOf(unit), score: before.score + score });
    }
  }
  const weigh = (some) => some.reduce((sum, unit) => sum + weightOf(unit), 0);
  return bestOf([...found], weigh(units), weigh(units.filter(({ topics }) => topics.length)));
}

// What names a topic says more than any other word.
const weightOf = ({ topics }) => (topics.length ? 2 : 1);

// Other words for a topic are not in the index: all its courses fit, those best that also have the
// words. Other courses fit if they have all of them. The name of a topic needs no index at all.
/**
 * @param {Unit} unit
 * @param {(course: number) => string[]} topicsOf
 * @param {number} courses
 * @param {{ address: string, base: string }} files
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

// For each word a Map of courses to how well they fit it: 1 is as well as any.
async function scoresOfWords(words, { address, base }) {
  index ??= loadIndex(address, base);
  try {
    const pagefind = await index;
    const found = [];
    for (const word of words) {
      const { results } = await pagefind.search(word);
      const most = Math.max(...results.map(({ score }) => score), Number.MIN_VALUE);
      found.push(new Map(results.map(({ id, score }) => [numberOf(id), score / most])));
    }
    return found;
  } catch (error) {
    index = undefined;
    throw error;
  }
}

// Courses that fit all the units, or as much of them as any does; where these are few, also those
// that fit at least half as much. Where a topic is named, other words rank its courses and leave none
// of them out.
function bestOf(found, asked, named) {
  const most = Math.max(0, ...found.map(([, { matched }]) => matched));
  const few = found.filter(([, { matched }]) => matched === most).length < FEW;
  const least = Math.min(named || most, few ? most / 2 : most);
  const scores = new Map();
  for (const [course, { matched, score }] of found) {
    if (matched >= least) scores.set(course, (score * matched) / asked);
  }
  return { scores, all: most === asked };
}
