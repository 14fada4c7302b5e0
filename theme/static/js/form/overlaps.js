// Courses of other providers that are much like one that is being written, and courses of its own
// provider of nearly the same name. Only the site's own files are read.

import { milesBetween, roundedMiles } from "../miles.js";
import { runWords, understood } from "./runs.js";
import { plain, say } from "./template.js";
import { wordingOf } from "./wording.js";

const NEAR = 3; // miles: further apart, two courses serve different people
const SHOWN = 3;
const MUCH_ALIKE = 0.6;
const NOON = "12:00";
const FIVE = "17:00";

/**
 * What runs now on the topics of a course, from the files below `folder`.
 * @param {Values} values
 * @param {string} folder
 * @returns {Promise<Values[]>}
 */
export async function nearbyOf({ topics = [] }, folder) {
  const files = await Promise.all(
    topics.map((topic) => jsonAt(`${folder}near/${encodeURIComponent(topic)}.json`)),
  );
  return [...new Map(files.flat().map((course) => [course.id, course])).values()];
}

/**
 * The courses of a provider as [title, name] pairs.
 * @param {string} provider
 * @param {string} folder
 * @returns {Promise<[title: string, name: string][]>}
 */
export const coursesOf = (provider, folder) =>
  jsonAt(`${folder}courses/${encodeURIComponent(provider)}.json`);

async function jsonAt(address) {
  const reply = await fetch(address).catch(() => null);
  return reply?.ok ? reply.json() : [];
}

/**
 * The few courses of others most alike, the most alike first: about the same, at the same level, both online
 * or near, in the same months. `nearby` is what nearbyOf gives.
 * @param {Values} values
 * @param {Values[]} nearby
 * @param {{ provider: string }} about
 * @param {PreviewFile} data
 * @returns {Overlap[]}
 */
export function overlapsOf(values, nearby, { provider }, data) {
  const mine = (values.runs ?? []).map(understood).filter(({ starts }) => starts);
  return nearby
    .filter(
      ({ id, level, topics }) =>
        !id.startsWith(`${provider}/`) && level === values.level && sameMain(topics, values.topics ?? []),
    )
    .flatMap((course) => bestOf(course, mine, data.venues))
    .sort((one, other) => other.sameTime - one.sameTime || one.miles - other.miles)
    .slice(0, SHOWN);
}

const sameMain = (theirs, ours) => theirs.includes(ours[0]) && ours.includes(theirs[0]);

function bestOf(course, mine, venues) {
  const pairs = course.runs.map(understood).flatMap((run) => mine.map((own) => alike(own, run, venues)));
  const [best] = pairs
    .filter(Boolean)
    .sort((one, other) => other.sameTime - one.sameTime || one.miles - other.miles);
  return best ? [{ course, ...best }] : [];
}

function alike(own, run, venues) {
  const miles = apart(own, run, venues);
  if (miles > NEAR || !together(own, run)) return null;
  const parts = new Set(own.sessions.map(part));
  return { run, miles, sameTime: run.sessions.some((one) => parts.has(part(one))) };
}

function apart(own, run, venues) {
  if (own.delivery === "online" || run.delivery === "online") {
    return own.delivery === run.delivery ? 0 : Infinity;
  }
  const [here, there] = [own, run].map(({ venue }) => venues[venue]?.at);
  return here && there ? milesBetween(here, there) : Infinity;
}

const together = (one, other) => one.starts <= (other.ends ?? "9") && other.starts <= (one.ends ?? "9");
const part = ({ day, from }) => `${day} ${from < NOON ? "morning" : from < FIVE ? "afternoon" : "evening"}`;

/**
 * The own courses whose name is nearly the same, as [title, name] pairs. `file` is that of this course.
 * @param {string | undefined} title
 * @param {string} file
 * @param {[title: string, name: string][]} courses
 * @returns {[title: string, name: string][]}
 */
export function namesakesOf(title, file, courses) {
  const own = wordsOf(title ?? "");
  return courses
    .filter(([other, name]) => name !== file && likeness(own, wordsOf(other)) >= MUCH_ALIKE)
    .slice(0, SHOWN);
}

const wordsOf = (title) =>
  new Set(
    title
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.filter((word) => !["a", "and", "for", "in", "of", "the", "to", "with", "your"].includes(word)),
  );

function likeness(one, other) {
  const common = [...one].filter((word) => other.has(word)).length;
  return common && common / (one.size + other.size - common);
}

/**
 * Says an overlap in words: pieces for a line of its own. `says` are sentences, by name.
 * @param {Overlap} overlap
 * @param {Record<string, string>} says
 * @param {string} today
 * @param {PreviewFile} data
 * @returns {Pieces[]}
 */
export function overlapWords({ course, run, miles }, says, today, data) {
  const wording = wordingOf(data);
  const words = runWords(data, wording, today);
  const when = words
    .meetings(run)
    .map(({ days, times }) => [days, times && ` ${times}`].map(plain).join(""))
    .join("; ");
  const [where, provider] = [words.where(run).name, data.providers[course.id.split("/")[0]]?.name];
  const distance = wording.number(roundedMiles(miles));
  const level = data.terms.levels[course.level]?.[0];
  const sentence = run.delivery === "online" ? says.online : miles < 0.05 ? says.same : says.near;
  return say(sentence, { when, where, distance, level, title: course.title, provider });
}
