// What is asked: the form and the address, which say the same, and what is meant by the words.

import { whereIs } from "./places.js";
import { corrected, firstSound, ofPair, SHORTEST } from "./spelling.js";
import { plain, wordsIn } from "../letters.js";
import { phraseKey } from "./text.js";
import { isRead, knowledgeOf, lookedUp, pairsIn, teach, telling, understand, unitsOf } from "./understand.js";

const LONGEST_QUERY = 200;
const LONGEST_PART = 4; // letters of a reference between its blanks

/**
 * An element of the page.
 * @param {string} id
 * @returns {Part}
 */
export const $ = (id) => document.getElementById(id);

/**
 * A copy of what stands in a template of the page.
 * @param {string} id
 * @returns {Part}
 */
export const copyOf = (id) => $(id).content.firstElementChild.cloneNode(true);

/** Words and addresses that the page has for its script. */
export const says = $("search").dataset;

/** The boxes to write in, and the order. */
export const boxes = { q: $("q"), near: $("near"), sort: $("sort") };

/**
 * Words as the page has them.
 * @param {string | undefined} words
 * @returns {string[]}
 */
export const split = (words) => (words ? words.split("|") : []);

/**
 * All choices of all filters.
 * @type {Choice[]}
 */
export const choices = [...document.querySelectorAll("#filters input")].map((box) => ({
  box,
  group: box.closest("[data-group]").dataset.group,
  value: box.value,
  label: box.nextElementSibling.textContent,
  words: split(box.dataset.words),
  first: box.dataset.first,
  last: box.dataset.last,
}));
/** Words that tell nothing. */
export const common = new Set(says.commonWords.split(" "));
const fillers = new Set(plain(says.fillers).split(" "));

/**
 * A point as the page has it.
 * @param {string} text
 * @returns {Point}
 */
export const pointOf = (text) => /** @type {Point} */ (text.split(",").map(Number));

/** @type {Place[]} */
const places = [...$("places").options].map((option) => ({
  name: option.value,
  at: pointOf(option.dataset.at),
  words: split(option.dataset.words),
}));
const called = knowledgeOf(choices, places, fillers, common);

/**
 * What the address says and no box: whether the words are to be taken as they were typed, and why courses are
 * likely free for the person, by answers that came along after the #.
 * @type {{ typed: boolean, freeReasons: Choice[] }}
 */
export const address = { typed: false, freeReasons: [] };

/**
 * The choices that are ticked.
 * @returns {Choice[]}
 */
export const chosen = () => choices.filter(({ box }) => box.checked);

/**
 * They by group, and why courses are likely free.
 * @returns {Chosen}
 */
export function chosenByGroup() {
  /** @type {Chosen} */
  const groups = {};
  for (const choice of [...chosen(), ...address.freeReasons]) {
    groups[choice.group] = [...(groups[choice.group] ?? []), choice];
  }
  return groups;
}

// ---- the address and the form say the same ----

/** Puts what the address says into the form. */
export async function readAddress() {
  const asks = new URLSearchParams(location.search);
  boxes.q.value = (asks.get("q") ?? "").slice(0, LONGEST_QUERY);
  boxes.near.value = (asks.get("near") ?? "").slice(0, LONGEST_QUERY);
  boxes.sort.value = asks.get("sort") ?? "";
  if (!boxes.sort.value) boxes.sort.value = "best"; // there is no other order of that name
  address.typed = asks.get("as") === "typed";
  for (const { box } of choices) box.checked = asks.getAll(box.name).includes(box.value);
  address.freeReasons = await readAnswers().catch(() => []); // without them every course is shown
}

// Answers to “Is it free for me?” stand after the #, which no browser sends to anyone.
async function readAnswers() {
  if (!location.hash.includes("=")) return [];
  const { answersFrom, fetchForm, rulesOf, verdict } = await import("../free.js");
  const rules = rulesOf(await fetchForm(says.free));
  const reasons = Object.keys(rules.reasons);
  const answers = answersFrom(location.hash, rules);
  return verdict(rules, answers, { kind: "free-if", reasons })
    .reasons.filter((reason) => reason.verdict === "likely")
    .map(({ id }) => ({ group: "free", value: id, label: says.saysFree, words: [] }));
}

