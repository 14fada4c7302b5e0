// Reads and fills the controls of a form. Each has data-field, the path of its field: "runs.0.starts". A
// field that is repeated has data-rows, and each of its rows data-row; the templates of rows have # for a
// number that is not known yet. data-reads says of what kind the text in a box is (readings.js).

import { today } from "./days.js";
import { read as readText, shown } from "./readings.js";

const PATHS = ["data-field", "data-rows", "data-row", "data-depends", "name"];
const IDS = ["id", "data-id", "for", "aria-describedby", "aria-labelledby"];

const READ = {
  line: ({ value }) => value.trim(),
  moment: (control) => readingOf(control).value ?? control.value.trim(),
  long: ({ value }) => value.replace(/\s*\n\s*/g, " ").trim(),
  paragraphs: ({ value }) => (value.trim() ? value : ""),
  lines: ({ value }) =>
    value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  number: ({ value }) => value.replace(/[£,\s]/g, ""),
  pick: ({ value }) => value,
  choice: (group) => group.querySelector(":checked")?.value ?? "",
  ticks(group) {
    const ticked = [...group.querySelectorAll(":checked")].map(({ value }) => value);
    const before = JSON.parse(group.dataset.before ?? "[]").filter((value) => ticked.includes(value));
    return [...new Set([...before, ...ticked])]; // those that were there keep their order
  },
  // A box that nobody ever ticked says nothing: only one that was said before can say no.
  yes: ({ checked, dataset }) => checked || (dataset.before ? false : ""),
};

const WRITE = {
  moment: (control, value) => (control.value = shown(control.dataset.reads, value ?? "")),
  lines: (control, value) => (control.value = (value ?? []).join("\n")),
  pick(control, value = "") {
    if (value && ![...control.options].some((one) => one.value === value)) {
      control.add(new Option(value, value));
    }
    control.value = value;
    if (control.selectedIndex < 0) control.selectedIndex = 0;
  },
  choice(group, value) {
    for (const input of group.querySelectorAll("input")) input.checked = input.value === value;
  },
  ticks(group, value = []) {
    group.dataset.before = JSON.stringify(value);
    for (const input of group.querySelectorAll("input")) input.checked = value.includes(input.value);
  },
  yes(control, value) {
    control.checked = value === true;
    control.dataset.before = value === undefined ? "" : "said";
  },
};

const kept = new WeakMap(); // by root: what has no control, such as earlier names
const numbers = new WeakMap(); // by list that was read: the row each of its values stands in

// The elements of a form that are its own: a form within it, of a new place, has its own data-root.
const own = (root, selector) =>
  [...root.querySelectorAll(selector)].filter((one) => one.closest("[data-root]") === root);
const find = (root, attribute, path) => own(root, `[${attribute}="${path}"]`)[0];

/**
 * What the text in a box is read as. Of two times in a row the second is when it ends.
 * @param {Part} control
 * @returns {Reading}
 */
export function readingOf(control) {
  const { reads } = control.dataset;
  const times =
    reads === "time" ? [...control.closest("[data-row]").querySelectorAll("[data-reads=time]")] : [];
  const before = times[times.indexOf(control) - 1];
  return readText(reads, control.value, { today: today(), after: before && read(before) });
}

// ---- values ----

/**
 * Returns what the controls below `root` say. What nobody filled in is left out, and so are rows with nothing
 * in them.
 * @param {Part} root
 * @returns {Values}
 */
export function gather(root) {
  return closed(collected(root));
}

function collected(root) {
  const values = structuredClone(kept.get(root) ?? {});
  for (const control of own(root, "[data-field]")) {
    const value = control.closest("[data-depends][hidden]") ? "" : read(control);
    if (value !== "" && value.length !== 0) put(values, control.dataset.field.split("."), value);
  }
  return values;
}

/**
 * Shows `values` in the controls below `root`, in place of what they say.
 * @param {Part} root
 * @param {Values} values
 */
export function fill(root, values) {
  kept.set(root, {});
  for (const rows of own(root, "[data-rows]")) rows.replaceChildren();
  for (const rows of own(root, "[data-rows]")) setRows(rows, least(rows));
  for (const control of own(root, "[data-field]")) write(control);
  spread(root, values, []);
  depend(root);
  for (const part of own(root, "[data-depends][hidden]")) {
    // A file may say what we would not ask: then it stays, for its writer to see.
    if (!said(part)) continue;
    delete part.dataset.depends;
    part.hidden = false;
  }
}

function spread(root, part, path) {
  const name = path.join(".");
  const control = find(root, "data-field", name);
  if (control) return write(control, part);
  const rows = find(root, "data-rows", name);
  if (rows) setRows(rows, Math.max(part.length, least(rows)));
  else if (typeof part !== "object" || Array.isArray(part)) return put(kept.get(root), path, part);
  for (const [key, inner] of Object.entries(part)) spread(root, inner, [...path, key]);
}

