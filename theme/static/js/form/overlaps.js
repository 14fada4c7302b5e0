// Courses of other providers that are much like one that is being written, and courses of its own
// provider of nearly the same name. Only the site's own files are read.

import { bestRun, meets, ownOf } from "./alike.js";
import { roundedMiles } from "../miles.js";
import { runWords } from "./runs.js";
import { plain, say } from "./template.js";
import { wordingOf } from "./wording.js";

const SHOWN = 3;
const MUCH_ALIKE = 0.6;

/**
 * What is taught on the topics of a course, from the files below `folder`.
 * @param {Values} values
 * @param {string} folder
 * @returns {Promise<Nearby>}
 */
export async function nearbyOf({ topics = [] }, folder) {
  const asked = topics.map((topic) => jsonAt(`${folder}near/${encodeURIComponent(topic)}.json`));
  const files = await Promise.all(asked);
  const courses = files.flatMap((file) => file.courses ?? []);
  return {
    courses: [...new Map(courses.map((course) => [course.id, course])).values()],
    subjects: Object.fromEntries(topics.map((topic, place) => [topic, files[place].subjects ?? {}])),
  };
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
 * The few courses of others most alike, the most alike first. `nearby` is what nearbyOf gives.
 * @param {Values} values
 * @param {Nearby} nearby
 * @param {{ id: string, provider: string, today: string }} about
 * @param {PreviewFile} data
 * @returns {Overlap[]}
 */
export function overlapsOf(values, { courses, subjects }, { id, provider, today }, data) {
  const own = ownOf(values, subjects, today);
  return courses
    .filter((one) => !one.id.startsWith(`${provider}/`) && !one.known.includes(id) && meets(own, one))
    .flatMap((course) => bestRun(own, course, data.venues))
    .sort((one, other) => other.score - one.score || (one.course.id < other.course.id ? -1 : 1))
    .slice(0, SHOWN);
}

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
