// Says what a schema finds wrong in the values of one file, in the sentences of form.json.

import { isDay, textOf, weekdayOf } from "./days.js";
import { isGroup, kindOf } from "./yaml.js";

// ---- words ----

/**
 * What says the sentences and phrases.
 * @param {FormFile} form
 * @returns {any}
 */
export function speaker({ words, calendar }) {
  const fill = (text, given) => text.replace(/{(\w+)}/g, (_, name) => given[name]);
  const phrase = (name, given) => fill(words[name], given);
  const listed = (all, last = "or") => {
    const [end, ...first] = [...all].reverse();
    return first.length ? `${first.reverse().join(", ")} ${words[last]} ${end}` : (end ?? "");
  };
  const say = (field, code, given = {}, name = code) => {
    const [what, mend] = words[name].map((text) => fill(text, given));
    return { field, code, what, mend };
  };
  const dayText = (date) => {
    const [year, month, day] = textOf(date).split("-").map(Number);
    return `${calendar.days[weekdayOf(date)]} ${day} ${calendar.months[month - 1]} ${year}`;
  };
  return { phrase, listed, say, dayText, days: calendar.days, months: calendar.months };
}

/**
 * A value in quotes, shortened to what a line can hold.
 * @param {unknown} value
 * @returns {string}
 */
export function quoted(value) {
  const letters = [...String(value).trim().split(/\s+/).join(" ")];
  return letters.length > 60 ? `“${letters.slice(0, 57).join("")}…”` : `“${letters.join("")}”`;
}

// ---- the schema ----

/**
 * How many letters a text has, or values a list.
 * @param {any} value
 * @returns {number}
 */
export const length = (value) => (typeof value === "string" ? [...value].length : value.length);
const isText = (value) => typeof value === "string";

/** Whether a value keeps each constraint, by the kind of value it is about. */
export const KEEPS = {
  any: {
    type: (_, wanted, kind) => kind === wanted || (wanted === "number" && kind === "integer"),
    enum: (value, choices) => choices.includes(value),
    const: (value, wanted) => value === wanted,
  },
  string: {
    minLength: (text, least) => length(text) >= least,
    maxLength: (text, most) => length(text) <= most,
    pattern: (text, pattern) => new RegExp(pattern, "u").test(text),
    format: isDay,
  },
  number: {
    minimum: (number, least) => Number(number) >= least,
    maximum: (number, most) => Number(number) <= most,
    multipleOf: (number) => !/\.\d\d\d*[1-9]/.test(number), // of 0.01: the build lets no other through
  },
  array: {
    minItems: (rows, least) => rows.length >= least,
    maxItems: (rows, most) => rows.length <= most,
    uniqueItems: (rows) => twice(rows) < 0,
  },
  object: { minProperties: (group, least) => Object.keys(group).length >= least },
};

function keeps(keyword, limit, value, kind) {
  const rule = KEEPS.any[keyword] ?? KEEPS[kind === "integer" ? "number" : kind]?.[keyword];
  return !rule || rule(value, limit, kind);
}

function twice(values) {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.findIndex((text, index) => texts.indexOf(text) < index);
}

/**
 * What a schema finds wrong. `home` is the schema in which the fields have descriptions.
 * @param {any} value
 * @param {any} schema
 * @param {any} home
 * @param {(string | number)[]} field
 * @param {any} words
 * @returns {Generator<any>}
 * @yields {any}
 */
export function* broken(value, schema, home, field, words) {
  const kind = isGroup(value) ? "object" : kindOf(value, schema);
  for (const [keyword, limit] of Object.entries(schema)) {
    if (keyword === "properties" && kind === "object") {
      for (const [name, part] of Object.entries(limit)) {
        if (Object.hasOwn(value, name)) yield* broken(value[name], part, part, [...field, name], words);
      }
    } else if (keyword === "items" && kind === "array") {
      for (const [index, row] of value.entries()) yield* broken(row, limit, limit, [...field, index], words);
    } else if (keyword === "allOf") {
      for (const part of limit) yield* broken(value, part, home, field, words);
    } else if (keyword === "if") {
      if (broken(value, limit, home, field, words).next().done) {
        yield* broken(value, schema.then, home, field, words);
      }
    } else if (keyword === "required" && kind === "object") {
      for (const name of limit) {
        if (Object.hasOwn(value, name)) continue;
        const { description } = home.properties?.[name] ?? {};
        yield words.say(field, "missing-field", { name, description });
      }
    } else if (keyword === "additionalProperties" && kind === "object") {
      for (const name of Object.keys(value)) {
        if (Object.hasOwn(schema.properties, name)) continue;
        const names = words.listed(Object.keys(schema.properties), "and");
        const said = words.say([...field, name], "unknown-field", { name: quoted(name), names });
        yield { ...said, atName: true };
      }
    } else if (!keeps(keyword, limit, value, kind)) {
      yield* said(keyword, limit, value, kind, schema, field, words);
    }
  }
}

