// Which courses have which words: asks Pagefind, whose index is fetched only when words are typed.

const FEW = 4;

let index; // the promise of Pagefind, once anybody has searched
let numbers; // the promise of the course's number by Pagefind's name for it

async function loadIndex(address, base) {
  const pagefind = await import(address);
  // A worker of its own would cost as much again as the script, and answers are quick.
  await pagefind.options({ baseUrl: base, noWorker: true });
  await pagefind.init();
  return pagefind;
}

async function loadNumbers(fetchJson) {
  const { length, names } = await fetchJson("numbers.json");
  const found = new Map();
  for (let number = 0; number * length < names.length; number += 1) {
    found.set(names.slice(number * length, (number + 1) * length), number);
  }
  return { of: (id) => found.get(id.slice(id.indexOf("_") + 1).slice(0, length)) };
}

// Returns a Map of course numbers to how well each fits: those with most of the words, and of these
// the ones that a word tells most of. `weightOf` a course says how much more it is on the topic that
// the words name.
export async function scoresOf(words, { address, base, fetchJson, weightOf }) {
  index ??= loadIndex(address, base);
  numbers ??= loadNumbers(fetchJson);
  try {
    const [pagefind, known] = await Promise.all([index, numbers]);
    const found = new Map();
    for (const word of words) {
      const { results } = await pagefind.search(word);
      const most = Math.max(...results.map(({ score }) => score), Number.MIN_VALUE);
      for (const { id, score } of results) {
        const course = known.of(id);
        const before = found.get(course) ?? { matched: 0, score: 0 };
        found.set(course, { matched: before.matched + 1, score: before.score + score / most });
      }
    }
    return bestOf(found, words.length, weightOf);
  } catch (error) {
    index = numbers = undefined;
    throw error;
  }
}

// Courses that have all the words, or as many as any has; where these are few, also those with one
// word less.
function bestOf(found, asked, weightOf) {
  const courses = [...found];
  const most = Math.max(0, ...courses.map(([, { matched }]) => matched));
  const few = courses.filter(([, { matched }]) => matched === most).length < FEW;
  const least = few && most > 1 ? most - 1 : most;
  const scores = new Map();
  for (const [course, { matched, score }] of courses) {
    if (matched >= least) scores.set(course, (score / matched) * (matched / asked) ** 3 * weightOf(course));
  }
  return { scores, all: most === asked };
}
