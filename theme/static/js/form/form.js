// The form for a new course, and for a change of one: its steps, its draft, and what leaves it. All words
// stand in the page.

import { today } from "./days.js";
import { draftOf } from "./drafts.js";
import { showAt, showProblems } from "./errors.js";
import { addRow, controlOf, depend, fill, gather, removeRow } from "./fields.js";
import { doubtOf, hush, isRead, sayBeside, sayMeaning, settle } from "./leaving.js";
import { anotherLike, hideReceipt, offerFiles, showReceipt } from "./sending.js";
import { isText } from "./readings.js";
import { problemsSoFar } from "./told.js";
import { prune, toYaml, withIds } from "./yaml.js";

const root = document.getElementById("form");
const form = root.querySelector("form.form");
const [place, summary, provider, file, trouble] = [
  "place",
  "errors",
  "f-provider",
  "f-file",
  "form-trouble",
].map((id) => document.getElementById(id));
const steps = [...form.querySelectorAll(".step")];
/**
 * A sentence of the page.
 * @type {Says}
 */
export const says = (name, words = {}) =>
  Object.entries(words).reduce(
    (text, [key, value]) => text.replaceAll(`{${key}}`, () => String(value)),
    root.getAttribute(`data-says-${name}`),
  );
const isPractice = new URLSearchParams(location.search).has("practice");
const NEW_PLACE = "+";
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

let known; // form.json: the schemas, and the words of problems
let published = null; // the course that is changed, as the site serves it
let draft = draftOf(isPractice ? "practice" : "");
let taken = []; // names that courses of the provider have

