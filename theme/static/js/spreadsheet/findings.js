// Shows what came of a sheet: the verdict, what is asked, each row, and the ways out. Everything in it is
// somebody's text.

import { fileView, mailOf, offerDownload } from "../form/handover.js";
import { zipOf } from "./zip.js";

const MOST = 200; // rows and lines, until more are asked for
// What somebody has to do something about comes first.
const ENDS = ["ask", "refuse", "write", "same", "no course"];
const FEW = 6; // words to choose from that stand there; of more, those are offered that fit what is typed

const part = (view, name) => view.querySelector(`[data-part="${name}"]`);
const byId = (id) => document.getElementById(id);
const made = (name, textContent, given = {}) =>
  Object.assign(document.createElement(name), { textContent, ...given });
const copyOf = (id) => document.importNode(byId(id).content, true).firstElementChild;

/**
 * Shows what came of a sheet, and goes there.
 * @param {Part} view
 * @param {Findings} result
 * @param {File} sheet
 * @param {{ repository: string, email: string }} given
 * @param {Says} says
 */
export function show(view, result, sheet, given, says) {
  byId("found-file").textContent = sheet.name;
  const verdict = byId("verdict");
  verdict.textContent = result.verdict;
  showMatters(result.matters, result.headings, says);
  showRows(result.rows, says);
  showReport(result.report, result.summary, says);
  showCopy(result.copy);
  showWays(result, sheet, given, says);
  view.hidden = false;
  verdict.focus();
}

// ---- what is asked ----

function showMatters(matters, headings, says) {
  byId("questions").hidden = !matters.length;
  byId("offers").hidden = !matters.some(({ offer }) => offer);
  document
    .getElementById("asked")
    .replaceChildren(
      ...matters.map((one, at) =>
        one.questions.length > 1
          ? matterView(one, at, headings, says)
          : questionView(one.questions[0], at, headings, says),
      ),
    );
}

// Questions that one answer settles, with what each of them offers; single ones are answered otherwise below.
function matterView({ name, why, offer, choices, rows, questions }, place, headings, says) {
  const view = copyOf("a-matter");
  const id = `m-${place}`;
  view.dataset.offer = offer;
  part(view, "name").textContent = name;
  describe(view, id, why, rows, says);
  for (const { topic, why: asked, offer: one, offers, rows: those, isClosed } of questions) {
    const line = made("div", "");
    const all = offers.length ? offers : [[one, those]];
    line.append(made("dt", isClosed ? asked : topic), ...all.map((each) => offerView("dd", each)));
    part(view, "offered").append(line);
  }
  const words = choices.length ? offer : says("all-of-these");
  part(view, "answers").append(tick(id, offer, words), ...choices.map((one) => tick(id, one, one)));
  part(view, "of").textContent = `: ${name}`;
  part(view, "each").append(
    ...questions.map((one, at) => questionView(one, `${place}-${at}`, headings, says)),
  );
  return view;
}

function describe(view, id, why, rows, says) {
  const about = part(view, "about");
  about.id = `${id}-about`;
  about.textContent = rows ? `${why} ${says("about", { rows })}` : why;
  view.setAttribute("aria-describedby", about.id);
}

function questionView(
  { name, topic, why, offer, offers, columns, choices, isClosed, rows },
  place,
  headings,
  says,
) {
  const view = copyOf("a-question");
  const id = `q-${place}`;
  view.dataset.question = name;
  view.dataset.offer = offer;
  view.querySelector("legend").textContent = topic;
  describe(view, id, why, rows, says);
  if (offers.length) {
    const list = made("ul", "", { className: "offers" });
    list.append(...offers.map((each) => offerView("li", each)));
    view.append(list);
  }
  view.append(...columns.map(([heading, ours]) => columnView(heading, ours, headings)));
  const few = choices.length <= FEW ? choices : [];
  const answers = [...new Set([offer, ...few])].filter(Boolean);
  for (const answer of answers) {
    view.append(
      tick(id, answer, (offers.length || columns.length) && answer === offer ? says("as-offered") : answer),
    );
  }
  const own = made("input", "", { type: "text", id: `${id}-own`, autocomplete: "off" });
  own.setAttribute("aria-label", `${says("other")}: ${topic}`);
  if (choices.length > FEW) {
    const words = made("datalist", "", { id: `${id}-words` });
    words.append(...choices.map((word) => made("option", "", { value: word })));
    own.setAttribute("list", words.id);
    view.append(words);
  }
  if (isClosed) return view; // nothing else is an answer; of columns, it stands beside each
  if (answers.length) {
    const other = tick(id, "", says("other"));
    own.addEventListener("input", () => (other.querySelector("input").checked = true));
    view.append(other);
  }
  view.append(own);
  return view;
}

function offerView(name, [text, rows]) {
  const view = made(name, "");
  view.append(made("strong", text), ` (${rows})`);
  return view;
}

function columnView(heading, ours, headings) {
  const label = made("label", "", { className: "column" });
  const select = made("select", "");
  select.dataset.column = heading;
  select.append(...headings.map((one) => made("option", one, { defaultSelected: one === ours })));
  label.append(made("span", heading), select);
  return label;
}

function tick(name, value, text) {
  const label = made("label", "", { className: "tick" });
  label.append(made("input", "", { type: "radio", name, value }), made("span", text));
  return label;
}

/**
 * The answers that are given, by the names of the questions.
 * @param {Part} form
 * @returns {Record<string, string>}
 */
