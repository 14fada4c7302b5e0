// The page of saved courses. It reads each course's own page, so that there is no second copy of
// its facts: there, data-fact names them. Words for people stand in the page, never here.

import { otherPage } from "./other_page.js";
import { MOST, forget, onlyCourses, read, showButtons, tellWorker, write } from "./save.js";

const MOST_COMPARED = 3;
const LONGEST_MAIL = 1800; // some mail programs take no longer address
const FETCHED = "x-fetched"; // set by the worker on what comes from its copies

const ROLES = {
  table: "table",
  "thead, tbody": "rowgroup",
  tr: "row",
  td: "cell",
  "thead th": "columnheader",
  "tbody th": "rowheader",
};

const part = (name) => document.getElementById(`saved-${name}`);
const page = document.getElementById("saved");
const list = part("list");
const asked = new URLSearchParams(location.search).getAll("c");
const shared = asked.length > 0;

let courses = shared ? onlyCourses(asked) : read().courses;
let removed; // the list before the last course was taken off it
const found = new Map(); // what is known of each course: its address and page, or why there is none

// ---- words ----

function words(what, values = {}) {
  return page.getAttribute(`data-says-${what}`).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function say(what, values) {
  part("said").textContent = words(what, values);
  part("undo").hidden = what !== "removed";
  part("said").parentElement.classList.toggle("saved__said--news", what !== "one" && what !== "many");
}

function sayCount() {
  if (courses.length) say(courses.length === 1 ? "one" : "many", { n: courses.length });
  else part("said").textContent = "";
}

// ---- reading the courses' own pages ----

async function lookUp(address, mayMove = true) {
  try {
    const { status, page: html, header } = await otherPage(address);
    if ([404, 410].includes(status)) return { address, gone: true };
    if (status !== 200) return { address, away: true };
    const moved = html.querySelector("meta[http-equiv=refresh]")?.content.split("url=")[1];
    if (moved?.startsWith(page.dataset.courses) && mayMove) return lookUp(moved, false);
    return { address, html, kept: header(FETCHED) };
  } catch {
    return { address, away: true };
  }
}

// Where there is no page to ask, the address tells it well enough.
function title(id) {
  const [first, ...rest] = id.split("/")[1].replace(/-/g, " ");
  return found.get(id)?.html?.querySelector("h1").textContent.trim() || first.toUpperCase() + rest.join("");
}

// Copies of what a course's page shows under a name: our own markup, with its links to tap.
function factOf(id, name) {
  const places = found.get(id)?.html?.querySelectorAll(`[data-fact="${name}"]`) ?? [];
  return [...places].flatMap((place) => {
    const copy = document.importNode(place, true);
    for (const extra of copy.querySelectorAll("details, script, template, [data-fact]")) extra.remove();
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    return [...copy.childNodes];
  });
}

// ---- the list ----

function cardOf(id) {
  const card = part("course").content.cloneNode(true).firstElementChild;
  card.className = "ticket";
  card.dataset.course = id;
  card.querySelector("[data-save]").dataset.save = id;
  card.querySelector("[data-remove]").hidden = shared;
  return card;
}

function fill(card) {
  const id = card.dataset.course;
  const course = found.get(id);
  const link = card.querySelector("a");
  link.textContent = title(id);
  if (!course.gone) link.href = new URL(course.address, location.href);
  for (const place of card.querySelectorAll(".hidden-words")) place.textContent = ` ${title(id)}`;
  for (const place of card.querySelectorAll("[data-fact]")) {
    place.textContent = "";
    place.append(...factOf(id, place.dataset.fact));
    (place.closest("dl > div") ?? place).hidden = !place.hasChildNodes();
  }
  for (const note of card.querySelectorAll("[data-note]")) note.hidden = !course[note.dataset.note];
  if (course.kept) card.querySelector("[data-since]").textContent = dateWords(course.kept);
  const state = card.querySelector("[data-fact=state] .state")?.className.match(/state--(\S+)/)?.[1];
  card.classList.add(`ticket--${state ?? "over"}`);
  card.querySelector(".choice").hidden = !course.html;
  card.querySelector("[data-save]").hidden = !shared || course.gone;
}

const dateWords = (iso) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" }).format(
    new Date(iso),
  );

async function show() {
  const some = courses.length > 0;
  list.hidden = part("tools").hidden = !some;
  part("nothing").hidden = some;
  part("own").hidden = shared || !some;
  part("shared").hidden = !shared || !some;
  const cards = courses.map((id) => list.querySelector(`[data-course="${id}"]`) ?? cardOf(id));
  list.textContent = "";
  list.append(...cards);
  list.setAttribute("aria-busy", "true");
  await Promise.all(
    cards.map(async (card) => {
      const id = card.dataset.course;
      if (!found.has(id)) found.set(id, await lookUp(`${page.dataset.courses}${id}/`));
      fill(card);
    }),
  );
  list.removeAttribute("aria-busy");
  part("email").href = mail();
  showButtons();
}