function write(control, value) {
  const { kind } = control.dataset;
  if (WRITE[kind]) WRITE[kind](control, value);
  else control.value = value ?? "";
}

const read = (control) => READ[control.dataset.kind](control);
const least = (rows) => Number(rows.dataset.least);
const said = (part) =>
  [part, ...part.querySelectorAll("[data-field]")].some(
    ({ dataset }, at, all) => dataset.field && String(read(all[at])),
  );

function put(values, path, value) {
  const [name, ...rest] = path;
  if (!rest.length) values[name] = value;
  else put((values[name] ??= /^\d+$/.test(rest[0]) ? [] : {}), rest, value);
}

/**
 * Closes the gaps that empty rows leave in lists. A row that is emptied has nothing but the id it had.
 * @param {any} part
 * @returns {any}
 */
function closed(part) {
  if (Array.isArray(part)) {
    const rows = Object.keys(part).filter((row) => Object.keys(part[row]).join() !== "id");
    const list = rows.map((row) => closed(part[row]));
    numbers.set(list, rows);
    return list;
  }
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, closed(inner)]));
}

/**
 * Returns the control that a field of gathered `values`, a path of names and numbers, was read from; else the
 * one around it.
 * @param {Part} root
 * @param {Values} values
 * @param {Field} field
 * @returns {Part}
 */
export function controlOf(root, values, field) {
  const path = [];
  let part = values;
  for (const step of field) {
    path.push(typeof step === "number" ? (numbers.get(part)?.[step] ?? step) : step);
    part = part?.[step];
  }
  for (; path.length; path.pop()) {
    const name = path.join(".");
    const control = find(root, "data-field", name);
    if (control) return control;
    const inside = own(root, `[data-field^="${name}."]`)[0]?.parentElement;
    const around = find(root, "data-row", name) ?? find(root, "data-rows", name) ?? inside;
    if (around) return around.closest("fieldset");
  }
  return root;
}

// ---- rows ----

function setRows(rows, count) {
  while (rows.children.length > count) rows.lastElementChild.remove();
  while (rows.children.length < count) addRow(rows);
}

/**
 * Adds a row, a copy of the last one if that is wanted, and returns it.
 * @param {Part} rows
 * @param {boolean} [copies]
 * @returns {Part}
 */
export function addRow(rows, copies = false) {
  const { content } = document.querySelector(`template[data-for="${rows.dataset.template}"]`);
  const row = document.importNode(content, true).firstElementChild;
  const last = rows.lastElementChild;
  rows.append(row);
  number(row, rows.children.length - 1);
  for (const inner of row.querySelectorAll("[data-rows]")) setRows(inner, least(inner));
  for (const control of row.querySelectorAll("[data-field]")) write(control);
  const root = rows.closest("[data-root]");
  if (copies && last) {
    const values = last.dataset.row.split(".").reduce((part, step) => part?.[step], collected(root));
    const { id, ...copied } = values ?? {}; // whoever follows a run must not be led to its copy
    spread(root, closed(copied), row.dataset.row.split("."));
  }
  depend(root);
  return row;
}

/**
 * Takes a row away; those after it move up.
 * @param {Part} row
 */
export function removeRow(row) {
  const rows = row.parentElement;
  const path = row.dataset.row.split(".");
  const place = path.pop();
  path.reduce((part, step) => part?.[step], kept.get(row.closest("[data-root]")))?.splice(place, 1);
  row.remove();
  [...rows.children].forEach(number);
  setRows(rows, Math.max(rows.children.length, least(rows)));
}

/**
 * Gives a row its number: in the paths and ids of all that is in it, and in the words that name it.
 * @param {Part} row
 * @param {number} index
 */
function number(row, index) {
  const rows = row.parentElement;
  const path = `${rows.dataset.rows}.${index}`;
  const id = `${rows.closest("fieldset").id}-${index}`;
  for (const [names, from, to] of /** @type {[string[], string, string][]} */ ([
    [PATHS, row.dataset.row, path],
    [IDS, row.dataset.id, id],
  ])) {
    const whole = new RegExp(`${from.replaceAll(".", "\\.")}(?![\\w#])`, "g");
    for (const part of [row, ...row.querySelectorAll("*")]) {
      for (const name of names) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(whole, to));
      }
    }
  }
  for (const part of row.querySelectorAll("[data-number]")) {
    if (part.closest("[data-row]") === row) {
      part.textContent = part.dataset.number.replace("{n}", String(index + 1));
    }
  }
}

// ---- what makes sense only for some answers ----

/**
 * Hides what the other answers leave no room for. What was written there stays, and is not gathered.
 * @param {Part} root
 */
export function depend(root) {
  for (const part of own(root, "[data-depends]")) {
    const control = find(root, "data-field", part.dataset.depends);
    part.hidden = !part.dataset.shownFor.split(" ").includes(read(control) || "-");
  }
}
