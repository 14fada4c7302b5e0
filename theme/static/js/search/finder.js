// Which courses fit, in which order: columns of facts, one letter a course or a run
// (catalogue/site/search/fact_columns.py). Fetches only the columns that a question needs.

import { milesBetween } from "../miles.js";

const OF_COURSES = new Set(["topic", "level", "audience", "provider", "cost", "free"]);
const COLUMN_OF = { area: "venue", time: "when", day: "when", free: "cost" };
const NOT_NEAR = 4; // miles: where a course online, or at a place we cannot find, stands among others
const NEAR_ENOUGH = 1.5; // miles that halve how well a course fits
const HARDER_TO_JOIN = [1, 0.7]; // by how hard it is: open, or begun
const HARDEST_TO_JOIN = 0.5;
const FEW = 3; // where fewer courses fit, some that nearly fit are shown after them
const EASIEST_TO_GIVE_UP =
  "starts level delivery day time area audience provider cost free support topic".split(" ");

// The columns, each fetched once. One that did not come is fetched again when it is asked for next.
function columnsOf(fetchJson, firstLetter) {
  const fetched = new Map();

  function get(name) {
    if (!fetched.has(name)) {
      const coming = fetchJson(name);
      coming.catch(() => fetched.delete(name));
      fetched.set(name, coming);
    }
    return fetched.get(name);
  }

  async function column(name) {
    const { sets, rows } = await get(`facets/${name}.json`);
    return (row) => sets[rows.charCodeAt(row) - firstLetter];
  }

  // Everything that finding and counting by these groups needs, so that the rest is no waiting.
  async function table(groups, { near, sort }) {
    const names = new Set(["joining", ...groups.map((group) => COLUMN_OF[group] ?? group)]);
    if (near) names.add("venue");
    if (sort === "soonest") names.add("starts");
    const columns = await Promise.all([...names].map(column));
    const found = Object.fromEntries([...names].map((name, place) => [name, columns[place]]));
    found.venues = names.has("venue") ? await get("venues.json") : {};
    found.courses = (await get("facets/joining.json")).rows.length;
    return found;
  }

  return { get, column, table };
}

/** Finds courses in the columns. */
export class Finder {
  /**
   * `fetchJson` gets a file of the search data by its name.
   * @param {(name: string) => Promise<any>} fetchJson
   * @param {{ firstLetter: number, anyWeek: string }} letters
   */
  constructor(fetchJson, { firstLetter, anyWeek }) {
    this.columns = columnsOf(fetchJson, firstLetter);
    this.anyWeek = anyWeek;
  }

  /**
   * How many courses there are, and a function that tells the topics of one, the main first.
   * @returns {Promise<{ courses: number, topicsOf: (course: number) => string[] }>}
   */
  async topics() {
    const [{ rows }, topicsOf] = await Promise.all([
      this.columns.get("facets/topic.json"),
      this.columns.column("topic"),
    ]);
    return { courses: rows.length, topicsOf };
  }

  /**
   * The courses that fit, best first. `scores` are how well each course fits the words, where there are
   * words; `sort` is best, nearest or soonest.
   * @param {Asks} asks
   * @returns {Promise<Found[]>}
   */
  async find({ scores, chosen, near, sort }) {
    const groups = Object.keys(chosen);
    const table = await this.columns.table(groups, { near, sort });
    const found = [];
    eachCourse(table, scores, (course, runs) => {
      if (!groups.every((group) => !OF_COURSES.has(group) || fits(table, group, chosen, course))) {
        return;
      }
      const fitting = runs.filter((run) =>
        groups.every((group) => OF_COURSES.has(group) || fits(table, group, chosen, run.row, this.anyWeek)),
      );
      if (!fitting.length) return;
      for (const run of fitting) run.miles = near ? milesTo(table, run.row, near) : undefined;
      const best = bestRun(fitting, { near, sort });
      found.push({
        course,
        run: best.number,
        miles: best.miles,
        joining: table.joining(course)[best.number],
        starts: table.starts?.(best.row),
        score: scores?.get(course) ?? 1,
      });
    });
    return found.sort(orderOf(sort, near, Boolean(scores), this.anyWeek));
  }

