// The search page: finds what fits what is asked, shows it ten at a time, and listens to the person.

import { milesBetween, roundedMiles } from "../miles.js";
import "./filters.js";
import { Finder } from "./finder.js";
import { showHelp } from "./help.js";
import { HERE } from "./places.js";
import {
  $,
  address,
  addressOf,
  answersHash,
  boxes,
  choices,
  chosen,
  common,
  isEmpty,
  pointOf,
  questionOf,
  readAddress,
  says,
  split,
  writeAddress,
} from "./question.js";
import { firstSound, wordsOfSound } from "./spelling.js";
import { plain } from "./text.js";
import { knowledgeOf, understand } from "./understand.js";
import { scoresOf } from "./words.js";

const PAGE_LENGTH = 8; // each is 0.6 KB of the first answer, which has a budget
const MOST_ADVISERS = 3;
const { lang } = document.documentElement;

const results = $("results");
const shelf = new Map();
const follows = [...document.querySelectorAll("#follow [data-facet]")].map((line) => ({
  line,
  facet: line.dataset.facet,
  value: line.dataset.value,
  label: line.textContent,
  words: split(line.dataset.words),
}));
const knownToFollow = knowledgeOf(follows, []);
const advisers = [...$("advisers").children];
const finder = new Finder(fetchJson, { firstLetter: Number(says.firstLetter), anyWeek: says.anyWeek });

let needsHelp = false; // whether somebody to ring is named above the courses
let asked = 0; // counts searches, so that a late answer to an old question is dropped
let answer; // {found, fitting, head, …}: what was found, how many of it fit, and the heading of the rest
const ownTitle = document.title;

// Gives nothing where there is no such file.
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

function soundOf(sound) {
  if (!shelf.has(sound)) shelf.set(sound, wordsOfSound(sound, fetchText, common));
  return shelf.get(sound);
}

// ---- another build ----

// Since this page came the site may have been published anew: then its courses are out of date, and its
// files may be gone. It is loaded again and comes back as it was, once for each build, whatever caches say.
async function isOfBefore() {
  try {
    const answered = await fetch(says.buildFile, { cache: "no-cache" });
    const now = answered.ok ? await answered.text() : says.build;
    return now !== says.build && now !== sessionStorage.build && now;
  } catch {
    return false; // There is no network, or the browser keeps nothing for us.
  }
}

function loadAgain(build) {
  sessionStorage.build = build;
  remember(true);
  location.reload();
}

// ---- asking ----

async function search({ keepInHistory = false, reread = true, shown = 0 } = {}) {
  const number = ++asked;
  if (keepInHistory) remember(false); // before anything changes, as where one is costs a layout then
  results.setAttribute("aria-busy", "true");
  tell("count", says.saysLoading);
  const another = number > 1 && isOfBefore();
  if (reread) needsHelp = showHelp(boxes.q.value);
  try {
    const question = await questionOf(reread ? undefined : answer?.question.read, fetchJson, soundOf);
    if (number !== asked) return;
    writeAddress(keepInHistory);
    const build = await another;
    if (number !== asked) return;
    if (build) return void loadAgain(build);
    if (isEmpty(question)) {
      tellQuestion(question);
      showNothing("");
    } else await showAnswer(question, number, Math.max(shown, PAGE_LENGTH));
  } catch {
    const build = await isOfBefore();
    if (number !== asked) return;
    if (build) return void loadAgain(build);
    showNothing(says.saysFailed);
  }
  if (number !== asked) return;
  results.setAttribute("aria-busy", "false");
  const shows = answer?.fitting ? counted("show", answer.fitting) : says.saysClose;
  $("sheet-show").textContent = answer ? shows : says.saysBack;
}

// The words are those that were read before: a filter, a place or the order has changed.
function searchAgain() {
  search({ keepInHistory: true, reread: false });
}

// ---- showing what was asked ----

// Words of the page with their gaps filled.
const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);