function* said(keyword, limit, value, kind, schema, field, words) {
  const { say, phrase } = words;
  const title = schema.title ?? phrase("untitled");
  const [shown] = schema.examples ?? [];
  const like =
    shown === undefined || typeof shown === "object" ? "" : phrase("like", { example: String(shown) });
  const or = (problem) => (like ? { ...problem, mend: like } : problem);
  if (value === null || value === "") {
    if (keyword === "type" || value === "") yield or(say(field, "left-empty", { title }));
  } else if (keyword === "type") {
    const got = phrase(kind === "integer" ? "number" : kind);
    const mend = mendKind(limit, value, schema, like, words);
    yield say(field, "wrong-kind", { title, wanted: phrase(limit), got, mend });
  } else if (keyword === "enum") {
    if (!isText(value)) return;
    const mend = choose(schema, words);
    yield say(field, "not-in-list", { value: quoted(value), title: title.toLowerCase(), mend });
  } else if (keyword === "pattern" || keyword === "format") {
    const [name, more] = keyword === "format" ? faultOfDay(value, words) : ["wrong-form", {}];
    yield say(field, "wrong-form", { value: quoted(value), mend: schema["x-message"], ...more }, name);
  } else if (keyword.startsWith("max") && keyword !== "maximum") {
    const size = length(value);
    const given = { title, size, most: limit, over: size - limit };
    yield say(field, "too-long", given, isText(value) ? "too-many-characters" : "too-many-values");
  } else if (keyword.startsWith("min") && keyword !== "minimum") {
    const some = isGroup(value) ? Object.keys(value).length : value.length;
    yield or(say(field, "too-short", { title }, some ? "too-short" : "nothing-in-it"));
  } else if (keyword === "uniqueItems") {
    const index = twice(value);
    const same = isText(value[index]) ? quoted(value[index]) : phrase("same-group");
    yield say([...field, index], "twice-in-list", { value: same });
  } else if (keyword === "const") {
    yield { field }; // only in an `if`, which is never told
  } else {
    yield say(field, "out-of-range", { value, limit }, keyword);
  }
}

// Which sentence says what is wrong with a day, and what it needs.
function faultOfDay(text, { months }) {
  const plain = text.replace(/[\u2010-\u2015\u2212]/g, "-");
  const found = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/.exec(plain);
  if (!found) return ["wrong-form", {}];
  const [year, month, day] = found.slice(1).map(Number);
  if (month < 1 || month > 12) return ["no-such-month", { month }];
  const days = year ? daysIn(year, month) : 31;
  if (day < 1 || day > days) return ["no-such-day", { month: months[month - 1], year, days }];
  return [plain === text ? "wrong-form" : "dashes", {}];
}

function daysIn(year, month) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

function mendKind(wanted, value, schema, like, words) {
  const { phrase, listed } = words;
  if (wanted === "string" && schema.enum) return choose(schema, words);
  if (wanted === "string" && typeof value !== "object") {
    const helps = broken(String(value), schema, schema, [], words).next().done;
    return helps ? phrase("put-in-quotes") : schema["x-message"];
  }
  if (wanted === "array") return phrase("as-list");
  if (wanted === "object") return phrase("as-fields", { names: listed(Object.keys(schema.properties)) });
  return like || (schema.description ?? "");
}

const choose = (schema, { phrase, listed }) =>
  schema.enum.length <= 20
    ? phrase("choose", { names: listed(schema.enum) })
    : phrase("choose-from", { vocabulary: schema["x-vocabulary"] });