function remove(card) {
  const before = courses;
  const left = courses.filter((id) => id !== card.dataset.course);
  if (!write(left)) return trouble("off");
  removed = before;
  courses = left;
  card.remove();
  compareAgain();
  show();
  say("removed", { title: title(card.dataset.course) });
  part("undo").focus();
}

function putBack() {
  const id = removed.find((one) => !courses.includes(one));
  if (!write(removed)) return trouble("off");
  courses = removed;
  show();
  sayCount();
  list.querySelector(`[data-course="${id}"] a`).focus();
}

function saveAll() {
  const all = [...new Set([...read().courses, ...courses.filter((id) => !found.get(id)?.gone)])];
  if (!write(all.slice(0, MOST))) return trouble("off");
  if (all.length > MOST) say("full", { n: MOST });
  else say("all");
}

// ---- side by side ----

function ticked() {
  return [...list.querySelectorAll(":checked")].map((tick) => tick.closest("[data-course]").dataset.course);
}

function compare() {
  const chosen = ticked();
  if (chosen.length < 2) return say("two");
  const table = part("table").content.cloneNode(true).firstElementChild;
  for (const id of chosen) {
    const head = document.createElement("th");
    const link = document.createElement("a");
    head.scope = "col";
    link.href = found.get(id).address;
    link.textContent = title(id);
    head.append(link);
    table.tHead.rows[0].append(head);
    for (const row of table.tBodies[0].rows) {
      const facts = factOf(id, row.dataset.row);
      const cell = row.insertCell();
      cell.dataset.of = title(id); // shown where the head of the column is out of sight
      cell.append(...(facts.length ? facts : [part("ask").content.cloneNode(true)]));
    }
  }
  const place = page.querySelector(".saved__table");
  place.textContent = "";
  place.append(table);
  // A table that stands in blocks on a phone is still one for who hears it.
  for (const [parts, role] of Object.entries(ROLES)) {
    for (const one of place.querySelectorAll(parts)) one.setAttribute("role", role);
  }
  part("comparison").hidden = false;
  return true;
}

function compareAgain() {
  const table = part("comparison");
  table.hidden = table.hidden || ticked().length < 2;
  if (!table.hidden) compare();
}

// ---- taking it elsewhere ----

function mail() {
  const start = `mailto:?subject=${encodeURIComponent(words("subject"))}&body=`;
  let body = "";
  for (const [place, id] of courses.entries()) {
    const more = encodeURIComponent(
      `${title(id)}\r\n${new URL(`${page.dataset.courses}${id}/`, location.href)}\r\n\r\n`,
    );
    if (start.length + body.length + more.length > LONGEST_MAIL) {
      return start + body + encodeURIComponent(words("more", { n: courses.length - place }));
    }
    body += more;
  }
  return start + body;
}

async function share() {
  const field = part("address");
  field.value = `${location.origin}${location.pathname}?${courses.map((id) => `c=${id}`).join("&")}`;
  part("link").hidden = false;
  try {
    if (navigator.share) return await navigator.share({ title: document.title, url: field.value });
    await navigator.clipboard.writeText(field.value);
    say("copied");
  } catch {
    say("copy");
    field.select();
  }
}

async function forgetAll() {
  await forget();
  courses = [];
  part("comparison").hidden = true;
  await show();
  sayCount();
  part("forgotten").hidden = false;
  part("forgotten").focus();
}

// ---- listening ----

function trouble(what) {
  part(what).hidden = false;
}

list.addEventListener("click", ({ target }) => {
  if (target.closest("[data-remove]")) remove(target.closest("[data-course]"));
});
list.addEventListener("change", ({ target }) => {
  if (ticked().length > MOST_COMPARED) {
    target.checked = false;
    say("three");
  } else {
    compareAgain();
  }
});
const buttons = { all: saveAll, undo: putBack, print: () => print(), share, forget: forgetAll };
for (const [name, act] of Object.entries(buttons)) part(name).addEventListener("click", act);
part("compare").addEventListener("click", () => {
  if (!compare()) return;
  sayCount();
  part("comparison-heading").focus();
});
addEventListener("storage", () => {
  if (shared) return;
  courses = read().courses;
  show().then(sayCount);
});

// ---- coming back: what was ticked and compared stands beside the address ----

function keep() {
  history.replaceState({ ticked: ticked(), compared: !part("comparison").hidden }, "");
}

// What is said when a page is left comes too late for one that is loaded again.
addEventListener("focusin", keep);
addEventListener("pagehide", keep);
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted || shared) return;
  courses = read().courses; // another page may have put one on the list, or taken one off
  compareAgain();
  show().then(sayCount);
});

function comeBack({ ticked: before = [], compared }) {
  for (const tick of list.querySelectorAll("[type=checkbox]")) {
    tick.checked = before.includes(tick.closest("[data-course]").dataset.course);
  }
  if (compared && ticked().length > 1) compare();
}

const before = read().trouble;
if (before) trouble(before);
if (before === "broken") write([]);
part("odd").hidden = !shared || courses.length === new Set(asked).size;
part("said").textContent = courses.length ? words("loading") : "";
const left = history.state;
show().then(() => {
  sayCount();
  if (left) comeBack(left);
});
tellWorker(read().courses);
document.documentElement.classList.add("started");
