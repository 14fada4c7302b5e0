// Writes the values of a file as YAML, byte for byte as catalogue/yaml_writer.py, its twin; and gives runs
// the ids that calendars follow them by, as catalogue/run_ids.py does.
//
// Values are plain: text, true, false, null, lists and objects. Where the schema wants a number, a
// text such as "48.50" is that number, so that no digit is lost on the way; numbers of JavaScript's
// own are written too. Names of fields that the schema does not know come last. Text with a
// character that our reader refuses is written so that it still refuses it, though not
// always in Python's way.

const WIDTH = 100;
const WORDS = /^(|~|[Tt]rue|TRUE|[Ff]alse|FALSE|[Nn]ull|NULL)$/;
const INTEGER = /^-?(0|[1-9][0-9]{0,14})$/;
const NUMBER = /^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$/;
const PYTHON_BLANKS_AT_END = /[\s\x1c-\x1f\x85]+$/u;

// Which characters our reader refuses, and where one that nobody sees is part of a word or an emoji:
// catalogue/characters.py says why. Written without looking back, which Safari 15 cannot do.
const JOINED = "(?=[\\u0620-\\u0dff])[\\p{L}\\p{M}]";
const EMOJI = "[©®‼⁉™ℹ\\u2190-\\u27ff\\u2900-\\u2bff〰〽㊗㊙\\u{1f000}-\\u{1faff}]";
const STRANGE = new RegExp(
  [
    `${JOINED}[\\u200c\\u200d](?=${JOINED})`,
    "\\u{1f3f4}\\u{e0067}\\u{e0062}[\\u{e0061}-\\u{e007a}]{3}\\u{e007f}",
    `${EMOJI}[\\ufe0e\\ufe0f]?(\\u200d(?=${EMOJI}))?`,
    "[\\d#*]\\ufe0f(?=\\u20e3)",
    "(?<sign>(?![\\n\\u{1f000}-\\u{1faff}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}\\u034f\\u17b4\\u17b5" +
      "\\u180b-\\u180d\\u180f\\u{16fe4}\\p{C}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u2800\\u3164" +
      "\\uffa0\\ufffc\\ufffd\\u{13441}\\u{13442}\\u{1d159}])",
  ].join("|"),
  "gu",
);

/**
 * The first character that our reader refuses.
 * @param {string} text
 * @returns {string | undefined}
 */
export function strangeIn(text) {
  for (const { groups } of text.matchAll(STRANGE)) if (groups?.sign) return groups.sign;
  return undefined;
}

/**
 * The number by which people look a character up.
 * @param {string} sign
 * @returns {string}
 */
export const numberOfSign = (sign) =>
  /** @type {number} */ (sign.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0");

// With plain blanks and composed letters, as all readers take it.
const composed = (text) => text.replace(/\p{Zs}/gu, " ").normalize("NFC");

/**
 * Whether a value is a group of fields.
 * @param {any} value
 * @returns {boolean}
 */
export const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const isNested = (value) => typeof value === "object" && value !== null;

/**
 * What kind of value it is, as JSON Schema names kinds.
 * @param {any} value
 * @param {Schema} [schema]
 * @returns {string}
 */
export function kindOf(value, schema = {}) {
  if (Array.isArray(value)) return "array";
  if (value === null) return "null";
  const text = String(value);
  const counts = typeof value === "number" || schema.type === "number" || schema.type === "integer";
  if (typeof value !== "boolean" && !isGroup(value) && counts && NUMBER.test(text)) {
    return INTEGER.test(text) ? "integer" : "number";
  }
  return typeof value;
}

/**
 * The values without what is empty: "", null, [] and {}, and what holds nothing else.
 * @param {any} values
 * @returns {any}
 */
export function prune(values) {
  const kept = (value) => !(value === "" || value == null || (isNested(value) && !Object.keys(value).length));
  if (Array.isArray(values)) return values.map(prune).filter(kept);
  if (!isGroup(values)) return values;
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, prune(value)])
      .filter(([, value]) => kept(value)),
  );
}

/**
 * The values as they are read back from what is written: no blanks that nobody sees.
 * @param {any} value
 * @param {Schema} [schema]
 * @returns {any}
 */
export function asRead(value, schema = {}) {
  if (Array.isArray(value)) return value.map((row) => asRead(row, schema.items));
  if (isGroup(value)) {
    const fields = Object.entries(value);
    return Object.fromEntries(
      fields.map(([name, inner]) => [name, asRead(inner, schema.properties?.[name])]),
    );
  }
  if (typeof value !== "string") return value;
  const text = withoutBreaks(value);
  const shown = withoutBlanks(text);
  return "x-paragraphs" in schema || text.includes("\n") ? shown && `${shown}\n` : text;
}

/**
 * The names of a group in the order in which they are written.
 * @param {Values} group
 * @param {Schema} schema
 * @returns {string[]}
 */
export function namesIn(group, schema) {
  const known = Object.keys(schema.properties ?? {});
  const there = Object.keys(group);
  return [
    ...known.filter((name) => Object.hasOwn(group, name)),
    ...there.filter((name) => !known.includes(name)),
  ];
}

/**
 * The text of a file.
 * @param {Values} values
 * @param {Schema} schema
 * @returns {string}
 */
export function toYaml(values, schema) {
  return Object.keys(values).length ? `${lines(values, schema, 0, 0)}\n` : "{}\n";
}

const isShort = (schema) =>
  ["integer", "number", "boolean"].includes(schema.type) || "enum" in schema || "x-short" in schema;

/**
 * Whether a group in a list is written in braces on one line.
 * @param {Values} group
 * @param {Schema} schema
 * @returns {boolean}
 */