// Languages have up to six plural forms: the page has the words of each.
function counted(what, number) {
  const words = (form) => $("search").getAttribute(`data-says-${what}-${form}`);
  const text = words(new Intl.PluralRules(lang).select(number)) ?? words("other");
  return fill(text, { n: number.toLocaleString(lang) });
}

function tellQuestion({ read, near }) {
  tellOffers(read, near);
  tell("mended", read.mended);
  if (read.mended) {
    $("as-typed").href = addressOf(read.typed, true);
    $("as-typed").querySelector("[data-gap]").textContent = read.typed;
  }
  tell("near-note", near?.note ? fill($("near-note").dataset[near.note], { place: near.name }) : "");
  showLookingFor();
  showAdvisers(near?.at);
}

// The nearest people to ring, or all of them.
function showAdvisers(near) {
  const far = ({ dataset }) => milesBetween(near, pointOf(dataset.at));
  const lines = near ? [...advisers].sort((one, other) => far(one) - far(other)) : advisers;
  $("advisers").append(...lines);
  lines.forEach((line, place) => (line.hidden = near && place >= MOST_ADVISERS));
}

// Other words or places that may be meant: links to asking for them.
function tellOffers({ offers = [] }, near) {
  const links = [
    // Who may be in trouble is told whom to ring, and asked nothing.
    ...(needsHelp ? [] : offers).map((words) => [words, addressOf(words)]),
    ...(near?.offers ?? []).map((name) => [name, addressOf(undefined, undefined, name)]),
  ];
  tell("did-you-mean", links.length ? " " : "");
  for (const [textContent, href] of links) {
    const link = Object.assign(document.createElement("a"), { textContent, href });
    const gap = $("did-you-mean").querySelector("[data-gap]");
    gap.append(gap.firstElementChild ? " · " : "", link);
  }
}

// What was found, or what no course has.
function headline({ read, near }, { fitting, nearly }, some) {
  if (near?.note === "unknown") return fill(says.saysNowhere, { place: near.name });
  if (fitting.length) return counted("found", fitting.length);
  const now = some?.narrower ?? [];
  const asWritten = (words) => words.replace(/\S+/g, (word) => read.written?.get(word) ?? word);
  const none = new Set([...now.map(({ typed }) => typed), ...read.unknown, ...(some?.missing ?? [])]);
  const words = [...none].map(asWritten).join(", ");
  if (words) return fill(now.some(({ isName }) => isName) ? says.saysNoneNow : says.saysNoneWith, { words });
  return nearly.length ? says.saysNotAll : says.saysNone;
}

// The heading above courses that do not fit all that was asked, and how they differ.
function headOfNearly({ without, withoutWords }, narrower = []) {
  const head = $("nearly").content.cloneNode(true).firstElementChild;
  const [title, text] = head.children;
  const labels = [...new Set(without.map(({ label }) => label))].join(", ");
  const topic = narrower[0]?.topic;
  const others = choices.find(({ group, value }) => group === "topic" && value === topic)?.label;
  if (others) title.textContent = fill(says.saysOthers, { topic: others });
  if (labels) text.textContent = fill(says.saysBut, { words: labels });
  else if (!others) text.textContent = withoutWords ? says.saysTheRest : says.saysSome;
  return head;
}

// A sentence of the page that has one gap, shown only where there is something to fill it with.
function tell(id, text) {
  $(id).hidden = !text;
  ($(id).querySelector("[data-gap]") ?? $(id)).textContent = text;
}

