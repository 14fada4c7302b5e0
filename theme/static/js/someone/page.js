// For staff with somebody beside them: what fits is found as the search finds it, and what is ticked goes
// on one sheet. What is typed here stays on the device: in the address, and in the storage under KEY.

import { roundedMiles } from "../miles.js";
import { Finder } from "../search/finder.js";
import { whereIs } from "../search/places.js";
import { factsOf, mailOf, onlySheet } from "./sheet.js";

const PAGE_LENGTH = 8;
const WAIT = 400; // milliseconds after a letter: browsers let an address change only so often

/** @type {(id: string) => Part} */
const $ = (id) => document.getElementById(id);
const says = $("someone").dataset;
const KEY = `sheet of ${says.path.replace(/[^/]*\/$/, "")}`;
const form = $("ask");
const box = $("near");
const controls = [...form.querySelectorAll("[data-group]")];
/** @type {Place[]} */
const places = [...$("places").options].map(({ value, dataset }) => ({
  name: value,
  at: /** @type {Point} */ (dataset.at.split(",").map(Number)),
  words: dataset.words ? dataset.words.split("|") : [],
}));
const finder = new Finder(fetchJson, {
  firstLetter: Number(says.firstLetter),
  anyWeek: says.anyWeek,
  cardsInFile: Number(says.cardsInFile),
});

let sheet = read();
let asked = 0; // counts questions, so that a late answer to an old one is dropped
let shown = PAGE_LENGTH;

async function fetchJson(name) {
  const answered = await fetch(says.data + name);
  if (answered.status === 404) return undefined;
  if (!answered.ok) throw new Error(`${name}: ${answered.status}`);
  return answered.json();
}

const words = (what, values = {}) =>
  says[`says${what}`].replace(/\{(\w+)\}/g, (_, /** @type {string} */ name) => values[name]);

function say(what, values) {
  $("said").textContent = words(what, values);
  $("to-sheet").hidden = !sheet.courses.length;
}

const copyOf = (id) => $(id).content.cloneNode(true).firstElementChild;

function fill(copy, facts) {
  for (const place of copy.querySelectorAll("[data-fact]")) {
    place.textContent = facts[place.dataset.fact] ?? "";
  }
  for (const place of copy.querySelectorAll(".hidden-words")) place.textContent = ` ${facts.title}`;
}

// ---- what is asked: the form and the address say the same ----

const isTick = (control) => control.matches("[type=checkbox]");
const isOn = (control) => (isTick(control) ? control.checked : control.value);

function readAddress() {
  const asks = new URLSearchParams(location.search);
  box.value = asks.get("near") ?? "";
  for (const control of controls) {
    const given = asks.getAll(control.name);
    if (isTick(control)) control.checked = given.includes(control.value);
    else control.value = [...control.options].some(({ value }) => value === given[0]) ? given[0] : "";
  }
  for (const fold of form.querySelectorAll("details")) fold.open = Boolean(fold.querySelector(":checked"));
}

function writeAddress() {
  const asks = new URLSearchParams();
  if (box.value.trim()) asks.set("near", box.value.trim());
  for (const control of controls.filter(isOn)) asks.append(control.name, control.value);
  const wanted = `${asks}` ? `?${asks}` : location.pathname;
  if (wanted !== (location.search || location.pathname)) history.replaceState(history.state, "", wanted);
}

function chosen() {
  /** @type {Chosen} */
  const groups = {};
  for (const control of controls.filter(isOn)) {
    const { group } = control.dataset;
    const label = (control.selectedOptions?.[0] ?? control.nextElementSibling).textContent;
    groups[group] = [...(groups[group] ?? []), { group, label, value: control.value, words: [] }];
  }
  return groups;
}

// ---- what fits ----

async function find() {
  const number = ++asked;
  writeAddress();
  try {
    const where = box.value.trim();
    const district = (name) => fetchJson(`near/${name}.json`);
    const near = where ? await whereIs(where, places, district, says) : undefined;
    const asks = { chosen: chosen(), near: near?.at, sort: "best" };
    const { fitting, nearly, without } = await finder.findOrGiveUp(asks);
    const found = [...fitting, ...nearly];
    const cards = await Promise.all(found.slice(0, shown).map(({ course }) => finder.card(course)));
    if (number !== asked) return;
    const tickets = cards.map((card, place) => ticketOf(card, found[place], asks.chosen));
    if (nearly.length && fitting.length < shown) tickets.splice(fitting.length, 0, headOfNearly(without));
    $("count").textContent = fitting.length ? words("Found", { n: fitting.length }) : words("None");
    $("near-note").textContent = near?.note ? noteOn(near) : "";
    $("near-note").hidden = !near?.note;
    $("results").textContent = "";
    $("results").append(...tickets);
    $("more").hidden = found.length <= shown;
  } catch {
    if (number !== asked) return;
    $("count").textContent = words("Failed");
    $("results").textContent = "";
    $("more").hidden = true;
  }
}

