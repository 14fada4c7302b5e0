// Which courses fit, in which order: columns of facts, one letter a course or a run
// (catalogue/site/search/fact_columns.py). Fetches only the columns that a question needs.

import { milesBetween } from "../miles.js";
import { kept } from "./kept.js";

const OF_COURSES = new Set(["topic", "level", "audience", "provider", "cost", "free"]);
const COLUMN_OF = { area: "venue", time: "when", day: "when", free: "cost" };
const NOT_NEAR = 4; // miles: where a course online, or at a place we cannot find, stands among others
const FAR_AWAY = 999; // or last of all, where nothing else tells them apart
const NEAR_ENOUGH = 1.5; // miles that halve how well a course fits
const HARDER_TO_JOIN = [1, 0.85]; // by how hard it is: open, or begun
const HARDEST_TO_JOIN = 0.7;
const ONLY = "only"; // stands among the audiences of a course that nobody else may join
const FOR_SOME = 0.75; // how well a course fits that is not for everyone
const SHORTER = 0.6; // or is shorter than was asked
const FEW = 3; // where fewer courses fit, some that nearly fit are shown after them
const EASIEST_TO_GIVE_UP =
  "starts length level delivery day time area audience provider cost free support topic".split(" ");

/** Finds courses in the columns. */
export class Finder {
  /**
   * `fetchJson` gets a file of the search data by its name.
   * @param {(name: string) => Promise<any>} fetchJson
   * @param {{ firstLetter: number, anyWeek: string, cardsInFile: number }} form of the files
   */
  constructor(fetchJson, form) {
    this.get = kept(fetchJson);
    this.form = form;
    this.cardFiles = kept(async () => filesOfCards(await this.table(["topic"]), form.cardsInFile));
  }

  /**
   * A function that tells what a column says of a course or a run.
   * @param {string} name
   * @returns {Promise<(row: number) => any>}
   */
  async column(name) {
    const { sets, rows } = await this.get(`facets/${name}.json`);
    return (row) => sets[rows.charCodeAt(row) - this.form.firstLetter];
  }

  /**
   * Everything that finding and counting by these groups needs, so that the rest is no waiting.
   * @param {string[]} groups
   * @param {Point} [near]
   * @param {string} [sort]
   * @returns {Promise<any>}
   */
  async table(groups, near, sort) {
    const names = new Set(["joining", "audience", ...groups.map((group) => COLUMN_OF[group] ?? group)]);
    if (near) names.add("venue");
    if (sort === "soonest") names.add("starts");
    const columns = [...names].map(async (name) => [name, await this.column(name)]);
    const table = Object.fromEntries(await Promise.all(columns));
    table.venues = names.has("venue") ? await this.get("venues.json") : {};
    table.courses = (await this.get("facets/joining.json")).rows.length;
    table.anyWeek = this.form.anyWeek;
    return table;
  }

  /**
   * What is shown of a course.
   * @param {number} course
   * @returns {Promise<any>}
   */
  async card(course) {
    const files = await this.cardFiles("");
    return (await this.get(`cards/${files[course]}.json`))[course];
  }

  /**
   * The courses that fit, best first. `scores` are how well each course fits the words, where there are
   * words; `sort` is best, nearest or soonest.
   * @param {Asks} asks
   * @returns {Promise<Found[]>}
   */
  async find({ scores, chosen, near, sort }) {
    const table = await this.table(Object.keys(chosen), near, sort);
    const found = [];
    eachFitting(table, { scores, chosen }, (course, fitting) => {
      for (const run of fitting) run.miles = milesTo(table, run.row, near);
      const best = bestRun(fitting, { near, sort });
      found.push({
        course,
        run: best.number,
        miles: best.miles,
        joining: table.joining(course)[best.number],
        starts: table.starts?.(best.row),
        score: (scores?.get(course) ?? 1) * forWhom(table, course, chosen) * asLong(table, best.row, chosen),
      });
    });
    const keysOf = orderOf(sort, near, scores, table.anyWeek);
    for (const one of found) one.keys = [...keysOf(one), one.course];
    return found.sort(byKeys);
  }

  /**
   * What fits all that is asked, and where that is little, what nearly fits: courses that have some of the
   * words, and others that fit `without` the choices of one group, of several, or without the words. `whole`
   * are the courses that have all the words.
   * @param {Asks & { whole?: Set<number> }} asks
   * @returns {Promise<Answer>}
   */
  async findOrGiveUp({ whole, ...asks }) {
    const { scores, chosen, near } = asks;
    const found = await this.find(asks);
    const fitting = whole ? found.filter(({ course }) => whole.has(course)) : found;
    const nearly = found.filter((one) => !fitting.includes(one));
    /** @type {Answer} */
    const answer = { fitting, nearly, without: [], withoutWords: false };
    const given = EASIEST_TO_GIVE_UP.filter((group) => chosen[group]);
    const tries = [
      ...given.map((group) => [group]),
      ...given.slice(1).map((_, place) => given.slice(0, place + 2)),
    ];
    // What is called so, and is not as was asked, comes before what is only as was asked.
    const called = !fitting.length && whole?.size ? whole : undefined;
    if (!called && (found.length >= FEW || (found.length && !given.length))) return answer;
    const known = new Set(found.map(({ course }) => course));
    for (const wordsToo of scores ? [true, false] : [true]) {
      for (const without of wordsToo ? tries : [[], ...tries]) {
        const left = Object.fromEntries(Object.entries(chosen).filter(([group]) => !without.includes(group)));
        if (!wordsToo && (known.size || (!Object.keys(left).length && !near))) continue;
        const others = await this.find({ ...asks, scores: wordsToo ? scores : undefined, chosen: left });
        const more = others.filter(({ course }) => (called ? called.has(course) : !known.has(course)));
        if (!more.length) continue;
        if (!called || !nearly.length) answer.without = without.flatMap((group) => chosen[group]);
        answer.nearly = called ? [...more, ...nearly] : [...nearly, ...more];
        answer.withoutWords = !wordsToo;
        return answer;
      }
    }
    return answer;
  }

