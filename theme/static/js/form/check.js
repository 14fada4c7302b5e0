// Says what is wrong in the values of one file: the sentences of `catalogue check`, in its order.
//
// It knows what the schema can say and the rules that need no other file; all words come from
// form.json. What it leaves to the check, listed in tests/form/test_check.py: whatever looks at
// other files or at reference/, Markdown, and phone numbers that only a table of them can judge.
// Two differences: where the check can tell what was meant by a value or the name of a field, and offers
// it, this says how such a value is written; and a character that nobody can see is told at its field,
// without its name.

import { isDay, numberOf, textOf, weekdayOf } from "./days.js";
import { costsExtra, digitsOf } from "./phones.js";
import { asRead, inBraces, isGroup, kindOf, namesIn, numberOfSign, strangeIn } from "./yaml.js";

const MOST = 100;
const [YEAR, LONGEST] = [365, 364];
const NOON = 12 * 60;
const [EARLY, LATE] = [8 * 60, 22 * 60];
const [SHORT, LONG] = [15, 9 * 60];
const EVENING = "16:00"; // when a class may begin that is said to be in the evening

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

// ---- words ----

function speaker({ words, calendar }) {
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

function quoted(value) {
  const letters = [...String(value).trim().split(/\s+/).join(" ")];
  return letters.length > 60 ? `“${letters.slice(0, 57).join("")}…”` : `“${letters.join("")}”`;
}

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

// ---- the schema ----

const length = (value) => (typeof value === "string" ? [...value].length : value.length);
const isText = (value) => typeof value === "string";

// Whether a value keeps each constraint, by the kind of value it is about.
const KEEPS = {
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

/** The keywords of JSON Schema that are checked here. */
export const CHECKED = [
  ...Object.values(KEEPS).flatMap(Object.keys),
  ...["required", "properties", "additionalProperties", "items", "allOf", "if", "then"],
];

function keeps(keyword, limit, value, kind) {
  const rule = KEEPS.any[keyword] ?? KEEPS[kind === "integer" ? "number" : kind]?.[keyword];
  return !rule || rule(value, limit, kind);
}

function twice(values) {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.findIndex((text, index) => texts.indexOf(text) < index);
}

// Yield what a schema finds wrong. `home` is the schema in which the fields have descriptions.
function* broken(value, schema, home, field, words) {
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

// ---- the rules: catalogue/rules/ says why ----

function* course(values, words, form, today) {
  yield* titles(values, words, form.rules);
  yield* cost(values.cost, words);
  const { phone, email, url } = values.join;
  if (!phone && !email) yield words.say(["join"], "no-contact");
  const runs = values.runs.map(readRun);
  const now = numberOf(today);
  const all = [
    [["join", "phone"], phone, "phone"],
    [["join", "email"], email, "email"],
    [["join", "url"], url, "page"],
  ];
  yield* ways(values, all, words, form.rules);
  yield* evening(values, runs, words);
  for (const [index, run] of runs.entries()) {
    yield* dates(run, ["runs", index], now, words);
    yield* sessions(run, ["runs", index], now, words);
    if (!run.venue && run.delivery !== "online") yield words.say(["runs", index], "no-venue");
    if (run.venue && run.delivery === "online") yield words.say(["runs", index, "venue"], "venue-online");
  }
  yield* twins(runs, words);
  yield* checked(numberOf(values.checked), now, today, words);
  yield* over(runs, now, words);
}

function* venue(values, words, form) {
  const { rules } = form;
  if (!(values.address.postcode || values.point || values.areas)) yield words.say(["address"], "no-place");
  yield* ways(
    values,
    [
      [["phone"], values.phone, "phone"],
      [["website"], values.website, "page"],
    ],
    words,
    rules,
  );
  const sourceLinks = (values.sources ?? []).map(({ link }, row) => [["sources", row, "link"], link, "page"]);
  yield* ways(values, sourceLinks, words, rules, values.example);
  yield* sources(values, words, rules);
}

const wordsIn = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
const startsWith = (all, first) => first.every((word, index) => word === all[index]);

function* titles({ title, summary, description }, { say }, { spokenInCapitals }) {
  if (isShouting(title, spokenInCapitals)) yield say(["title"], "shouting");
  if (/(?:^|[^.])\.$|[!?]{2,}$/.test(title)) yield say(["title"], "title-end", { sign: title.at(-1) });
  const [one, two, three] = [title, summary, description].map(wordsIn);
  if (one.length && startsWith(two, one) && two.length < one.length + 3) {
    yield say(["summary"], "repeats-title");
  }
  if (two.length === three.length && startsWith(three, two)) yield say(["description"], "repeats-summary");
}

function isShouting(title, spoken) {
  const all = title.match(/[\p{L}\p{Nl}\p{No}]+(?:['’][\p{L}\p{Nl}\p{No}]+)*/gu) ?? [];
  const words = all.filter((word) => !spoken.includes(word));
  const letters = (some) => some.reduce((sum, word) => sum + length(word), 0);
  const loud = words.filter(
    (word) => length(word) > 1 && word === word.toUpperCase() && word !== word.toLowerCase(),
  );
  return (letters(loud) >= 8 || loud.length >= 2) && letters(loud) * 2 > letters(words);
}

function* cost({ kind, pounds, concession_pounds: reduced, free_if: reasons }, { say }) {
  const price = (value) => Number(value).toFixed(2);
  const field = ["cost", "concession_pounds"];
  if (kind === "free") {
    for (const [name, value] of [
      ["pounds", pounds],
      ["concession_pounds", reduced],
    ]) {
      if (Number(value ?? 0)) yield say(["cost", name], "free-with-price", { price: price(value) });
    }
  } else if ((kind === "fee" || kind === "free-if") && Number(pounds ?? 1) === 0) {
    yield say(["cost", "pounds"], "paid-without-price");
  }
  if (reasons && kind !== "free-if") yield say(["cost", "free_if"], "free-if-unused", { kind });
  if (kind === "free" || reduced === undefined) return;
  if (pounds === undefined) yield say(field, "concession-alone");
  else if (Number(reduced) > Number(pounds)) {
    yield say(field, "concession-too-high", { reduced: price(reduced), full: price(pounds) });
  }
}

// Ways to reach somebody, each as [field, what it says, phone, email or page].
function* ways({ example }, all, { say }, rules, mayBeReal) {
  for (const [field, said, kind] of all) {
    if (!said) continue;
    const { fault, invented } = { phone: ring, email: write, page: visit }[kind](said, rules);
    if (fault) yield say(field, ...fault);
    if (invented === undefined || mayBeReal) continue;
    if (example && !invented) {
      yield say(field, "example-is-real", { said: quoted(said), phone: rules.phoneExample });
    }
    if (!example && invented) yield say(field, "real-is-example", { said: quoted(said) });
  }
}

// UK numbers have ten digits without the 0; the few that have fewer only the check can tell.
function ring(phone, { drama, phoneExample }) {
  const digits = digitsOf(phone);
  const fault = ["bad-phone", { phone, example: phoneExample }];
  if (!/^[0+]/.test(phone) || !/^\d*$/.test(digits) || digits.length > 10) return { fault };
  if (digits.length < 10) return digits.length === 9 || digits.length === 7 ? {} : { fault };
  return {
    fault: costsExtra(phone) ? ["costly-phone", { phone }] : undefined,
    invented: drama.some(([first, end]) => digits >= first && digits < end),
  };
}

const isInvented = (host) => host.toLowerCase().replace(/\.+$/, "").endsWith(".example");
const write = (email) => ({ invented: isInvented(email.split("@").at(-1)) });

function visit(address, { shorteners }) {
  const [, scheme, site] = /** @type {string[]} */ (/^(https?):\/\/([^/?#]*)/.exec(address));
  if (/[[\]]/.test(site)) return {};
  const [host, ...rest] = site.replace(/.*@/s, "").toLowerCase().split(":");
  const port = rest.join(":");
  const invented = host.includes(".") ? isInvented(host) : undefined;
  const given = { address: quoted(address), host: quoted(host) };
  const name = (() => {
    if (port && !(/^\d+$/.test(port) && Number(port) < 65536)) return ["bad-link"];
    if (scheme !== "https") return ["not-https"];
    if (site.includes("@")) return ["hidden-link", "name-before-site"];
    if (/(^|\.)\d+\.*$/.test(host)) return ["hidden-link", "number-for-site"];
    if (shorteners.includes(host.replace(/^www\./, ""))) return ["hidden-link", "short-link"];
    if (/[^\x00-\x7f]|xn--/.test(host)) return ["odd-site"];
    return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?$/.test(host) ? [] : ["bad-link"];
  })();
  return { fault: name.length ? [name[0], given, name[1]] : undefined, invented };
}

function readRun(row) {
  const starts = numberOf(row.starts);
  return {
    ...row,
    starts,
    ends: row.ends ? numberOf(row.ends) : row.rolling ? null : starts,
    applyBy: row.apply_by ? numberOf(row.apply_by) : null,
    left: (row.no_class_on ?? []).map(numberOf),
    sessions: row.sessions ?? [],
    delivery: row.delivery ?? "in-person",
  };
}

function* dates({ starts, ends, applyBy, rolling }, field, today, words) {
  const both = { first: words.dayText(starts), last: words.dayText(ends ?? starts) };
  const say = (name, code, day, reason) =>
    words.say([...field, name], code, { day: words.dayText(day), ...both }, reason);
  if (starts - today > 2 * YEAR + 1) yield say("starts", "start-far-away", starts);
  if (today - starts > 30 * YEAR) yield say("starts", "strange-year", starts, "start-long-ago");
  if (ends === null) return;
  if (ends < starts) yield say("ends", "ends-before-start", ends);
  else if (ends - starts > 5 * YEAR) yield say("ends", "strange-year", ends, "goes-on-for-years");
  else if (ends - starts > LONGEST && !rolling) {
    const given = { weeks: Math.floor((ends - starts) / 7), meant: aYearOrLess(starts, ends) };
    yield words.say([...field, "ends"], "long-run", given);
  } else if (applyBy !== null && applyBy > ends) yield say("apply_by", "apply-too-late", ends);
}

// Where every run is over: what is new may have a slip in its year.
function* over(runs, now, { say, dayText }) {
  if (!runs.every(({ ends }) => ends !== null && ends < now)) return;
  const fresh = [...runs.entries()].filter(([, { id }]) => id === undefined);
  for (const [index, { starts, ends }] of fresh) {
    yield say(["runs", index, ends === starts ? "starts" : "ends"], "already-over", { day: dayText(ends) });
  }
  if (!fresh.length && runs.every(({ ends }) => now - ends > YEAR)) yield say(["runs"], "long-past");
}

// The same day of the year in which the run would last a year at most.
function aYearOrLess(starts, ends) {
  const [last, rest] = [Number(textOf(ends).slice(0, 4)), textOf(ends).slice(4)];
  for (let year = last - 1; year > 0; year -= 1) {
    const day = `${String(year).padStart(4, "0")}${rest === "-02-29" ? "-02-28" : rest}`;
    if (numberOf(day) - starts <= LONGEST) return day;
  }
  return textOf(ends);
}

function* twins(runs, { say, dayText }) {
  const keys = runs.map(({ venue, delivery, starts, ends, sessions, reference, note }) => {
    const lines = sessions.map(({ day, from, to, every_weeks: weeks }) =>
      [day, from, to, Number(weeks ?? 1)].join(),
    );
    return JSON.stringify([venue, delivery, starts, ends, [...new Set(lines)].sort(), reference, note]);
  });
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (first < index) {
      yield say(["runs", index], "run-twice", { number: first + 1, day: dayText(runs[index].starts) });
    }
    const { id } = runs[index];
    const named = runs.findIndex((run) => id && run.id === id);
    if (id && named < index) yield say(["runs", index, "id"], "run-id-twice", { number: named + 1 });
  }
}

function* checked(date, now, today, { say, dayText }) {
  const given = { day: dayText(date), today };
  if (date > now) yield say(["checked"], "checked-in-future", given);
  else if (now - date > YEAR) yield say(["checked"], "checked-long-ago", given);
}

const modulo = (number, by) => ((number % by) + by) % by;

function* sessions(run, field, today, words) {
  const { say, days } = words;
  const lines = run.sessions.map((line) => {
    const cycle = 7 * Number(line.every_weeks ?? 1);
    const weekday = days.findIndex((day) => day.toLowerCase() === line.day);
    return {
      ...line,
      cycle,
      weekday,
      name: days[weekday],
      first: modulo(weekday - weekdayOf(run.starts), cycle),
    };
  });
  yield* times(lines, field, words);
  if (run.ends !== null && run.ends < run.starts) return;
  const meetsOn = (line, day) =>
    day >= run.starts &&
    (run.ends === null || day <= run.ends) &&
    modulo(day - run.starts, line.cycle) === line.first;
  let fits = true;
  for (const [index, line] of lines.entries()) {
    const out = run.left.filter((day) => meetsOn(line, day)).length;
    const span = run.ends - run.starts - line.first;
    if (run.ends === null || (span >= 0 && Math.floor(span / line.cycle) + 1 > out)) continue;
    fits = false;
    yield neverComes(run, line, out, [...field, "sessions", index, "day"], words);
  }
  const isOver = run.ends !== null && run.ends < today;
  fits &&= !isOver && !(run.ends !== null && run.ends - run.starts > LONGEST); // said elsewhere, and one slip
  if (fits && lines.length) yield* firstAndLast(run, lines, field, words);
  const stray = run.left
    .filter((day) => !lines.some((line) => meetsOn(line, day)))
    .sort((one, two) => one - two);
  if (stray.length) yield noClassAnyway(run, lines, stray, [...field, "no_class_on"], words);
  const isKnown = lines.length || Number(run.own_time_hours ?? 0) || run.delivery === "online";
  if (!isOver && run.state !== "cancelled" && !isKnown) yield say(field, "no-times");
}

// See that there is a class on the days that people are shown.
function* firstAndLast({ starts, ends }, lines, field, { say, listed, dayText, days }) {
  if (lines.some(({ cycle }) => cycle > 7)) return; // the first day says which weeks are meant
  const weekdays = [...new Set(lines.map(({ weekday }) => weekday))].sort((one, other) => one - other);
  const named = listed(
    weekdays.map((day) => days[day]),
    "and",
  );
  const tell = (name, words, day, meant) =>
    say(
      [...field, name],
      "not-a-class-day",
      { date: dayText(day), days: named, meant: textOf(meant) },
      words,
    );
  const first = Math.min(...lines.map((line) => line.first));
  if (!weekdays.includes(weekdayOf(starts)) && isDay(textOf(starts + first))) {
    yield tell("starts", "first-day-no-class", starts, starts + first);
  }
  if (ends !== null && !weekdays.includes(weekdayOf(ends))) {
    const after = Math.min(...lines.map((line) => modulo(ends - starts - line.first, line.cycle)));
    yield tell("ends", "last-day-no-class", ends, ends - after);
  }
}

const minutesOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

// Which time of a session looks wrong, by its name, and why.
function oddHours({ from, to }) {
  const [first, last] = [minutesOf(from), minutesOf(to)];
  const length = last - first;
  if (length > LONG) return { name: "to", words: "long-class", hours: Math.floor((length * 10) / 60) / 10 };
  if (length < SHORT) return { name: "to", words: "short-class", minutes: length };
  if (first < EARLY) return { name: "from", words: "begins-early", other: timeOf(first + NOON) };
  if (last > LATE) return { name: "to", words: "ends-late", other: timeOf(last - NOON) };
  return undefined;
}

function* evening(values, runs, { say }) {
  const name = ["title", "summary"].find((part) => /\bevenings?\b/i.test(values[part]));
  const starts = runs.flatMap(({ sessions: lines }) => lines.map(({ from }) => from)).sort();
  if (!name || !starts.length || minutesOf(starts[0]) < EARLY || starts.at(-1) >= EVENING) return;
  const run = runs.findIndex(({ sessions: lines }) => lines.length);
  yield say(["runs", run, "sessions", 0, "from"], "no-evening", { name, start: starts.at(-1) });
}

function* times(lines, field, { say }) {
  const latest = {};
  for (const [index, { from, to }] of lines.entries()) {
    if (to <= from) {
      yield say([...field, "sessions", index, "to"], "ends-before-it-begins", { start: from, end: to });
      continue;
    }
    const odd = oddHours({ from, to });
    if (odd) {
      yield say(
        [...field, "sessions", index, odd.name],
        "odd-hours",
        { start: from, end: to, ...odd },
        odd.words,
      );
    }
  }
  const timed = [...lines.entries()].filter(([, line]) => line.to > line.from);
  for (const [index, line] of timed.sort(([, one], [, two]) => compare(one.from, two.from))) {
    const other = latest[line.day];
    if (other && line.from < other.to) {
      yield say([...field, "sessions", index], "sessions-overlap", {
        day: line.name,
        start: other.from,
        end: other.to,
      });
    }
    if (!other || line.to > other.to) latest[line.day] = line;
  }
}

function neverComes(run, line, out, field, { say, dayText, days }) {
  const code = "day-never-comes";
  const given = {
    day: line.name,
    first: days[weekdayOf(run.starts)].toLowerCase(),
    date: dayText(run.starts),
  };
  if (out) return say(field, code, given, "every-day-left-out");
  if (run.ends === run.starts) return say(field, code, given, "other-single-day");
  return say(field, code, { ...given, starts: dayText(run.starts), ends: dayText(run.ends) });
}

function noClassAnyway(run, lines, stray, field, { say, phrase, listed, dayText }) {
  const named = stray.slice(0, 4).map(dayText);
  if (stray.length > 4) named.push(phrase("more-days", { count: stray.length - 4 }));
  let mend = phrase("meets-on", { days: listed(new Set(lines.map(({ name }) => name)), "and") });
  if (!lines.length) mend = phrase("add-sessions", {});
  else if (run.ends !== null && (stray[0] > run.ends || stray.at(-1) < run.starts)) {
    mend = phrase("look-at-year", { day: dayText(run.starts) });
  }
  return say(field, "no-class-anyway", { days: listed(named, "and"), mend });
}

function* sources(values, { say, listed }, { venueFacts, venueFields }) {
  const rows = values.sources ?? [];
  if (!values.example) {
    const sourced = rows.flatMap((row) => row.for);
    const saysSome = Object.values(values.access).some((answer) => answer !== "ask");
    const facts = [...venueFacts.filter((name) => name in values), ...(saysSome ? ["access"] : [])];
    for (const name of facts) if (!sourced.includes(name)) yield say([name], "no-source", { name });
  }
  const there = venueFields.filter((name) => name in values);
  for (const [row, source] of rows.entries()) {
    for (const [index, name] of source.for.entries()) {
      if (!there.includes(name)) {
        yield say(["sources", row, "for", index], "stray-source", { name, names: listed(there) });
      }
    }
  }
}
