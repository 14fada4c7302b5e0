// The page where a partner sees what a sheet would bring in. All words stand in the page, or come from the
// same Python as the command `catalogue import`: text, and never markup.

import { today } from "../form/days.js";
import { draftOf } from "../form/drafts.js";
import { answersIn, offerAll, show } from "./findings.js";
import { Failed, canRead, readerOf } from "./reader.js";

const MEGABYTE = 1_000_000;
const [root, form, provider, input, drop, said, howFar, progress, trouble, found] = [
  ...["sheet", "choose", "sheet-provider", "sheet-file", "drop", "sheet-said", "how-far", "sheet-progress"],
  ...["sheet-trouble", "found"],
].map((id) => document.getElementById(id));
const before = draftOf("spreadsheet"); // whose sheet it was the last time
const fetches = JSON.parse(root.dataset.fetches);

/** @type {ReturnType<typeof readerOf> | null} */
let reader = null;
/** @type {File | null} */
let sheet = null;
let turn = 0; // what comes of a sheet that is no longer asked for is passed over

const says = (name, words = {}) =>
  Object.entries(words).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, value),
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
  if (why) console.error(why);
  quiet();
  trouble.querySelector("[data-part=what]").textContent = why && kind === "unreadable" ? why : says(kind);
  trouble.querySelector("[data-part=again]").hidden = kind === "too-old" || !sheet;
  trouble.hidden = false;
  trouble.focus();
}

// ---- reading ----

// Starts the reader, if it is not there yet.
function start() {
  if (reader) return reader;
  if (!canRead()) throw new Failed("too-old");
  reader = readerOf(fetches, today(), hear);
  return reader;
}

function stop() {
  turn++;
  reader?.stop();
  reader = null;
}

// Starts it before there is a sheet: most of the wait goes by while somebody looks for the file.
async function prepare() {
  if (reader || !canRead()) return;
  const mine = turn;
  try {
    await start().ready;
    if (mine === turn && !sheet) quiet(says("ready"));
  } catch (error) {
    if (mine === turn && !sheet) fail(error);
  }
}

async function read(answers = {}) {
  if (!sheet) return;
  if (!provider.value) {
    quiet(says("provider"));
    provider.focus();
    return;
  }
  before.write({ provider: provider.value }, { anyway: true });
  const mine = ++turn;
  trouble.hidden = true;
  try {
    const { name } = sheet;
    const bytes = new Uint8Array(await sheet.arrayBuffer());
    const asked = { name, bytes, provider: provider.value, answers: JSON.stringify(answers) };
    const result = await start().look(asked);
    if (mine !== turn) return;
    quiet();
    if (result.error) complain("unreadable", result.error);
    else show(found, result, sheet, { repository: root.dataset.repository, email: root.dataset.email }, says);
  } catch (error) {
    if (mine === turn) fail(error);
  }
}

function fail(error) {
  stop();
  if (error instanceof Failed) complain(error.kind, error.message);
  else complain("broken", String(error));
}

// ---- what people do ----

function choose(file) {
  if (sheet && reader) {
    // A sheet may still be read: what is there now is the only one.
    if (!howFar.hidden && turn) stop();
  }
  sheet = file;
  found.hidden = true;
  read();
}

input.addEventListener("click", prepare);
input.addEventListener("change", () => input.files?.[0] && choose(input.files[0]));
provider.addEventListener("change", () => read());
form.addEventListener("submit", (event) => event.preventDefault());

for (const type of ["dragenter", "dragover"]) {
  drop.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.add("drop--over");
  });
}
for (const type of ["dragleave", "drop"]) {
  drop.addEventListener(type, () => drop.classList.remove("drop--over"));
}
// A file that misses its place must not open over the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
drop.addEventListener("drop", (/** @type {any} */ { dataTransfer }) => {
  const [file] = dataTransfer.files;
  if (file) choose(file);
  else complain("not-a-file");
});

document.getElementById("sheet-cancel").addEventListener("click", () => {
  stop();
  quiet(says("stopped"));
  input.value = "";
  sheet = null;
  input.focus();
});
document.getElementById("sheet-again").addEventListener("click", () => read());
document.getElementById("another").addEventListener("click", () => {
  input.value = "";
  found.hidden = true;
  sheet = null;
  input.focus();
  input.click();
});
const questions = document.getElementById("questions");
questions.addEventListener("submit", (event) => {
  event.preventDefault();
  read(answersIn(questions));
});
document.getElementById("offers").addEventListener("click", () => offerAll(questions));

// ---- coming and going ----

addEventListener("pagehide", stop); // it holds much memory
addEventListener("pageshow", () => setTimeout(offerProvider));

function offerProvider() {
  const { draft } = before.read();
  if (!provider.value && draft?.provider) provider.value = draft.provider;
}

offerProvider();
if (!canRead()) complain("too-old");
document.documentElement.classList.add("started");
