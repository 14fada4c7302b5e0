// Where a change of a published course begins: finds the course, and does what is asked most with one
// press. What comes of it opens in the form, at its last step. All words stand in the page.

import { today } from "./days.js";
import { draftOf } from "./drafts.js";
import { change, ready } from "./form.js";
import { coursesOf } from "./overlaps.js";
import { isOver, latestFirst, runWords, understood } from "./runs.js";
import { plain, say } from "./template.js";
import { copyToNextTerm, mark, sameWeekday, stillRight } from "./terms.js";
import { wordingOf } from "./wording.js";

const root = document.getElementById("form");
const [start, finding, choices, outcome, provider, title, said, found] = [
  ...["start", "finding", "choices", "outcome", "find-provider", "find-title", "find-said", "found"],
].map((id) => document.getElementById(id));
const { partners: folder } = root.dataset;

let course; // as the site serves it: {id, file, values, …}
let words; // what words a run
let wording;
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
  view.querySelector("select").value = run.state;
  const copying = view.querySelector("[data-change=copy] input");
  copying.min = run.starts;
  view.querySelector("[data-change=mark]").hidden = isOver(run, today());
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
    tell(stillRight(course.values, today()), [checked(), ...(over ? [says("over")] : [])]);
  },
  mark(form) {
    const run = course.values.runs[placeOf(form)];
    const [before, state] = [run.state ?? "open", form.querySelector("select").value];
    const label = (name) => form.querySelector(`option[value="${name}"]`).textContent;
    const name = plain(words.begins(understood(run)));
    const sentence =
      before === state
        ? says("same")
        : says("marked", { run: name, before: label(before), after: label(state) });
    tell(before === state ? null : mark(course.values, placeOf(form), state), [sentence]);
  },
  copy(form) {
    const from = form.querySelector("input").value;
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
    tell(values, [
      says("copied", { run: whole.join(", ") }),
      ...(sameWeekday(old, from) !== from ? [says("same-day")] : []),
      ...(leftOut.length ? [says("left-out", { days: wording.list(leftOut.map(wording.shortDate)) })] : []),
      ...(old.state && old.state !== "open" ? [says("open", { state: label })] : []),
      ...[run.note, run.reference].filter(Boolean).map((text) => says("look", { words: text })),
      checked(),
    ]);
  },
};

const placeOf = (form) => Number(form.closest("[data-run]").dataset.run);

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
 * Says what an action will change, before anything is done with it.
 * @param {Values | null} values
 * @param {string[]} sentences
 */
function tell(values, sentences) {
  next = values;
  const lines = sentences.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  outcome.querySelector("ul").replaceChildren(...lines);
  outcome.querySelector("[data-change=send]").hidden = !values;
  outcome.hidden = false;
  choices.hidden = true;
  outcome.focus();
}

start.addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-change]");
  if (button) DOES[button.dataset.change]();
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
  course = await ready;
  if (course) choose(data);
  else if (provider.value) list(); // a browser that goes back has kept it
}

begin();