function showChips() {
  const ticked = chosen();
  /** @type {[string, () => void][]} */
  const chips = ticked.map(({ box, label }) => [label, () => (box.checked = false)]);
  if (address.freeReasons.length) chips.unshift([says.saysFree, () => (address.freeReasons = [])]);
  const [words, place] = [boxes.q.value.trim(), boxes.near.value.trim()];
  const titled = chips.map(([name]) => name);
  if (place) {
    const isHere = plain(place) === HERE;
    const name = isHere ? says.saysNearYou : fill(says.saysNear, { place });
    chips.unshift([name, () => (boxes.near.value = "")]);
    titled.unshift(words ? fill(says.saysWordsNear, { words, place: isHere ? says.saysYou : place }) : name);
  } else if (words) titled.unshift(words);
  document.title = titled.length ? `${titled.join(", ")} – ${ownTitle}` : ownTitle;
  $("chosen").textContent = "";
  $("chosen").append(...chips.map(chip));
  $("clear").hidden = chips.length < 2;
  for (const { box } of chosen()) box.disabled = false;
  for (const group of document.querySelectorAll("[data-group]")) {
    const number = ticked.filter((choice) => choice.group === group.dataset.group).length;
    const shown = group.querySelector(".filter__chosen");
    shown.textContent = `${number || ""}`;
    shown.nextElementSibling.textContent = number ? counted("chosen", number) : "";
  }
}

function chip([name, remove]) {
  const shownChip = $("chip").content.cloneNode(true).firstElementChild;
  shownChip.querySelector("[data-gap]").textContent = name;
  shownChip.querySelector("button").addEventListener("click", () => {
    remove();
    showChips();
    searchAgain();
    ($("chosen").querySelector("button") ?? boxes.q).focus();
  });
  return shownChip;
}

// An e-mail the person may send: nothing else tells us what was not found.
function showLookingFor() {
  const link = $("tell-us");
  if (link) {
    link.href = `${link.dataset.start}${encodeURIComponent(new URL(addressOf(), location.href).search)}`;
  }
}

// Shows the feeds of the topics and areas that were asked for; says whether one has no course yet.
function showFollows({ read, near, chosen }) {
  const said = [read.mended || read.typed, near?.name ?? ""];
  const named = said.flatMap((text) => understand(text, knownToFollow).filters);
  const topics = read.units.flatMap((unit) => [...unit.topics, ...(unit.wider ?? [])]);
  const isOneOf = (some, { facet, value }) =>
    some?.some((choice) => choice.group === facet && choice.value === value);
  const wanted = follows.filter(
    (follow) =>
      named.includes(follow) || topics.includes(follow.value) || isOneOf(chosen[follow.facet], follow),
  );
  for (const follow of follows) follow.line.hidden = !wanted.includes(follow);
  return wanted.some((follow) => !isOneOf(choices, follow));
}

// ---- showing what was found ----

async function showAnswer(question, number, shown) {
  const { read, near, sort, chosen } = question;
  // “Courses” and “classes” tell nothing: all have them.
  const tells = read.units.length + read.unknown.length > 0;
  const some = read.typed && tells ? await scores(read.units) : undefined;
  const asks = { scores: some?.scores, near: near?.at, sort, chosen };
  // Words that no course has are words that none of these has.
  const whole = read.unknown.length || some?.narrower.length ? new Set() : some?.whole;
  const reached = await finder.findOrGiveUp({ ...asks, whole });
  if (number !== asked) return;
  const { fitting, nearly, without } = reached;
  // Nobody can say that there is nothing who has not looked.
  const found = [...fitting, ...nearly];
  if (some?.titlesOnly && !found.length) throw new Error("words were looked for in titles only");
  const head = nearly.length && headOfNearly(reached, some?.narrower);
  answer = { found, fitting: fitting.length, head, question, asks, tickets: [] };
  // All at once, when the tickets are there: each time the page changes it is laid out anew.
  const tellAll = () => {
    tellQuestion(question);
    showChips();
    tell("count", headline(question, reached, some));
    const notYet = showFollows(question);
    $("nothing").hidden = fitting.length > 0 && !without.length && !notYet;
    $("titles-only").hidden = !some?.titlesOnly;
  };
  await showTickets(shown, tellAll);
  if (number === asked) await showCounts();
}

async function scores(units) {
  const { courses, topicsOf } = await finder.topics();
  const address = new URL(says.index + "pagefind.js", document.baseURI).href;
  const titles = () => fetchJson("titles.json");
  const longer = async (word) =>
    (await soundOf(firstSound(word))).known.filter((one) => one.startsWith(word));
  return scoresOf(units, topicsOf, courses, { address, base: says.home, titles, longer });
}