function noteOn(/** @type {any} */ { note, name, offers = [] }) {
  const said = $("near-note").dataset[note].replace("{place}", name);
  return offers.length ? `${said} (${offers.join(", ")})` : said;
}

function headOfNearly(without) {
  const head = copyOf("nearly");
  const lacking = without.map(({ label }) => label).join(", ");
  head.querySelector("p").textContent = lacking && words("Nearly", { words: lacking });
  return head;
}

function ticketOf(card, /** @type {Found} */ { run: number, miles }, { support = [] }) {
  const run = card.runs[number];
  const ticket = copyOf("result");
  const tick = ticket.querySelector("input");
  const [state, stateText] = run.state;
  fill(ticket, {
    ...card,
    ...run,
    state: stateText,
    times: run.meetings.map((line) => line.filter(Boolean).join(" ")).join("; "),
    has: support.flatMap(({ value, label }) => (run.has.includes(value) ? [label] : [])).join(", "),
    far: miles === undefined ? "" : words("Miles", { miles: roundedMiles(miles) }),
  });
  ticket.classList.add(`ticket--${state}`);
  ticket.querySelector(".state").classList.add(`state--${state}`);
  ticket.querySelector("a").href = card.href + (number ? `#time-${number + 1}` : "");
  tick.checked = sheet.courses.some(({ href }) => href === card.href);
  tick.dataset.href = card.href;
  tick.onchange = () => (tick.checked ? put(card, number, tick) : takeOff(card.href, card.title));
  return ticket;
}

// ---- what is on the sheet ----

function read() {
  try {
    return onlySheet(JSON.parse(localStorage.getItem(KEY) ?? ""), says.build);
  } catch {
    return onlySheet({}, says.build); // Nothing is kept, or nothing that makes sense.
  }
}

// Facts age: they are read anew each time.
const withoutFacts = (name, value) => (name === "facts" ? undefined : value);

function keep() {
  try {
    if (sheet.note || sheet.courses.length) localStorage.setItem(KEY, JSON.stringify(sheet, withoutFacts));
    else localStorage.removeItem(KEY);
  } catch {
    say("Off");
  }
  $("email").href = mailOf(sheet, words);
}

function put({ href, title }, run, tick) {
  if (sheet.courses.length >= Number(says.most)) {
    tick.checked = false;
    say("Full", { n: says.most });
    return;
  }
  sheet.courses.push({ href, run, note: "" });
  say("On", { title });
  show();
}

function takeOff(href, title) {
  sheet.courses = sheet.courses.filter((one) => one.href !== href);
  for (const tick of $("results").querySelectorAll("input")) {
    tick.checked = tick.checked && tick.dataset.href !== href;
  }
  say("Taken", { title });
  show();
}

// What is printed of a note stands beside its box, which would cut it off.
function writes(place, text, change) {
  const [written, paper] = [place.querySelector("input, textarea"), place.querySelector(".for-paper")];
  written.value = paper.textContent = text;
  written.oninput = () => {
    paper.textContent = written.value;
    change(written.value);
    keep();
  };
}

function lineOf(course) {
  const line = copyOf("to-hand-over");
  writes(line.querySelector(".someone__note"), course.note, (text) => (course.note = text));
  line.querySelector("[data-remove]").onclick = () => {
    takeOff(course.href, course.facts?.title ?? "");
    $("sheet").focus();
  };
  return line;
}

async function show() {
  const { courses } = sheet;
  const lines = courses.map(lineOf);
  $("handed").textContent = "";
  $("handed").append(...lines);
  $("with-sheet").hidden = !courses.length;
  $("empty").hidden = courses.length > 0;
  writes($("with-sheet").querySelector(".someone__note"), sheet.note, (text) => (sheet.note = text));
  await Promise.all(
    courses.map(async (course, place) => {
      course.facts = course.facts ?? (await factsOf(course));
      const { facts } = course;
      fill(lines[place], { ...facts, trouble: facts.trouble && words(facts.trouble) });
      lines[place].querySelector("a").href = course.href;
      for (const fact of lines[place].querySelectorAll("dl > div")) {
        fact.hidden = !fact.querySelector("dd").textContent.trim();
      }
    }),
  );
  keep();
}

// ---- listening ----

let soon;
form.addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(writeAddress, WAIT);
});
form.addEventListener("change", () => {
  shown = PAGE_LENGTH;
  find();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await find();
  $("count").focus();
});
$("more").onclick = async () => {
  const before = shown;
  shown += PAGE_LENGTH;
  await find();
  $("results").children[before]?.querySelector("a, input")?.focus();
};
$("print").onclick = () => print();
$("clear").onclick = () => {
  sheet = onlySheet({}, says.build);
  history.replaceState(null, "", location.pathname);
  start();
  say("Cleared");
  box.focus();
};

function start() {
  readAddress();
  show();
  find();
}

// WebKit empties boxes after it has said that a page is shown again.
addEventListener("pageshow", ({ persisted }) => persisted && setTimeout(start));
start();
document.documentElement.classList.add("started");
