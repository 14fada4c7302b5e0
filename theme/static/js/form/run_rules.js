// The rules about days and times, of one run and of all runs of a course together: catalogue/rules/
// says why.

import { isDay, numberOf, textOf, weekdayOf } from "./days.js";

const YEAR = 365; // and a run lasts less
const NOON = 12 * 60;
const [EARLY, LATE] = [8 * 60, 22 * 60];
const [SHORT, LONG] = [15, 9 * 60];
const EVENING = "16:00"; // when a class may begin that is said to be in the evening

/**
 * In which order two texts stand.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export const compare = (one, other) => (one < other ? -1 : +(one > other));

/**
 * What is wrong with the runs of a course, and with the day it was last checked.
 * @param {any} values
 * @param {string} today
 * @param {any} words
 * @yields {any}
 */
export function* runs(values, today, words) {
  const now = numberOf(today);
  const all = values.runs.map(readRun);
  yield* evening(values, all, words);
  for (const [index, run] of all.entries()) {
    yield* dates(run, ["runs", index], now, words);
    yield* sessions(run, ["runs", index], now, words);
    if (!run.venue && run.delivery !== "online") yield words.say(["runs", index], "no-venue");
    if (run.venue && run.delivery === "online") yield words.say(["runs", index, "venue"], "venue-online");
  }
  yield* twins(all, words);
  yield* over(all, now, words);
  yield* checked(numberOf(values.checked), now, today, words);
}

function readRun(row) {
  const starts = numberOf(row.starts);
  return {
    ...row,
    starts,
    ends: row.ends ? numberOf(row.ends) : row.rolling ? null : starts,
    applyBy: row.apply_by ? numberOf(row.apply_by) : null,
    left: (row.no_class_on ?? []).map(numberOf),
    sessions: row.sessions ?? [],
    delivery: row.delivery ?? "in-person",
  };
}

function* dates({ starts, ends, applyBy, rolling }, field, today, words) {
  const both = { first: words.dayText(starts), last: words.dayText(ends ?? starts) };
  const say = (name, code, day, reason) =>
    words.say([...field, name], code, { day: words.dayText(day), ...both }, reason);
  if (starts - today > 2 * YEAR + 1) yield say("starts", "start-far-away", starts);
  if (today - starts > 30 * YEAR) yield say("starts", "strange-year", starts, "start-long-ago");
  if (ends === null) return;
  if (ends < starts) yield say("ends", "ends-before-start", ends);
  else if (ends - starts > 5 * YEAR) yield say("ends", "strange-year", ends, "goes-on-for-years");
  else if (ends - starts >= YEAR && !rolling) {
    const given = { weeks: Math.floor((ends - starts) / 7), meant: aYearOrLess(starts, ends) };
    yield words.say([...field, "ends"], "long-run", given);
  } else if (applyBy !== null && applyBy > ends) yield say("apply_by", "apply-too-late", ends);
}

// Where every run is over: what is new may have a slip in its year.
function* over(runs, now, { say, dayText }) {
  if (!runs.every(({ ends }) => ends !== null && ends < now)) return;
  const fresh = [...runs.entries()].filter(([, { id }]) => id === undefined);
  for (const [index, { starts, ends }] of fresh) {
    yield say(["runs", index, ends === starts ? "starts" : "ends"], "already-over", { day: dayText(ends) });
  }
  if (!fresh.length && runs.every(({ ends }) => now - ends > YEAR)) yield say(["runs"], "long-past");
}

// The same day of the year in which the run would last a year at most.
function aYearOrLess(starts, ends) {
  const [last, rest] = [Number(textOf(ends).slice(0, 4)), textOf(ends).slice(4)];
  for (let year = last - 1; year > 0; year -= 1) {
    const day = `${String(year).padStart(4, "0")}${rest === "-02-29" ? "-02-28" : rest}`;
    if (numberOf(day) - starts < YEAR) return day;
  }
  return textOf(ends);
}

function* twins(runs, { say, dayText }) {
  const keys = runs.map(({ venue, delivery, starts, ends, sessions, reference, note }) => {
    const lines = sessions.map(({ day, from, to, every_weeks: weeks }) =>
      [day, from, to, Number(weeks ?? 1)].join(),
    );
    return JSON.stringify([venue, delivery, starts, ends, [...new Set(lines)].sort(), reference, note]);
  });
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (first < index) {
      yield say(["runs", index], "run-twice", { number: first + 1, day: dayText(runs[index].starts) });
    }
    const { id } = runs[index];
    const named = runs.findIndex((run) => id && run.id === id);
    if (id && named < index) yield say(["runs", index, "id"], "run-id-twice", { number: named + 1 });
  }
}

const modulo = (number, by) => ((number % by) + by) % by;

