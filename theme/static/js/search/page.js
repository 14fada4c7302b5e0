// The search page: reads what is asked from the address, understands it, shows tickets.
// Words for people stand in the page, never here.

import { Finder } from "./finder.js";
import { HERE, roundedMiles, whereIs } from "./places.js";
import { corrected } from "./spelling.js";
import { plain, wordsIn } from "./text.js";
import { knowledgeOf, telling, understand, unitsOf } from "./understand.js";
import { scoresOf } from "./words.js";

const PAGE_LENGTH = 10;
const FEW = 3; // where fewer courses fit, some that nearly fit are shown after them
const LONGEST_QUERY = 200;
const EASIEST_TO_GIVE_UP = ["starts", "level", "delivery", "day", "time", "area", "audience", "provider", "cost", "free", "support", "topic"];

const $ = (id) => document.getElementById(id);
const page = $("search");
const says = page.dataset;
const form = $("search-form");
const boxes = { q: $("q"), near: $("near"), sort: $("sort") };
const results = $("results");
const ticket = $("result");
const common = new Set(says.commonWords.split(" "));
const fillers = new Set(plain(says.fillers).split(" "));
const split = (words) => (words ? words.split("|") : []);

const choices = [...document.querySelectorAll("#filters input")].map((box) => ({
  box,
  group: box.closest("[data-group]").dataset.group,
  value: box.value,
  label: box.nextElementSibling.textContent,
  words: split(box.dataset.words),
  first: box.dataset.first,
  last: box.dataset.last,
}));
const places = [...$("places").options].map((option) => ({
  name: option.value,
  at: option.dataset.at.split(",").map(Number),
  words: split(option.dataset.words),
}));
const follows = [...document.querySelectorAll("#follow [data-facet]")].map((line) => ({
  line,
  facet: line.dataset.facet,
  value: line.dataset.value,
  label: line.textContent,
  words: split(line.dataset.words),
}));
const known = knowledgeOf(choices, places, fillers);
const knownToFollow = knowledgeOf(follows, [], fillers);
const finder = new Finder(fetchJson, { firstLetter: Number(says.firstLetter), anyWeek: says.anyWeek });

let asked = 0; // counts searches, so that a late answer to an old question is dropped
let exact = false; // whether the words are to be taken as they were typed
let freeReasons = []; // why courses are likely free for the person, by answers that came along after the #
let answer; // {found, question}: what is shown, and what is waiting to be
let shown = 0;

async function fetchText(name) {
  const answered = await fetch(new URL(says.data + name, document.baseURI));
  if (answered.status === 404) return "";
  if (!answered.ok) throw new Error(`${name}: ${answered.status}`);
  return answered.text();
}

async function fetchJson(name) {
  const text = await fetchText(name);
  return text ? JSON.parse(text) : undefined;
}

const shelf = new Map();
function wordsOf(sound) {
  if (!shelf.has(sound)) shelf.set(sound, fetchText(`words/${sound}.txt`).then((text) => text.split("\n")));
  return shelf.get(sound);
}

// ---- the address and the form say the same ----

function readAddress() {
  const asks = new URLSearchParams(location.search);
  boxes.q.value = (asks.get("q") ?? "").slice(0, LONGEST_QUERY);
  boxes.near.value = (asks.get("near") ?? "").slice(0, LONGEST_QUERY);
  const sort = asks.get("sort");
  boxes.sort.value = [...boxes.sort.options].some(({ value }) => value === sort) ? sort : "best";
  exact = asks.get("as") === "typed";
  for (const { box } of choices) box.checked = asks.getAll(box.name).includes(box.value);
}

// Answers to “Is it free for me?” stand after the #, which no browser sends to anyone.
async function readAnswers() {
  freeReasons = [];
  if (!location.hash.includes("=")) return;
  const { answersFrom, fetchForm, rulesOf, verdict } = await import("../free.js");
  const rules = rulesOf(await fetchForm(says.free));
  const reasons = Object.keys(rules.reasons);
  const answers = answersFrom(location.hash, rules);
  freeReasons = verdict(rules, answers, { kind: "free-if", reasons })
    .reasons.filter((reason) => reason.verdict === "likely")
    .map(({ id }) => ({ group: "free", value: id, label: says.saysFree }));
}

