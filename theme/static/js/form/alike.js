// How much a course that is being written and one of another provider do the same: the twin of
// catalogue/planning/alike.py, over what catalogue/planning/neighbours.py writes.

import { wordsIn } from "../letters.js";
import { milesBetween } from "../miles.js";
import { daysBetween } from "./days.js";
import { isOver, sessionsOf, understood } from "./runs.js";

const NEAR = 2; // miles
const NEAR_FOR_A_QUALIFICATION = 3;
const WITHIN = 42; // days
const ALIKE = 0.45;
const MUCH_LONGER = 3;
const SAME_HOURS = 1;
const SAME_DAY = 0.9;
const SAME_PART_OF_DAY = 0.7;
const ANY_WEEK = 0.9;
const AT_THE_EDGE = 0.5;
const LEFT_OUT = ["full", "waiting-list", "cancelled", "postponed"];
const UNSAID = 0.5;
const LONGEST_PHRASE = 4;

/**
 * The course that is being written, ready to be held beside others.
 * @param {Values} values
 * @param {Nearby["subjects"]} subjects
 * @param {string} today
 * @returns {Values}
 */
export function ownOf(values, subjects, today) {
  const { topics = [], level, audiences = ["everyone"], taught_in: languages = ["en"] } = values;
  return {
    title: values.title ?? "",
    topics,
    level,
    audiences,
    only: Boolean(values.only_for_audiences) && !audiences.includes("everyone"),
    languages,
    qualification: Boolean(values.qualification),
    about: weightsOf(values, topics, subjects),
    runs: (values.runs ?? [])
      .map(understood)
      .filter((run) => run.starts && !isOver(run, today) && !LEFT_OUT.includes(run.state))
      .filter(({ venue, delivery }) => venue || delivery === "online")
      .map((run) => ({ ...run, minutes: run.rolling ? 0 : minutesOf(sessionsOf(run, today)) })),
  };
}

const minutesOf = (sessions) => sessions.reduce((sum, { from, to }) => sum + clock(to) - clock(from), 0);
const clock = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function weightsOf(/** @type {Values} */ values, topics, subjects) {
  const { title, summary, you_will_learn: learnt = [], qualification } = values;
  const texts = [[title, 3], [summary, 1], ...learnt.map((text) => [text, 1]), [qualification?.title, 2]];
  const said = texts.map(([text, weight]) => [stemsOf(text), weight]);
  const weights = {};
  for (const topic of topics) {
    const known = new Map(Object.entries(subjects[topic] ?? {}));
    const met = new Map();
    for (const [stems, weight] of said) {
      for (const phrase of phrasesIn(stems, known)) {
        met.set(phrase, (met.get(phrase) ?? 0) + 1);
        const told = known.get(phrase);
        for (const subject of told) {
          const name = `${topic}/${subject}`;
          weights[name] = (weights[name] ?? 0) + weight / told.length / met.get(phrase);
        }
      }
    }
  }
  const length = Math.hypot(Math.sqrt(UNSAID), ...Object.values(weights));
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight / length]));
}

const stemsOf = (text) =>
  wordsIn(text ?? "").map((word) => word.replace(/^(.{3,}?)(?:ings?|ers?|ed|es|e|s)$/, "$1"));

function* phrasesIn(stems, known) {
  for (let place = 0; place < stems.length;) {
    let length = Math.min(LONGEST_PHRASE, stems.length - place);
    while (length && !known.has(stems.slice(place, place + length).join(" "))) length -= 1;
    if (length) yield stems.slice(place, place + length).join(" ");
    place += length || 1;
  }
}

/**
 * Whether the same person could want either.
 * @param {Values} own
 * @param {Values} course
 * @returns {boolean}
 */
export const meets = (own, course) =>
  course.meets.includes(own.level) && audiencesMeet(own, course) && languagesMeet(own, course);

function audiencesMeet(own, course) {
  const without = own.only || course.only ? "everyone" : "";
  const [mine, theirs] = [own, course].map(({ audiences }) => audiences.filter((one) => one !== without));
  return [...mine, ...theirs].includes("everyone") || mine.some((one) => theirs.includes(one));
}

function languagesMeet(own, course) {
  const [mine, theirs] = [own, course].map(({ languages }) => languages.filter((one) => one !== "en"));
  return mine.some((one) => theirs.includes(one)) || (!mine.length && !theirs.length);
}

/**
 * The run of a course that is the most like one that is being written: one overlap, or none.
 * @param {Values} own
 * @param {Values} course
 * @param {Record<string, Values>} venues
 * @returns {Overlap[]}
 */
export function bestRun(own, course, venues) {
  const alike = likeness(own, course);
  if (alike < ALIKE) return [];
  const limit = own.qualification && course.qualification ? NEAR_FOR_A_QUALIFICATION : NEAR;
  const found = course.runs.map(understood).flatMap((run) =>
    own.runs.map((mine) => {
      const miles = milesApart(mine, run, venues);
      const hours = hoursAlike(mine, run);
      if (miles > limit || !hours || !goTogether(mine, run) || !aboutAsLong(mine, run)) return null;
      const score = (alike * (between(miles / limit) + hours + startAlike(mine, run))) / 3;
      return { course, run, miles, score };
    }),
  );
  const [best] = found.filter(Boolean).sort((one, other) => other.score - one.score);
  return best ? [best] : [];
}

function likeness(own, course) {
  if (!own.topics.includes(course.topics[0]) && !course.topics.includes(own.topics[0])) return 0;
  const mine = Object.entries(own.about);
  if (mine.length || Object.keys(course.about).length) {
    return mine.reduce((sum, [name, weight]) => sum + weight * (course.about[name] ?? 0), 0);
  }
  const [words, others] = [own, course].map(({ title }) => new Set(stemsOf(title)));
  const common = [...words].filter((word) => others.has(word)).length;
  return common && common / (words.size + others.size - common);
}

function milesApart(mine, run, venues) {
  if ((mine.venue || null) === run.venue) return 0;
  const [here, there] = [mine, run].map(({ venue }) => venues[venue]?.at);
  return here && there ? milesBetween(here, there) : Infinity;
}

const between = (share) => 1 - (1 - AT_THE_EDGE) * share;

// The nearest two meetings of a week, from 0 to 1.
const hoursAlike = (mine, run) =>
  mine.sessions.length && run.sessions.length
    ? Math.max(...mine.sessions.flatMap((one) => run.sessions.map((other) => hoursOf(one, other))))
    : Number(mine.sessions.length === run.sessions.length) * SAME_HOURS;

function hoursOf(one, other) {
  const sameDay = one.day === other.day;
  if (sameDay && one.from < other.to && other.from < one.to) return SAME_HOURS;
  if (partOf(one) !== partOf(other)) return 0;
  return sameDay ? SAME_DAY : SAME_PART_OF_DAY;
}

const partOf = ({ weekday, from }) => `${weekday > 4} ${Number(from >= "12:00") + Number(from >= "17:00")}`;

function goTogether(mine, run) {
  if (!mine.rolling && !run.rolling) return Math.abs(daysBetween(mine.starts, run.starts)) <= WITHIN;
  return (!mine.ends || run.starts <= mine.ends) && (!run.ends || mine.starts <= run.ends);
}

const startAlike = (mine, run) =>
  mine.rolling || run.rolling ? ANY_WEEK : between(Math.abs(daysBetween(mine.starts, run.starts)) / WITHIN);

function aboutAsLong(mine, run) {
  const [shorter, longer] = [mine.minutes, run.minutes].sort((one, other) => one - other);
  return !shorter || shorter * MUCH_LONGER >= longer;
}