export function inBraces(group, schema) {
  const known = Object.values(schema.properties ?? {});
  return known.length > 0 && known.every(isShort) && !Object.values(group).some(isNested);
}

function lines(group, schema, column, indent) {
  return namesIn(group, schema)
    .map((name) => {
      const inner = schema.properties?.[name] ?? {};
      const written = after(group[name], inner, column + [...name].length + 2, indent + 2);
      return `${" ".repeat(indent)}${scalar(name, {}, indent)}:${written}`;
    })
    .join("\n");
}

// What stands after the colon of a name.
function after(value, schema, column, indent) {
  if (Array.isArray(value)) return list(value, schema.items ?? {}, column, indent);
  if (isGroup(value)) {
    return Object.keys(value).length ? `\n${lines(value, schema, column, indent)}` : " {}";
  }
  if ("x-paragraphs" in schema && typeof value === "string") return ` ${block(value, indent)}`;
  return value === null ? "" : ` ${scalar(value, schema, indent)}`;
}

function list(values, schema, column, indent) {
  const length = [...values.map(String).join(", ")].length;
  const flat = isShort(schema) && !values.some(isNested) && column + length + 2 <= WIDTH;
  if (flat || !values.length) return ` [${values.map((value) => scalar(value, schema)).join(", ")}]`;
  return values
    .map((value) => `\n${" ".repeat(indent)}-${row(value, schema, column + 2, indent + 2)}`)
    .join("");
}

function row(value, schema, column, indent) {
  if (!isGroup(value) || !Object.keys(value).length) return after(value, schema, column, indent);
  if (!inBraces(value, schema)) return ` ${lines(value, schema, column, indent).trimStart()}`;
  const parts = namesIn(value, schema).map(
    (name) => `${scalar(name)}: ${scalar(value[name], schema.properties[name])}`,
  );
  return ` {${parts.join(", ")}}`;
}

// One value on a line, or as a block; without an indent it stands in brackets.
function scalar(value, schema = {}, indent) {
  const inBrackets = indent === undefined;
  if (value === null) return inBrackets ? "''" : "";
  if (typeof value !== "string" || (schema.type !== "string" && kindOf(value, schema) !== "string")) {
    return String(value);
  }
  const text = withoutBreaks(value);
  if (text.includes("\n")) {
    return inBrackets ? quoted(withoutBlanks(text).replace(/.$/s, "$&\n")) : block(text, indent);
  }
  if (!staysText(text, inBrackets)) return quoted(text);
  if (looksPlain(text)) return text;
  return text.includes("'") ? quoted(text) : `'${text}'`;
}

const quoted = (text) =>
  `"${text
    .replace(/["\\]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replace(STRANGE, (all, ...found) => {
      const { sign } = found.at(-1);
      return sign ? `\\U${numberOfSign(sign).padStart(8, "0")}` : all;
    })}"`;

// Whether our reader would take the text for itself if it stood there without quotes.
function staysText(text, inBrackets) {
  if (WORDS.test(text) || NUMBER.test(text) || strangeIn(text) || text !== text.replace(/^ +| +$/g, "")) {
    return false;
  }
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:] |^[?:]$|: | #|:$/.test(text)) return false;
  return inBrackets ? !/^[?:]|[,[\]{}]|:\?/.test(text) : text !== "-";
}

// Whether ruamel.yaml leaves off the quotes; it puts single ones round a few more than need be.
const looksPlain = (text) => !/^(---|\.\.\.|-$)/.test(text);

const withoutBreaks = (text) => composed(text).replace(/^\n+|\n+$/g, "");

// The text without what nobody sees: blanks at the ends of lines, and empty lines around it.
const withoutBlanks = (text) =>
  withoutBreaks(
    text
      .split("\n")
      .map((line) => line.replace(PYTHON_BLANKS_AT_END, ""))
      .join("\n"),
  );

function block(text, indent) {
  const shown = withoutBlanks(text);
  if (!shown) return '""';
  const lines = shown.split("\n").map((line) => (line ? " ".repeat(indent) + line : ""));
  return `|${shown.startsWith(" ") ? "2" : ""}\n${lines.join("\n")}`;
}

// ---- ids of runs ----

const SIGNS = "23456789bcdfghjkmnpqrstvwxz";
const LETTERS = SIGNS.slice(8);

/**
 * The values of a course's file with an id for each run that has none.
 * @param {Values} values
 * @returns {Values}
 */
export function withIds(values) {
  if (!values.runs) return values;
  const taken = values.runs.map(({ id }) => id);
  const nameless = values.runs.filter(({ id }) => !id);
  let told = nameless.map(placeAndMeetings);
  for (const name of ["starts", "ends", "reference", "note"]) {
    told = told.map((words, at, all) =>
      all.indexOf(words) < all.lastIndexOf(words) || taken.includes(short(words))
        ? `${words}|${nameless[at][name] ?? ""}`
        : words,
    );
  }
  const keys = told.map((words) => {
    while (taken.includes(short(words))) words += "|";
    taken.push(short(words));
    return short(words);
  });
  return { ...values, runs: values.runs.map((run) => (run.id ? run : { ...run, id: keys.shift() })) };
}

const placeAndMeetings = ({ venue = "online", sessions = [] }) =>
  [venue, ...sessions.map(({ day, from, to }) => [day, from, to].join(" ")).sort()].join("|");

function short(words) {
  let number = 2166136261;
  for (const byte of new TextEncoder().encode(words)) number = Math.imul(number ^ byte, 16777619) >>> 0;
  let name = "";
  for (const signs of [LETTERS, SIGNS, SIGNS, SIGNS, SIGNS]) {
    name += signs[number % signs.length];
    number = Math.floor(number / signs.length);
  }
  return name;
}
