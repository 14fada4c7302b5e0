// The search page: finds what fits what is asked, shows it eight at a time, and listens to the person.

import { comeBack, held, remember } from "./back.js";
import { scoresOf, withWord } from "./words.js";
import "./filters.js";
import { Finder } from "./finder.js";
import { showHelp } from "./help.js";
import { kept } from "./kept.js";
import { HERE } from "./places.js";
import {
  $,
  address,
  boxes,
  choices,
  chosen,
  common,
  copyOf,
  isEmpty,
  questionOf,
  readAddress,
  says,
  split,
  writeAddress,
} from "./question.js";
import { counted, fill, headline, headOfNearly, tell, tellQuestion } from "./saying.js";
import { firstSound, SHORTEST, wordsOfSound } from "./spelling.js";
import { spaced } from "./text.js";
import { plain, wordsIn } from "../letters.js";
import { ticketOf } from "./tickets.js";

const PAGE_LENGTH = 8;
const PATIENCE = 400; // milliseconds

const results = $("results");
const follows = [...document.querySelectorAll("#follow [data-facet]")].map((line) => ({
  line,
  facet: line.dataset.facet,
  value: line.dataset.value,
  names: [line.textContent, ...split(line.dataset.words)].map(spaced),
}));
const finder = new Finder(fetchJson, {
  firstLetter: Number(says.firstLetter),
  anyWeek: says.anyWeek,
  cardsInFile: Number(says.cardsInFile),
});

let needsHelp = false; // whether somebody to ring is named above the courses
let asked = 0; // counts searches, so that a late answer to an old question is dropped
let another; // the promise to know whether there is another build, where that was asked already
let answer; // {found, fitting, head, …}: what was found, how many of it fit, and the heading of the rest
const ownTitle = document.title;

// Gives nothing where there is no such file.
async function fetchText(name) {
  const answered = await fetch(says.data + name);
  if (answered.status === 404) return "";
  if (!answered.ok) throw new Error(`${name}: ${answered.status}`);
  return answered.text();
}

async function fetchJson(name) {
  const text = await fetchText(name);
  return text ? JSON.parse(text) : undefined;
}

const soundOf = kept((sound) => wordsOfSound(sound, fetchText, common));

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

/**
 * Whether there is another build, which is loaded, unless something else was asked meanwhile.
 * @param {Promise<string | false> | false} [asking]
 * @param {number} [shown]
 * @returns {Promise<string | false>}
 */
async function loadsAgain(asking = isOfBefore(), shown = answer?.tickets.length) {
  const number = asked;
  const build = await asking;
  if (build && number === asked) {
    sessionStorage.build = build;
    remember(shown);
    location.reload();
  }
  return build;
}

// ---- asking ----

// What an answer needs comes while it is typed, so that nobody waits for it: it is most of the work. Its
// cards mostly lie in one file with that of the course that fits a word best.
const foresee = kept(async (word) => {
  const { known } = await soundOf(firstSound(word));
  if (known.includes(word)) await finder.card((await withWord(word))[0].course);
});

const isBusy = () => results.getAttribute("aria-busy") === "true";

// Each time the page changes it is laid out anew: an answer that comes at once needs no words before it.
function sayLooking() {
  if (isBusy()) {
    results.classList.add("slow");
    tell("count", says.saysLoading);
  }
}

async function search({ keepInHistory = false, reread = true, shown = 0 } = {}) {
  const number = ++asked;
  // Before anything changes, as where one is costs a layout then.
  if (keepInHistory && stale) remember(answer?.tickets.length);
  results.setAttribute("aria-busy", "true");
  setTimeout(sayLooking, PATIENCE);
  const asking = number > 1 && (another ?? isOfBefore());
  another = undefined;
  if (reread) needsHelp = showHelp(boxes.q.value);
  try {
    const question = await questionOf(reread ? undefined : answer?.question.read, finder.get, soundOf);
    if (number !== asked) return;
    writeAddress(keepInHistory);
    if ((await loadsAgain(asking)) || number !== asked) return;
    if (isEmpty(question)) showNothing("");
    else await showAnswer(question, number, Math.max(shown, PAGE_LENGTH));
  } catch {
    if ((await loadsAgain()) || number !== asked) return;
    showNothing(says.saysFailed);
  }
  if (number !== asked) return;
  results.setAttribute("aria-busy", "false");
  const close = answer ? says.saysClose : says.saysBack;
  $("sheet-show").textContent = answer?.fitting ? counted("show", answer.fitting) : close;
  rememberSoon();
}

// The words are those that were read before: a filter, a place or the order has changed.
function searchAgain() {
  search({ keepInHistory: true, reread: false });
}

// ---- showing what was asked ----

function showChips() {
  const ticked = chosen();
  const words = boxes.q.value.trim();
  const place = boxes.near.value.trim();
  /** @type {[string, () => void][]} */
  const chips = ticked.map(({ box, label }) => [label, () => (box.checked = false)]);
  if (address.freeReasons.length) chips.unshift([says.saysFree, () => (address.freeReasons = [])]);
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
  for (const { box } of ticked) box.disabled = false;
  for (const group of document.querySelectorAll("[data-group]")) {
    const number = ticked.filter((choice) => choice.group === group.dataset.group).length;
    const shown = group.querySelector(".filter__chosen");
    shown.textContent = `${number || ""}`;
    shown.nextElementSibling.textContent = number ? counted("chosen", number) : "";
  }
}

function chip([name, remove]) {
  const shownChip = copyOf("chip");
  shownChip.querySelector("[data-gap]").textContent = name;
  shownChip.querySelector("button").onclick = () => {
    remove();
    showChips();
    searchAgain();
    ($("chosen").querySelector("button") ?? boxes.q).focus();
  };
  return shownChip;
}