  /**
   * Returns {first, found, without, withoutWords}: `first` fit everything. Where that is nothing or little,
   * `found` have others after them that fit `without` the choices of one group, of several, or without the
   * words.
   * @param {Asks} asks
   * @returns {Promise<{ first: Found[], found: Found[], without: Choice[], withoutWords?: boolean }>}
   */
  async findOrGiveUp({ scores, chosen, ...asks }) {
    const given = EASIEST_TO_GIVE_UP.filter((group) => chosen[group]);
    const tries = [
      [],
      ...given.map((group) => [group]),
      ...given.map((_, place) => given.slice(0, place + 1)),
    ];
    let first = [];
    for (const wordsToo of scores ? [true, false] : [true]) {
      for (const without of tries) {
        const left = Object.fromEntries(Object.entries(chosen).filter(([group]) => !without.includes(group)));
        if (!wordsToo && (first.length || (!Object.keys(left).length && !asks.near))) continue;
        const found = await this.find({ ...asks, scores: wordsToo ? scores : undefined, chosen: left });
        if (!without.length && wordsToo && found.length < FEW && given.length) first = found;
        else if (found.length > first.length) {
          const known = new Set(first.map(({ course }) => course));
          const more = found.filter(({ course }) => !known.has(course));
          return {
            first,
            found: [...first, ...more],
            without: without.flatMap((group) => chosen[group]),
            withoutWords: !wordsToo,
          };
        }
      }
    }
    return { first, found: first, without: [] };
  }

  /**
   * How many courses there would be with each choice of a group, by its value.
   * @param {string} group
   * @param {Choice[]} choices
   * @param {Asks} asks
   * @returns {Promise<Map<string, number>>}
   */
  async count(group, choices, { scores, chosen }) {
    const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== group));
    const counts = new Map();
    const ofNeeds = group === "support"; // needs add up, so each count has those chosen already
    for (const choice of choices) {
      const asked = { ...others, [group]: ofNeeds ? [...(chosen[group] ?? []), choice] : [choice] };
      counts.set(choice.value, (await this.find({ scores, chosen: asked })).length);
    }
    return counts;
  }
}

function eachCourse(table, scores, visit) {
  let row = 0;
  for (let course = 0; course < table.courses; course += 1) {
    const runs = table.joining(course).length;
    if (!scores || scores.has(course)) {
      visit(
        course,
        Array.from({ length: runs }, (_, number) => ({ number, row: row + number })),
      );
    }
    row += runs;
  }
}

// Within a group any of the choices will do; of needs, all are needed.
function fits(table, group, chosen, row, anyWeek) {
  const values = chosen[group].map(({ value }) => value);
  const value = table[COLUMN_OF[group] ?? group](row);
  switch (group) {
    case "cost":
      return values.includes(value[0]);
    case "free":
      return (
        value[0] === "free" || (value[0] === "free-if" && value.some((reason) => values.includes(reason)))
      );
    case "delivery":
      return values.includes(value);
    case "support":
      return values.every((need) => value.includes(need));
    case "area":
      return value !== "" && table.venues[value].areas.some((area) => values.includes(area));
    case "starts":
      return chosen.starts.some((choice) => startsWithin(value, choice, anyWeek));
    case "time":
    case "day":
      return value.some((meeting) => fitsMeeting(meeting, chosen));
    default:
      return value.some((one) => values.includes(one));
  }
}

// The runs of a course stand in the order in which one would choose, soonest first.
function bestRun(runs, { near, sort }) {
  if (!near || sort === "soonest") return runs[0];
  return runs.reduce((one, other) => ((other.miles ?? Infinity) < (one.miles ?? Infinity) ? other : one));
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
  const at = table.venues[table.venue(row)]?.at;
  return at ? milesBetween(near, at) : undefined;
}

function orderOf(sort, near, hasWords, anyWeek) {
  const byNumber = (one, other) => one.course - other.course;
  const canJoinFirst = (one, other) => Number(one.joining > 0) - Number(other.joining > 0);
  const nearest = (one, other) => (one.miles ?? Infinity) - (other.miles ?? Infinity) || byNumber(one, other);
  if (sort === "soonest") {
    const day = ({ starts }) => (starts === anyWeek ? "" : starts);
    return (one, other) =>
      canJoinFirst(one, other) ||
      (day(one) < day(other) ? -1 : day(one) > day(other) ? 1 : byNumber(one, other));
  }
  if (near && (sort === "nearest" || !hasWords)) return (one, other) => nearest(one, other) || 0;
  if (!hasWords) return byNumber;
  const fit = ({ score, joining, miles }) =>
    score *
    (HARDER_TO_JOIN[joining] ?? HARDEST_TO_JOIN) *
    (near ? 1 / (1 + (miles ?? NOT_NEAR) / NEAR_ENOUGH) : 1);
  return (one, other) => fit(other) - fit(one) || byNumber(one, other);
}
