// Where a change of a published course begins: finds the course, and does what is asked most in two
// presses, one that says what has changed and one that sends a short message of it. The whole file opens in
// the form, at its last step. All words stand in the page.

import { today } from "./days.js";
import { draftOf } from "./drafts.js";
import { change, ready, says as formSays } from "./form.js";
import { showAt } from "./errors.js";
import { sayBeside, settle } from "./leaving.js";
import { coursesOf } from "./overlaps.js";
import { isOver, latestFirst, runWords, understood } from "./runs.js";
import { plain, say } from "./template.js";
import { readDay } from "./moments.js";
import { offerMessage, showReceipt } from "./sending.js";
import { againMessage, copyToNextTerm, mark, markMessage, sameWeekday } from "./terms.js";
import { stillRight, stillRightMessage } from "./terms.js";
import { wordingOf } from "./wording.js";

const root = document.getElementById("form");
const [start, finding, choices, outcome, provider, title, said, found] = [
  ...["start", "finding", "choices", "outcome", "find-provider", "find-title", "find-said", "found"],
].map((id) => document.getElementById(id));
const { partners: folder } = root.dataset;

let course; // as the site serves it: {id, file, values, …}
let words; // what words a run
let wording;
let labels; // of states, by their ids
let next; // the values that an action has made

const says = (name, parts) => plain(say(start.getAttribute(`data-says-${name}`), parts ?? {}));

// ---- which course ----

let all = [];
let whose; // the provider of `all`

async function list() {
  const asked = provider.value;
  const courses = asked ? await coursesOf(asked, folder) : [];
  if (asked !== provider.value) return; // another was chosen in the meantime
  [all, whose] = [courses, asked];
  narrowDown();
}

function narrowDown() {
  if (!wording) return; // begin() comes back to it
  const wanted = title.value.toLowerCase().split(/\s+/);
  const fitting = all.filter(([name]) => wanted.every((word) => name.toLowerCase().includes(word)));
  found.replaceChildren(...fitting.map(row));
  const counts = { count: wording.number(fitting.length), all: wording.number(all.length) };
  said.textContent = !whose ? "" : fitting.length ? says("found", counts) : says("none");
}

function row([name, id]) {
  const link = Object.assign(document.createElement("a"), {
    textContent: name,
    href: `?course=${whose}/${id}`,
  });
  const made = document.createElement("li");
  made.append(link);
  return made;
}

// ---- what to do with it ----

function choose(data) {
  const part = (name) => choices.querySelector(`[data-part="${name}"]`);
  document.getElementById("start-heading").textContent = course.values.title;
  part("provider").textContent = data.providers[course.id.split("/")[0]]?.name ?? "";
  part("page").href = data.hrefs.course.replace("{id}", course.id);
  document.getElementById("unfinished").hidden = !draftOf(course.id).read().draft;
  const runs = course.values.runs.map((run, place) => [place, understood(run)]);
  runs.sort(([, one], [, other]) => latestFirst(one, other));
  document.getElementById("its-runs").replaceChildren(...runs.map(runView));
  finding.hidden = true;
  choices.hidden = false;
  document.getElementById("start-heading").focus();
}

function runView([place, run]) {
  const view = document.importNode(document.getElementById("its-run").content, true).firstElementChild;
  const part = (name) => view.querySelectorAll(`[data-part="${name}"]`);
  view.dataset.run = place;
  part("name")[0].textContent = plain(words.begins(run));
  part("where")[0].textContent = [meetings(run), plain(words.where(run).name)].join(", ");
  part("state")[0].textContent = plain(words.state(run).text);
  for (const of of part("of")) of.textContent = ` ${plain(words.begins(run))}`;
  const marks = view.querySelector("[data-part=marks]");
  marks.querySelector(`[data-state="${run.state}"]`).remove();
  marks.hidden = isOver(run, today());
  const copying = view.querySelector("[data-change=copy] input");
  copying.id = `copy-${place}`;
  copying.closest("form").querySelector("label").htmlFor = copying.id;
  return view;
}

const meetings = (run) =>
  words
    .meetings(run)
    .map(({ days, times }) => `${plain(days)} ${times}`.trim())
    .join("; ");

const day = (text) => wording.longDate(text);
const checked = () => says("checked", { day: day(today()), before: day(course.values.checked) });