// Shows the feeds of the topics and areas that were asked for; says whether one has no course yet.
function showFollows({ read, near, chosen }) {
  const said = spaced(`${read.mended || read.typed} ${near?.name}`);
  const topics = read.units.flatMap((unit) => [...unit.topics, ...(unit.wider ?? [])]);
  const isOneOf = (some, { facet, value }) =>
    some?.some((choice) => choice.group === facet && choice.value === value);
  const wanted = follows.filter(
    (follow) =>
      follow.names.some((name) => said.includes(name)) ||
      topics.includes(follow.value) ||
      isOneOf(chosen[follow.facet], follow),
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
  if (some?.titlesOnly && !found.length) throw new Error();
  const head = nearly.length && headOfNearly(reached, some?.narrower);
  answer = { found, fitting: fitting.length, head, question, asks, tickets: [] };
  // All at once, when the tickets are there: each time the page changes it is laid out anew.
  const tellAll = () => {
    tellQuestion(question, needsHelp);
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
  const { courses, topic } = await finder.table(["topic"]);
  return scoresOf(units, topic, courses, {
    address: says.index + "pagefind.js",
    base: says.home,
    titles: () => finder.get("titles.json"),
    longer: async (word) => (await soundOf(firstSound(word))).known.filter((one) => one.startsWith(word)),
  });
}

function showNothing(words) {
  answer = undefined;
  results.textContent = "";
  for (const part of document.querySelectorAll(".note, #more, #nothing")) part.hidden = true;
  tell("count", words);
  showChips();
}

// Shows the first `number` of what was found, and `tellAll` what else there is to say of a new answer; else
// the first that was not there takes the focus. Those that did not come are missed, and come next time.
async function showTickets(number, tellAll) {
  const ofSearch = asked;
  const { found, question, tickets } = answer;
  const wanted = found
    .slice(0, number)
    .map(async (one, place) => tickets[place] ?? ticketOf(await finder.card(one.course), one, question));
  const came = (await Promise.allSettled(wanted)).map((/** @type {any} */ { value }) => value);
  if (ofSearch !== asked) return;
  if (came.length && !came.some(Boolean)) throw new Error();
  const fresh = came.find((ticket, place) => ticket && !tickets[place]);
  answer.tickets = [...came];
  tellAll?.();
  results.textContent = "";
  if (answer.head && number > answer.fitting) came.splice(answer.fitting, 0, answer.head);
  results.append(...came.filter(Boolean));
  $("missing").hidden = came.every(Boolean);
  $("more").hidden = number >= found.length;
  if (!tellAll) (fresh?.querySelector("a") ?? $("try-again")).focus();
}

async function showMore(number) {
  if (!(await loadsAgain(undefined, number))) await showTickets(number);
}

// Counts cost a column each: only those of groups that stand open are worked out.
async function showCounts() {
  const number = asked;
  for (const { dataset } of document.querySelectorAll("[data-group][open]")) {
    const ofGroup = choices.filter((choice) => choice.group === dataset.group);
    const asks = answer?.asks ?? { chosen: {} };
    const counts = await finder.count(dataset.group, ofGroup, asks).catch(() => new Map());
    if (number !== asked) return;
    for (const { box, value } of ofGroup) {
      box.parentElement.lastElementChild.textContent = counts.get(value) ?? "";
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
  if (isTouched) held().blur();
  await search({ keepInHistory: true });
  if (isTouched) $("found").scrollIntoView();
});
$("filters").onchange = boxes.sort.onchange = searchAgain;
for (const group of document.querySelectorAll("[data-group]")) {
  group.ontoggle = () => group.open && showCounts();
}
$("clear").onclick = () => {
  for (const { box } of choices) box.checked = false;
  boxes.near.value = "";
  address.freeReasons = [];
  boxes.q.focus();
  searchAgain();
};
$("here").onclick = () => {
  boxes.near.value = HERE;
  search({ keepInHistory: true });
};
$("more").onclick = () => showMore(answer.tickets.length + PAGE_LENGTH);
$("try-again").onclick = () => showMore(answer.tickets.length);
addEventListener("popstate", start);
$("search-form").oninput = () => {
  another = another ?? isOfBefore();
  if (boxes.near.value) finder.table(["area"]).catch(() => {});
  for (const word of wordsIn(boxes.q.value)) if (word.length >= SHORTEST) foresee(word);
};

/** @param {Event} [event] */
async function start(event) {
  const left = history.state ?? {};
  await readAddress();
  const number = asked + 1;
  await search({ shown: left.shown });
  const isTyping = !event && [boxes.q, boxes.near].includes(held());
  if (number === asked && !isTyping) comeBack(left, event);
}

// ---- what is remembered of the page ----

function rememberLeaving() {
  soon = undefined;
  if (!isBusy()) stale = remember(answer?.tickets.length);
}

// Before the page is left, as what is said then comes too late for one that is loaded again; and before
// somebody asks and waits: what is typed until then moves nothing.
let soon;
let stale;
/** @param {Event} [event] */
function rememberSoon(event) {
  stale = stale || event?.type !== "input";
  soon = soon || setTimeout(rememberLeaving, 400);
}
for (const type of ["scroll", "focusin", "input"]) addEventListener(type, rememberSoon);
addEventListener("pagehide", rememberLeaving);
// The page as it was left, but that WebKit empties its boxes, after this event.
addEventListener("pageshow", ({ persisted }) => persisted && setTimeout(bringBack));

async function bringBack() {
  if (await loadsAgain()) return;
  if (!answer || isBusy()) return start();
  const { typed } = history.state ?? {};
  await readAddress();
  comeBack({ typed });
  showChips();
}

$("here").hidden = !("geolocation" in navigator);
start();
document.documentElement.classList.add("started");
