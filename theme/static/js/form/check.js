// Says what is wrong in the values of one file: the sentences of `catalogue check`, in its order.
//
// It knows what the schema can say and the rules that need no other file; all words come from
// form.json. What it leaves to the check, listed in tests/form/test_check.py: whatever looks at
// other files or at reference/, Markdown, and phone numbers that only a table of them can judge.
// Two differences: where the check can tell what was meant by a value or the name of a field, and offers
// it, this says how such a value is written; and a character that nobody can see is told at its field,
// without its name.

import { broken, length, quoted, speaker } from "./constraints.js";
import { costsExtra, digitsOf } from "./phones.js";
import { compare, runs } from "./run_rules.js";
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

// ---- the rules about a whole file: catalogue/rules/ says why ----

function* course(values, words, form, today) {
  yield* titles(values, words, form.rules);
  yield* cost(values.cost, words);
  const { phone, email, url } = values.join;
  if (!phone && !email) yield words.say(["join"], "no-contact");
  const all = [
    [["join", "phone"], phone, "phone"],
    [["join", "email"], email, "email"],
    [["join", "url"], url, "page"],
  ];
  yield* ways(values, all, words, form.rules);
  yield* runs(values, today, words);
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
