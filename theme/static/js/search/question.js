// What is asked: the form and the address, which say the same, and what is meant by the words.

import { whereIs } from "./places.js";
import { corrected } from "./spelling.js";
import { plain, wordsIn } from "./text.js";
import { knowledgeOf, telling, understand, unitsOf } from "./understand.js";

const LONGEST_QUERY = 200;

export const $ = (id) => document.getElementById(id);
export const says = $("search").dataset;
export const boxes = { q: $("q"), near: $("near"), sort: $("sort") };
export const split = (words) => (words ? words.split("|") : []);
export const choices = [...document.querySelectorAll("#filters input")].map((box) => ({
  box,
  group: box.closest("[data-group]").dataset.group,
  value: box.value,
  label: box.nextElementSibling.textContent,
  words: split(box.dataset.words),
  first: box.dataset.first,
  last: box.dataset.last,
}));
const common = new Set(says.commonWords.split(" "));
const fillers = new Set(plain(says.fillers).split(" "));
const places = [...$("places").options].map((option) => ({
  name: option.value,
  at: option.dataset.at.split(",").map(Number),
  words: split(option.dataset.words),
}));
const known = knowledgeOf(choices, places, fillers);
// What the address says and no box: whether the words are to be taken as they were typed, and why
// courses are likely free for the person, by answers that came along after the #.
export const address = { typed: false, freeReasons: [] };

export const chosen = () => choices.filter(({ box }) => box.checked);
export const chosenByGroup = () => Object.groupBy([...chosen(), ...address.freeReasons], ({ group }) => group);

// ---- the address and the form say the same ----

export async function readAddress() {
  const asks = new URLSearchParams(location.search);
  boxes.q.value = (asks.get("q") ?? "").slice(0, LONGEST_QUERY);
  boxes.near.value = (asks.get("near") ?? "").slice(0, LONGEST_QUERY);
  const sort = asks.get("sort");
  boxes.sort.value = [...boxes.sort.options].some(({ value }) => value === sort) ? sort : "best";
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
    .map(({ id }) => ({ group: "free", value: id, label: says.saysFree }));
}

// The answers, where a course's page is to have them too.
export const answersHash = () => (address.freeReasons.length ? location.hash : "");

export function addressOf(words = boxes.q.value, typed = address.typed) {
  const asks = new URLSearchParams();
  if (words.trim()) asks.set("q", words.trim());
  if (boxes.near.value.trim()) asks.set("near", boxes.near.value.trim());
  for (const { box } of chosen()) asks.append(box.name, box.value);
  if (boxes.sort.value !== "best") asks.set("sort", boxes.sort.value);
  if (typed) asks.set("as", "typed");
  return (asks.size ? `?${asks}` : location.pathname) + answersHash();
}

export function writeAddress(keepInHistory) {
  const wanted = addressOf();
  if (wanted === (location.search || location.pathname) + location.hash) return;
  history[keepInHistory ? "pushState" : "replaceState"](null, "", wanted);
}

// ---- what is meant ----

// Returns {read, near, sort, chosen}. `read` is what was made of the words, if they were read before.
export async function questionOf(read, fetchJson, wordsOf) {
  read ??= await readWords(wordsOf);
  const where = boxes.near.value.trim();
  const near = where ? await whereIs(where, places, (district) => fetchJson(`near/${district}.json`), says) : undefined;
  return { read, near, sort: boxes.sort.value, chosen: chosenByGroup() };
}

export const isEmpty = ({ read, near, chosen }) => !read.typed && !near && !Object.keys(chosen).length;

// Returns {units, typed, mended, unknown}: places and filters in the text move to the form.
async function readWords(wordsOf) {
  const typed = boxes.q.value.trim();
  const words = wordsIn(typed);
  if (address.typed) return { units: telling(unitsOf(words), common, fillers), typed, mended: "", unknown: [] };
  let meant = understand(typed, known);
  const mends = new Map();
  for (const { words: said, topics } of telling(meant.units, common, fillers)) {
    if (!topics.length) mends.set(said[0], await corrected(said[0], wordsOf, common));
  }
  const mended = words.map((word) => mends.get(word) || word);
  const isMended = mended.some((word, place) => word !== words[place]);
  if (isMended) meant = understand(mended.join(" "), known);
  moveToForm(meant);
  const moved = Boolean(meant.place || meant.filters.length);
  const units = telling(meant.units, common, fillers, moved);
  const unknown = units.filter(({ words: [word] }) => mends.get(word) === "");
  const found = units.filter((unit) => !unknown.includes(unit));
  const left = moved ? leftOf(words, meant, mends) : typed;
  if (moved) boxes.q.value = units.length ? left : "";
  const looked = found.flatMap((unit) => unit.words);
  return {
    units: found,
    typed: moved && !units.length ? "" : left,
    mended: isMended && looked.some((word) => !words.includes(word)) ? looked.join(" ") : "",
    unknown: unknown.map(({ words: [word] }) => word),
  };
}

// The words as they were typed, without those that became a place or a filter.
function leftOf(words, { units }, mends) {
  const left = units.flatMap((unit) => unit.words);
  const kept = words.filter((word) => {
    const at = left.indexOf(mends.get(word) || word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return (kept.length ? kept : units.flatMap((unit) => unit.words)).join(" ");
}

function moveToForm({ place, filters }) {
  if (place) boxes.near.value = place;
  for (const choice of filters) choice.box.checked = true;
}