export function answersIn(form) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const one of form.querySelectorAll("[data-matter]")) {
    const chosen = part(one, "answers").querySelector("input:checked");
    if (!chosen) continue;
    for (const { dataset } of one.querySelectorAll("[data-question]")) found[dataset.question] = chosen.value;
  }
  for (const one of form.querySelectorAll("[data-question]")) {
    const chosen = one.querySelector("input:checked");
    const own = one.querySelector("[type=text]")?.value.trim();
    for (const select of one.querySelectorAll("select")) {
      const [chosen] = select.selectedOptions;
      if (!chosen.defaultSelected) found[`Column ${select.dataset.column}`] = chosen.value;
    }
    const answer = chosen?.value || own; // nothing is the value of what is typed
    if (answer) found[one.dataset.question] = answer;
  }
  return found;
}

/**
 * Chooses what we offer wherever nothing is chosen yet.
 * @param {Part} form
 */
export function offerAll(form) {
  for (const one of form.querySelectorAll("[data-offer]")) {
    if (!one.dataset.offer || one.parentElement.closest("[data-matter]")) continue;
    const ways = part(one, "answers") ?? one;
    if (!ways.querySelector("input:checked")) ways.querySelector("[type=radio]").checked = true;
  }
}

// ---- the rows ----

function showRows(rows, says) {
  const ofSeveral = rows.some(({ sheet }) => sheet !== rows[0].sheet);
  const parts = ENDS.map((end) => [end.replace(" ", "-"), rows.filter(({ outcome }) => outcome === end)]);
  byId("rows").replaceChildren(
    ...parts
      .filter(([, those]) => those.length)
      .map(([end, those]) => {
        const section = made("section", "", { className: `end end--${end}` });
        const list = made("ol", "", { className: "sheet-rows" });
        section.append(made("h3", `${says(end)} (${those.length})`), list);
        fewAtFirst(list, those, (row) => rowView(row, ofSeveral, says), says);
        return section;
      }),
  );
}

function rowView({ title, course, number, sheet, faults, said }, ofSeveral, says) {
  const view = copyOf("a-row");
  const where = says(ofSeveral ? "row-of" : "row", { n: number, sheet });
  part(view, "title").textContent = title || course || where;
  part(view, "where").textContent = where;
  part(view, "of").textContent = ` ${where}`;
  part(view, "faults").hidden = !faults.length;
  part(view, "faults").append(...faults.map((fault) => made("li", fault)));
  const lines = said.map(({ heading, text, read }) => {
    const line = made("div", "");
    const words = made("dd", text);
    line.append(made("dt", heading), words);
    if (read && read !== text) line.append(made("dd", `→ ${read}`, { className: "said__read" }));
    return line;
  });
  part(view, "said").append(...lines);
  view.querySelector("details").hidden = !said.length;
  return view;
}

function fewAtFirst(list, all, viewOf, says) {
  list.append(...all.slice(0, MOST).map(viewOf));
  const rest = all.slice(MOST);
  if (!rest.length) return;
  const words = says("more", { count: rest.length });
  const more = made("button", words, { type: "button", className: "button button--quiet" });
  more.addEventListener("click", () => {
    const [first, ...others] = rest.map(viewOf);
    list.append(first, ...others);
    more.remove();
    first.tabIndex = -1;
    first.focus();
  });
  list.after(more);
}

// ---- the words of the command ----

function showReport(report, summary, says) {
  const [, ...sections] = report.split(/\n\n(?=\S)/); // the verdict stands above
  const blocks = sections.map((block) => block.trimEnd().split("\n"));
  const parts = blocks.flatMap(([heading, ...lines]) => {
    const list = made("ul", "");
    const holder = made("div", "");
    holder.append(list);
    fewAtFirst(
      list,
      lines,
      (line) => made("li", line.trim(), { className: line.startsWith("    ") ? "deeper" : "" }),
      says,
    );
    return [made("h3", heading), holder];
  });
  byId("report-parts").replaceChildren(...parts, made("p", summary));
}

// ---- the ways out ----

function showCopy(copy) {
  byId("mending").hidden = !copy;
  if (!copy) return;
  const bytes = Uint8Array.from(atob(copy.bytes), (letter) => letter.charCodeAt(0));
  offerDownload(byId("copy"), copy.name, new Blob([bytes]));
}

function showWays({ files, there, matters }, sheet, { repository, email }, says) {
  const list = Object.entries(files).map(([path, text]) => ({ path, text, isThere: there.includes(path) }));
  for (const id of ["ways", "to-ways"]) byId(id).hidden = !list.length;
  if (!list.length) return;
  const name = `${sheet.name.replace(/\.\w+$/, "")}.zip`;
  const archive = byId("archive");
  offerDownload(archive, name, zipOf(files));
  archive.classList.toggle("button--quiet", matters.length > 0); // answering comes first
  byId("files").replaceChildren(...list.map((file) => fileView(file, repository, says)));
  showUpload(list, repository);
  const mail = byId("mail");
  if (!mail) return;
  const subject = says("mail-subject", { file: sheet.name });
  const { href, isWhole } = mailOf(email, list, subject, says("mail-attach", { file: name }));
  mail.href = href;
  byId("mail-attach").hidden = isWhole;
}

// Courses of one organisation are in one folder, and GitHub takes many files of a folder in one proposal.
function showUpload(list, repository) {
  const folders = list.map(({ path }) => path.split("/").slice(0, -1).join("/"));
  const folder = folders.find((one) => one.startsWith("content/courses/"));
  const isMany = folders.indexOf(folder) < folders.lastIndexOf(folder);
  if (!repository || !folder) return;
  byId("together").hidden = !isMany;
  byId("upload").href = `${repository}/upload/main/${folder}`;
}