function toId(words) {
  const plain = words
    .normalize("NFKD")
    .replace(/[\u0300-\u036f’']/g, "")
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 80)
    .replace(/^-|-$/g, "");
}

function free(id, others) {
  let name = id;
  for (let number = 2; others.includes(name); number++) name = `${id}-${number}`;
  return name;
}

// ---- what the form says ----

/**
 * Everything that is in the form. The id of a new place stands where a run names it.
 * @returns {Written}
 */
export function written() {
  const gathered = gather(form);
  /** @type {Written} */
  const found = {
    provider: provider.value,
    file: file.value.trim(),
    gathered,
    course: structuredClone(gathered),
    place: null,
    placeId: "",
  };
  const elsewhere = (found.course.runs ?? []).filter((run) => run.venue === NEW_PLACE);
  if (!elsewhere.length) return found;
  const there = (found.place = gather(place));
  const [source] = there.sources ?? [];
  if (source) {
    Object.assign(source, {
      for: place.dataset.sourced.split(" ").filter((name) => saysFact(there[name])),
      dated: today(),
    });
  }
  const listed = [...document.querySelector("[data-field$='.venue']").options].map((option) => option.value);
  found.placeId = free(toId(there.name ?? "") || "place", listed);
  for (const run of elsewhere) run.venue = found.placeId;
  return found;
}

const saysFact = (fact) =>
  fact?.constructor === Object ? Object.values(fact).some((answer) => answer !== "ask") : fact;

function problems(found) {
  /** @type {ShownProblem[]} */
  const list = problemsIn("course", form, found.course, found.gathered);
  if (!found.provider) list.push(own(provider, "provider"));
  if (found.place) list.push(...problemsIn("venue", place, found.place, found.place));
  if (!published && found.file && !(ID.test(found.file) && found.file.length <= 80)) {
    list.push(own(file, "file-name"));
  } else if (!published && taken.includes(found.file)) list.push(own(file, "file-taken"));
  return list.sort(({ control: one }, { control: other }) => {
    if (one === other) return 0;
    return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  });
}

function problemsIn(kind, root, values, gathered) {
  return problemsSoFar(prune(values), known, { kind, today: today() }).map((problem) => {
    const field = problem.code === "no-source" ? ["sources"] : problem.field;
    const control = controlOf(root, gathered, field);
    const doubt = doubtOf(control, says);
    return doubt ? { ...problem, control, what: doubt, mend: "" } : { ...problem, control };
  });
}

const own = (control, name) => ({ control, what: says(name), mend: "" });

// ---- steps ----

const stepOf = (control) => steps.find((step) => step.contains(control)) ?? steps[0];
const current = () => /** @type {Part} */ (steps.find((step) => !step.hidden));

/**
 * Shows the step that the address names, or the one that holds the control it names.
 * @param {{ focus?: boolean }} [options]
 */
function go({ focus = true } = {}) {
  const target = document.getElementById(location.hash.slice(1));
  const step = stepOf(target);
  const changed = step !== current();
  for (const one of steps) one.hidden = one !== step;
  for (const link of form.querySelectorAll(".steps a")) {
    if (link.hash === `#${step.id}`) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  if (changed && step.id !== "send") {
    const isFixing = target && target !== step; // on the way from the list of what needs fixing
    showProblems(
      form,
      summary,
      isFixing ? problems(written()).filter(({ control }) => stepOf(control) === step) : [],
    );
  }
  if (step.id === "send") look();
  if (!focus) return;
  const part = form.contains(target) && target !== step ? target : step.querySelector("h2");
  const inside =
    part.localName === "fieldset" ? (part.querySelector("input, select, textarea, button") ?? part) : part;
  inside.focus();
  part.scrollIntoView({ block: part === inside ? "center" : "start" });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const step = current();
  const wrong = problems(written()).filter(({ control }) => stepOf(control) === step);
  showProblems(form, summary, wrong);
  if (wrong.some(isError)) summary.focus();
  else if (step !== steps.at(-1)) location.hash = `#${steps[steps.indexOf(step) + 1].id}`;
});

/**
 * Problems of the form itself have no code, and hold a course back.
 * @param {ShownProblem} problem
 * @returns {boolean}
 */
const isError = ({ code = "" }) => !known.warnings.includes(code);

// ---- look and send ----

function look() {
  if (!published && !file.value) {
    file.value = free(toId(form.querySelector("[data-field='title']").value) || "course", taken);
  }
  const found = written();
  const list = problems(found);
  showProblems(form, summary, list);
  for (const row of document.querySelectorAll("#look li")) {
    const count = list.filter(
      ({ control }) => `#${stepOf(control).id}` === row.querySelector("a").hash,
    ).length;
    row.querySelector("[data-fix]").textContent = count ? says("fix", { count }) : says("nothing");
  }
  const ready = !list.some(isError);
  document.getElementById("ways").hidden = !ready;
  document.getElementById("not-yet").hidden = ready;
  if (ready) offerFiles(filesOf(found), found.course.title, says);
  document.getElementById("comments").hidden = !published?.may_have_comments;
  const detail = {
    values: prune(found.course),
    place: found.place && prune(found.place),
    placeId: found.placeId,
    provider: found.provider,
    file: found.file,
  };
  root.dispatchEvent(new CustomEvent("look", { detail }));
}

/**
 * The files that make the course: a new place before the course that is there.
 * @param {Written} found
 * @returns {{ path: string, text: string, isThere: boolean }[]}
 */
export function filesOf(found) {
  const path = published?.file ?? `content/courses/${found.provider}/${found.file}.yaml`;
  const course = {
    path,
    isThere: Boolean(published),
    text:
      (published?.schema_line ?? known.schema_lines.course) +
      toYaml(withIds(prune(found.course)), known.schemas.course),
  };
  if (!found.place) return [course];
  return [
    {
      path: `content/venues/${found.placeId}.yaml`,
      isThere: false,
      text: known.schema_lines.venue + toYaml(prune(found.place), known.schemas.venue),
    },
    course,
  ];
}

// ---- the draft ----

let waiting;

function keep(options) {
  clearTimeout(waiting);
  waiting = undefined;
  const outcome = draft.write(standing(), options);
  document.getElementById("draft").textContent = says(
    { kept: "draft-kept", off: "draft-off", elsewhere: "draft-elsewhere" }[outcome],
  );
  document.getElementById("draft-elsewhere").hidden = outcome !== "elsewhere";
}

function restore(values) {
  provider.value = values.provider ?? "";
  file.value = values.file ?? "";
  fill(form, values.course ?? {});
  fill(place, values.place ?? {});
  sayMeanings(form);
  update();
}

// Forgets the draft, and starts from other values.
function startFrom(values) {
  clearTimeout(waiting);
  waiting = undefined;
  draft.forget();
  hideReceipt();
  if (values) {
    restore(values);
    document.getElementById("draft").textContent = "";
    findTaken();
  } else open();
  history.replaceState(null, "", `#${steps[0].id}`);
  go();
}

const blank = () => ({ course: { checked: today() } });

function update() {
  depend(form);
  depend(place);
  for (const { id, selectedOptions } of form.querySelectorAll("select[data-field]")) {
    const meaning = document.getElementById(`${id}-meaning`);
    const words = selectedOptions[0]?.dataset.saysMeaning ?? "";
    if (meaning && meaning.textContent !== words) meaning.textContent = words;
  }
  place.hidden = ![...form.querySelectorAll("[data-field$='.venue']")].some(
    (one) => one.value === NEW_PLACE && !one.closest("[hidden].field"),
  );
}

/** Opens the form: with what was written before, else with a published course or blank. */
function open() {
  let { trouble: wrong, draft: before } = draft.read();
  try {
    if (before) restore(before);
    for (const box of before ? form.querySelectorAll("[data-reads]") : []) {
      if (!isText(box.dataset.reads)) settle(box, says); // its tab may have been closed before it was left
    }
    sayMeanings(form);
  } catch {
    // It was kept by a form that had other fields.
    draft.putAside();
    [wrong, before] = ["broken", null];
  }
  if (!before) {
    restore(published ? { provider: published.id.split("/")[0], course: published.values } : blank());
  }
  const when =
    before?.at &&
    new Date(before.at).toLocaleString(document.documentElement.lang, {
      dateStyle: "long",
      timeStyle: "short",
    });
  document.getElementById("draft").textContent = before
    ? says("draft-back", { when })
    : wrong
      ? says(`draft-${wrong}`)
      : "";
  findTaken();
}

/**
 * Starts from a published course, or from `values` in place of what its file says.
 * @param {PublishedCourse} course
 * @param {Values} [values]
 */
export function change(course, values = course.values) {
  published = { ...course, values };
  draft = draftOf(course.id);
  provider.disabled = file.disabled = true;
  form.hidden = false;
  document.getElementById("start").hidden = true;
  open();
  file.value = course.id.split("/")[1];
  go({ focus: false });
}

async function findTaken() {
  taken = [];
  const asked = provider.value;
  if (published || !asked) return;
  const reply = await fetch(`${root.dataset.partners}courses/${asked}.json`).catch(() => null);
  const courses = reply?.ok ? await reply.json() : [];
  if (asked === provider.value) taken = courses.map(([, name]) => name);
}

// ---- what people do ----

const DOES = {
  add: (button) => grow(button, false),
  copy: (button) => grow(button, true),
  remove(button) {
    const row = button.closest("[data-row]");
    const around = row.parentElement.closest("fieldset");
    removeRow(row);
    around.querySelector(":scope > .form__ways button").focus();
  },
  offer(button) {
    const control = document.getElementById(button.closest(".said").id.replace(/-said$/, ""));
    control.value = button.dataset.offer;
    showAt(control, []);
    tell(sayBeside(control, settle(control, says), says));
    control.focus();
    keep();
  },
  "start-again"(button) {
    startFrom();
    button.closest("details").open = false;
  },
  sent() {
    clearTimeout(waiting);
    waiting = undefined;
    draft.forget();
    showReceipt(`${root.dataset.courses}${provider.value}/${file.value.trim()}/`);
  },
  theirs() {
    document.getElementById("draft-elsewhere").hidden = true;
    open();
    go();
  },
  mine: () => keep({ anyway: true }),
};

const RECEIPT = {
  "another-like"() {
    const { provider, course, place } = standing();
    startFrom({ provider, place, course: { ...anotherLike(course), ...blank().course } });
  },
  another: () => startFrom(blank()),
  "not-sent"() {
    hideReceipt();
    if (form.hidden) return; // it was a short message
    keep({ anyway: true });
    go();
  },
};
document.getElementById("receipt").addEventListener("click", ({ target }) => {
  RECEIPT[target.closest("[data-does]")?.dataset.does]?.();
});

function grow(button, copies) {
  const row = addRow(button.closest("fieldset").querySelector(":scope > [data-rows]"), copies);
  sayMeanings(row);
  row.querySelector("input, select, textarea").focus();
}

form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-does]");
  if (!button) return;
  DOES[button.dataset.does](button);
  update();
  if (["add", "copy", "remove"].includes(button.dataset.does)) keep();
});