/**
 * The answers, where a course's page is to have them too.
 * @returns {string}
 */
export const answersHash = () => (address.freeReasons.length ? location.hash : "");

/**
 * The address that says what the form says.
 * @param {string} [words]
 * @param {boolean} [typed]
 * @param {string} [near]
 * @returns {string}
 */
export function addressOf(words = boxes.q.value, typed = address.typed, near = boxes.near.value) {
  const asks = new URLSearchParams();
  if (words.trim()) asks.set("q", words.trim());
  if (near.trim()) asks.set("near", near.trim());
  for (const { box } of chosen()) asks.append(box.name, box.value);
  if (boxes.sort.value !== "best") asks.set("sort", boxes.sort.value);
  if (typed) asks.set("as", "typed");
  return (`${asks}` ? `?${asks}` : location.pathname) + answersHash();
}

/**
 * Puts what the form says into the address.
 * @param {boolean} keepInHistory
 */
export function writeAddress(keepInHistory) {
  const wanted = addressOf();
  if (wanted === (location.search || location.pathname) + location.hash) return;
  if (keepInHistory) history.pushState(null, "", wanted);
  else history.replaceState(history.state, "", wanted);
}

// ---- what is meant ----

/**
 * What is asked. `read` is what was made of the words, if they were read before.
 * @param {Read | undefined} read
 * @param {(name: string) => Promise<any>} fetchJson
 * @param {(sound: string) => Promise<Sound>} soundOf
 * @returns {Promise<Question>}
 */
export async function questionOf(read, fetchJson, soundOf) {
  const meant = read ?? (await readWords(soundOf));
  const where = boxes.near.value.trim();
  const near = where
    ? await whereIs(where, places, (district) => fetchJson(`near/${district}.json`), says)
    : undefined;
  if (near?.note === "mended") boxes.near.value = near.name;
  return { read: meant, near, sort: boxes.sort.value, chosen: chosenByGroup() };
}

/**
 * Whether nothing is asked.
 * @param {Question} question
 * @returns {boolean}
 */
export const isEmpty = ({ read, near, chosen }) => !read.typed && !near && !Object.keys(chosen).length;

// What a text means. Nothing is known of what was asked before: the same words always mean the same.
async function meaningOf(text, soundOf) {
  const soundsIn = (words) => lookedUp(words, common, fillers).map(firstSound);
  const learn = async (sounds) => {
    const files = await Promise.all([...sounds].map(soundOf));
    const known = { ...called, meanings: new Map(called.meanings), titles: new Map() };
    for (const { meanings } of files) teach(known, meanings, text);
    return { ...understand(text, known), known };
  };
  const sounds = new Set(soundsIn(text));
  const meant = await learn(sounds);
  // Words that tell little beside a place or a filter may be all that is left.
  const left = soundsIn(meant.units.flatMap(({ words }) => words).join(" "));
  return left.every((sound) => sounds.has(sound)) ? meant : learn(new Set([...sounds, ...left]));
}