function showNothing(words) {
  answer = undefined;
  results.textContent = "";
  for (const note of document.querySelectorAll(".note")) note.hidden = true;
  $("more").hidden = true;
  $("nothing").hidden = words !== says.saysNone;
  tell("count", words);
  showChips();
}

// Shows the first `number` of what was found, and `tellAll` what else there is to say of a new answer; else
// the first that was not there takes the focus. Those that did not come are missed, and come next time.
async function showTickets(number, tellAll) {
  const { found, question, tickets } = answer;
  const ofSearch = asked;
  const wanted = found.slice(0, number).map((one, place) => tickets[place] ?? ticketFor(one, question));
  const came = (await Promise.allSettled(wanted)).map((/** @type {any} */ { value }) => value);
  if (ofSearch !== asked) return;
  if (came.length && !came.some(Boolean)) throw new Error("no cards");
  const fresh = came.find((ticket, place) => ticket && !tickets[place]);
  answer.tickets = came;
  tellAll?.();
  results.textContent = "";
  const shown = [...came];
  if (answer.head && number > answer.fitting) shown.splice(answer.fitting, 0, answer.head);
  results.append(...shown.filter(Boolean));
  $("missing").hidden = came.every(Boolean);
  $("more").hidden = number >= found.length;
  if (!tellAll) (fresh?.querySelector("a") ?? $("try-again")).focus();
}

async function showMore(number) {
  const build = await isOfBefore();
  if (!build) return showTickets(number);
  answer.tickets.length = number; // so many are shown when the page comes back
  loadAgain(build);
}

async function ticketFor({ course, run, miles }, { near, chosen }) {
  return ticketOf(await fetchJson(`courses/${course}.json`), run, miles, near, chosen.support ?? []);
}

function ticketOf(card, number, miles, near, needs) {
  const run = card.runs[number];
  const ticket = $("result").content.cloneNode(true).firstElementChild;
  const [state, stateText] = run.state;
  const link = ticket.querySelector("a");
  link.href = card.href + (answersHash() || (number ? `#time-${number + 1}` : ""));
  link.textContent = card.title;
  ticket.classList.add(`ticket--${state}`);
  ticket.querySelector(".state").classList.add(`state--${state}`);
  ticket.querySelector(".example-mark")?.toggleAttribute("hidden", !card.example); // a public site has none
  // What was asked for is said of those that have it.
  const has = needs.filter(({ value }) => run.has.includes(value)).map(({ label }) => label);
  const facts = { ...card, ...run, state: stateText, has: has.join(", ") };
  for (const place of ticket.querySelectorAll("[data-fact]")) {
    place.textContent = facts[place.dataset.fact] ?? "";
  }
  ticket
    .querySelectorAll(".week li")
    .forEach((day, place) => day.classList.toggle("on", run.days.includes(place)));
  ticket.querySelector(".ticket__begins").before(...run.meetings.flatMap((line) => [timeLine(line), " "]));
  const far = ticket.querySelector("[data-far]");
  if (miles !== undefined && near?.at) {
    const place = near.name === HERE ? says.saysYou : near.name;
    far.textContent = fill(says.saysMiles, { miles: roundedMiles(miles).toLocaleString(lang), place });
  }
  far.hidden = !far.textContent;
  // The page of the course says how far it is, too. It is kept for that page, until the tab is closed.
  link.onclick = () => {
    try {
      sessionStorage.distance = JSON.stringify([link.href, number, far.textContent]);
    } catch {
      // The browser keeps nothing for us.
    }
  };
  return ticket;
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
  for (const { dataset } of document.querySelectorAll("[data-group][open]")) {
    const ofGroup = choices.filter((choice) => choice.group === dataset.group);
    const asks = { scores: answer?.asks.scores, chosen: answer?.asks.chosen ?? {} };
    const counts = await finder.count(dataset.group, ofGroup, asks).catch(() => new Map());
    if (number !== asked) return;
    for (const { box, value } of ofGroup) {
      box.closest("label").querySelector(".choice__count").textContent = counts.get(value) ?? "";
      // What leads nowhere cannot be ticked; what is ticked, or being used, can always be let go.
      box.disabled = counts.get(value) === 0 && !box.checked && box !== held();
    }
  }
}