form.addEventListener("input", ({ target }) => {
  if (isRead(target)) hush(target);
  update();
  clearTimeout(waiting);
  waiting = setTimeout(keep, 400);
});

// ---- leaving a box ----

/**
 * Says something to those who hear the page. What they see stands beside the control.
 * @param {string} words
 */
function tell(words) {
  document.getElementById("told").textContent = words;
}

function sayMeanings(part) {
  for (const control of part.querySelectorAll("[data-kind=moment]")) sayMeaning(control, says);
}

let pressed = false; // what appears between pressing and letting go would move a button from under a finger
addEventListener("pointerdown", () => (pressed = true));
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => (pressed = false));

function whenLetGo(act) {
  if (!pressed) return act();
  addEventListener("pointerup", () => setTimeout(act), { once: true });
}

/**
 * Tells a rule where its answer is given. What is missing is told at the end of the step.
 * @param {Part} control
 */
function tellAt(control) {
  const isAnswered =
    control.localName === "fieldset" || control.dataset.kind === "yes" || control.value.trim();
  const isAsked = doubtOf(control, says) !== ""; // which stands beside it already
  if (!isAnswered || isAsked || !control.isConnected) return;
  const wrong = problems(written()).filter((one) => one.control === control && one.code !== "missing-field");
  const words = showAt(control, wrong);
  if (words) tell(words);
}

