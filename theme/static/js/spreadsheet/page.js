// The page where a partner sees what a sheet would bring in. All words stand in the page, or come from the
// same Python as the command `catalogue import`: text, and never markup.

import { today } from "../form/days.js";
import { draftOf } from "../form/drafts.js";
import { answersIn, offerAll, show } from "./findings.js";
import { Failed, canRead, readerOf } from "./reader.js";

const MEGABYTE = 1_000_000;
const AGAIN = ["away", "stuck", "broken", "no-room"]; // what may go well the next time
const [root, form, provider, input, drop, said, howFar, progress, trouble, found, cancel] = [
  ...["sheet", "choose", "sheet-provider", "sheet-file", "drop", "sheet-said", "how-far", "sheet-progress"],
  ...["sheet-trouble", "found", "sheet-cancel"],
].map((id) => document.getElementById(id));
const before = draftOf("spreadsheet"); // whose sheet it was the last time
const fetches = JSON.parse(root.dataset.fetches);

/** @type {ReturnType<typeof readerOf> | null} */
let reader = null;
/** @type {File | null} */
let sheet = null;
let isReading = false;
let turn = 0; // what comes of a sheet that is no longer asked for is passed over

const says = (name, words = {}) =>
  Object.entries(words).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, () => value),
    root.getAttribute(`data-says-${name}`),
  );

// ---- what it is doing ----

const speak = (text) => {
  if (said.textContent !== text) said.textContent = text;
};

/**
 * Says which stage it is. How much is fetched is shown all the time, and said only in the bar.
 * @param {{ stage: string, done?: number, all?: number }} doing
 */
function hear({ stage, done, all }) {
  howFar.hidden = false;
  if (done === undefined || all === undefined) {
    progress.removeAttribute("value");
    speak(says(stage));
    return;
  }
  Object.assign(progress, { max: all, value: done });
  speak(says("fetching", { all: (all / MEGABYTE).toFixed(0) }));
}

function quiet(text = "") {
  howFar.hidden = true;
  speak(text);
}

function complain(kind, why = "") {
  quiet();
  trouble.querySelector("[data-part=what]").textContent = kind ? says(kind) : why;
  trouble.querySelector("[data-part=again]").hidden = !AGAIN.includes(kind) || !sheet;
  trouble.hidden = false;
}

// ---- reading ----

// Starts the reader, if it is not there yet.
function start() {
  if (!canRead()) throw new Failed("too-old");
  return (reader ??= readerOf(fetches, today(), hear));
}

function stop() {
  turn++;
  reader?.stop();
  reader = null;
  isReading = false;
}

function fail(error) {
  console.error(error);
  stop();
  complain(error instanceof Failed ? error.kind : "broken");
  trouble.focus();
}

// Starts it before there is a sheet: most of the wait goes by while somebody looks for the file.
async function prepare() {
  if (reader || !canRead()) return;
  const mine = turn;
  try {
    await start().ready;
    if (mine === turn) quiet(says("ready"));
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

async function read(answers = {}) {
  if (!sheet) return;
  trouble.hidden = true;
  found.hidden = true;
  if (isReading) stop();
  if (!provider.value) {
    speak(says("provider"));
    provider.focus();
    return;
  }
  before.write({ provider: provider.value }, { anyway: true });
  const mine = ++turn;
  isReading = true;
  howFar.hidden = false;
  if (document.activeElement === document.body) cancel.focus(); // what had the focus is hidden
  try {
    const { name } = sheet;
    const bytes = new Uint8Array(await sheet.arrayBuffer());
    const asked = { name, bytes, provider: provider.value, answers: JSON.stringify(answers) };
    const result = mine === turn && (await start().look(asked));
    if (mine !== turn || !result) return;
    isReading = false;
    quiet();
    if (result.error) {
      complain("", result.error);
      trouble.focus();
    } else {
      const { repository, email } = root.dataset;
      show(found, result, sheet, { repository, email }, says);
    }
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

// ---- what people do ----

function choose(files) {
  if (files.length > 1 || !files.length) {
    complain(files.length ? "too-many" : "not-a-file");
    trouble.focus();
    return;
  }
  [sheet] = files;
  read();
}

input.addEventListener("click", prepare);
input.addEventListener("change", () => input.files?.length && choose(input.files));
provider.addEventListener("change", () => read());
form.addEventListener("submit", (event) => event.preventDefault());

for (const type of ["dragenter", "dragover"]) {
  drop.addEventListener(type, () => drop.classList.add("drop--over"));
}
for (const type of ["dragleave", "drop"]) {
  drop.addEventListener(type, () => drop.classList.remove("drop--over"));
}
// One that misses its place must not open over the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
drop.addEventListener("drop", (/** @type {any} */ { dataTransfer }) => choose(dataTransfer.files));

cancel.addEventListener("click", () => {
  stop();
  quiet(says("stopped"));
  [sheet, input.value] = [null, ""];
  input.focus();
});
document.getElementById("sheet-again").addEventListener("click", () => read());
document.getElementById("another").addEventListener("click", () => input.click());

const questions = document.getElementById("questions");
questions.addEventListener("submit", (event) => {
  event.preventDefault();
  read(answersIn(questions));
});
document.getElementById("offers").addEventListener("click", () => offerAll(questions));

// ---- coming and going ----

addEventListener("pagehide", () => {
  stop(); // it holds much memory
  quiet();
});
addEventListener("pageshow", () => setTimeout(offerProvider));

function offerProvider() {
  const { draft } = before.read();
  if (!provider.value && draft?.provider) provider.value = draft.provider;
}

offerProvider();
input.value = ""; // some browsers bring back which file it was, and not what came of it
if (!canRead()) {
  complain("too-old");
  form.hidden = true;
}
document.documentElement.classList.add("started");