// How each word was written: C++ is read as a word of letters.
const writtenIn = (text) =>
  new Map(text.split(/\s+/).map((one) => [wordsIn(one).join(" "), one.replace(/[.,;:?!"”]+$/, "")]));

// Returns {units, typed, written, mended, unknown, offers}: places and filters in the text move to the form.
async function readWords(soundOf) {
  const typed = boxes.q.value.trim();
  const words = wordsIn(typed);
  const code = !address.typed && (await codeIn(typed, soundOf));
  if (code || address.typed) {
    const units = code ? unitsOf([code]) : telling(unitsOf(words), common, fillers);
    return { units, typed, mended: "", unknown: [] };
  }
  let meant = await meaningOf(typed, soundOf);
  const read = new Map();
  const readAll = async (units) => {
    for (const word of units.flatMap((unit) => unit.words)) {
      if (!read.has(word)) read.set(word, await corrected(word, soundOf, common));
    }
  };
  await readAll(telling(meant.units, common, fillers));
  const wordFor = (word) => read.get(word)?.word || word;
  for (const [place, word] of words.entries()) {
    const one = read.get(word);
    if (!one || one.known || one.word === word) continue;
    const beside = [words[place - 1], words[place + 1]].map((other) => other && wordFor(other));
    const wanted = await ofPair(word, beside, pairsIn(meant.known), soundOf);
    if (wanted) read.set(word, { word: wanted });
  }
  const mended = words.map(wordFor);
  const isMended = mended.some((word, place) => word !== words[place]);
  if (isMended) meant = await meaningOf(mended.join(" "), soundOf);
  moveToForm(meant);
  const moved = Boolean(meant.place || meant.filters.length);
  const units = telling(meant.units, common, fillers, moved);
  await readAll(units);
  const found = units.filter((unit) => !unit.unwanted && (isRead(unit) || read.get(unit.words[0]).known));
  for (const unit of found) look(unit, read);
  const beginning = found.find((unit) => !isRead(unit) && (unit.begins || unit.words[0].length < SHORTEST));
  if (beginning && meant.titled.length) {
    beginning.begins = true;
    found.push({ words: [], topics: [], courses: meant.titled });
  }
  // What begins so most often says what it is about: “photog” is photography.
  for (const unit of found.filter(({ wider }) => !wider)) {
    const longer = phraseKey([read.get(unit.words[0])?.longer ?? ""]);
    const meanings = meant.known.meanings.get(longer);
    unit.wider = meanings?.flatMap(({ topics, wider }) => [...topics, ...wider]);
  }
  const unknown = units.filter((unit) => !unit.unwanted && !found.includes(unit));
  const written = writtenIn(typed);
  const left = moved ? leftOf(words, meant.units, wordFor, written) : typed;
  if (moved) boxes.q.value = units.length ? left : "";
  const looked = found.flatMap((unit) => unit.words);
  const soft = found.length ? meant.soft.filter((word) => !common.has(word) && !fillers.has(word)) : [];
  const unwanted = [...units.filter((unit) => unit.unwanted), ...unitsOf(meant.unwanted)];
  await readAll([...unitsOf(soft), ...unwanted]);
  // A district that is a level too, so either may be meant.
  const level = /^L([1-4])$/.exec(meant.place);
  const offers = level && called.filters.has(plain(level[0])) ? [`${left} level ${level[1]}`.trim()] : [];
  return {
    units: [
      ...found,
      ...unitsOf(soft).map((unit) => look({ ...unit, soft: true }, read)),
      ...unwanted.map((unit) => look({ ...unit, unwanted: true }, read)),
    ],
    typed: moved && !units.length ? "" : left,
    written,
    mended: isMended && looked.some((word) => !words.includes(word)) ? looked.join(" ") : "",
    unknown: unknown.map(({ words: [word] }) => word),
    offers: [...offers, ...unknown.flatMap(({ words: [word] }) => read.get(word).offer || [])],
  };
}

// What is looked for of the words: all of them or none, since a course that fits has all.
function look(unit, read) {
  const found = unit.words.map((word) => read.get(word));
  const known = unit.words.filter((_, place) => found[place]?.known);
  unit.some = known.map((word) => read.get(word).form ?? word);
  unit.literal = known.length === found.length ? unit.some : [];
  unit.begins = found.some((one) => one?.begins);
  return unit;
}

// A course's reference, if there is one: GMA-EVE-26, with its signs, with blanks or without any.
async function codeIn(typed, soundOf) {
  const parts = typed.split(/\s+/).map((token) => wordsIn(token).join(""));
  for (const first of parts.keys()) {
    for (let last = first + 1; last <= parts.length; last += 1) {
      const run = parts.slice(first, last);
      if (run.length > 1 && run.some((part) => part.length > LONGEST_PART)) break;
      const code = run.join("");
      if (/...\d|\d.../.test(code) && (await soundOf("codes")).known.includes(code)) return code;
    }
  }
  return "";
}

// The words as they were typed, without those that became a place or a filter.
function leftOf(words, units, wordFor, written) {
  const left = units.flatMap((unit) => unit.words);
  const kept = words.filter((word) => {
    const at = left.indexOf(wordFor(word));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  const all = kept.length ? kept : units.flatMap((unit) => unit.words);
  return all.map((word) => written.get(word) ?? word).join(" ");
}

function moveToForm({ place, filters }) {
  if (place) boxes.near.value = place;
  for (const choice of filters) choice.box.checked = true;
}