const DOES = {
  details: () => open(course.values),
  "go-on": () => change(course),
  send: () => open(next, "#send"),
  back() {
    outcome.hidden = true;
    choices.hidden = false;
    document.getElementById("start-heading").focus();
  },
  "still-right"() {
    const over = course.values.runs.map(understood).every((run) => isOver(run, today()));
    const message = stillRightMessage(course.id);
    tell(stillRight(course.values, today()), [checked(), ...(over ? [says("over")] : [])], message);
  },
  mark(button) {
    const [place, { state }] = [placeOf(button), button.dataset];
    const run = course.values.runs[place];
    const label = (name) => labels[name];
    const name = plain(words.begins(understood(run)));
    const sentence = says("marked", { run: name, before: label(run.state ?? "open"), after: label(state) });
    const message = markMessage(course, place, label(state));
    tell(mark(course.values, place, state), [sentence], message);
  },
  copy(form) {
    const box = form.querySelector("input");
    showAt(box, []);
    const said = settle(box, formSays);
    sayBeside(box, said, formSays);
    const from = readDay(box.value, { today: today() }).value ?? "";
    if (!from || from < course.values.runs[placeOf(form)].starts) {
      if (!said.offers.length) {
        showAt(box, [{ control: box, what: says(from ? "too-early" : "no-day"), mend: "" }]);
      }
      return box.focus();
    }
    const old = course.values.runs[placeOf(form)];
    const { values, run, leftOut } = copyToNextTerm(course.values, placeOf(form), from, today());
    const copied = understood(run);
    const whole = [
      plain(words.begins(copied)),
      plain(words.view(copied).length),
      meetings(copied),
      plain(words.where(copied).name),
    ];
    const label =
      old.state &&
      plain(words.state(understood({ ...old, starts: "9999-01-01", ends: "", apply_by: "" })).text);
    tell(
      values,
      [
        says("copied", { run: whole.join(", ") }),
        ...(sameWeekday(old, from) !== from ? [says("same-day")] : []),
        ...(leftOut.length ? [says("left-out", { days: wording.list(leftOut.map(wording.shortDate)) })] : []),
        ...(old.state && old.state !== "open" ? [says("open", { state: label })] : []),
        ...[run.note, run.reference].filter(Boolean).map((text) => says("look", { words: text })),
        checked(),
      ],
      againMessage(course, placeOf(form), run),
    );
  },
};

const placeOf = (part) => Number(part.closest("[data-run]").dataset.run);

/**
 * Opens the form with new values. What was begun before would hide them.
 * @param {Values} values
 * @param {string} [step]
 */
function open(values, step = "") {
  draftOf(course.id).forget();
  change(course, values);
  if (step) location.hash = step;
}

/**
 * Says what an action will change, and offers to send a message of it, or the whole file where no short
 * message can say it.
 * @param {Values} values
 * @param {string[]} sentences
 * @param {string} message
 */
function tell(values, sentences, message) {
  next = values;
  const lines = sentences.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  outcome.querySelector("ul").replaceChildren(...lines);
  const ways = document.getElementById("message");
  ways.hidden = !message;
  if (message) offerMessage(ways, message, formSays);
  outcome.hidden = false;
  choices.hidden = true;
  outcome.focus();
}

start.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-change]");
  if (button) DOES[button.dataset.change](button);
});
start.addEventListener("click", ({ target }) => {
  const { does, offer } = target.closest("[data-does]")?.dataset ?? {};
  if (does === "sent") showReceipt(`${root.dataset.courses}${course.id}/`);
  if (does !== "offer") return;
  const box = target.closest("form").querySelector("input");
  box.value = offer;
  sayBeside(box, settle(box, formSays), formSays);
  box.focus();
});
start.addEventListener("submit", (event) => {
  event.preventDefault();
  DOES[event.target.dataset.change](event.target);
});
provider.addEventListener("change", list);
title.addEventListener("input", narrowDown);

async function begin() {
  const data = await (await fetch(`${folder}preview.json`)).json();
  wording = wordingOf(data);
  words = runWords(data, wording, today());
  labels = Object.fromEntries(Object.entries(data.terms.states).map(([name, [label]]) => [name, label]));
  course = await ready;
  if (course) choose(data);
  else if (provider.value) list(); // a browser that goes back has kept it
}

begin();
