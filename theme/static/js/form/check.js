// Says what is wrong in the values of one file: the sentences of `catalogue check`, in its order.
//
// It knows what the schema can say and the rules that need no other file; all words come from
// form.json. What it leaves to the check, listed in tests/form/test_check.py: whatever looks at
// other files or at reference/, Markdown, and phone numbers that only a table of them can judge.
// Two differences: where the check can tell what was meant by a value or the name of a field, and offers
// it, this says how such a value is written; and a character that nobody can see is told at its field,
// without its name.

import { broken } from "./constraints.js";
import { course, venue } from "./rules.js";
import { quoted, speaker } from "./saying.js";
import { asRead, inBraces, isGroup, namesIn, numberOfSign, strangeIn } from "./yaml.js";

const MOST = 100;

/**
 * The problems of one file, in the order of the check. `kind` is course or venue.
 * @param {Values} typed
 * @param {FormFile} form
 * @param {{ kind: string, today: string }} about
 * @returns {Problem[]}
 */
export function problemsOf(typed, form, { kind, today }) {
  const schema = form.schemas[kind];
  const values = asRead(typed, schema);
  const words = speaker(form);
  const strange = [...refused(values, words)];
  if (strange.length) return strange;
  let found = unique([...broken(values, schema, schema, [], words)]).slice(0, MOST);
  if (!found.length) {
    const rules = kind === "course" ? course : venue;
    found = [...texts(values, words, form.rules), ...rules(values, words, form, today)];
  }
  const places = new Map();
  mark(values, schema, [], places, false);
  const place = (problem) => placeOf(problem, values, places);
  return found
    .map((problem) => [place(problem), problem])
    .sort(([one, a], [other, b]) => one - other || compare(a.code, b.code) || compare(a.what, b.what))
    .map(([, { field, code, what, mend }]) => ({ field, code, what, mend }));
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

function unique(problems) {
  const seen = new Set();
  return problems.filter(({ field, code, what }) => {
    const key = JSON.stringify([field, code, what]);
    return !seen.has(key) && seen.add(key);
  });
}

// ---- every text ----

function* textsIn(value, field = []) {
  if (typeof value === "string") yield [field, value];
  else if (typeof value === "object" && value) {
    for (const [name, child] of Object.entries(value)) {
      yield* textsIn(child, [...field, Array.isArray(value) ? Number(name) : name]);
    }
  }
}

function* refused(values, { say }) {
  for (const [field, text] of textsIn(values)) {
    const sign = strangeIn(text);
    if (sign === "\t") yield say(field, "strange-character", {}, "tab");
    else if (sign) yield say(field, "strange-character", { number: numberOfSign(sign) });
  }
}

function* texts(values, { say }, rules) {
  for (const [field, text] of textsIn(values)) {
    const [markup] = (field[0] !== "description" && text.match(rules.markup)) || [];
    if (!/[\p{L}\p{N}]/u.test(text)) yield say(field, "nothing-to-read");
    else if (markup) yield say(field, "markup-in-line", { markup: quoted(markup) });
    else if (field[0] !== "description" && new RegExp(rules.quoted, "u").test(text)) {
      yield say(field, "quoted-whole");
    }
  }
}

// ---- where a problem stands in the written file ----

// Number the values in reading order. A group has the place of its first name, unless it is in
// braces; the name of a field stands before its value.
function mark(value, schema, field, places, inList) {
  const key = JSON.stringify(field);
  if (isGroup(value)) {
    const own = inList && inBraces(value, schema);
    places.set(key, { name: places.size * 2 + (own ? 0 : 1) });
    let first = !own;
    for (const name of namesIn(value, schema)) {
      const way = [...field, name];
      const at = first ? places.get(key).name : places.size * 2 + 2;
      first = false;
      places.set(`${JSON.stringify(way)} name`, { name: at });
      mark(value[name], schema.properties?.[name] ?? {}, way, places, false);
    }
  } else {
    places.set(key, { name: places.size * 2 + 1 });
    if (Array.isArray(value)) {
      value.forEach((child, index) => mark(child, schema.items ?? {}, [...field, index], places, true));
    }
  }
}

function placeOf({ field, atName }, values, places) {
  let value = values;
  const way = [];
  for (const step of field) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) break;
    value = value[step];
    way.push(step);
  }
  const key = JSON.stringify(way);
  const name = places.get(`${key} name`);
  const nested = value === null || typeof value === "object";
  return ((nested || atName) && name ? name : places.get(key)).name;
}