form.addEventListener("focusout", ({ target, relatedTarget }) => {
  const control = target.closest("[data-field]");
  if (control && known && !(relatedTarget && control.contains(relatedTarget))) {
    whenLetGo(() => tellAt(control));
  }
});
form.addEventListener("change", ({ target }) => {
  if (isRead(target)) {
    const said = settle(target, says);
    showAt(target, []);
    whenLetGo(() => tell(sayBeside(target, said, says)));
    keep();
  }
  if (target === provider) findTaken();
  if (current()?.id === "send") look();
});
let left; // what stood in the form when its page was left
const standing = () => ({
  provider: provider.value,
  file: file.value,
  course: gather(form),
  place: gather(place),
});
addEventListener("pagehide", () => {
  if (waiting) keep();
  left = standing();
});
// WebKit empties a form that it brings back, after this event: the next letter would empty the draft.
addEventListener("pageshow", () => setTimeout(bringBack));

function bringBack() {
  if (!left || JSON.stringify(standing()) === JSON.stringify(left)) return;
  restore(left);
  if (current()?.id === "send") look();
}
addEventListener("hashchange", () => !form.hidden && go());
form.addEventListener("click", ({ target }) => {
  // A link to where we are already changes no address, and should still take us there.
  const link = target.closest("a[href^='#']");
  if (link && link.hash === location.hash) go();
});
addEventListener("storage", ({ key }) => {
  if (key !== draft.key) return;
  document.getElementById("draft").textContent = says("draft-elsewhere");
  document.getElementById("draft-elsewhere").hidden = false;
});

function say(name) {
  trouble.textContent = says(name);
  trouble.hidden = false;
}

// Nothing can be sent: what would lead out is not there at all.
function practise() {
  document.getElementById("practice").hidden = false;
  document.getElementById("practice-end").hidden = false;
  document.getElementById("to-practice").hidden = true;
  for (const part of form.querySelectorAll("[data-way]")) part.hidden = true;
  root.dataset.repository = root.dataset.email = "";
}

// What the files of this course and of a few others say: a twin of Urls.course_file.
function fileOf(id) {
  const number = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt()) % 509, 0);
  return `${root.dataset.changes}${number}.json`;
}

async function begin() {
  const fetched = async (address) => {
    const reply = await fetch(address);
    return reply.ok ? reply.json() : null;
  };
  try {
    known = await fetched(root.dataset.formFile);
    if (!known) return say("away");
    if (!("changes" in root.dataset)) {
      if (isPractice) practise();
      open();
      return go({ focus: location.hash !== "" });
    }
    const id = new URLSearchParams(location.search).get("course");
    if (!id) return null;
    const course = /^[a-z0-9-]+\/[a-z0-9-]+$/.test(id) ? (await fetched(fileOf(id)))?.[id] : null;
    if (!course) say("no-course");
    return course;
  } catch {
    say("away");
  }
}

/**
 * Resolves when the form can be used: to the course that the address names, on the page for changes.
 * @type {Promise<PublishedCourse | null | undefined>}
 */
export const ready = begin();
document.documentElement.classList.add("started");