// ---- listening ----

$("search-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  address.typed = false;
  const isTouched = matchMedia("(pointer: coarse)").matches;
  // The keys on the screen go away when no box has the focus.
  if (isTouched) for (const box of [boxes.q, boxes.near]) box.blur();
  await search({ keepInHistory: true });
  if (isTouched) $("found").scrollIntoView();
});
$("filters").addEventListener("change", searchAgain);
boxes.sort.addEventListener("change", searchAgain);
for (const group of document.querySelectorAll("[data-group]")) {
  group.addEventListener("toggle", () => group.open && showCounts());
}
$("clear").addEventListener("click", () => {
  for (const { box } of choices) box.checked = false;
  boxes.near.value = "";
  address.freeReasons = [];
  boxes.q.focus();
  searchAgain();
});
$("here").addEventListener("click", () => {
  boxes.near.value = HERE;
  search({ keepInHistory: true });
});
$("more").addEventListener("click", () => showMore(answer.tickets.length + PAGE_LENGTH));
$("try-again").addEventListener("click", () => showMore(answer.tickets.length));
addEventListener("popstate", start);

/** @param {Event} [event] */
async function start(event) {
  clearTimeout(soon);
  const left = history.state ?? {};
  await readAddress();
  const number = asked + 1;
  await search({ shown: Number(left.shown) || 0 });
  const isTyping = !event && [boxes.q, boxes.near].includes(held());
  if (number === asked && !isTyping) comeBack(left);
}

// ---- coming back: what the address does not say stands beside it in the history ----

const held = () => /** @type {Part} */ (document.activeElement);

// How many are shown, where one is in the list, what has the focus, and what is typed and not yet asked.
function remember(isLeaving) {
  const { id, name, value } = held();
  const href = held().getAttribute("href");
  const state = {
    shown: answer?.tickets.length,
    scroll: scrollY,
    focus: id ? `#${id}` : href ? `a[href="${href}"]` : name && `[name="${name}"][value="${value}"]`,
    typed: isLeaving ? [boxes.q.value, boxes.near.value] : undefined,
  };
  history.replaceState(state, "");
}

/** @param {{ scroll?: number, focus?: string, typed?: string[] }} state */
function comeBack({ scroll, focus, typed }) {
  if (typed) [boxes.q.value, boxes.near.value] = typed;
  const control = focus && $("search").querySelector(focus);
  if (control) {
    for (let fold = control.closest("fieldset, .button"); fold; fold = fold.parentElement) {
      if (fold.localName === "details" && fold !== $("filters")) fold.open = true;
    }
    control.focus({ preventScroll: true });
  }
  if (scroll) scrollTo({ top: scroll, behavior: "instant" });
}

const rememberLeaving = () => results.getAttribute("aria-busy") === "true" || remember(true);

// Before the page is left, as what is said then comes too late for one that is loaded again.
let soon;
for (const type of ["scroll", "focusin", "input"]) {
  addEventListener(type, () => {
    clearTimeout(soon);
    soon = setTimeout(rememberLeaving, 400);
  });
}
addEventListener("pagehide", rememberLeaving);
// The page as it was left, but that WebKit empties its boxes, after this event.
addEventListener("pageshow", ({ persisted }) => persisted && setTimeout(bringBack));

async function bringBack() {
  const build = await isOfBefore();
  if (build) return void loadAgain(build);
  if (!answer || results.getAttribute("aria-busy") === "true") return start();
  const { typed } = history.state ?? {};
  await readAddress();
  comeBack({ typed });
  showChips();
}

$("here").hidden = !("geolocation" in navigator);
start();
document.documentElement.classList.add("started");
