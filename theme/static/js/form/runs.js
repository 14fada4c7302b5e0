// When and where a run is, and whether one can join: what catalogue/site/views/runs.py, sessions.py
// and catalogue.py say, of a run as a file has it. Fields may be missing or half written.

import { WEEKDAYS, daysBetween, isDay, numberOf, plus, weekdayOf } from "./days.js";
import { say } from "./template.js";

const DATES = 16;
const NEXT_TO = 21;
const SPEAK_FOR_THEMSELVES = ["open", "over"];
const HALF_A_YEAR = 26 * 7;
const JOINING = { open: 0, "few-left": 0, "waiting-list": 1, full: 2, postponed: 3, cancelled: 4 };

const isTime = (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text ?? "");

/**
 * A run of a file with what can be understood of it, and the usual values where it is silent.
 * @param {Values} run
 * @returns {Run}
 */
export function understood(run) {
  const day = (text) => (isDay(text) ? text : null);
  const starts = day(run.starts);
  return {
    ...run,
    starts,
    ends: day(run.ends) ?? (run.rolling ? null : starts),
    apply_by: day(run.apply_by),
    delivery: run.delivery || "in-person",
    state: Object.hasOwn(JOINING, run.state ?? "") ? run.state : "open",
    no_class_on: (run.no_class_on ?? []).filter(isDay).sort(),
    sessions: (run.sessions ?? [])
      .filter(({ day: name, from, to }) => WEEKDAYS.includes(name) && isTime(from) && isTime(to))
      .map((one) => ({ ...one, weekday: WEEKDAYS.indexOf(one.day), every: Number(one.every_weeks) || 1 })),
  };
}

/**
 * Whether its last day has passed.
 * @param {Run} run
 * @param {string} today
 * @returns {boolean}
 */
export const isOver = (run, today) => Boolean(run.ends && run.ends < today);

// It does not take place, or not when it was to.
const isOff = ({ state }) => state === "cancelled" || state === "postponed";

/**
 * Whether somebody can still join.
 * @param {Run} run
 * @param {string} today
 * @returns {boolean}
 */
export function canJoin(run, today) {
  const last = run.apply_by ?? run.starts ?? today;
  return JOINING[run.state] === 0 && (Boolean(run.rolling) || last >= today) && !isOver(run, today);
}

/**
 * Orders runs by the day they start, the latest first.
 * @param {Run} one
 * @param {Run} other
 * @returns {number}
 */
export const latestFirst = ({ starts: one }, { starts: other }) => compare(other ?? "", one ?? "");

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Those one can join first, then by the day they start.
 * @param {Run[]} runs
 * @param {string} today
 * @returns {Run[]}
 */
export function inOrder(runs, today) {
  const order = (run) => [
    JOINING[run.state] * 2 + Number(!canJoin(run, today)),
    Math.max(daysBetween(today, run.starts ?? today), 0),
  ];
  return [...runs].sort((one, other) => {
    const [[joining, days], [otherJoining, otherDays]] = [order(one), order(other)];
    return joining - otherJoining || days - otherDays;
  });
}

/**
 * The dated meetings of a run in order; of one without an end, for half a year.
 * @param {Run} run
 * @param {string} today
 * @returns {Meeting[]}
 */