  /**
   * How many courses there would be with each choice of a group, by its value.
   * @param {string} group
   * @param {Choice[]} choices
   * @param {Asks} asks
   * @returns {Promise<Map<string, number>>}
   */
  async count(group, choices, { scores, chosen }) {
    const { [group]: own = [], ...others } = chosen;
    const table = await this.table([group, ...Object.keys(chosen)]);
    // Needs add up, so each count has those chosen already.
    const before = group === "support" ? own : [];
    const asked = choices.map((choice) => ({ ...others, [group]: [...before, choice] }));
    const counts = choices.map(() => 0);
    eachFitting(table, { scores, chosen: others }, (course, runs) => {
      const isIn = (with_) => runs.some((run) => fits(table, group, with_, course, run.row));
      asked.forEach((with_, place) => isIn(with_) && (counts[place] += 1));
    });
    return new Map(choices.map(({ value }, place) => [value, counts[place]]));
  }
}

// Courses of one main topic that stand next to each other in lists have their cards in one file.
function filesOfCards({ courses, topic: topicsOf }, cardsInFile) {
  const before = {};
  return [...Array(courses).keys()].map((course) => {
    const [topic] = topicsOf(course);
    before[topic] = (before[topic] ?? -1) + 1;
    return `${topic}-${Math.floor(before[topic] / cardsInFile)}`;
  });
}

// Visits each course that fits, with those of its runs that do.
function eachFitting(table, { scores, chosen }, visit) {
  const groups = Object.keys(chosen);
  let first = 0;
  for (let course = 0; course < table.courses; course += 1) {
    const before = first;
    const runs = table.joining(course);
    first += runs.length;
    if (scores && !scores.has(course)) continue;
    const fitting = runs
      .map((_, number) => ({ number, row: before + number }))
      .filter(({ row }) => groups.every((group) => fits(table, group, chosen, course, row)));
    if (fitting.length) visit(course, fitting);
  }
}

// What is only for some people stands below the same for everyone, unless they were asked for; and what is
// free for some below what is free for all, where both were asked for.
function forWhom(table, course, chosen) {
  const onlySome = !chosen.audience && table.audience(course).includes(ONLY);
  const someFree = chosen.cost?.length > 1 && table.cost(course)[0] !== "free";
  return (onlySome ? FOR_SOME : 1) * (someFree ? FOR_SOME : 1);
}

// A single day is up to six weeks, too: who asks for six weeks sees what is called nothing else first.
function asLong(table, row, chosen) {
  const asked = chosen.length?.map(({ value }) => value);
  return asked && !table.length(row).every((one) => asked.includes(one)) ? SHORTER : 1;
}

// Within a group any of the choices will do; of needs, all are needed.
function fits(table, group, chosen, course, row) {
  const values = chosen[group].map(({ value }) => value);
  const value = table[COLUMN_OF[group] ?? group](OF_COURSES.has(group) ? course : row);
  switch (group) {
    case "cost":
      return values.includes(value[0]);
    case "free":
      return (
        value[0] === "free" || (value[0] === "free-if" && value.some((reason) => values.includes(reason)))
      );
    case "support":
      return values.every((need) => value.includes(need));
    case "area":
      return value !== "" && table.venues[value].areas.some((area) => values.includes(area));
    case "starts":
      return chosen.starts.some((choice) => startsWithin(value, choice, table.anyWeek));
    case "time":
    case "day":
      return value.some((meeting) => fitsMeeting(meeting, chosen));
    default:
      return [value].flat().some((one) => values.includes(one));
  }
}

// The runs of a course stand in the order in which one would choose, soonest first.
function bestRun(runs, { near, sort }) {
  if (!near || sort === "soonest") return runs[0];
  return runs.reduce((one, other) => ((other.miles ?? FAR_AWAY) < (one.miles ?? FAR_AWAY) ? other : one));
}

const startsWithin = (start, { value, first, last }, anyWeek) =>
  start === anyWeek || value === anyWeek ? start === value : first <= start && start <= last;

// A Tuesday evening is one meeting, not one on Tuesday and one in the evening.
function fitsMeeting([day, ...times], { day: days, time }) {
  return (
    (!days || days.some(({ value }) => value === day)) &&
    (!time || time.some(({ value }) => times.includes(value)))
  );
}

function milesTo(table, row, near) {
  const at = near && table.venues[table.venue(row)]?.at;
  return at && milesBetween(near, at);
}

// By the first key in which they differ; no two have the same number.
function byKeys({ keys }, other) {
  const place = keys.findIndex((key, at) => key !== other.keys[at]);
  return keys[place] < other.keys[place] ? -1 : 1;
}

function orderOf(sort, near, hasWords, anyWeek) {
  if (sort === "soonest") return ({ joining, starts }) => [joining > 0, starts === anyWeek ? "" : starts];
  const elsewhere = hasWords && sort !== "nearest" ? NOT_NEAR : FAR_AWAY;
  const far = ({ miles }) => miles ?? elsewhere;
  if (near && sort === "nearest") return (one) => [far(one)];
  const fit = (one) =>
    one.score *
    (hasWords ? (HARDER_TO_JOIN[one.joining] ?? HARDEST_TO_JOIN) : 1) *
    (near ? 1 / (1 + far(one) / NEAR_ENOUGH) : 1);
  return (one) => [-fit(one)];
}