function* sessions(run, field, today, words) {
  const { say, days } = words;
  const lines = run.sessions.map((line) => {
    const cycle = 7 * Number(line.every_weeks ?? 1);
    const weekday = days.findIndex((day) => day.toLowerCase() === line.day);
    return {
      ...line,
      cycle,
      weekday,
      name: days[weekday],
      first: modulo(weekday - weekdayOf(run.starts), cycle),
    };
  });
  yield* times(lines, field, words);
  if (run.ends !== null && run.ends < run.starts) return;
  const meetsOn = (line, day) =>
    day >= run.starts &&
    (run.ends === null || day <= run.ends) &&
    modulo(day - run.starts, line.cycle) === line.first;
  let fits = true;
  for (const [index, line] of lines.entries()) {
    const out = run.left.filter((day) => meetsOn(line, day)).length;
    const span = run.ends - run.starts - line.first;
    if (run.ends === null || (span >= 0 && Math.floor(span / line.cycle) + 1 > out)) continue;
    fits = false;
    yield neverComes(run, line, out, [...field, "sessions", index, "day"], words);
  }
  const isOver = run.ends !== null && run.ends < today;
  fits &&= !isOver && !(run.ends !== null && run.ends - run.starts >= YEAR); // said elsewhere, and one slip
  if (fits && lines.length) yield* firstAndLast(run, lines, field, words);
  const stray = run.left
    .filter((day) => !lines.some((line) => meetsOn(line, day)))
    .sort((one, two) => one - two);
  if (stray.length) yield noClassAnyway(run, lines, stray, [...field, "no_class_on"], words);
  const isKnown = lines.length || Number(run.own_time_hours ?? 0) || run.delivery === "online";
  if (!isOver && run.state !== "cancelled" && !isKnown) yield say(field, "no-times");
}

// See that there is a class on the days that people are shown.
function* firstAndLast({ starts, ends }, lines, field, { say, listed, dayText, days }) {
  if (lines.some(({ cycle }) => cycle > 7)) return; // the first day says which weeks are meant
  const weekdays = [...new Set(lines.map(({ weekday }) => weekday))].sort((one, other) => one - other);
  const named = listed(
    weekdays.map((day) => days[day]),
    "and",
  );
  const tell = (name, words, day, meant) =>
    say(
      [...field, name],
      "not-a-class-day",
      { date: dayText(day), days: named, meant: textOf(meant) },
      words,
    );
  const first = Math.min(...lines.map((line) => line.first));
  if (!weekdays.includes(weekdayOf(starts)) && isDay(textOf(starts + first))) {
    yield tell("starts", "first-day-no-class", starts, starts + first);
  }
  if (ends !== null && !weekdays.includes(weekdayOf(ends))) {
    const after = Math.min(...lines.map((line) => modulo(ends - starts - line.first, line.cycle)));
    yield tell("ends", "last-day-no-class", ends, ends - after);
  }
}

const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

// Which time of a session looks wrong, by its name, and why.
function oddHours({ from, to }) {
  const [first, last] = [minutesOf(from), minutesOf(to)];
  const length = last - first;
  if (length > LONG) return { name: "to", words: "long-class", hours: Math.floor((length * 10) / 60) / 10 };
  if (length < SHORT) return { name: "to", words: "short-class", minutes: length };
  if (first < EARLY) return { name: "from", words: "begins-early", other: timeOf(first + NOON) };
  if (last > LATE) return { name: "to", words: "ends-late", other: timeOf(last - NOON) };
  return undefined;
}

function* evening(values, runs, { say }) {
  const name = ["title", "summary"].find((part) => /\bevenings?\b/i.test(values[part]));
  const starts = runs.flatMap(({ sessions: lines }) => lines.map(({ from }) => from)).sort();
  if (!name || !starts.length || minutesOf(starts[0]) < EARLY || starts.at(-1) >= EVENING) return;
  const run = runs.findIndex(({ sessions: lines }) => lines.length);
  yield say(["runs", run, "sessions", 0, "from"], "no-evening", { name, start: starts.at(-1) });
}

function* times(lines, field, { say }) {
  const latest = {};
  for (const [index, { from, to }] of lines.entries()) {
    if (to <= from) {
      yield say([...field, "sessions", index, "to"], "ends-before-it-begins", { start: from, end: to });
      continue;
    }
    const odd = oddHours({ from, to });
    if (odd) {
      yield say(
        [...field, "sessions", index, odd.name],
        "odd-hours",
        { start: from, end: to, ...odd },
        odd.words,
      );
    }
  }
  const timed = [...lines.entries()].filter(([, line]) => line.to > line.from);
  for (const [index, line] of timed.sort(([, one], [, two]) => compare(one.from, two.from))) {
    const other = latest[line.day];
    if (other && line.from < other.to) {
      yield say([...field, "sessions", index], "sessions-overlap", {
        day: line.name,
        start: other.from,
        end: other.to,
      });
    }
    if (!other || line.to > other.to) latest[line.day] = line;
  }
}

function neverComes(run, line, out, field, { say, dayText, days }) {
  const code = "day-never-comes";
  const given = {
    day: line.name,
    first: days[weekdayOf(run.starts)].toLowerCase(),
    date: dayText(run.starts),
  };
  if (out) return say(field, code, given, "every-day-left-out");
  if (run.ends === run.starts) return say(field, code, given, "other-single-day");
  return say(field, code, { ...given, starts: dayText(run.starts), ends: dayText(run.ends) });
}

function noClassAnyway(run, lines, stray, field, { say, phrase, listed, dayText }) {
  const named = stray.slice(0, 4).map(dayText);
  if (stray.length > 4) named.push(phrase("more-days", { count: stray.length - 4 }));
  let mend = phrase("meets-on", { days: listed(new Set(lines.map(({ name }) => name)), "and") });
  if (!lines.length) mend = phrase("add-sessions", {});
  else if (run.ends !== null && (stray[0] > run.ends || stray.at(-1) < run.starts)) {
    mend = phrase("look-at-year", { day: dayText(run.starts) });
  }
  return say(field, "no-class-anyway", { days: listed(named, "and"), mend });
}

function* checked(date, now, today, { say, dayText }) {
  const given = { day: dayText(date), today };
  if (date > now) yield say(["checked"], "checked-in-future", given);
  else if (now - date > YEAR) yield say(["checked"], "checked-long-ago", given);
}