export function sessionsOf(run, today) {
  if (!run.starts) return [];
  const last = run.ends ?? plus(today, HALF_A_YEAR);
  const found = [];
  for (const { weekday, every, from, to } of run.sessions) {
    const cycle = 7 * every;
    const first = (((weekday - weekdayOf(numberOf(run.starts))) % cycle) + cycle) % cycle;
    for (let day = plus(run.starts, first); day && day <= last; day = plus(day, cycle)) {
      if (!run.no_class_on.includes(day)) found.push({ day, from, to });
    }
  }
  const key = ({ day, from, to }) => day + from + to;
  return found.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/**
 * What words a run as residents read it; `data` is preview.json, `wording` that of wording.js.
 * @param {PreviewFile} data
 * @param {Wording} wording
 * @param {string} today
 * @returns {Record<string, (run: Run) => any>}
 */
export function runWords(data, wording, today) {
  const { words, dateElement } = wording;

  function begins(run) {
    const sentence = () => {
      if (isOff(run)) return words.off;
      if (isOver(run, today)) return words.finished;
      if (run.rolling) return run.starts > today ? words.any_week_from : words.any_week;
      if (run.starts && run.starts < today) return words.started;
      if (run.starts === today) return words.starts_today;
      return run.starts && run.starts === run.ends ? words.on : words.starts;
    };
    const begins = say(sentence(), {
      day: wording.nearElement(isOver(run, today) && !isOff(run) ? run.ends : run.starts, today),
    });
    if (!run.rolling || !run.ends || isOver(run, today) || isOff(run)) return begins;
    return say(words.until, { begins, day: wording.shortElement(run.ends) });
  }

  function lengthUntil(run, count) {
    const said = length(run, count);
    if (!run.ends || run.rolling || run.ends === run.starts || isOver(run, today) || !said) return said;
    return say(words.length_until, { length: said, day: wording.shortElement(run.ends) });
  }

  function length(run, count) {
    if (run.rolling && !run.ends) return words.as_long;
    if (!run.starts) return "";
    if (run.ends === run.starts) return words.one_day;
    const weeks = wording.counted(
      words.weeks,
      Math.max(Math.floor(daysBetween(run.starts, run.ends) / 7), 0) + 1,
    );
    return count
      ? say(words.weeks_and_classes, { weeks, classes: wording.counted(words.classes, count) })
      : weeks;
  }

  function meetings(run) {
    if (!run.sessions.length) {
      return [{ days: run.delivery === "online" ? words.own_time : words.ask_days, times: "" }];
    }
    const lines = new Map();
    for (const one of run.sessions) {
      const times = wording.times(one.from, one.to);
      const key = `${times} ${one.every}`;
      if (!lines.has(key)) lines.set(key, { times, every: one.every, days: new Set() });
      lines.get(key).days.add(one.weekday);
    }
    const once = run.starts && run.starts === run.ends;
    return [...lines.values()].map(({ times, every, days }) => ({
      days: daysWords([...days].sort(), every, once),
      times,
    }));
  }

  function daysWords(days, every, once) {
    const names = wording.list(days.map((day) => words.days[day]));
    if (once) return names;
    if (every > 1) return say(words.every[every] ?? words.every[6], { days: names });
    return days.join("") === "01234" ? words.weekdays : wording.list(days.map((day) => words.weekly[day]));
  }

  function where(run) {
    const id = run.venue || "";
    if (!id) {
      const name = run.delivery === "online" ? words.online : words.ask_where;
      return { name, href: "", area: "", address: "", example: false, line: name };
    }
    const venue = data.venues[id] ?? { name: id, address: "", area: "", example: false };
    const line = [venue.name, venue.address].filter(Boolean).join(", ");
    return { ...venue, href: data.hrefs.venue.replace("{id}", id), line };
  }

  function state(run) {
    const made = (/** @type {string} */ kind, /** @type {string[]} */ [text, meaning]) => ({
      kind,
      text,
      meaning,
      shut: !["open", "few-left", "late"].includes(kind),
    });
    if (isOver(run, today) && !isOff(run)) return made("over", words.over);
    if (run.state !== "open" || canJoin(run, today)) return made(run.state, data.terms.states[run.state]);
    return made(
      "late",
      run.apply_by && run.apply_by < today && run.starts >= today ? words.late_to_apply : words.late,
    );
  }

  function datesHeading(run, all, toCome) {
    if (!run.ends && toCome.length <= DATES) return words.half_year;
    const every = all.length === toCome.length && all.length <= DATES;
    return wording.counted(every ? words.all_dates : words.next_dates, Math.min(toCome.length, DATES));
  }

  function noClass(run, all) {
    const days = run.no_class_on.filter((day) => day >= today);
    if (!days.length) return "";
    const breaks = [];
    for (const day of days) {
      const before = breaks.at(-1) ?? [];
      const last = before.at(-1);
      const held = last && all.some((one) => last < one.day && one.day < day);
      if (last && daysBetween(last, day) <= NEXT_TO && !held) before.push(day);
      else breaks.push([day]);
    }
    const said = breaks.map((some) =>
      some.length === 1 ? wording.shortDate(some[0]) : wording.span(some[0], some.at(-1)),
    );
    return say(words.no_class, { days: wording.list(said) });
  }

  /**
   * All of it, as the template of a course asks for it.
   * @param {Run} run
   * @returns {Values}
   */
  function view(run) {
    const over = isOver(run, today);
    const all = sessionsOf(run, today);
    const toCome = isOff(run) ? [] : all.filter(({ day }) => day >= today);
    const stands = state(run);
    return {
      key: "",
      strip: words.letters.map((letter, day) => ({
        letter,
        on: run.sessions.some(({ weekday }) => weekday === day),
      })),
      meetings: meetings(run),
      begins: begins(run),
      length: lengthUntil(run, all.length),
      delivery: data.terms.delivery[run.delivery]?.[0] ?? "",
      face_to_face: run.delivery === "in-person",
      where: where(run),
      state: stands,
      sessions: all.length > 1 ? toCome.slice(0, DATES).map(session) : [],
      sessions_heading: datesHeading(run, all, toCome),
      no_class: noClass(run, all),
      own_time:
        run.own_time_hours > 0 ? say(words.own_hours, { hours: wording.number(run.own_time_hours) }) : "",
      places: run.places > 0 && !stands.shut ? wording.counted(words.places, run.places) : "",
      room: SPEAK_FOR_THEMSELVES.includes(stands.kind) ? "" : stands.meaning,
      apply_by: run.apply_by && !over ? dateElement(run.apply_by) : "",
      note: run.note ?? "",
      calendar: "", // there is none before the course is published
      subscription: "",
    };
  }

  const session = ({ day, from, to }) => ({
    day: dateElement(day, `${day}T${from}`),
    times: wording.times(from, to),
    minutes: "",
  });

  return { begins, meetings, where, state, view };
}
