// “Is it free for me?”: weighs answers against the rules, in this page alone. Nothing is kept or sent.
// The rules and all words for people stand in data-rules of #free (catalogue/site/views/free.py).

import { otherPage } from "./other_page.js";

const STRENGTH = ["likely", "ask", "unlikely"];
const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name);

// ---- weighing ----

/**
 * Says how likely a course is free, with the strongest reasons first. `answers` go by question; of a course
 * its `reasons` are ids of free-if.
 * @param {FreeRules} rules
 * @param {Record<string, string>} answers
 * @param {{ kind: string, reasons: string[], reduced?: boolean }} course
 * @returns {Verdict}
 */
export function verdict(rules, answers, course) {
  const known = course.kind === "free-if" ? course.reasons.filter((id) => has(rules.reasons, id)) : [];
  const reasons = known.length ? known.map((id) => weigh(rules, answers, id)) : [price(rules, course)];
  reasons.sort((one, other) => STRENGTH.indexOf(one.verdict) - STRENGTH.indexOf(other.verdict));
  return { verdict: reasons[0].verdict, reasons };
}

function weigh({ questions, reasons }, answers, id) {
  const reason = reasons[id];
  const needs = Object.entries(reason.needs);
  const bars = needs
    .filter(([question, fitting]) => answers[question] && !fitting.includes(answers[question]))
    .map(([question]) => questions[question][answers[question]]);
  const bar = bars.find((one) => one.verdict === "unlikely") ?? bars[0];
  if (bar) return { id, ...bar };
  const best = needs.every(([question]) => answers[question]) ? reason.best : "ask";
  return { id, verdict: best, why: reason[best] };
}

/**
 * @param {FreeRules} rules
 * @param {{ kind: string, reduced?: boolean }} course
 * @returns {Verdict["reasons"][0]}
 */
function price({ kinds }, { kind, reduced }) {
  const { verdict, why, reduced: less } = kinds[kind] ?? kinds.ask;
  return { id: kind, verdict, why: (reduced && less) || why };
}

// ---- answers in an address: after the #, which no browser sends to anyone ----

/**
 * The answers in the part of an address after the #.
 * @param {string} fragment
 * @param {FreeRules} rules
 * @returns {Record<string, string>}
 */
export function answersFrom(fragment, { questions }) {
  const given = [...new URLSearchParams(fragment.replace(/^#/, ""))];
  return Object.fromEntries(
    given.filter(([name, value]) => has(questions, name) && has(questions[name], value)),
  );
}

/**
 * The part of an address after the # that holds answers.
 * @param {Record<string, string>} answers
 * @returns {string}
 */
export function toFragment(answers) {
  return `#${new URLSearchParams(answers)}`;
}

// ---- the form: stands on one page, and is fetched from there by others ----

/**
 * The rules that stand in #free.
 * @param {Part} root
 * @returns {FreeRules}
 */
export function rulesOf(root) {
  return JSON.parse(root.dataset.rules);
}

/**
 * Fetches #free and its style sheet from the page at `href`. Rejects where there is none.
 * @param {string} href
 * @returns {Promise<Part>}
 */
export async function fetchForm(href) {
  const { status, page } = await otherPage(href);
  if (status !== 200) throw new Error(`${href}: ${status}`);
  const sheet = document.importNode(page.querySelector("link[href$='/free.css']"));
  await new Promise((done) => {
    sheet.onload = sheet.onerror = done;
    document.head.append(sheet);
  });
  return document.importNode(page.getElementById("free"), true);
}

/**
 * Makes the form answer: for a course, with the questions that matter to it, or for all reasons there are.
 * @param {Part} root
 * @param {{ kind: string, reasons: string[] } | undefined} [course]
 * @param {Record<string, string>} [answers]
 */
export function mount(root, course, answers = {}) {
  const rules = rulesOf(root);
  const form = root.querySelector("form");
  const asked = course ?? { kind: "free-if", reasons: Object.keys(rules.reasons) };
  const needed = new Set(asked.reasons.flatMap((id) => Object.keys(rules.reasons[id]?.needs ?? {})));
  for (const group of form.querySelectorAll("fieldset")) {
    group.hidden = !needed.has(group.querySelector("input").name);
  }
  form.hidden = !needed.size;
  /** @type {Record<string, any>} */
  let given = answers;
  const tick = () => {
    for (const [name, value] of Object.entries(given)) form.elements[name].value = value;
  };
  const update = () => {
    given = Object.fromEntries(new FormData(/** @type {any} */ (form)));
    show(root, rules, given, asked, !course);
  };
  form.addEventListener("change", update);
  form.addEventListener("reset", () => {
    given = {}; // at once, or a late look at what the browser took away brings them back
    setTimeout(update);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // A browser may have taken the ticks away from a page that it brings back: here they are still known.
  // WebKit does it only after it has said that the page is shown.
  addEventListener("pageshow", () =>
    [0, 300].forEach((wait) =>
      setTimeout(() => {
        if (!form.querySelector(":checked")) tick();
        update();
      }, wait),
    ),
  );
  tick();
  update();
}

function show(root, rules, answers, asked, everything) {
  const begun = Object.keys(answers).length > 0 || root.querySelector("form").hidden;
  const found = verdict(rules, answers, asked);
  const says = rules.says[everything ? "everything" : "course"];
  const status = root.querySelector("[role=status]");
  status.className = begun ? `verdict verdict--${found.verdict}` : "verdict";
  put(status, "b", begun ? rules.words[found.verdict] : "");
  put(status, "span", begun ? says[found.verdict] : rules.says.start);
  // Heard, not seen: the list below shows it.
  const likely = found.reasons.filter((reason) => reason.verdict === "likely");
  put(status, ".hidden-words", begun ? likely.map(({ id }) => rules.reasons[id].label).join(". ") : "");
  const list = root.querySelector(".free__reasons");
  list.textContent = "";
  if (begun) list.append(...found.reasons.map((one) => row(rules, one)));
  const onward = root.querySelector(".free__onward");
  onward.hidden = !(begun && everything);
  onward.querySelector("a").href = root.dataset.search + toFragment(answers);
}

function row(rules, { id, verdict, why }) {
  const line = document.createElement("li");
  line.className = `verdict verdict--${verdict}`;
  for (const [name, words] of [
    ["b", rules.marks[verdict]],
    ["span", rules.reasons[id].label],
    ["p", why],
  ]) {
    line.append(Object.assign(document.createElement(name), { textContent: words }), " ");
  }
  return line;
}

function put(root, part, words) {
  const place = root.querySelector(part);
  if (place.textContent !== words) place.textContent = words;
}

// ---- where it stands ----

/**
 * Puts the form into a course's page when somebody opens the question there.
 * @param {Part} details
 */
function offer(details) {
  const { free: href, reasons } = details.dataset;
  const open = async () => {
    try {
      const root = await fetchForm(href);
      details.querySelector("p").replaceWith(root);
      mount(
        root,
        { kind: "free-if", reasons: reasons.split(" ") },
        answersFrom(location.hash, rulesOf(root)),
      );
    } catch {
      details.addEventListener("toggle", open, { once: true }); // the link in it still leads on
    }
  };
  details.addEventListener("toggle", open, { once: true });
  if (location.hash.includes("=")) details.open = true; // answers came along from the search
}

const own = document.getElementById("free");
if (own) mount(own, undefined, answersFrom(location.hash, rulesOf(own)));
document.documentElement.classList.add("started");
document.querySelectorAll("details[data-free]").forEach(offer);