function addressOf(words = boxes.q.value, typed = exact) {
  const asks = new URLSearchParams();
  if (words.trim()) asks.set("q", words.trim());
  if (boxes.near.value.trim()) asks.set("near", boxes.near.value.trim());
  for (const { box } of choices) if (box.checked) asks.append(box.name, box.value);
  if (boxes.sort.value !== "best") asks.set("sort", boxes.sort.value);
  if (typed) asks.set("as", "typed");
  return (asks.size ? `?${asks}` : location.pathname) + (freeReasons.length ? location.hash : "");
}

function writeAddress(keepInHistory) {
  const address = addressOf();
  if (address === (location.search || location.pathname) + location.hash) return;
  history[keepInHistory ? "pushState" : "replaceState"](null, "", address);
}

// ---- what is meant ----

// Returns {units, typed, mended, unknown}: places and filters in the text move to the form.
async function readWords() {
  const typed = boxes.q.value.trim();
  const words = wordsIn(typed);
  if (exact) return { units: telling(unitsOf(words), common, fillers), typed, mended: "", unknown: [] };
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

function chosenByGroup(left = choices.filter(({ box }) => box.checked)) {
  return Object.groupBy([...left, ...freeReasons], ({ group }) => group);
}

// ---- asking ----

async function search({ keepInHistory = false, reread = true } = {}) {
  const number = ++asked;
  results.setAttribute("aria-busy", "true");
  $("count").textContent = says.saysLoading;
  try {
    const question = await ask(reread);
    if (number !== asked) return;
    writeAddress(keepInHistory);
    showQuestion(question);
    await showAnswer(question, number);
  } catch (error) {
    if (number !== asked) return;
    showNothing(says.saysFailed);
  }
  if (number === asked) results.setAttribute("aria-busy", "false");
}

async function ask(reread) {
  const read = reread || !answer ? await readWords() : answer.question.read;
  const where = boxes.near.value.trim();
  const near = where ? await whereIs(where, places, (district) => fetchJson(`near/${district}.json`)) : undefined;
  return { read, near, sort: boxes.sort.value, chosen: chosenByGroup() };
}

function isEmpty({ read, near, chosen }) {
  return !read.typed && !near && !Object.keys(chosen).length;
}

async function showAnswer(question, number) {
  if (isEmpty(question)) return showNothing("");
  const { read, near, sort } = question;
  const asks = { near: near?.at, sort };
  const words = read.units.flatMap((unit) => unit.words).join(" ");
  const some = read.units.length ? await scores(read.units) : undefined;
  if (some) asks.scores = some.scores;
  const hopeless = read.typed && !read.units.length;
  const reached = hopeless && !near && !Object.keys(question.chosen).length ? { first: [], found: [], without: [] } : await relaxed(question, asks);
  if (number !== asked) return;
  answer = { found: reached.found, question, asks };
  shown = 0;
  results.replaceChildren();
  $("count").textContent = counted(reached.first.length || reached.found.length);
  const without = [...new Set(reached.without.map(({ label }) => label))].join(", ");
  tell("relaxed", reached.first.length ? "" : without);
  tell("only-few", reached.first.length ? without : "");
  tell("without-words", reached.withoutWords ? words : "");
  tell("some-words", some && !some.all && reached.found.length && !reached.withoutWords ? words : "");
  const notYet = showFollows(question);
  $("nothing").hidden = reached.found.length > 0 && !reached.without.length && !reached.withoutWords && !hopeless && !notYet;
  await showMore(false);
  if (number === asked) await showCounts();
}

async function scores(units) {
  const { courses, topicsOf } = await finder.topics();
  const address = new URL(says.index + "pagefind.js", document.baseURI).href;
  return scoresOf(units, topicsOf, courses, { address, base: says.home });
}

// What fits everything; where that is nothing or little, also what fits when one filter is given up,
// then several, then the words. It says what was given up.
async function relaxed({ chosen }, asks) {
  const given = EASIEST_TO_GIVE_UP.filter((group) => chosen[group]);
  const tries = [[], ...given.map((group) => [group]), ...given.map((_, place) => given.slice(0, place + 1))];
  let first = [];
  for (const wordsToo of asks.scores ? [true, false] : [true]) {
    for (const without of tries) {
      const left = Object.fromEntries(Object.entries(chosen).filter(([group]) => !without.includes(group)));
      if (!wordsToo && (first.length || (!Object.keys(left).length && !asks.near))) continue;
      const found = await finder.find({ ...asks, scores: wordsToo ? asks.scores : undefined, chosen: left });
      if (!without.length && wordsToo && found.length < FEW && given.length) first = found;
      else if (found.length > first.length) {
        const known = new Set(first.map(({ course }) => course));
        const more = found.filter(({ course }) => !known.has(course));
        return { first, found: [...first, ...more], without: without.flatMap((group) => chosen[group]), withoutWords: !wordsToo };
      }
    }
  }
  return { first, found: first, without: [] };
}

function counted(number) {
  if (number === 0) return says.saysNone;
  return number === 1 ? says.saysOne : says.saysMany.replace("{n}", number.toLocaleString(document.documentElement.lang));
}

// ---- showing what was asked ----

function showQuestion({ read, near }) {
  tell("mended", read.mended);
  if (read.mended) {
    $("as-typed").href = addressOf(read.typed, true);
    $("as-typed").querySelector("[data-gap]").textContent = read.typed;
  }
  tell("unknown", read.unknown.join(", "));
  const note = near?.note ? says[`near${near.note[0].toUpperCase()}${near.note.slice(1)}`] : "";
  tell("near-note", note ? note.replace("{place}", near.name) : "");
  $("near-note").hidden = !note;
  showChips();
  showLookingFor();
}

// A sentence of the page that has one gap, shown only where there is something to fill it with.
function tell(id, text) {
  $(id).hidden = !text;
  ($(id).querySelector("[data-gap]") ?? $(id)).textContent = text;
}

function showChips() {
  const chosen = choices.filter(({ box }) => box.checked);
  const chips = chosen.map(({ box, label }) => chip(label, () => (box.checked = false)));
  if (freeReasons.length) chips.unshift(chip(says.saysFree, () => (freeReasons = [])));
  const place = boxes.near.value.trim();
  if (place) {
    const name = plain(place) === HERE ? says.saysNearYou : says.saysNear.replace("{place}", place);
    chips.unshift(chip(name, () => (boxes.near.value = "")));
  }
  $("chosen").replaceChildren(...chips);
  $("clear").hidden = chips.length < 2;
  for (const group of document.querySelectorAll("[data-group]")) {
    const number = group.querySelectorAll(":checked").length;
    group.querySelector(".filter__chosen").textContent = number || "";
  }
}

function chip(name, remove) {
  const shownChip = $("chip").content.cloneNode(true).firstElementChild;
  shownChip.querySelector("[data-gap]").textContent = name;
  shownChip.querySelector("button").addEventListener("click", () => {
    remove();
    showChips();
    search({ keepInHistory: true, reread: false });
    ($("chosen").querySelector("button") ?? boxes.q).focus();
  });
  return shownChip;
}

// An e-mail the person may send: nothing else tells us what was not found.
function showLookingFor() {
  const link = $("tell-us");
  if (link) link.href = `${link.dataset.start}${encodeURIComponent(new URL(addressOf(), location.href).search)}`;
}

// Shows the feeds of the topics and areas that were asked for; says whether one has no course yet.
function showFollows({ read, near, chosen }) {
  const said = [read.mended || read.typed, near?.name ?? ""];
  const named = said.flatMap((text) => understand(text, knownToFollow).filters);
  const isOneOf = (some, { facet, value }) => some?.some((choice) => choice.group === facet && choice.value === value);
  const wanted = follows.filter((follow) => named.includes(follow) || isOneOf(chosen[follow.facet], follow));
  for (const follow of follows) follow.line.hidden = !wanted.includes(follow);
  return wanted.some((follow) => !isOneOf(choices, follow));
}

// ---- showing what was found ----

function showNothing(words) {
  answer = undefined;
  results.replaceChildren();
  for (const id of ["mended", "unknown", "relaxed", "only-few", "without-words", "some-words", "more"]) $(id).hidden = true;
  $("nothing").hidden = words !== says.saysNone;
  $("count").textContent = words;
  showChips();
}

async function showMore(takeFocus) {
  const { found, question } = answer;
  const next = found.slice(shown, shown + PAGE_LENGTH);
  const number = asked;
  const cards = await Promise.allSettled(next.map(({ course }) => fetchJson(`courses/${course}.json`)));
  if (number !== asked) return;
  const tickets = next.flatMap((one, place) => {
    const card = cards[place].value;
    return card ? [ticketOf(card, one.run, one.miles, question.near)] : [];
  });
  if (!tickets.length && next.length) throw new Error("no cards");
  shown += next.length;
  results.append(...tickets);
  $("more").hidden = shown >= found.length;
  if (takeFocus) tickets[0]?.querySelector("a").focus();
}

function ticketOf(card, number, miles, near) {
  const run = card.runs[number];
  const shownTicket = ticket.content.cloneNode(true).firstElementChild;
  const [state, stateText] = run.state;
  const link = shownTicket.querySelector("a");
  link.href = card.href + (freeReasons.length ? location.hash : number ? `#time-${number + 1}` : "");
  link.textContent = card.title;
  shownTicket.classList.add(`ticket--${state}`);
  shownTicket.querySelector(".state").classList.add(`state--${state}`);
  shownTicket.querySelector(".example-mark").hidden = !card.example;
  const facts = { ...card, ...run, state: stateText };
  for (const place of shownTicket.querySelectorAll("[data-fact]")) place.textContent = facts[place.dataset.fact] ?? "";
  shownTicket.querySelectorAll(".week li").forEach((day, place) => day.classList.toggle("on", run.days.includes(place)));
  shownTicket.querySelector(".ticket__times").append(...run.meetings.map(timeLine));
  const far = shownTicket.querySelector("[data-far]");
  if (miles !== undefined && near?.at) {
    const distance = says.saysMiles.replace("{miles}", roundedMiles(miles).toLocaleString(document.documentElement.lang));
    far.textContent = distance.replace("{place}", near.name === HERE ? says.saysYou : near.name);
  }
  far.hidden = !far.textContent;
  return shownTicket;
}

function timeLine([days, times]) {
  const line = document.createElement("p");
  const day = document.createElement("b");
  line.className = "ticket__time";
  day.textContent = days;
  line.append(day, times ? ` ${times}` : "");
  return line;
}

// Counts cost a column each: only those of groups that stand open are worked out.
async function showCounts() {
  const number = asked;
  for (const group of document.querySelectorAll("[data-group][open]")) {
    const ofGroup = choices.filter((choice) => choice.group === group.dataset.group);
    const asks = { scores: answer?.asks.scores, chosen: answer?.question.chosen ?? {} };
    const counts = await finder.count(group.dataset.group, ofGroup, asks).catch(() => new Map());
    if (number !== asked) return;
    for (const { box, value } of ofGroup) {
      box.closest("label").querySelector(".choice__count").textContent = counts.get(value) ?? "";
    }
  }
}

// ---- listening ----

form.addEventListener("submit", (event) => {
  event.preventDefault();
  exact = false;
  search({ keepInHistory: true });
});
$("filters").addEventListener("change", () => search({ keepInHistory: true, reread: false }));
boxes.sort.addEventListener("change", () => search({ keepInHistory: true, reread: false }));
for (const group of document.querySelectorAll("[data-group]")) group.addEventListener("toggle", () => group.open && showCounts());
$("clear").addEventListener("click", () => {
  for (const { box } of choices) box.checked = false;
  boxes.near.value = "";
  freeReasons = [];
  boxes.q.focus();
  search({ keepInHistory: true, reread: false });
});
$("here").addEventListener("click", () => {
  boxes.near.value = HERE;
  search({ keepInHistory: true });
});
$("more").addEventListener("click", () => showMore(true).catch(() => ($("count").textContent = says.saysFailed)));
addEventListener("popstate", start);

async function start() {
  readAddress();
  await readAnswers().catch(() => {}); // without them every course is shown
  search();
}

$("filters").hidden = false;
$("filters").open = matchMedia("(min-width: 64rem)").matches;
$("here").hidden = !("geolocation" in navigator);
start();
